import Type from 'typebox';
import { choice, integer } from '../spec/schema.ts';
import { findPreset, type MeasureId, measures } from '../stats/measures/index.ts';
import { type Measure, type MeasurePreset, presetNames, presetSources } from '../stats/measures/measure.ts';
import type { StrategyConfig } from './monitor-kind.ts';
import { referenceSpec } from './reference.ts';

const byId = (ids: readonly MeasureId[]) =>
  measures.filter(({ id }) => ids.includes(id)) as readonly Measure[];

/** The `measure` parameter: which of the measures a kind offers. */
export const measureOf = <const Ids extends readonly MeasureId[]>(ids: Ids, fallback: Ids[number]) =>
  choice(ids, {
    description: 'How the distance is measured; `driftscope explain` knows each of them.',
    default: fallback,
    meanings: Object.fromEntries(byId(ids).map(({ id, summary }) => [id, summary])) as Record<
      Ids[number],
      string
    >,
  });

/** So many comparisons while a window renews itself, unless `every` says otherwise. */
const defaultComparisons = 10;

/** What the kinds that compare with a reference have in common. */
export const driftParams = {
  preset: choice(presetNames, {
    description:
      'Whose bins, treatment of empty bins and customary bound to take. Not every measure has all of them.',
    default: 'evidently',
    meanings: presetSources,
  }),
  window: integer({
    description:
      'How many of the newest values are compared with the reference. There is no value until there are so many after it.',
    unit: 'samples',
    default: 500,
    minimum: 2,
    maximum: 1_000_000,
    examples: [200, 500],
  }),
  every: Type.Optional(
    integer({
      description:
        'The distance is taken anew each so many values. Default: a tenth of `window`, rounded up (50 for a window of 500), ' +
        'which costs the same however long the window is.',
      unit: 'samples',
      minimum: 1,
      maximum: 1_000_000,
      examples: [1, 100],
    }),
  ),
  reference: referenceSpec,
};

/** `every` where the config says nothing of it. */
export const strideOf = (every: number | undefined, window: number) =>
  every ?? Math.ceil(window / defaultComparisons);

/** The preset of valid parameters. */
export function presetOf(measure: string, preset: string): MeasurePreset {
  const found = findPreset(measure, preset);
  if (!found) throw new Error(`the measure "${measure}" has no preset "${preset}"`);
  return found;
}

/** Alarms at the customary bound; undefined where there is none. */
export function customaryStrategy(measure: string, preset: string): StrategyConfig | undefined {
  const alarm = findPreset(measure, preset)?.alarm;
  return alarm && { type: 'static', ...alarm };
}

/** The measures a kind offers and when each alarms, in Markdown. */
export function measureList(ids: readonly MeasureId[]): string {
  return byId(ids)
    .map(({ id, presets }) => `- \`${id}\`: ${presets.map(alarmOf).join('; ')}`)
    .join('\n');
}

function alarmOf({ name, alarm }: MeasurePreset): string {
  return `\`${name}\` ${alarmWords(alarm)}`;
}

/** A bound, or the words for one. */
type Alarm = Omit<NonNullable<MeasurePreset['alarm']>, 'bound'> & { readonly bound: number | string };

/** When a preset alarms, in words. */
export function alarmWords(alarm: Alarm | undefined): string {
  if (!alarm) return 'has no customary bound';
  const { bound, direction, inclusive } = alarm;
  if (direction === 'above') return inclusive ? `alarms from ${bound} on` : `alarms above ${bound}`;
  return inclusive ? `alarms at ${bound} and below` : `alarms below ${bound}`;
}
