/** How many units a character counts in a client's positions; ours are UTF-16, as in JavaScript. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

type Width = (codePoint: number) => number;

const widths: Readonly<Record<PositionEncoding, Width>> = {
  'utf-8': (codePoint) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4),
  'utf-16': (codePoint) => (codePoint < 0x10000 ? 1 : 2),
  'utf-32': () => 1,
};

/**
 * The column of a place in `line`, counted in `to` instead of `from`. A column within a character means its start; one
 * behind the end of the line means the end.
 */
export function convertColumn(
  line: string,
  column: number,
  from: PositionEncoding,
  to: PositionEncoding,
): number {
  let counted = 0;
  let result = 0;
  for (const character of line) {
    const codePoint = character.codePointAt(0) ?? 0;
    counted += widths[from](codePoint);
    if (counted > column) break;
    result += widths[to](codePoint);
  }
  return result;
}
