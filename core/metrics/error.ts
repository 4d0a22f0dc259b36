import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { Correctness } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';

class ErrorMeter implements Meter {
  readonly #correctness = new Correctness();

  bind(columns: Columns) {
    this.#correctness.bind(columns);
  }

  measure(row: number) {
    return 1 - this.#correctness.of(row);
  }
}

export const error = defineKind({
  id: 'error',
  title: 'Error',
  summary: '1 for a wrong prediction, 0 for a right one, per labelled record.',
  doc: 'The raw stream of mistakes, for strategies that want zeros and ones. For a rate over a window, use `accuracy`.',
  references: [],
  params: Type.Object({}),
  events: ['inference_record'],
  metric: () => ({ name: 'error', unit: '', range: [0, 1], values: 'binary' }),
  create: () => new ErrorMeter(),
});
