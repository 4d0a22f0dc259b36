import { type Field, isCell, isNull, isNumber, isText } from '../columns/field.ts';
import { epochMs, parseTime } from '../values/parse-time.ts';
import { encodeUtf8 } from '../values/utf8.ts';
import type { EventPlan } from './event-plans.ts';
import type { StagedRow } from './staged-row.ts';
import type { Fails } from './verdict.ts';

/**
 * Times of rows. The first good row of a file decides: when it has a time, so must all others; when it has none, the
 * file's events come one a second, counted from the epoch by row index.
 */
export class RowClock {
  /** Time of the row last found good. */
  time = 0;
  /** The row last found good is the first in a file without times to have one nevertheless. */
  isIgnored = false;
  /** Field that gave the time of the row last checked. */
  field: Field | undefined;
  #hasTimes: boolean | undefined;
  #hasIgnored = false;

  startFile(): void {
    this.#hasTimes = undefined;
    this.#hasIgnored = false;
  }

  check(row: StagedRow, plan: EventPlan, index: number, fails: Fails): boolean {
    const field = this.#fieldOf(row, plan);
    this.field = field;
    if (this.#hasTimes === false || (field === undefined && this.#hasTimes === undefined)) {
      this.isIgnored = field !== undefined && !this.#hasIgnored;
      this.#hasIgnored ||= this.isIgnored;
      this.time = index * 1000;
      return true;
    }
    this.isIgnored = false;
    if (field === undefined) return failsUntimed(plan, fails);
    this.time = timeOf(row, field);
    return !Number.isNaN(this.time) || failsNotATime(row, field, fails);
  }

  /** The row turned out good: the first such row settles whether the file has times. */
  settle(): void {
    this.#hasTimes ??= this.field !== undefined;
  }

  get hasTimes(): boolean {
    return this.#hasTimes === true;
  }

  /** The file's events have no times, not one of them. */
  get isMadeUp(): boolean {
    return this.#hasTimes === false && !this.#hasIgnored;
  }

  #fieldOf(row: StagedRow, plan: EventPlan): Field | undefined {
    for (let i = 0; i < plan.times.length; i++) {
      const field = plan.times[i] as Field;
      if (row.has(field) && field.kind !== isNull) return field;
    }
    return undefined;
  }
}

function failsUntimed(plan: EventPlan, fails: Fails): false {
  const label = plan.times[0]?.label;
  return fails('missing-field', () => `${label} is missing, which earlier rows of the file have`);
}

function failsNotATime(row: StagedRow, field: Field, fails: Fails): false {
  return fails('bad-timestamp', () => `${field.label} is not a time: ${row.describe(field)}`);
}

function timeOf(row: StagedRow, field: Field): number {
  if (field.kind === isNumber) return epochMs(field.number);
  if (field.kind !== isText && field.kind !== isCell) return Number.NaN;
  const bytes = row.bytesOf(field);
  if (bytes !== undefined) return parseTime(bytes, field.start, field.end);
  const encoded = encodeUtf8(row.textOf(field));
  return parseTime(encoded, 0, encoded.length);
}
