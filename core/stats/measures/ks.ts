import { ksTest, maxExact } from '../distance/empirical.ts';
import type { Sorted } from '../distance/histogram.ts';
import { ksExact } from '../ks-exact.ts';
import { SlidingKs } from '../sliding-ks.ts';
import {
  type CustomaryAlarm,
  defineMeasure,
  type MeasurePreset,
  type PresetName,
  type SlidingComparison,
} from './measure.ts';

/** Exact p-values remembered: a window of n values against m has at most n m different ones, few of which occur. */
const maxRemembered = 100_000;

/** Sizes stay as they are while a window slides, so the same few distances come again and again. */
function rememberedExact(): typeof ksExact {
  const known = new Map<number, number>();
  let sizes = '';
  return (distance, one, other) => {
    const asked = `${one} ${other}`;
    if (asked !== sizes || known.size > maxRemembered) known.clear();
    sizes = asked;
    const remembered = known.get(distance);
    if (remembered !== undefined) return remembered;
    const pValue = ksExact(distance, one, other);
    known.set(distance, pValue);
    return pValue;
  };
}

function ofNumbers(reference: Sorted) {
  const exact = rememberedExact();
  return (current: Sorted) => ksTest(reference, current, exact).pValue;
}

/** Where the p-value is exact it depends on a whole number of steps alone, which needs no walk over the samples. */
function sliding(reference: Sorted, size: number): SlidingComparison | undefined {
  if (Math.max(reference.length, size) > maxExact) return undefined;
  const exact = rememberedExact();
  const window = new SlidingKs(reference, size);
  const distance = () => exact(window.steps / window.units, reference.length, size);
  return Object.assign(window, { distance });
}

const preset = (name: PresetName, alarm: CustomaryAlarm): MeasurePreset => ({
  name,
  doc: 'Exact up to 10,000 values a side, asymptotic beyond. Numbers only; no bins.',
  range: [0, 1],
  isPValue: true,
  alarm,
  ofNumbers,
  sliding,
});

export const ks = defineMeasure({
  id: 'ks',
  summary: 'p-value of the two-sample Kolmogorov-Smirnov test',
  presets: [
    preset('evidently', { bound: 0.05, direction: 'below', inclusive: true }),
    preset('nannyml', { bound: 0.05, direction: 'below', inclusive: false }),
    preset('scipy', { bound: 0.05, direction: 'below', inclusive: false }),
  ],
});
