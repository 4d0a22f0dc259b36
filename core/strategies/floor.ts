import { type Detector, verdict } from './detector.ts';

/** Alarms on values below a fixed limit; what `threshold` and `p_value` have in common. */
export class Floor implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower: number;
  readonly upper = Infinity;

  constructor(limit: number) {
    this.limit = limit;
    this.lower = limit;
  }

  update(value: number) {
    this.score = value;
    return value < this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}
