import type { Static, TObject } from 'typebox';
import { formatFixed } from '../spec/format-number.ts';
import type { MetricInfo } from '../spec/metric.ts';
import type { Branch } from '../spec/schema.ts';

/** What a detector says of one value. Numbers, because a run stores one per sample. */
export const verdict = { warmingUp: 0, ok: 1, warning: 2, alarm: 3 } as const;
export type Verdict = (typeof verdict)[keyof typeof verdict];

/**
 * A strategy at work on one series. Values are finite and arrive in order; the runner keeps the others away.
 *
 * After each update the fields say how the verdict came about. `score` is compared with `limit`. `lower` and `upper`
 * are the same comparison in the metric's own units: the values between which this sample would not have alarmed;
 * infinite where no value could, NaN where the strategy has no such band.
 */
export interface Detector {
  readonly score: number;
  readonly limit: number;
  readonly lower: number;
  readonly upper: number;
  /** Of a combination: the index of the part that score and limit are of. */
  readonly decisive?: number;
  /** Of strategies that can warn and alarm at the same value: whether they warned at the last one. */
  readonly warns?: boolean;
  update(value: number): Verdict;
  /** What it knows, as named numbers, for people who ask why. */
  describe?(): Readonly<Record<string, number>>;
  /** Back to the state of a new detector. */
  reset(): void;
}

/** What an alert message may speak of. */
export interface AlertFacts {
  readonly model: string;
  readonly metric: string;
  readonly value: number;
  readonly score: number;
}

/** A worked example, run by the conformance suite and shown in hover, docs and `driftscope explain`. */
export interface StrategyExample {
  readonly params: Readonly<Record<string, unknown>>;
  /** Values in series notation, see `parseSeries`. */
  readonly values: string;
  /** 0-based indices that alarm. */
  readonly alarms: readonly number[];
  readonly note: string;
}

/** A strategy: when a value is alarming. One file in this folder each. */
export interface StrategyDef<P extends TObject = TObject> extends Branch {
  /** The rule as a formula, in plain text. */
  readonly formula: string;
  /** When to choose it and when to prefer a sibling, in Markdown. */
  readonly doc: string;
  /** Where the arithmetic comes from. */
  readonly references: readonly string[];
  readonly params: P;
  readonly examples: readonly StrategyExample[];
  /** @param parts detectors of the strategies it combines, see {@link partsOf} */
  create(params: Static<P>, metric: MetricInfo, parts: readonly Detector[]): Detector;
  message?(params: Static<P>, facts: AlertFacts): string;
}

/** The strategies that a strategy combines, as its config writes them; empty for all but combinations. */
export function partsOf(
  strategy: Pick<StrategyDef, 'params'>,
  config: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const parts = 'strategies' in strategy.params.properties ? config['strategies'] : undefined;
  return Array.isArray(parts) ? parts : [];
}

/** Keeps the parameter types of a definition while it is written down. */
export function defineStrategy<const I extends string, P extends TObject>(
  definition: StrategyDef<P> & { readonly id: I },
): StrategyDef<P> & { readonly id: I } {
  return definition;
}

/** The message of an alert whose strategy has none of its own (seed 004). */
export function anomalyMessage({ model, metric, value }: AlertFacts): string {
  return `Anomaly detected for ${model}: ${metric} = ${formatFixed(value, 4)}`;
}
