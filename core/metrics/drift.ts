import Type from 'typebox';
import { significanceLevel } from '../strategies/p-value.ts';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

const params = Type.Object({ threshold: significanceLevel('Without a `strategy`') });

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
