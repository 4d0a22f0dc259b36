import Type from 'typebox';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

export const accuracyDrift = defineKind({
  id: 'accuracy_drift',
  title: 'Accuracy drift',
  summary: 'Difference in accuracy that a batch comparison reported.',
  doc: 'Takes the `drift` of every `accuracy_drift` event. Without a `strategy` it alarms from 0.05 on.',
  references: ['seed 001, AccuracyDrift'],
  params: Type.Object({}),
  events: ['accuracy_drift'],
  metric: () => ({ name: 'accuracy_drift', unit: '', range: [-1, 1], values: 'real' }),
  defaultStrategy: () => ({ type: 'fixed_threshold', threshold: 0.05 }),
  create: () => new ColumnMeter('drift'),
});
