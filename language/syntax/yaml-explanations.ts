import { type Document, isCollection, visit, type YAMLError } from 'yaml';
import type { Fix, FixData } from '../finding.ts';
import { firstLineOf, indentation, lineEnd, lineStart, wholeLines } from './lines.ts';
import type { Span } from './tree.ts';
import { bareKey, gluedDash, keyInValue } from './yaml-key-explanations.ts';

/** A syntax error and all there is to judge it by. */
export interface Sight {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly error: YAMLError;
  readonly errors: readonly YAMLError[];
  readonly span: Span;
}

export interface Explained {
  readonly span: Span;
  readonly message: string;
  readonly data?: FixData;
  readonly fixes?: readonly Fix[];
  /** The text whose meaning is lost, where it is more than the marked lines. */
  readonly damage?: Span;
}

export type Explanation = (sight: Sight) => Explained | undefined;

/** A quote that opens and is never closed swallows everything up to the next quote, or to the end. */
const openQuote: Explanation = ({ document, text, error, span }) => {
  const missing = error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing');
  if (!missing && !error.message.endsWith('at node end')) return undefined;
  let found: Span | undefined;
  visit(document, {
    Scalar: (_, { range, type }) => {
      if (!range || !type?.startsWith('QUOTE') || range[0] >= span.start || range[2] < span.start) return;
      found = { start: range[0], end: range[1] };
    },
  });
  if (!found) return undefined;
  const isLong = lineEnd(text, found.start) < found.end;
  if (!missing && !isLong)
    return { span, message: 'This follows a closing quote; quote all of the value or none of it' };
  const quote = text[found.start];
  return {
    span: firstLineOf(text, found),
    message: `This \`${quote}\` is never closed`,
    damage: { start: found.start, end: missing ? text.length : span.end },
  };
};

/** A bracket that is never closed. The parser goes on where the indentation returns, and so do we. */
const openBracket: Explanation = ({ document, text, error, span }) => {
  const closing = /end with a ([}\]])$/.exec(error.message)?.[1];
  if (!closing) return undefined;
  const opening = closing === '}' ? '{' : '[';
  let start = -1;
  visit(document, (_, node) => {
    if (!isCollection(node) || !node.flow || !node.range) return;
    const [from, to] = node.range;
    const isOpen = text[from] === opening && (text[to - 1] !== closing || to - 1 <= from);
    if (isOpen && from <= span.start && from > start) start = from;
  });
  if (start < 0) return { span, message: `A \`${closing}\` is missing before this` };
  return {
    span: { start, end: start + 1 },
    message: `This \`${opening}\` is never closed`,
    damage: { start: lineStart(text, start), end: Math.max(start, span.start) },
  };
};

/** Two entries without a comma between them: the library takes them for a key of several words, or of several lines. */
const missingComma: Explanation = ({ text, errors, span }) => {
  const taken = errors.find(({ code, pos }) => code === 'BLOCK_IN_FLOW' && pos[0] === span.start);
  if (!taken) return undefined;
  const damage = wholeLines(text, { start: span.start, end: taken.pos[1] });
  return {
    span: firstLineOf(text, span),
    message: 'A comma is missing here, or the text needs quotes',
    damage,
  };
};

export const lineContent = (text: string, offset: number): Span => ({
  start: indentation(text, offset).end,
  end: Math.max(indentation(text, offset).end, lineEnd(text, offset)),
});

/** A line whose indentation fits none of the levels around it. */
const badIndentation: Explanation = ({ text, error, span }) => {
  const column = /^All (mapping|sequence) items must start at the same column/.test(error.message);
  const noDash = error.message === 'Sequence item without - indicator';
  if (!column && !noDash) return undefined;
  // The parser may point at the line break before the line it means.
  const at = lineEnd(text, span.start) === span.start ? nextLine(text, span.start) : span.start;
  const message = noDash
    ? 'This line is neither a list item nor indented like the keys above it'
    : 'This line is not indented like the ones it belongs to';
  return { span: lineContent(text, at), message };
};

const nextLine = (text: string, offset: number) =>
  Math.min(text.length, /^(\r\n|[\s\S])?/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0) + offset;

/** A line at the margin that belongs to nothing above it. */
const strayLine: Explanation = ({ text, error, span }) => {
  if (error.code !== 'UNEXPECTED_TOKEN') return undefined;
  const content = lineContent(text, span.start);
  if (text[span.start] === '-' || error.message.includes('block-seq-ind'))
    return { span: content, message: 'A list item cannot stand here' };
  if (content.start !== span.start || !error.message.endsWith('at node end')) return undefined;
  return { span: content, message: 'This line does not belong to what stands above it' };
};

