const day = 86_400_000;
const longestDate = 8.64e15;
/** `:` and `.` around two digits, in the order in which a number of four bytes holds them. */
const aroundSeconds = 0x2e00003a;
const framesSeconds = 0xff0000ff | 0;

/**
 * Milliseconds since the epoch of a time in UTF-8: RFC 3339, the same with a blank for `T` or without an offset (UTC),
 * a bare date (UTC), or an epoch number. NaN when it is none of these or not in the calendar.
 */
export function parseTime(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  let to = end;
  while (from < to && (bytes[from] as number) <= 32) from++;
  while (to > from && (bytes[to - 1] as number) <= 32) to--;
  return bytes[from + 4] === 45 && to - from >= 10
    ? parseCalendar(bytes, from, to)
    : parseEpoch(bytes, from, to);
}

/** {@link parseTime} for a series of times, most of which lie in the minute of the one before. */
export class TimeReader {
  /** The sixteen bytes up to the minute of the last time that had any, and what they come to. */
  #dateBytes = Number.NaN;
  #clockBytes = Number.NaN;
  #date = Number.NaN;
  #minutes = 0;
  /** Time that {@link readUsual} has read. */
  usual = Number.NaN;

  /**
   * Whether at an offset stands what most times are, a text like `2026-03-02T08:00:00.000Z"` in the minute of the one
   * before, and quickly so. Twenty-five bytes must be there.
   */
  readUsual(view: DataView, start: number): boolean {
    if (view.getFloat64(start, true) !== this.#dateBytes) return false;
    if (view.getFloat64(start + 8, true) !== this.#clockBytes) return false;
    const seconds = view.getInt32(start + 16, true);
    const fraction = view.getInt32(start + 20, true);
    if ((seconds & framesSeconds) !== aroundSeconds || fraction >>> 24 !== 90) return false;
    if (view.getUint8(start + 24) !== 34) return false;
    const tens = ((seconds >> 8) & 255) - 48;
    const ones = ((seconds >> 16) & 255) - 48;
    const a = (fraction & 255) - 48;
    const b = ((fraction >> 8) & 255) - 48;
    const c = ((fraction >> 16) & 255) - 48;
    if (tens >>> 0 > 5 || ones >>> 0 > 9 || a >>> 0 > 9 || b >>> 0 > 9 || c >>> 0 > 9) return false;
    const inMinute = (tens * 10 + ones) * 1000 + a * 100 + b * 10 + c;
    this.usual = this.#date + this.#minutes * 1000 + inMinute;
    return true;
  }

  /** `view` shows the same buffer as `bytes`. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    if (end - start < 19 || bytes[start + 16] !== 58) return parseTime(bytes, start, end);
    const seconds = two(bytes, start + 17);
    if (seconds < 0 || seconds > 59) return parseTime(bytes, start, end);
    const dateBytes = view.getFloat64(start, true);
    const clockBytes = view.getFloat64(start + 8, true);
    if (dateBytes !== this.#dateBytes || clockBytes !== this.#clockBytes) {
      const time = parseTime(bytes, start, end);
      this.#date = parseDate(bytes, start);
      this.#minutes = (two(bytes, start + 11) * 60 + two(bytes, start + 14)) * 60;
      const isCalendar = !Number.isNaN(time) && bytes[start + 4] === 45;
      this.#dateBytes = isCalendar ? dateBytes : Number.NaN;
      this.#clockBytes = clockBytes;
      return time;
    }
    if (end - start === 24 && bytes[start + 19] === 46 && bytes[start + 23] === 90) {
      const ms = two(bytes, start + 20) * 10 + (bytes[start + 22] as number) - 48;
      const isDigit = ((bytes[start + 22] as number) - 48) >>> 0 <= 9;
      if (ms >= 0 && isDigit) return this.#date + (this.#minutes + seconds) * 1000 + ms;
    }
    return this.#date + behindSeconds(bytes, start + 19, end, (this.#minutes + seconds) * 1000);
  }
}

/** Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by their size; NaN when out of range. */
export function epochMs(value: number): number {
  const size = Math.abs(value);
  let ms = value * 1000;
  if (size >= 1e17) ms = value / 1e6;
  else if (size >= 1e14) ms = value / 1000;
  else if (size >= 1e11) ms = value;
  return Math.abs(ms) <= longestDate ? ms : Number.NaN;
}

function parseEpoch(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 40) return Number.NaN;
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i] as number);
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? epochMs(Number(text)) : Number.NaN;
}

