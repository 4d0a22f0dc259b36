/** A moment as configs write it: a date, or date and time, with an offset or else in UTC. */
export const timePattern =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' +
  '([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?$';

const pattern = new RegExp(timePattern);

/** Milliseconds since the epoch of a moment such as `2026-03-02T08:30:00Z`; NaN for text that is none. */
export function timeMs(text: string): number {
  if (!pattern.test(text)) return Number.NaN;
  const [date = '', clock] = text.split(/[T ]/);
  if (clock === undefined) return Date.parse(date);
  const isUtc = !/Z|[+-]/.test(clock);
  return Date.parse(`${date}T${clock}${isUtc ? 'Z' : ''}`);
}
