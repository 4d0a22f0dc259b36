import type { Span } from '../tree.ts';

/** A collection in block style whose entries are pieces. */
export interface Container {
  readonly kind: 'seq' | 'map';
  /** Column of its dashes or keys. */
  readonly column: number;
}

/**
 * A stretch of whole lines that holds one item or one entry. `item` and `entry` belong to the root. A key of the root
 * whose value is a collection of its own is cut further: `opening` is the key and the first thing below it, `inner` is
 * what follows.
 */
export interface Cut extends Span {
  readonly form: 'item' | 'entry' | 'opening' | 'inner';
  /** Offset of the dash or key it stands for; the text before it is blank or comment. */
  readonly head: number;
  /** The collection below the root that it opens or belongs to. */
  readonly inner?: Container;
  /** Offset of the first dash or key of the collection that it opens. */
  readonly innerHead?: number;
  /** What the next piece is: of the same inner collection, of the root, or nothing. */
  readonly next: 'inner' | 'root' | 'end';
}

/**
 * Cuts a YAML text where an item or entry seems to begin. These are guesses from the beginnings of lines, for the
 * parser to confirm. Undefined for a text whose pieces cannot mean the same apart: several documents, directives,
 * or a root that is no collection in block style.
 */
export function cutYaml(text: string): Cut[] | undefined {
  const first = skipPrologue(text);
  if (first === undefined) return undefined;
  const starts = isDash(text, first) ? dashLines(text, first, 0) : keyLines(text, first, text.length, 0);
  if (starts?.[0] !== first) return undefined;
  const isList = isDash(text, first);
  return starts.flatMap((head, at) => {
    const start = at === 0 ? 0 : head;
    const end = starts[at + 1] ?? text.length;
    const next = end === text.length ? 'end' : 'root';
    return isList ? { form: 'item', start, end, head, next } : cutSection({ start, end }, head, next, text);
  });
}

/** The offset of the first line that says something; undefined where that is not at the margin. */
function skipPrologue(text: string): number | undefined {
  let line = text.startsWith('\uFEFF') ? 1 : 0;
  let isStarted = false;
  while (line < text.length) {
    const isStart: boolean = !isStarted && /^---[ \t\r]*(?:[ \t]#.*)?$/.test(lineAt(text, line));
    if (!isStart && !isBlankLine(text, line))
      return isGap(text.charCodeAt(line)) || isMarker(text, line) ? undefined : line;
    isStarted ||= isStart;
    line = nextLine(text, line);
  }
  return undefined;
}

/** Undefined where a second document may begin. */
function dashLines(text: string, from: number, column: number): number[] | undefined {
  const starts: number[] = [];
  for (let line = from; line < text.length; line = nextLine(text, line)) {
    if (isMarker(text, line)) return undefined;
    if (isDash(text, line + column)) starts.push(line);
  }
  return starts;
}

function keyLines(text: string, from: number, to: number, column: number): number[] | undefined {
  const starts: number[] = [];
  for (let line = from; line < to; line = nextLine(text, line)) {
    if (isMarker(text, line)) return undefined;
    if (isKeyAt(text, line, column)) starts.push(line);
  }
  return starts;
}

function cutSection(span: Span, head: number, next: Cut['next'], text: string): Cut[] {
  const inner = containerBelow(span, head, text);
  if (!inner) return [{ form: 'entry', ...span, head, next }];
  const { kind, column } = inner;
  const pad = (line: number) => line + column;
  const starts: number[] = [];
  for (let line = inner.line; line < span.end; line = nextLine(text, line)) {
    const isStart =
      kind === 'seq'
        ? isIndented(text, line, column) && isDash(text, pad(line))
        : isKeyAt(text, line, column);
    if (isStart) starts.push(line);
  }
  return starts.map((line, at): Cut => {
    const end = starts[at + 1] ?? span.end;
    const after = starts[at + 1] === undefined ? next : 'inner';
    const place = { inner: { kind, column }, end, next: after } as const;
    if (at > 0) return { form: 'inner', start: line, head: pad(line), ...place };
    return { form: 'opening', start: span.start, head, innerHead: pad(line), ...place };
  });
}

/** The collection that is the value of a key, if it starts on a line below. */
function containerBelow(span: Span, head: number, text: string): (Container & { line: number }) | undefined {
  if (!/^[^#]*:[ \t\r]*(?:[ \t]#.*)?$/.test(lineAt(text, head))) return undefined;
  let line = nextLine(text, head);
  while (line < span.end && isBlankLine(text, line)) line = nextLine(text, line);
  let column = 0;
  while (text[line + column] === ' ') column += 1;
  if (line >= span.end) return undefined;
  if (isDash(text, line + column)) return { kind: 'seq', column, line };
  return column > 0 && isKeyAt(text, line, column) ? { kind: 'map', column, line } : undefined;
}

function isIndented(text: string, line: number, column: number): boolean {
  for (let at = line; at < line + column; at += 1) if (text.charCodeAt(at) !== space) return false;
  return true;
}

const keyPattern = /(?:[\w$][\w.$-]*|<<|"[^"\\\n]*"|'[^'\n]*'):(?=[ \t\r\n]|$)/y;

/** Whether a line begins with a plain key in this column. */
function isKeyAt(text: string, line: number, column: number): boolean {
  if (!isIndented(text, line, column) || isGap(text.charCodeAt(line + column))) return false;
  keyPattern.lastIndex = line + column;
  return keyPattern.test(text);
}

const space = 32;
const dash = 45;

const isDash = (text: string, at: number) => text.charCodeAt(at) === dash && isGap(text.charCodeAt(at + 1));

const isGap = (code: number) => code === space || (code >= 9 && code <= 13) || Number.isNaN(code);

/** `---` and `...` end a document. */
const isMarker = (text: string, line: number) =>
  (text.startsWith('---', line) || text.startsWith('...', line)) && isGap(text.charCodeAt(line + 3));

const isBlankLine = (text: string, line: number) => /^[ \t\r]*(?:#|$)/.test(lineAt(text, line));

function lineAt(text: string, line: number): string {
  const end = text.indexOf('\n', line);
  return text.slice(line, end < 0 ? text.length : end);
}

function nextLine(text: string, line: number): number {
  const end = text.indexOf('\n', line);
  return end < 0 ? text.length : end + 1;
}
