import type { ErrorObject } from 'ajv';
import type { Node, Span } from '../syntax/tree.ts';
import { type InstancePath, type Located, locate, parsePointer } from './instance-path.ts';
import { type Schema, type SpecPlace, specPlaceOf } from './spec-place.ts';

/** The document under judgement. */
export interface Judged {
  readonly text: string;
  readonly root: Node;
  readonly value: unknown;
  readonly spec: Schema;
}

/** One error of the validator, put in its place. */
export interface Mistake extends Located {
  readonly error: ErrorObject;
  readonly path: InstancePath;
  readonly place: SpecPlace | undefined;
}

/** Undefined for an error at a place that the tree does not have, which would be a mistake of ours. */
export function mistakeOf(error: ErrorObject, judged: Judged): Mistake | undefined {
  const path = parsePointer(error.instancePath);
  const located = locate(judged.root, path);
  return located && { ...located, error, path, place: specPlaceOf(judged.spec, judged.value, path) };
}

/** How messages call the value: its key, or whose item it is. */
export function subjectOf(path: InstancePath): string {
  const key = path.findLast((part) => !/^\d+$/.test(part));
  if (key === undefined) return path.length === 0 ? 'The file' : 'This item';
  return key === path.at(-1) ? `\`${key}\`` : `An item of \`${key}\``;
}

/** What to mark for a value: the value, or, when that covers several lines, what it hangs on. */
export function valueSpan(node: Node, text: string): Span {
  const written = text.slice(node.start, node.end);
  if (!/[\r\n]/.test(written)) return node;
  if (node.owner) return node.owner;
  const end = node.start + written.search(/[\r\n]/);
  return { start: node.start, end: Math.max(node.start + 1, end) };
}