function parseCalendar(bytes: Uint8Array, from: number, to: number): number {
  const date = parseDate(bytes, from);
  if (to - from === 10 || Number.isNaN(date)) return date;
  const separator = bytes[from + 10];
  if (separator !== 84 && separator !== 116 && separator !== 32) return Number.NaN;
  return date + parseClock(bytes, from + 11, to);
}

function parseDate(bytes: Uint8Array, at: number): number {
  const century = two(bytes, at);
  const year = two(bytes, at + 2);
  const month = two(bytes, at + 5);
  const date = two(bytes, at + 8);
  if (century < 0 || year < 0 || bytes[at + 7] !== 45) return Number.NaN;
  const fullYear = century * 100 + year;
  if (month < 1 || month > 12 || date < 1 || date > daysIn(fullYear, month)) return Number.NaN;
  return daysSinceEpoch(fullYear, month, date) * day;
}

/** `HH:MM:SS`, an optional fraction, an optional offset. A leap second counts as the second after it. */
function parseClock(bytes: Uint8Array, at: number, to: number): number {
  const hours = two(bytes, at);
  const minutes = two(bytes, at + 3);
  const seconds = two(bytes, at + 6);
  if (to - at < 8 || bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return Number.NaN;
  if (!isClock(hours, minutes) || seconds < 0) return Number.NaN;
  if (seconds > 59 && (seconds > 60 || minutes !== 59)) return Number.NaN;
  const whole = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return behindSeconds(bytes, at + 8, to, whole);
}

/** The time of day with the fraction and the offset that stand behind its seconds. */
function behindSeconds(bytes: Uint8Array, at: number, to: number, whole: number): number {
  // Python's logging writes a comma before the milliseconds.
  return at < to && (bytes[at] === 46 || bytes[at] === 44)
    ? whole + parseFraction(bytes, at + 1, to)
    : whole - parseOffset(bytes, at, to);
}

function parseFraction(bytes: Uint8Array, at: number, to: number): number {
  let digits = 0;
  let scale = 1;
  let i = at;
  for (; i < to; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit >>> 0 > 9) break;
    if (scale < 1e9) {
      digits = digits * 10 + digit;
      scale *= 10;
    }
  }
  return i === at ? Number.NaN : (digits * 1000) / scale - parseOffset(bytes, i, to);
}

/** Offset from UTC in milliseconds: nothing, `Z`, ` UTC`, `+hh:mm`, `+hhmm` or `+hh`. */
function parseOffset(bytes: Uint8Array, at: number, to: number): number {
  if (at === to) return 0;
  const sign = bytes[at];
  if (isUtc(bytes, at, to)) return 0;
  if (sign !== 43 && sign !== 45) return Number.NaN;
  const hours = two(bytes, at + 1);
  const hasColon = bytes[at + 3] === 58;
  const length = to - at;
  if (length !== 3 && length !== (hasColon ? 6 : 5)) return Number.NaN;
  const minutes = length === 3 ? 0 : two(bytes, hasColon ? at + 4 : at + 3);
  const offset = isClock(hours, minutes) ? (hours * 60 + minutes) * 60_000 : Number.NaN;
  return sign === 45 ? -offset : offset;
}

/** Whether `Z` or ` UTC` stands there. */
function isUtc(bytes: Uint8Array, at: number, to: number): boolean {
  if (to - at === 1) return bytes[at] === 90 || bytes[at] === 122;
  return (
    to - at === 4 && bytes[at] === 32 && bytes[at + 1] === 85 && bytes[at + 2] === 84 && bytes[at + 3] === 67
  );
}

function isClock(hours: number, minutes: number): boolean {
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

/** Two decimal digits, or -1. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? -1 : tens * 10 + ones;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar. */
function daysSinceEpoch(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + date - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
