/** Questions about single characters that both scanners ask. `code` is NaN behind the end of the text. */
export const char = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  exclamation: 33,
  quote: 34,
  hash: 35,
  percent: 37,
  ampersand: 38,
  apostrophe: 39,
  comma: 44,
  dash: 45,
  slash: 47,
  colon: 58,
  greater: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
} as const;

/** The return of a CRLF counts as a blank at the end of its line; alone it ends no line in YAML either. */
export const isBlank = (code: number) =>
  code === char.space || code === char.tab || code === char.return || code === 0xfeff;

export const isBreak = (code: number) => code === char.newline;

/** White space, a line break or the end of the text: what makes `-` and `:` indicators. */
export const isGap = (code: number) => isBlank(code) || isBreak(code) || Number.isNaN(code);

export const isFlowIndicator = (code: number) =>
  code === char.comma ||
  code === char.openBracket ||
  code === char.closeBracket ||
  code === char.openBrace ||
  code === char.closeBrace;

/** First offset from `offset` on that is not a space or tab. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** Offset of the line break that ends the line, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
