import Type from 'typebox';
import { number } from '../spec/schema.ts';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

const params = Type.Object({
  threshold: number({
    description: 'Without a `strategy`: p-values below it alarm. 0.05 = 1 false alarm in 20 tests.',
    default: 0.05,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.05, 0.01],
  }),
});

export const drift = defineKind({
  id: 'drift',
  title: 'Drift',
  summary: 'p-values of drift tests that ran elsewhere.',
  doc: 'Takes the p-value of every drift test event. Small means that drift is likely.',
  references: ['seed 000, DriftMonitor', 'seed 001, ConceptDrift'],
  params,
  events: ['drift_detected', 'concept_drift'],
  metric: () => ({ name: 'p_value', unit: '', range: [0, 1], values: 'p-value' }),
  defaultStrategy: ({ threshold }) => ({ type: 'p_value', threshold }),
  create: () => new ColumnMeter('p_value'),
});
