import Type, { type Static } from 'typebox';
import type { Columns } from '../spec/columns.ts';
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
import { MetricSamples } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';

const offered = ['js', 'psi', 'kl', 'hellinger', 'chi_square'] as const;

const params = Type.Object({ measure: measureOf(offered, 'js'), ...driftParams });

/** Distances between labels, and those that come as samples. */
class PredictionDriftMeter implements Meter {
  readonly #labels: DriftMeter;
  readonly #samples = new MetricSamples('prediction_drift');

  constructor({ measure, preset, window, every, reference = {} }: Static<typeof params>) {
    this.#labels = new DriftMeter({
      names: ['predicted_label'],
      preset: presetOf(measure, preset),
      window,
      every: strideOf(every, window),
      reference,
    });
  }

  bind(columns: Columns) {
    this.#samples.bind(columns);
    this.#labels.bind(columns);
  }

  measure(row: number) {
    return this.#samples.isSample(row) ? this.#samples.value(row) : this.#labels.measure(row);
  }

  lack() {
    return this.#labels.lack();
  }
}

export const predictionDrift = defineKind({
  id: 'prediction_drift',
  title: 'Prediction drift',
  summary: 'Distance between the labels predicted lately and those of a reference.',
  doc:
    'Compares how often each label occurs among the last `window` predictions and in the `reference`; it needs no ground ' +
    'truth. Labels that change with the traffic alarm as well as a model that errs. Even unchanged labels are some way ' +
    'apart by chance, in `js` about sqrt((labels - 1) / 8 * (1 / reference + 1 / window)): 0.07 for ten labels and 500 ' +
    'against 500, so give many labels long windows. Samples of a metric named ' +
    '`prediction_drift` are distances that were computed elsewhere, and are taken as they are. Without a `strategy` it ' +
    `alarms at the measure’s customary bound:\n\n${measureList(offered)}`,
  references: ['seed 004, Metric::PredictionDrift'],
  params,
  events: ['inference_record', 'metric_sample'],
  metric: ({ measure, preset }) =>
    findPreset(measure, preset)?.isPValue
      ? { name: 'prediction_drift_p_value', unit: '', range: [0, 1], values: 'p-value' }
      : { name: 'prediction_drift', unit: '', range: [0, Infinity], values: 'real' },
  defaultStrategy: ({ measure, preset }) => customaryStrategy(measure, preset),
  create: (given) => new PredictionDriftMeter(given),
});
