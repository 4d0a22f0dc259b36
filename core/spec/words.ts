/** Words as a person lists them: `a`, `a or b`, `a, b or c`. */
export function enumerate(words: readonly string[], last: 'or' | 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** Names as messages show them, between backticks, and listed. */
export const enumerateNames = (names: readonly string[], last: 'or' | 'and'): string =>
  enumerate(
    names.map((name) => `\`${name}\``),
    last,
  );
