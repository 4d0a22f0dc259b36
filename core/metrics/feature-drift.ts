import Type from 'typebox';
import { eventTypes } from '../spec/event-types.ts';
import { text } from '../spec/schema.ts';
import { findPreset } from '../stats/measures/index.ts';
import { DriftMeter } from './drift-meter.ts';
import {
  customaryStrategy,
  driftParams,
  measureList,
  measureOf,
  presetOf,
  strideOf,
} from './drift-params.ts';
import { defineKind } from './monitor-kind.ts';

const offered = ['psi', 'js', 'kl', 'hellinger', 'ks', 'wasserstein', 'chi_square'] as const;

const params = Type.Object({
  field: text({
    completes: 'feature',
    description:
      'The field that is compared, of any event that has it: a numeric or text field, those of `metadata` by their own ' +
      'name.',
    examples: ['metadata.confidence', 'latency_ms'],
  }),
  measure: measureOf(offered, 'psi'),
  ...driftParams,
});

/** A field of an event, or else of its metadata. */
const namesOf = (field: string) => (field.startsWith('metadata.') ? [field] : [field, `metadata.${field}`]);

export const featureDrift = defineKind({
  id: 'feature_drift',
  title: 'Feature drift',
  summary: 'Distance between the latest values of a field and those of a reference.',
  doc:
    'Compares the last `window` values of a field with a `reference`: by category where at least half of the values of the ' +
    'reference are text, a number then standing for its text; else as numbers, and texts are passed over. `ks` and `wasserstein` are for numbers only. Tests that give p-values find ever smaller differences as ' +
    'the window grows; a distance says how large they are. Without a `strategy` it alarms at the measure’s customary ' +
    `bound:\n\n${measureList(offered)}`,
  references: [],
  params,
  events: eventTypes,
  metric: ({ field, measure, preset }) => {
    const found = findPreset(measure, preset);
    return {
      name: `${field}_${measure}${found?.isPValue ? '_p_value' : ''}`,
      unit: '',
      range: found?.range ?? [0, Infinity],
      values: found?.isPValue ? 'p-value' : 'real',
    };
  },
  defaultStrategy: ({ measure, preset }) => customaryStrategy(measure, preset),
  create: ({ field, measure, preset, window, every, reference = {} }) =>
    new DriftMeter({
      names: namesOf(field),
      preset: presetOf(measure, preset),
      window,
      every: strideOf(every, window),
      reference,
    }),
});
