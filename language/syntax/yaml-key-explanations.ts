import { type Document, visit } from 'yaml';
import type { Fix } from '../finding.ts';
import { firstLineOf, indentation, lineEnd, lineStart, wholeLines } from './lines.ts';
import type { Explanation } from './yaml-explanations.ts';

/** A key, or the beginning of one, without `:`. */
export const bareKey: Explanation = ({ text, error, span }) => {
  const isBare = error.message.startsWith('Implicit map keys need');
  const swallowedNext = error.code === 'MULTILINE_IMPLICIT_KEY' && lineEnd(text, span.start) < span.end;
  if (!isBare && !swallowedNext) return undefined;
  const line = firstLineOf(text, span);
  const given = text.slice(line.start, line.end).trimEnd();
  if (given === '' || given.startsWith('-')) return undefined;
  const [key = given, value] = given.split(/:(?=\S)/, 2);
  if (value !== undefined && !/\s/.test(key)) {
    const colon = { start: line.start, end: line.start + given.length };
    return {
      span: colon,
      message: 'A space is missing after `:`',
      data: { replace: `${key}: ${value}` },
      damage: wholeLines(text, span),
    };
  }
  const [word = given] = given.split(/\s/, 1);
  return {
    span: { start: line.start, end: line.start + word.length },
    message: `\`${word}\` needs a \`:\` and a value`,
    damage: wholeLines(text, span),
  };
};

/** `kind: latency ema_alpha: 0.3`, or a next line that is indented too deep and so continues the value. */
export const keyInValue: Explanation = ({ document, text, error, errors, span }) => {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || !error.message.startsWith('Nested')) return undefined;
  const damage = wholeLines(text, { start: span.start, end: endOfMapAt(document, span.start) });
  const long = errors.find(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === span.start);
  if (long) {
    const at = indentation(text, long.pos[1]);
    const found = { start: at.end, end: lineEnd(text, at.end) };
    return { span: found, message: 'This line is indented deeper than the keys it belongs to', damage };
  }
  const rest = text.slice(span.start, lineEnd(text, span.start));
  const colon = rest.search(/:(\s|$)/);
  const found = { start: span.start, end: span.start + (colon < 0 ? rest.length : colon + 1) };
  const fixes = quoted(text, span.start);
  return {
    span: found,
    message: 'A second key needs a line of its own; text with `: ` in it needs quotes',
    damage,
    ...(fixes ? { fixes } : {}),
  };
};

/** Quotes around the rest of a line, where that may be one text. */
function quoted(text: string, start: number): readonly Fix[] | undefined {
  const line = text.slice(start, lineEnd(text, start));
  const rest = line.replace(/\s+#.*$/, '').trimEnd();
  if (/["'\\#[\]{}]/.test(rest)) return undefined;
  const edits = [{ start, end: start + rest.length, newText: `"${rest}"` }];
  return [{ title: 'Quote it', edits, isCertain: false }];
}

/** `-kind: latency`, which is a key of that name: what follows fits nothing. */
export const gluedDash: Explanation = ({ text, span }) => {
  const own = lineStart(text, span.start);
  const glued = [own, lineStart(text, Math.max(0, own - 1))]
    .map((line) => ({ start: indentation(text, line).end, line }))
    .find(({ start }) => /^-[A-Za-z_]\w*:(\s|$)/.test(text.slice(start, lineEnd(text, start))));
  if (!glued) return undefined;
  const end = glued.start + text.slice(glued.start).search(/:/);
  return {
    span: { start: glued.start, end },
    message: 'A space is missing after `-`',
    data: { replace: `- ${text.slice(glued.start + 1, end)}` },
    damage: wholeLines(text, { start: glued.start, end: span.end }),
  };
};

/** The parser makes a map of `a: b: c`, and lines that follow may be taken into it. */
function endOfMapAt(document: Document.Parsed, start: number): number {
  let end = start;
  visit(document, {
    Map: (_, { range }) => {
      if (range?.[0] === start) end = range[1];
    },
  });
  return end;
}
