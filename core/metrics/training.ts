import Type from 'typebox';
import { choice } from '../spec/schema.ts';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

const params = Type.Object({
  statistic: choice(['duration_ms', 'samples_seen'], {
    description: 'What of a training run is watched.',
    default: 'duration_ms',
    meanings: { duration_ms: 'how long it took', samples_seen: 'how many samples it saw' },
  }),
});

export const training = defineKind({
  id: 'training',
  title: 'Training',
  summary: 'Duration or size of training runs.',
  doc: 'One value per finished training. A `static` bound with `direction: below` finds trainings that saw too few samples.',
  references: ['seed 000, TrainingCompleted'],
  params,
  events: ['training_completed'],
  metric: ({ statistic }) => ({
    name: statistic,
    unit: statistic === 'duration_ms' ? 'ms' : 'samples',
    range: [0, Infinity],
    values: 'real',
  }),
  create: ({ statistic }) => new ColumnMeter(statistic),
});
