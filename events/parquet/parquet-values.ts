import type { ParquetParsers, SchemaTree } from 'hyparquet';

/** Turns a value as hyparquet gives it into what JSON.parse would have given for it; undefined for null. */
export type Convert = (value: unknown) => unknown;

/**
 * Times become the texts that NDJSON has for them. As numbers, those of the seventies would be taken for seconds, and
 * a column that holds times without being the time would lose what it says.
 */
export const timeParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => timeText(millis, 1000n, 3),
  timestampFromMicroseconds: (micros) => timeText(micros, 1_000_000n, 6),
  timestampFromNanoseconds: (nanos) => timeText(nanos, 1_000_000_000n, 9),
  dateFromDays: (days) => isoText(days * 86_400_000).slice(0, 10),
  jsonFromBytes: (bytes) => jsonOf(new TextDecoder().decode(bytes)),
};

/** How the values of a column are turned. */
export function converterOf({ element, children }: SchemaTree): Convert {
  if (element.converted_type === 'DECIMAL' && (element.scale ?? 0) > 0) {
    const scale = element.scale as number;
    // Scaling has rounded; the nearest decimal of that many places is what was stored.
    return (value) => (typeof value === 'number' ? Number(value.toFixed(scale)) : undefined);
  }
  if (!isStruct({ element, children })) return plainValue;
  const inner = new Map(children.map((child) => [child.element.name, converterOf(child)]));
  return (value) =>
    isPlainObject(value) ? converted(value, (name) => inner.get(name) ?? plainValue) : undefined;
}

/** Whether a column holds others by name, which a list or a map does not. */
export function isStruct({ element, children }: Pick<SchemaTree, 'element' | 'children'>): boolean {
  const isGroup =
    children.length > 0 && element.converted_type === undefined && element.logical_type === undefined;
  return isGroup && element.repetition_type !== 'REPEATED';
}

/** A value of which the schema says nothing more. Lists and bytes of a fixed number become empty lists, which events leave out. */
function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  return isPlainObject(value) ? converted(value, () => plainValue) : [];
}

function converted(object: object, converterOfKey: (key: string) => Convert): object {
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(object)) {
    const plain = converterOfKey(key)(value);
    if (plain !== undefined) out[key] = plain;
  }
  return out;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** A time in RFC 3339, with a fraction of three digits or, where that does not do, as many as the unit has. */
function timeText(time: bigint, perSecond: bigint, digits: number): string {
  const fraction = ((time % perSecond) + perSecond) % perSecond;
  const seconds = isoText(Number((time - fraction) / perSecond) * 1000).slice(0, -5);
  const text = String(fraction).padStart(digits, '0');
  return `${seconds}.${/^\d{3}0+$/.test(text) ? text.slice(0, 3) : text}Z`;
}

function isoText(ms: number): string {
  // Out of a calendar's range it is no time, which the row's check will say.
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms    `;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
