/**
 * Series notation for examples and tests, promtool's and a little more. Values are separated by spaces:
 *
 * - `5`: one value; `_`: one gap
 * - `axn`: n + 1 copies of a; `a+bxn`, `a-bxn`: a, a+b, … n + 1 values; `_xn`: n gaps
 *
 * A gap is NaN. Throws a `SyntaxError` that names the part it cannot read.
 */
export function parseSeries(notation: string): number[] {
  return notation
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap(parsePart);
}

const numberPattern = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const gaps = /^_(?:x(\d+))?$/;
const run = new RegExp(
  `^(${numberPattern})(?:([+-](?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?))?(?:x(\\d+))?$`,
);

/** More values than any test needs; a slip of the finger must not fill the memory. */
const maxValues = 10_000_000;

function parsePart(part: string): number[] {
  const gap = gaps.exec(part);
  if (gap) return repeat(part, Number(gap[1] ?? 1), () => Number.NaN);
  const match = run.exec(part);
  if (!match || (match[2] !== undefined && match[3] === undefined)) {
    throw new SyntaxError(`"${part}" is no series: write values like 5, 5x3, 5+1x3 or _x3`);
  }
  const start = Number(match[1]);
  const step = Number(match[2] ?? 0);
  const count = match[3] === undefined ? 1 : Number(match[3]) + 1;
  return repeat(part, count, (at) => start + step * at);
}

function repeat(part: string, count: number, value: (at: number) => number): number[] {
  if (count > maxValues) throw new SyntaxError(`"${part}" asks for more than ${maxValues} values`);
  return Array.from({ length: count }, (_, at) => value(at));
}
