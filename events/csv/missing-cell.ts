/** What tools write into a cell that has no value, beside nothing at all; exactly so, other spellings are text. */
export const missingSpellings = ['-', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None'] as const;

const longest = Math.max(...missingSpellings.map(({ length }) => length));
const encoder = new TextEncoder();
/** The spellings by their first byte; most cells begin with none of these, and are done with one look. */
const byFirst: readonly (readonly Uint8Array[] | undefined)[] = Array.from({ length: 256 }, (_, first) => {
  const own = missingSpellings.map((word) => encoder.encode(word)).filter(([byte]) => byte === first);
  return own.length > 0 ? own : undefined;
});

/** Whether the cell between two offsets says that there is no value. */
export function isMissingCell(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  const words = end - start <= longest ? byFirst[bytes[start] as number] : undefined;
  return words?.some((word) => isWord(word, bytes, start, end)) ?? false;
}

function isWord(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  return word.length === end - start && word.every((byte, at) => bytes[start + at] === byte);
}