/** A list item between the keys of a map; mostly one whose indentation is not that of the items it belongs to. */
const listBesideKeys: Explanation = ({ text, error, span }) => {
  const isAtDash = error.code === 'MULTILINE_IMPLICIT_KEY' && text[span.start] === '-';
  if (!isAtDash && !error.message.startsWith('A block sequence may not be')) return undefined;
  // The parser points at the blank lines and comments before the item.
  const before = /^(\s|#.*)*/.exec(text.slice(span.start))?.[0].length ?? 0;
  const at = text[span.start + before] === '-' ? span.start + before : span.start;
  const message = 'A list item cannot stand beside keys';
  return {
    span: lineContent(text, at),
    message: `${message}${indentationAdvice(text, lineStart(text, at))}`,
  };
};

/** Where the item above has its dash, if that is not where the one on this line has it. */
function indentationAdvice(text: string, line: number): string {
  const lines = text.slice(0, line).split(/\r\n|\r|\n/);
  const column = lines.findLast((content) => /^ *-\s/.test(content))?.indexOf('-');
  const { start, end } = indentation(text, line);
  return column === undefined || column === end - start
    ? ''
    : `; the item above it is indented by ${column}, this one by ${end - start}`;
}

/** `text: | words`: what follows the sign belongs on the next line. */
const besideBlockSign: Explanation = ({ text, error, span }) =>
  error.code === 'UNEXPECTED_TOKEN' &&
  /[|>][-+\d]* +$/.test(text.slice(lineStart(text, span.start), span.start))
    ? { span, message: 'The text of a block begins on the line below' }
    : undefined;

const marked = (text: string, { start, end }: Span) => text.slice(start, Math.max(end, start + 1));

/** What needs no more than the place: by the library's code and the beginning of its message. */
const plain: readonly (readonly [code: string, message: RegExp, words: (given: string) => string])[] = [
  ['UNEXPECTED_TOKEN', /flow-(seq|map)-end/, (given) => `This \`${given}\` closes nothing`],
  ['MISSING_CHAR', /^Tags and anchors must/, () => 'An anchor or a tag needs a space after it'],
  ['UNEXPECTED_TOKEN', /^Unexpected , /, () => 'A value is missing before this comma'],
  ['MISSING_CHAR', /^Missing , /, () => 'A comma is missing before this'],
  ['MISSING_CHAR', /^Missing space after :/, () => 'A space is missing after `:`'],
  ['MISSING_CHAR', /^Comments must/, () => 'A comment needs a space before its `#`'],
  [
    'BAD_SCALAR_START',
    /./,
    (given) => `A value cannot start with \`${given.charAt(0)}\` unless it is quoted`,
  ],
  ['BAD_DQ_ESCAPE', /./, () => 'Unknown escape; in double quotes a backslash is written `\\\\`'],
  ['BAD_ALIAS', /./, () => 'An alias or anchor needs a name, as in `*name` and `&name`'],
  ['ALIAS_PROPS', /./, () => 'An alias cannot have an anchor or a tag of its own'],
  ['MULTIPLE_ANCHORS', /./, () => 'A value can have one anchor only'],
  ['MULTIPLE_TAGS', /./, () => 'A value can have one tag only'],
  ['TAG_RESOLVE_FAILED', /./, () => 'The value does not fit its tag'],
  ['KEY_OVER_1024_CHARS', /./, () => 'A key may have 1024 characters at most'],
  ['BAD_DIRECTIVE', /./, () => 'A line that starts with `%` is a YAML directive; this one is unknown'],
  [
    'MISSING_CHAR',
    /^Missing directives-end/,
    () => 'A line that starts with `%` is a YAML directive and needs `---` after it',
  ],
];

const byCode: Explanation = ({ text, error, span }) => {
  const words = plain.find(([code, message]) => code === error.code && message.test(error.message))?.[2];
  return words && { span: firstLineOf(text, span), message: words(marked(text, span)) };
};

/** Tried in order. */
export const explanations: readonly Explanation[] = [
  openQuote,
  openBracket,
  missingComma,
  gluedDash,
  keyInValue,
  bareKey,
  listBesideKeys,
  badIndentation,
  strayLine,
  besideBlockSign,
  byCode,
];
