/** Runs over a million loaded events with eight monitors: from nothing, and again after an edit. */
import { LaneMemory } from '../../core/simulate/lane-memory.ts';
import { planOf } from '../../core/simulate/plan.ts';
import { SeriesCache } from '../../core/simulate/series-cache.ts';
import { type RunMemory, simulate } from '../../core/simulate/simulation.ts';
import type { Columns } from '../../core/spec/columns.ts';
import { eventCode } from '../../core/spec/event-types.ts';
import type { Bench } from './kit.ts';
import { randomNumbers } from './sample-events.ts';

const events = 1_000_000;

export async function run(bench: Bench): Promise<void> {
  const columns = records(events);
  const series = new SeriesCache();
  const rerun = (change: (step: number) => Edit) => {
    const memory: RunMemory = { series, lanes: new LaneMemory() };
    let step = 0;
    return () => simulate(planOf(config(change(step++))), columns, {}, memory);
  };
  const again = 'one strategy edited';
  await bench.compare({
    title: `${events.toLocaleString('en')} events, 8 monitors`,
    cases: [
      { name: 'first run', run: () => simulate(planOf(config({})), columns) },
      { name: again, run: rerun((step) => ({ one: 1 + (step % 97) / 1000 })) },
      { name: 'one metric edited', run: rerun((step) => ({ ema: 0.1 + (step % 997) / 1e5 })) },
      { name: 'all eight strategies edited', run: rerun((step) => ({ all: 1 + (step % 97) / 1000 })) },
    ],
    baseline: 'first run',
    work: { amount: events, unit: 'events' },
    targets: [
      { name: again, withinMs: 100 },
      { name: 'one metric edited', withinMs: 100 },
    ],
    rounds: 15,
  });
}

interface Edit {
  readonly one?: number;
  readonly all?: number;
  readonly ema?: number;
}

/** Eight monitors of different kinds and strategies, each of which takes a sample of every event. */
export function config({ one = 1, all = 1, ema = 0.1 }: Edit) {
  return {
    monitors: [
      { kind: 'latency', ema_alpha: ema, strategy: { type: 'ewma', alpha: 0.05, k_sigma: 3 * one * all } },
      { kind: 'accuracy', strategy: { type: 'threshold', threshold: 0.9 * all } },
      { kind: 'error', strategy: { type: 'ddm', warm_start: 30, drift_threshold: 3 * all } },
      { id: 'window', kind: 'error', strategy: { type: 'adwin', delta: 0.002 * all } },
      { kind: 'failure_rate', strategy: { type: 'static', bound: 0.5 * all } },
      {
        id: 'smooth',
        kind: 'metric',
        event: 'inference_record',
        field: 'latency_ms',
        aggregate: 'mean',
        strategy: { type: 'cusum', baseline_mean: 42, baseline_std: 2 * all },
        repeat: 'once',
      },
      {
        id: 'confidence',
        kind: 'metric',
        event: 'inference_record',
        field: 'metadata.confidence',
        strategy: { type: 'z_score', baseline_mean: 0.9, baseline_std: 0.03, z_threshold: 3.3 * all },
      },
      {
        id: 'raw',
        kind: 'metric',
        event: 'inference_record',
        field: 'latency_ms',
        strategy: { type: 'page_hinkley', threshold: 500 * all },
      },
    ],
    retraining: [{ min_alerts: 3, within: '1h', cooldown: '24h' }],
  };
}

/** Inference records four a second, of which one in twenty is wrong; now and then a slow hour. */
export function records(length: number): Columns {
  const random = randomNumbers(1);
  const latency = new Float64Array(length);
  const confidence = new Float64Array(length);
  const predicted = new Uint32Array(length);
  const truth = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    const isSlow = row % 100_000 > 97_000;
    latency[row] = 30 + 25 * random() + (isSlow ? 10 : 0);
    confidence[row] = 0.9 + 0.03 * (random() + random() + random() - 1.5) * 2;
    truth[row] = 1 + (row % 10);
    predicted[row] = random() < (isSlow ? 0.8 : 0.95) ? 1 + (row % 10) : 1 + ((row + 1) % 10);
  }
  const dictionary = ['', ...Array.from({ length: 10 }, (_, digit) => String(digit))];
  return {
    length,
    firstRow: 0,
    time: Float64Array.from({ length }, (_, row) => 1_772_438_400_000 + row * 250),
    type: new Uint8Array(length).fill(eventCode('inference_record')),
    model: new Uint32Array(length).fill(1),
    file: new Uint16Array(length),
    line: Uint32Array.from({ length }, (_, row) => row + 1),
    numbers: new Map([
      ['latency_ms', latency],
      ['metadata.confidence', confidence],
    ]),
    texts: new Map([
      ['predicted_label', { codes: predicted, dictionary }],
      ['ground_truth_label', { codes: truth, dictionary }],
    ]),
    models: [{}, { version: 'v1.4.0' }],
    files: ['made.ndjson'],
  };
}
