import Type, { type TSchema } from 'typebox';
import { type Detector, type Verdict, verdict } from './detector.ts';

/** Parameters of a strategy that is made of others; `part` is how one of them is written. */
export const partsParams = (part: TSchema) =>
  Type.Object({
    strategies: Type.Array(Type.Unsafe<PartConfig>(part), {
      minItems: 2,
      description: 'The strategies that are combined: names, or strategies written out.',
      examples: [[{ type: 'static', bound: 250 }, { type: 'rolling_z_score' }]],
    }),
  });

type PartConfig = string | { readonly type: string };
export type PartsParams = ReturnType<typeof partsParams>;

/** How the verdicts of the parts become one. */
export interface CombinationRule {
  /** Whether the first of two verdicts counts rather than the second. */
  readonly counts: (a: Verdict, b: Verdict) => boolean;
  /** The values between which the whole does not alarm, from the bands of the parts. */
  readonly band: (parts: readonly Band[]) => Band;
}

export type Band = Pick<Detector, 'lower' | 'upper'>;

/** Several detectors on one series, each of which sees every value. */
export class Combination implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  lower = Number.NaN;
  upper = Number.NaN;
  /** Index of the part whose verdict is given; score and limit are of it. */
  decisive = 0;
  readonly #parts: readonly Detector[];
  readonly #rule: CombinationRule;

  constructor(parts: readonly Detector[], rule: CombinationRule) {
    this.#parts = parts;
    this.#rule = rule;
  }

  get warns(): boolean {
    return this.#parts[this.decisive]?.warns ?? false;
  }

  update(value: number): Verdict {
    let said: Verdict | undefined;
    for (const [at, part] of this.#parts.entries()) {
      const verdictOfPart = part.update(value);
      if (said !== undefined && !this.#rule.counts(verdictOfPart, said)) continue;
      said = verdictOfPart;
      this.decisive = at;
    }
    this.#show();
    return said ?? verdict.ok;
  }

  reset() {
    for (const part of this.#parts) part.reset();
    this.decisive = 0;
    this.score = this.limit = this.lower = this.upper = Number.NaN;
  }

  #show() {
    const decisive = this.#parts[this.decisive];
    this.score = decisive?.score ?? Number.NaN;
    this.limit = decisive?.limit ?? Number.NaN;
    const { lower, upper } = this.#rule.band(this.#parts);
    this.lower = lower;
    this.upper = upper;
  }
}
