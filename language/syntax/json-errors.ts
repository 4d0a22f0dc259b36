import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { errorAt, type Finding } from '../finding.ts';
import { limits } from './limits.ts';
import { firstLineOf, lineStart, wholeLines } from './lines.ts';
import type { Span } from './tree.ts';

/**
 * The syntax errors of a JSON text: each comment and trailing comma (which harm nothing else), and of all others the
 * first. `damage` is the text where the tree is a guess.
 */
export function explainJsonErrors(
  errors: readonly ParseError[],
  text: string,
): { findings: Finding[]; damage: Span[] } {
  const findings: Finding[] = [];
  const damage: Span[] = [];
  for (const error of errors.slice(0, limits.syntaxErrors)) {
    const span = spanOf(error, text);
    const harmless = comment(error, span, text) ?? trailingComma(error, span, text);
    if (harmless) {
      if (!findings.some((finding) => finding.span.start === harmless.span.start)) findings.push(harmless);
      continue;
    }
    if (damage.length === 0) findings.push(explain(error, span, text));
    damage.push(wholeLines(text, { start: wordBefore(span, text).start, end: span.end }));
  }
  const [first] = damage;
  // Behind a bracket that is missing, keys come to stand in other objects than they are meant for.
  if (first && !isBalanced(text)) damage.push({ start: first.start, end: text.length });
  return { findings, damage };
}

/** Whether every bracket outside of texts is closed by its own. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[[\]{}]/g)) {
    if (token === '{' || token === '[') open.push(token === '{' ? '}' : ']');
    else if ((token === '}' || token === ']') && open.pop() !== token) return false;
  }
  return open.length === 0;
}

function comment(error: ParseError, span: Span, text: string): Finding | undefined {
  if (printParseErrorCode(error.error) !== 'InvalidCommentToken') return undefined;
  const silences = text.slice(span.start, span.end).includes('driftscope-disable');
  const advice = silences ? '; `overrides` in `driftscope.config.yaml` silence rules for a file' : '';
  return errorAt('json-syntax', span, `JSON has no comments${advice}`);
}

function trailingComma({ error }: ParseError, span: Span, text: string): Finding | undefined {
  if (!/^(PropertyName|Value)Expected$/.test(printParseErrorCode(error))) return undefined;
  const before = text.slice(0, span.start).trimEnd();
  const closing = text.charAt(span.start);
  if (!before.endsWith(',') || (closing !== '}' && closing !== ']')) return undefined;
  const comma = { start: before.length - 1, end: before.length };
  return errorAt('json-syntax', comma, `JSON has no comma before \`${closing}\``, { replace: '' });
}

/** What is missing at the end of a line is told there, and not at the beginning of the next. */
function explain(error: ParseError, span: Span, text: string): Finding {
  const given = text.slice(span.start, span.end);
  const code = printParseErrorCode(error.error);
  const before = wordBefore(span, text);
  // The key of the next line was taken for the value of this one.
  if (given === ':' && code === 'CommaExpected')
    return errorAt('json-syntax', wordBefore(before, text), 'A value is expected after this');
  const isLineBetween = text.slice(before.end, span.start).includes('\n');
  const message = isLineBetween ? missing[code] : undefined;
  if (message !== undefined) return errorAt('json-syntax', before, message);
  return errorAt('json-syntax', firstLineOf(text, span), words[code]?.(given) ?? 'This is not expected here');
}

/** The last word, text or sign before a place; the place itself where there is none. */
function wordBefore({ start }: Span, text: string): Span {
  const end = text.slice(0, start).trimEnd().length;
  if (end === 0) return { start, end: start };
  const word = /("(?:[^"\\\r\n]|\\.)*"|[^\s"{}[\],:]+)$/.exec(text.slice(lineStart(text, end - 1), end))?.[0];
  return { start: end - (word?.length ?? 1), end };
}

/** What is said where the next line begins with something else. */
const missing: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'A key in double quotes is expected after this',
  ValueExpected: 'A value is expected after this',
  ColonExpected: 'A `:` is missing after this',
  CommaExpected: 'A comma is missing after this',
};

const words: Readonly<Record<string, (given: string) => string>> = {
  InvalidSymbol: (given) =>
    /^[-+.\d]/.test(given)
      ? `\`${given}\` is not a number as JSON writes it`
      : `\`${given}\` means nothing in JSON; text needs double quotes`,
  InvalidNumberFormat: () => 'This is not a number as JSON writes it',
  PropertyNameExpected: () => 'A key in double quotes is expected here',
  ValueExpected: () => 'A value is expected here',
  ColonExpected: () => 'A `:` is missing before this',
  CommaExpected: () => 'A comma is missing before this',
  CloseBraceExpected: () => 'A `}` is missing here',
  CloseBracketExpected: () => 'A `]` is missing here',
  EndOfFileExpected: () => 'The file should end before this',
  UnexpectedEndOfComment: () => 'This comment is never closed',
  UnexpectedEndOfString: () => 'This text has no closing quote',
  UnexpectedEndOfNumber: () => 'This number is not finished',
  InvalidUnicode: () => 'Unknown escape; `\\u` needs four hexadecimal digits',
  InvalidEscapeCharacter: () => 'Unknown escape; a backslash is written `\\\\`',
  InvalidCharacter: () => 'A control character must be written as an escape',
};

/** An error at the end of the text is shown on the last character before it. */
function spanOf({ offset, length }: ParseError, text: string): Span {
  if (offset >= text.length)
    return { start: Math.max(0, text.trimEnd().length - 1), end: text.trimEnd().length };
  return { start: offset, end: Math.min(text.length, offset + length) };
}
