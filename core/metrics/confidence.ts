import Type from 'typebox';
import { choice } from '../spec/schema.ts';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

const params = Type.Object({
  statistic: choice(['confidence_mean', 'confidence_std'], {
    description: 'Which statistic of the confidence is watched.',
    default: 'confidence_mean',
    meanings: {
      confidence_mean: 'the mean: falls when the model gets less sure',
      confidence_std: 'the standard deviation: rises when some inputs become hard',
    },
  }),
});

export const confidence = defineKind({
  id: 'confidence',
  title: 'Confidence',
  summary: 'Confidence statistics of metrics snapshots.',
  doc: 'Watches how sure the model is, which needs no ground truth. `z_score` against a validation set is the usual rule.',
  references: ['seed 002, InferenceMetrics and ZScoreDriftDetector'],
  params,
  events: ['metrics_snapshot'],
  metric: ({ statistic }) => ({
    name: statistic,
    unit: '',
    range: [0, 1],
    values: 'real',
  }),
  create: ({ statistic }) => new ColumnMeter(statistic),
});
