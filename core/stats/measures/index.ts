import { chiSquare } from './chi-square.ts';
import { hellinger } from './hellinger.ts';
import { js } from './js.ts';
import { kl } from './kl.ts';
import { ks } from './ks.ts';
import type { Measure, MeasurePreset } from './measure.ts';
import { psi } from './psi.ts';
import { wasserstein } from './wasserstein.ts';

/** Every measure, in the order in which completion and docs list them. */
export const measures = [psi, js, kl, hellinger, ks, wasserstein, chiSquare] as const;

export type MeasureId = (typeof measures)[number]['id'];

/** The measure of that name; undefined when there is none. */
export function findMeasure(id: string): Measure | undefined {
  return measures.find((measure) => measure.id === id);
}

/** A way of computing a measure; undefined where it has no such preset. */
export function findPreset(measure: string, preset: string): MeasurePreset | undefined {
  return findMeasure(measure)?.presets.find(({ name }) => name === preset);
}
