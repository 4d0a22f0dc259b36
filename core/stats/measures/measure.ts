import type { Counts } from '../distance/counts.ts';
import type { Sorted } from '../distance/histogram.ts';

/** Where a way of computing a measure comes from; it decides bins, empty bins, units and the customary bound. */
export const presetNames = ['evidently', 'nannyml', 'scipy', 'quantile'] as const;
export type PresetName = (typeof presetNames)[number];

/** The values of a measure that are customarily taken for drift. */
export interface CustomaryAlarm {
  readonly bound: number;
  readonly direction: 'above' | 'below';
  /** The bound itself alarms too. */
  readonly inclusive: boolean;
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
  return measure;
}
