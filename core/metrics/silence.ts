import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { durationMs } from '../spec/duration.ts';
import { eventTypes } from '../spec/event-types.ts';
import { duration } from '../spec/schema.ts';
import { noNumbers } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';

const params = Type.Object({
  max_gap: duration({
    description: 'Without a `strategy`: a silence longer than this alarms.',
    default: '5m',
    examples: ['30s', '1h'],
  }),
});

/** Event times may step back; an event that comes late ends no silence that a later one has ended. */
class SilenceMeter implements Meter {
  #time = noNumbers;
  #last = Number.NEGATIVE_INFINITY;

  bind(columns: Columns) {
    this.#time = columns.time;
  }

  measure(row: number) {
    this.#last = Math.max(this.#last, this.#time[row] ?? this.#last);
    return Number.NaN;
  }

  tick(time: number) {
    return (time - this.#last) / 1000;
  }

  reaches(seconds: number) {
    return { time: this.#last + seconds * 1000, since: this.#last };
  }
}

export const silence = defineKind({
  id: 'silence',
  title: 'Silence',
  summary: 'Seconds since the last event, looked at on every tick.',
  doc:
    'Finds models that fall silent: one value each `tick_interval` from the first event of the model on. A tick comes after the events of its ' +
    'instant. Narrow the events ' +
    'that count with `from`. `repeat: once` gives one alert for each silence rather than one for each tick. After ' +
    '100,000 ticks of one gap it looks at every tenth tick only, after a million at every hundredth, and so on, but also at each tick ' +
    'on which a fixed bound is passed, `for` is over or `cooldown` ends: alerts come at their very tick, however long the gap.',
  references: ['seed 000, ModelMonitor::on_tick'],
  params,
  events: eventTypes,
  ticks: true,
  metric: () => ({ name: 'silence_seconds', unit: 's', range: [0, Infinity], values: 'real' }),
  defaultStrategy: ({ max_gap }) => ({
    type: 'static',
    bound: durationMs(max_gap) / 1000,
    direction: 'above',
  }),
  create: () => new SilenceMeter(),
});
