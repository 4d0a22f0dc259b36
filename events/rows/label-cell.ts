import type { Field } from '../columns/field.ts';
import type { StagedRow } from './staged-row.ts';

const zero = 48;
const point = 46;
const minus = 45;

/**
 * Makes of a CSV cell the label that the same value is in formats that have numbers and booleans: pandas writes the
 * label 1 as `1.0` as soon as another one of the column is missing, and booleans with a capital.
 */
export function readLabelCell(row: StagedRow, field: Field): void {
  const bytes = row.bytesOf(field);
  if (bytes === undefined) return;
  const { start, end } = field;
  const last = bytes[end - 1];
  if (last === zero) {
    const whole = endOfWhole(bytes, start, end);
    if (whole < end) row.setTextBytes(field, start, whole);
  } else if (last === 101 || last === 69) {
    const length = end - start;
    const text = length === 4 || length === 5 ? row.textOf(field) : '';
    if (/^(?:True|TRUE|False|FALSE)$/.test(text)) row.setText(field, text.toLowerCase());
  }
}

/** Offset behind the digits that nothing but a point and zeros follow; the end where the cell is something else. */
function endOfWhole(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (bytes[at - 1] === zero && at > start) at--;
  const whole = at - 1;
  const first = bytes[start] === minus ? start + 1 : start;
  if (bytes[whole] !== point || whole <= first) return end;
  for (let i = first; i < whole; i++) if (((bytes[i] as number) - zero) >>> 0 > 9) return end;
  return whole;
}
