/** Numbers as sentences have them. */
export const grouped = (value: number) => value.toLocaleString('en-US');

/** Whole below a thousand, two digits that count from there on. */
export const significant = (value: number) =>
  value < 1000 ? Math.round(value) : Number(value.toPrecision(2));

/** Two digits that count, and never a rounded none. */
export function percent(share: number): string {
  const value = share * 100;
  return value < 0.0001 ? 'less than 0.0001 %' : `${Number(value.toPrecision(2))} %`;
}
