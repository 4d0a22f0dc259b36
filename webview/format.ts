const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A whole number with its thousands set apart, the same in every locale so that reports do not differ. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A measured value in four significant digits: `0.8211`, `182.4`, `12,101`, `1.2e-7`; a dash for nothing. */
export function formatValue(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-3)) return trimExponent(value);
  if (size < 1000) return String(Number(value.toPrecision(4)));
  return (value < 0 ? '-' : '') + formatCount(size);
}

const trimExponent = (value: number) =>
  value
    .toExponential(2)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');

/** A value with its unit where that is a word people say after a number; a share is a number on its own. */
export function formatWithUnit(value: number | null | undefined, unit: string): string {
  const text = formatValue(value);
  return unit === '' || unit === 'share' || text === '–' ? text : `${text} ${unit}`;
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** Time of day in UTC, with milliseconds where a step of `resolutionMs` needs them. */
export function formatTime(time: number, resolutionMs = 1000): string {
  const date = new Date(time);
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  if (resolutionMs >= 60_000) return clock;
  const seconds = `${clock}:${pad(date.getUTCSeconds())}`;
  return resolutionMs >= 1000 ? seconds : `${seconds}.${pad(date.getUTCMilliseconds(), 3)}`;
}

/** The day in UTC, for people: `2 Mar 2026`, or `2 Mar` without the year. */
export function formatDay(time: number, withYear = true): string {
  const date = new Date(time);
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  return withYear ? `${day} ${date.getUTCFullYear()}` : day;
}

/** Day and time in UTC, sortable: `2026-03-02 08:31:02.315`; without milliseconds when there are none. */
export function formatInstant(time: number): string {
  const text = new Date(time).toISOString().replace('T', ' ').replace('Z', '');
  return text.endsWith('.000') ? text.slice(0, -4) : text;
}

/** `1 alert`, `2 alerts`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
