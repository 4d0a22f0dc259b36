// What a line begins with, as far as one can tell by itself. Offsets of lines are those of their first characters.

const space = 32;
const dash = 45;

export function isIndented(text: string, line: number, column: number): boolean {
  for (let at = line; at < line + column; at += 1) if (text.charCodeAt(at) !== space) return false;
  return true;
}

const keyPattern = /(?:[\w$][\w.$-]*|<<|"[^"\\\n]*"|'[^'\n]*'):(?=[ \t\r\n]|$)/y;

/** Whether a line begins with a plain key in this column. */
export function isKeyAt(text: string, line: number, column: number): boolean {
  if (!isIndented(text, line, column) || isGap(text.charCodeAt(line + column))) return false;
  keyPattern.lastIndex = line + column;
  return keyPattern.test(text);
}

export const isDash = (text: string, at: number) =>
  text.charCodeAt(at) === dash && isGap(text.charCodeAt(at + 1));

const isGap = (code: number) => code === space || (code >= 9 && code <= 13) || Number.isNaN(code);

/** `---` and `...` at the margin end a document, whatever is open. */
export const isMarker = (text: string, line: number) =>
  (text.startsWith('---', line) || text.startsWith('...', line)) && isGap(text.charCodeAt(line + 3));

/** A `---` with nothing behind it. */
export const isBareStart = (text: string, line: number) =>
  /^---[ \t]*(?:[ \t]#.*)?$/.test(lineAt(text, line));

export const isBlankLine = (text: string, line: number) => /^[ \t]*(?:#|$)/.test(lineAt(text, line));

/** Without the characters that end it. */
export function lineAt(text: string, line: number): string {
  const next = text.indexOf('\n', line);
  const end = next < 0 ? text.length : next;
  return text.slice(line, text[end - 1] === '\r' ? end - 1 : end);
}

export function nextLine(text: string, line: number): number {
  const end = text.indexOf('\n', line);
  return end < 0 ? text.length : end + 1;
}
