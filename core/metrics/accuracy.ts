import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { SlidingShare } from '../stats/sliding-share.ts';
import { Correctness, MetricSamples } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';
import { windowOf } from './window-param.ts';

const params = Type.Object({ window: windowOf('labelled records') });

class AccuracyMeter implements Meter {
  readonly #share: SlidingShare;
  readonly #correctness = new Correctness();
  readonly #samples = new MetricSamples('accuracy');

  constructor(window: number) {
    this.#share = new SlidingShare(window);
  }

  bind(columns: Columns) {
    this.#correctness.bind(columns);
    this.#samples.bind(columns);
  }

  measure(row: number) {
    if (this.#samples.isSample(row)) return this.#samples.value(row);
    const correct = this.#correctness.of(row);
    return Number.isNaN(correct) ? correct : this.#share.update(correct === 1 ? 1 : 0);
  }
}

export const accuracy = defineKind({
  id: 'accuracy',
  title: 'Accuracy',
  summary: 'Share of correct predictions among the last labelled records.',
  doc:
    'Counts the records that carry a ground truth. Before the window has filled the share is over the records so far, ' +
    'so one early mistake weighs much. Samples of a metric named `accuracy` are taken as they are.',
  references: ['seed 003, AccuracyMetric', 'seed 004, Metric::Accuracy'],
  params,
  events: ['inference_record', 'metric_sample'],
  metric: () => ({ name: 'accuracy', unit: 'share', range: [0, 1], values: 'real' }),
  create: ({ window }) => new AccuracyMeter(window),
});
