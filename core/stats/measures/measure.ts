import type { Counts } from '../distance/counts.ts';
import type { Sorted } from '../distance/histogram.ts';

/** Where a way of computing a measure comes from; it decides bins, empty bins, units and the customary bound. */
export const presetNames = ['evidently', 'nannyml', 'scipy', 'quantile'] as const;
export type PresetName = (typeof presetNames)[number];

/** What each is, with the version whose results ours equal. */
export const presetSources: Readonly<Record<PresetName, string>> = {
  evidently: 'as evidently computes it (stattests at 05d85bbb, PSI and Jensen-Shannon at 2841e3ec)',
  nannyml: 'as NannyML computes it (univariate drift methods at 006e6dd1)',
  scipy: 'as scipy 1.10.1 computes it',
  quantile: 'textbook PSI of credit scoring, over the deciles of the reference',
};

/** The values of a measure that are customarily taken for drift. */
export interface CustomaryAlarm {
  readonly bound: number;
  readonly direction: 'above' | 'below';
  /** The bound itself alarms too. */
  readonly inclusive: boolean;
}

/** A window of numbers that slides, compared with a reference at rest. */
export interface SlidingComparison {
  readonly isFull: boolean;
  /** Values in the window. */
  readonly count: number;
  push(value: number): void;
  /** How far the full window is from the reference; NaN where the measure cannot say. */
  distance(): number;
}

/** One way of computing a measure. */
export interface MeasurePreset {
  readonly name: PresetName;
  /** Bins, empty bins, new categories, constants, in one or two sentences of Markdown. */
  readonly doc: string;
  /** What it gives lies within. */
  readonly range: readonly [min: number, max: number];
  /** It gives a p-value: small where the samples differ. */
  readonly isPValue?: boolean;
  /** Absent where there is no customary bound. */
  readonly alarm?: CustomaryAlarm;
  /** Compares samples of numbers; prepared once for a reference. NaN where it cannot say. */
  readonly ofNumbers: (reference: Sorted) => (current: Sorted) => number;
  /** The same while a window slides, where that is cheaper; undefined for sizes for which it is not. */
  readonly sliding?: (reference: Sorted, window: number) => SlidingComparison | undefined;
  /** Compares counts by category, each of which occurs in one of the samples; absent where it is for numbers only. */
  readonly ofCategories?: (counts: Counts) => number;
}

/** A way of saying how far two samples are apart. One file in this folder each. */
export interface Measure {
  readonly id: string;
  /** What it is, in one sentence. */
  readonly summary: string;
  /** The first is the default. */
  readonly presets: readonly [MeasurePreset, ...MeasurePreset[]];
}

export function defineMeasure<const I extends string>(measure: Measure & { readonly id: I }) {
  const [first, ...others] = measure.presets;
  return { ...measure, presets: [kept(first), ...others.map(kept)] as const };
}

/** The same preset, whose results never leave its range by a rounding error: rules rely on what cannot be. */
function kept({ ofNumbers, ofCategories, range: [min, max], ...preset }: MeasurePreset): MeasurePreset {
  const within = (distance: number) => (distance < min ? min : distance > max ? max : distance);
  return {
    ...preset,
    range: [min, max],
    ofNumbers: (reference) => {
      const compare = ofNumbers(reference);
      return (current) => within(compare(current));
    },
    ...(ofCategories ? { ofCategories: (counts: Counts) => within(ofCategories(counts)) } : {}),
  };
}
