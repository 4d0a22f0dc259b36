import { eventSpecs, eventTypes } from '../../core/spec/event-types.ts';

/**
 * Externally tagged rows, `{"MetricsSnapshot": {…}}`, as the seeds' Rust enums are written: the name in either
 * spelling and the fields inside. Alerts carry a snapshot as `metrics`, which is taken in their place.
 */
export class Unwrapper {
  readonly #types = new Map<string, string>();

  constructor() {
    for (const type of eventTypes) {
      const spec = eventSpecs[type];
      this.#types.set(type, type);
      this.#types.set(camelCase(type), type);
      if ('variant' in spec) this.#types.set(spec.variant, type);
    }
  }

  /** The row itself, or the row inside with its type. */
  unwrap(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const tag = onlyKey(row);
    if (tag === undefined) return row;
    const inner = row[tag];
    if (!isObject(inner)) return row;
    const type = this.#types.get(tag);
    if (type !== undefined) return { ...inner, type };
    const isAlert = tag === 'DriftAlert' || tag === 'PerformanceAlert';
    return isAlert && isObject(inner['metrics']) ? { ...inner['metrics'], type: 'metrics_snapshot' } : row;
  }
}

/** The key of an object that has just one. */
function onlyKey(object: object): string | undefined {
  let only: string | undefined;
  for (const key in object) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only;
}

function camelCase(type: string): string {
  return type.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
