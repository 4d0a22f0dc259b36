import { errorAt, type Finding } from '../finding.ts';
import { lineEnd, wholeLines } from './lines.ts';
import type { Node, ScalarNode, Span } from './tree.ts';

/** What looks like a space and is none to YAML: text from web pages, chats and input methods brings them. */
const foreign = '\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u2060\\u3000\\uFEFF';
const any = new RegExp(`[${foreign}]`);

/** In a key it is indentation; behind a dash or a first colon it should part two tokens. */
const inKey = new RegExp(`^-?([${foreign}][ ${foreign}]*)|^[\\w$-]+:([${foreign}]+)`, 'd');
const inValue = new RegExp(`^(?:-|[\\w$-]+:)([${foreign}]+)|[\\r\\n][ \\t]*([${foreign}]+)`, 'd');

/** A finding, and the lines whose structure nobody knows. */
export interface ForeignSpaces {
  readonly finding: Finding;
  readonly damage: readonly Span[];
}

/**
 * Spaces that are none, where they hide the structure of a document: one mistake, with a fix for all of them. In quotes,
 * in blocks and between words they are text like any other.
 * @param error where the parser stopped, if it did: then the tree may know nothing of what follows
 */
export function foreignSpaces(
  text: string,
  root: Node | undefined,
  error: number | undefined,
): ForeignSpaces | undefined {
  if (!any.test(text)) return undefined;
  const scalars = root ? scalarsOf(root, false, new Set()) : [];
  const inTree = scalars.flatMap(([node, isKey]) => foreignIn(node, isKey, text));
  const indented = error === undefined ? [] : indenting(text, error);
  const found = indented.length > 0 ? indented : inTree;
  const [first] = found.toSorted((a, b) => a.start - b.start);
  if (!first) return undefined;
  const name = `U+${text.charCodeAt(first.start).toString(16).toUpperCase().padStart(4, '0')}`;
  const message = `This looks like a space and is none (${name}); YAML only knows the plain one`;
  const edits = found.map(({ start, end }) => ({ start, end, newText: plain(text.slice(start, end)) }));
  const fixes = [{ title: 'Replace with plain spaces', edits, isCertain: true }];
  return {
    finding: { ...errorAt('yaml-syntax', first, message), fixes },
    damage: found.map((span) => wholeLines(text, span)),
  };
}

const lead = new RegExp(`^[ \\t]*(?:-[ \\t]+)*([${foreign}][ ${foreign}]*)`, 'dgm');

/** Those in the indentation of all lines, if the parser stopped at such a line. */
function indenting(text: string, error: number): Span[] {
  const found = [...text.matchAll(lead)].flatMap(({ indices, index }) => {
    const [start = 0, end = 0] = indices?.[1] ?? [];
    // The mark at the beginning of a file is none of them.
    return start === 0 && text.startsWith('\uFEFF') ? [] : [{ start, end, line: index }];
  });
  return found.some(({ line, end }) => line <= error && error <= lineEnd(text, end)) ? found : [];
}

/** One with no width stands for nothing. */
const plain = (spaces: string) => spaces.replaceAll(/[\u200B\u2060\uFEFF]/g, '').replaceAll(/./gs, ' ');

function foreignIn({ start, end }: ScalarNode, isKey: boolean, text: string): Span[] {
  const found = (isKey ? inKey : inValue).exec(text.slice(start, end));
  const [from, to] = found?.indices?.slice(1).find((place) => place !== undefined) ?? [];
  return from === undefined || to === undefined ? [] : [{ start: start + from, end: start + to }];
}

type Written = readonly [node: ScalarNode, isKey: boolean];

/** The plain scalars of a tree, each once. */
function scalarsOf(node: Node, isKey: boolean, seen: Set<Node>): Written[] {
  if (seen.has(node)) return [];
  seen.add(node);
  if (node.kind === 'scalar') return node.style === 'plain' ? [[node, isKey]] : [];
  if (node.kind === 'seq') return node.items.flatMap(({ value }) => scalarsOf(value, false, seen));
  return node.pairs.flatMap(({ key, value }) => [
    ...scalarsOf(key, true, seen),
    ...scalarsOf(value, false, seen),
  ]);
}
