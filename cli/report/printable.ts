/**
 * Characters that could rewrite the screen, or the order in which a line is read: control characters, those that set a direction
 * of writing, and line ends of other kinds.
 */
export const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text from events as a terminal may show it: what is {@link unprintable} is spelled out. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same for text of several lines. */
export const printableLines = (text: string) => text.split('\n').map(printable).join('\n');
