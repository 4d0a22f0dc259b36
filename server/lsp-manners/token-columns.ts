/**
 * The five numbers of each semantic token with columns and lengths converted. A token is given by its distance from the
 * one before it, so columns are summed up first and taken apart again.
 */
export function convertTokens(
  data: readonly number[],
  convert: (line: number, column: number) => number,
): number[] {
  const result: number[] = [];
  let line = 0;
  let column = 0;
  let before = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    line += lines;
    column = lines === 0 ? column + columns : columns;
    const start = convert(line, column);
    const end = convert(line, column + length);
    result.push(lines, lines === 0 ? start - before : start, end - start, type, modifiers);
    before = start;
  }
  return result;
}
