import type { Owner } from './tree.ts';

/** The dash of the list item that starts at an offset, before its anchor and tag; the library does not keep it. */
export function dashBefore(text: string, offset: number): Owner | undefined {
  let at = lastBefore(text, offset);
  for (let start = wordUpTo(text, at); /[&!]/.test(text.charAt(start)); start = wordUpTo(text, at))
    at = lastBefore(text, start);
  return text[at] === '-' ? { start: at, end: at + 1, what: 'dash' } : undefined;
}

/** Offset of the last character before an offset that is no white space. */
function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && isWhite(text.charAt(at))) at -= 1;
  return at;
}

/** Offset of the first character of the word that ends at an offset. */
function wordUpTo(text: string, last: number): number {
  let at = last;
  while (at > 0 && !isWhite(text.charAt(at - 1))) at -= 1;
  return at;
}

const isWhite = (character: string) => ' \t\r\n'.includes(character);
