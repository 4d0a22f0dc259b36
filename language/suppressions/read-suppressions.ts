import { lineEnd, lineStart } from '../syntax/lines.ts';
import { sourceOf } from '../syntax/source.ts';
import type { Node, Span, SyntaxDocument } from '../syntax/tree.ts';
import { directives, type NamedRule, type Suppression } from './suppression.ts';

/** What is meant for us, though it may be written wrong. */
const marker =
  /#[ \t]*(driftscope(?:-[a-z-]*|:?[ \t]+disable-(?:next-)?line\b|:[ \t]*(?:disable|enable)\b))/gi;

/** The suppressions of a YAML text, in order. JSON has no comments, and so has none. */
export function readSuppressions(text: string, documents: readonly SyntaxDocument[]): readonly Suppression[] {
  if (!/driftscope/i.test(text)) return [];
  const comments = [...text.matchAll(marker)]
    .filter((match) => isComment(match.index, text, documents))
    .map((match) => commentAt(match.index, match[1] ?? '', text));
  const { lineOf } = sourceOf(text);
  const lines = text.split(/\r\n|\r|\n/);
  return comments.map((comment, at) => {
    const later = comments.slice(at + 1);
    const linesFor = (id: string) => linesOf(comment, id, later, { lines, lineOf });
    return { ...comment, rules: comment.rules.map((rule) => ({ ...rule, lines: linesFor(rule.id) })) };
  });
}

type Comment = Omit<Suppression, 'rules'> & { readonly rules: readonly Omit<NamedRule, 'lines'>[] };

function commentAt(start: number, given: string, text: string): Comment {
  const span = { start, end: start + text.slice(start, lineEnd(text, start)).trimEnd().length };
  const from = text.indexOf(given, start);
  const word = { start: from, end: from + given.length };
  const rest = text.slice(word.end, span.end);
  const dashes = rest.search(/(^|\s)--(\s|$)/);
  const reason = dashes < 0 ? '' : rest.slice(dashes).trim().slice(2).trim();
  const loose = dashes < 0 ? looseReason(rest) : undefined;
  const names = rest.slice(0, loose?.start ?? (dashes < 0 ? rest.length : dashes));
  const rules = [...names.matchAll(/[^\s,:]+/g)].map((match) => {
    const at = word.end + match.index;
    return { id: match[0], start: at, end: at + match[0].length };
  });
  const directive = directives.find((known) => `driftscope-${known}` === given);
  return {
    ...{ span, directive, word, rules, reason: reason === '' ? undefined : reason },
    ...(loose ? { loose: { start: word.end + loose.start, end: word.end + loose.words } } : {}),
  };
}

/**
 * Where words begin that are no names of rules, which all have a dash in them: a reason without `--` before it.
 * `start` counts what stands in the place of the `--`.
 */
function looseReason(rest: string): { readonly start: number; readonly words: number } | undefined {
  const found = /^(:?\s*[a-z\d]+(?:-[a-z\d]+)+(?:[\s,]+[a-z\d]+(?:-[a-z\d]+)+)*)(\s*[:—–-]?\s+)(?=\S)/i.exec(
    rest,
  );
  const [, names = '', gap = ''] = found ?? [];
  return found ? { start: names.length, words: names.length + gap.length } : undefined;
}

interface Lines {
  readonly lines: readonly string[];
  lineOf(offset: number): number;
}

const none = { from: 0, to: -1 };

/** The lines on which a comment silences a rule. */
function linesOf(
  { directive, span }: Comment,
  id: string,
  later: readonly Comment[],
  { lines, lineOf }: Lines,
): NamedRule['lines'] {
  const own = lineOf(span.start);
  if (directive === 'disable-line') return { from: own, to: own };
  if (directive === 'disable-next-line') {
    // Several of them may stand above one line.
    const next = lines.findIndex((line, at) => at > own && !/^\s*(#|$)/.test(line));
    return next < 0 ? none : { from: next, to: next };
  }
  if (directive !== 'disable') return none;
  const end = later.find((comment) => comment.directive === 'enable' && isAbout(comment, id));
  return { from: own, to: end ? lineOf(end.span.start) : Number.POSITIVE_INFINITY };
}

/** An `enable` that names no rule is about all of them. */
const isAbout = ({ rules }: Comment, id: string) =>
  rules.length === 0 || rules.some((rule) => rule.id === id);

/** A `#` begins a comment after a blank, and not within text. */
function isComment(offset: number, text: string, documents: readonly SyntaxDocument[]): boolean {
  if (offset > lineStart(text, offset) && !/\s/.test(text.charAt(offset - 1))) return false;
  return !isWithinText(offset, documents);
}

/** Whether an offset lies within a scalar, where a comment would be none. */
export function isWithinText(offset: number, documents: readonly SyntaxDocument[]): boolean {
  return documents.some(({ root }) => root && isInText(root, offset, new Set()));
}

function isInText(node: Node, offset: number, seen: Set<Node>): boolean {
  if (offset < node.start || offset > node.end) return false;
  if (node.kind === 'scalar') return covers(node, offset);
  if (seen.has(node)) return false;
  seen.add(node);
  if (node.kind === 'seq') return node.items.some(({ value }) => isInText(value, offset, seen));
  return node.pairs.some(({ key, value }) => covers(key, offset) || isInText(value, offset, seen));
}

const covers = ({ start, end }: Span, offset: number) => start < offset && offset < end;
