import { type Bounds, type Doc, durationPattern, taggedOf } from '../../core/spec/schema.ts';
import { enumerate } from '../../core/spec/words.ts';
import type { Node } from '../syntax/tree.ts';
import { membersOf, type Schema } from './spec-place.ts';

export { enumerate };

/** A name or value as messages show it; long ones are cut. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return `\`${line.length > 60 ? `${line.slice(0, 57)}…` : line}\``;
}

/** What stands in the file, for "must be …, not …". */
export function found(node: Node, text: string): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'seq') return 'a list';
  const written = text.slice(node.start, node.end);
  if (typeof node.value !== 'string') return code(written);
  // The quotes are worth showing where they are what makes it a text.
  const isText = /[^-+.\d]/.test(node.value) && node.style !== 'block';
  return `the text ${code(isText ? node.value : written)}`;
}

/** What a spec asks for, for "must be …". */
export function expected(schema: Schema): string {
  if (isDuration(schema)) return 'a duration such as `30s`, `5m` or `1h`';
  const union = taggedOf(schema);
  if (union) return `${/^[aeiou]/.test(union.name) ? 'an' : 'a'} ${union.name} (with \`${union.tag}: …\`)`;
  const members = membersOf(schema);
  if (members.length > 0) return enumerate([...new Set(members.map(expected))], 'or');
  const type = (schema as { type?: string }).type ?? 'object';
  return typeNames[type] ?? type;
}

const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  integer: 'a whole number',
  string: 'text',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
};

/** Whether a value is a length of time. */
export function isDuration(schema: Schema): boolean {
  return (schema as Doc).unit === 'duration' || (schema as { pattern?: string }).pattern === durationPattern;
}

/** The bounds of a number and its unit, for "must be …": `greater than 0 and at most 1`, `at least 1 and at most 500 rows`. */
export function boundsInWords(schema: Schema, unit: string | undefined): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema as Bounds;
  const parts = [
    exclusiveMinimum === undefined ? '' : `greater than ${exclusiveMinimum}`,
    minimum === undefined ? '' : `at least ${minimum}`,
    exclusiveMaximum === undefined ? '' : `less than ${exclusiveMaximum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
  ].filter((part) => part !== '');
  const word = units[unit ?? ''];
  return `${parts.join(' and ')}${word ? ` ${word}` : ''}`;
}

/** Units that read well after a number; a share or a metric's own unit says nothing there. */
const units: Readonly<Record<string, string>> = {
  ms: 'ms',
  samples: 'samples',
  sigmas: 'sigmas',
  rows: 'rows',
  duration: 'seconds',
};
