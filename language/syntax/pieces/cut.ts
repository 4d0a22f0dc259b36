import type { Span } from '../tree.ts';
import {
  isBareStart,
  isBlankLine,
  isDash,
  isIndented,
  isKeyAt,
  isMarker,
  lineAt,
  nextLine,
} from './line-beginnings.ts';

/** A collection in block style whose entries are pieces. */
export interface Container {
  readonly kind: 'seq' | 'map';
  /** Column of its dashes or keys. */
  readonly column: number;
}

interface Place extends Span {
  /** Offset of the dash or key it stands for; the text before it is blank or comment. */
  readonly head: number;
  /** Whether its document begins with it. */
  readonly isFirst: boolean;
  /** What the next piece is: of the same inner collection, of the root, of another document, or nothing. */
  readonly next: 'inner' | 'root' | 'document' | 'end';
}

/**
 * A stretch of whole lines that holds one item or one entry. `item` and `entry` belong to the root. A key of the root
 * whose value is a collection of its own is cut further: `opening` is the key and the first thing below it, `inner` is
 * what follows. `blank` is a document in which nothing is written.
 */
export interface Cut extends Place {
  readonly form: 'item' | 'entry' | 'opening' | 'inner' | 'blank';
  /** The collection below the root that it opens or belongs to. */
  readonly inner?: Container;
  /** Offset of the first dash or key of the collection that it opens. */
  readonly innerHead?: number;
}

/**
 * Cuts a YAML text where an item or entry seems to begin. These are guesses from the beginnings of lines, for the
 * parser to confirm. Undefined for a text whose pieces cannot mean the same apart: with directives, or with a document
 * whose root is no collection in block style.
 */
export function cutYaml(text: string): Cut[] | undefined {
  const cuts = documentsIn(text)?.map((span) => cutDocument(text, span));
  return cuts?.every((found) => found !== undefined) ? cuts.flat() : undefined;
}

/** The stretches of the documents, each but the first from its `---`. Undefined where one is given in another way. */
function documentsIn(text: string): Span[] | undefined {
  const starts = [0];
  let isBegun = false;
  for (let line = text.startsWith('\uFEFF') ? 1 : 0; line < text.length; line = nextLine(text, line)) {
    const isStart = isMarker(text, line);
    if (isStart && !isBareStart(text, line)) return undefined;
    if (isStart && isBegun) starts.push(line);
    isBegun ||= isStart || !isBlankLine(text, line);
  }
  return starts.map((start, at) => ({ start, end: starts[at + 1] ?? text.length }));
}

function cutDocument(text: string, span: Span): Cut[] | undefined {
  const { start, end } = span;
  const last = end === text.length ? 'end' : 'document';
  const first = skipPrologue(text, span);
  // What is to come behind the last `---`.
  if (first === end && start > 0)
    return [{ form: 'blank', start, end, head: end, isFirst: true, next: last }];
  const isList = isDash(text, first);
  const starts = linesIn(text, { start: first, end }, (line) =>
    isList ? isDash(text, line) : isKeyAt(text, line, 0),
  );
  if (starts[0] !== first) return undefined;
  return starts.flatMap((head, at) => {
    const next = starts[at + 1] === undefined ? last : 'root';
    const place = {
      start: at === 0 ? start : head,
      end: starts[at + 1] ?? end,
      head,
      isFirst: at === 0,
      next,
    } as const;
    return isList ? { form: 'item', ...place } : cutSection(place, text);
  });
}

/** The offset of the first line of a document that says something; its end where none does. */
function skipPrologue(text: string, { start, end }: Span): number {
  let line = text.startsWith('\uFEFF') && start === 0 ? 1 : start;
  while (line < end && (isBlankLine(text, line) || isMarker(text, line))) line = nextLine(text, line);
  return line;
}

function linesIn(text: string, { start, end }: Span, isWanted: (line: number) => boolean): number[] {
  const found: number[] = [];
  for (let line = start; line < end; line = nextLine(text, line)) if (isWanted(line)) found.push(line);
  return found;
}

function cutSection(section: Place, text: string): Cut[] {
  const below = containerBelow(section, section.head, text);
  if (!below) return [{ form: 'entry', ...section }];
  const { kind, column } = below;
  const inner = { kind, column };
  const starts = linesIn(text, { start: below.line, end: section.end }, (line) =>
    kind === 'seq'
      ? isIndented(text, line, column) && isDash(text, line + column)
      : isKeyAt(text, line, column),
  );
  return starts.map((line, at): Cut => {
    const head = line + column;
    const end = starts[at + 1] ?? section.end;
    const next = starts[at + 1] === undefined ? section.next : 'inner';
    if (at > 0) return { form: 'inner', start: line, end, head, inner, isFirst: false, next };
    return { ...section, form: 'opening', end, innerHead: head, inner, next };
  });
}

/** The collection that is the value of a key, if it starts on a line below. */
function containerBelow(span: Span, head: number, text: string): (Container & { line: number }) | undefined {
  if (!/^[^#]*:[ \t]*(?:[ \t]#.*)?$/.test(lineAt(text, head))) return undefined;
  let line = nextLine(text, head);
  while (line < span.end && isBlankLine(text, line)) line = nextLine(text, line);
  let column = 0;
  while (text[line + column] === ' ') column += 1;
  if (line >= span.end) return undefined;
  if (isDash(text, line + column)) return { kind: 'seq', column, line };
  return column > 0 && isKeyAt(text, line, column) ? { kind: 'map', column, line } : undefined;
}
