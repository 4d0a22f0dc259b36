import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { eventCode } from '../spec/event-types.ts';
import { SlidingShare } from '../stats/sliding-share.ts';
import { noTypes } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';
import { windowOf } from './window-param.ts';

const params = Type.Object({ window: windowOf('calls, failed ones included,') });

class FailureRateMeter implements Meter {
  readonly #share: SlidingShare;
  readonly #failure = eventCode('failure');
  #types: Uint8Array = noTypes;

  constructor(window: number) {
    this.#share = new SlidingShare(window);
  }

  bind(columns: Columns) {
    this.#types = columns.type;
  }

  measure(row: number) {
    return this.#share.update(this.#types[row] === this.#failure ? 1 : 0);
  }
}

export const failureRate = defineKind({
  id: 'failure_rate',
  title: 'Failure rate',
  summary: 'Share of failures among the last calls.',
  doc:
    'A call is an `inference_completed`, an `inference_record` or a `failure`. Where every call is logged both as completed ' +
    'and as a record, narrow the calls with `from`, or the rate comes out at about half.',
  references: ['seed 000, Failure'],
  params,
  events: ['failure', 'inference_completed', 'inference_record'],
  metric: () => ({ name: 'failure_rate', unit: 'share', range: [0, 1], values: 'real' }),
  create: ({ window }) => new FailureRateMeter(window),
});
