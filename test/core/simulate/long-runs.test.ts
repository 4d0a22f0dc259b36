import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkLength, floatColumn } from '../../../core/simulate/growing-column.ts';
import { jsonPieces } from '../../../core/simulate/json-pieces.ts';
import { planOf } from '../../../core/simulate/plan.ts';
import { resultDocument } from '../../../core/simulate/result-document.ts';
import type { RunResult } from '../../../core/simulate/run-result.ts';
import type { Keeping, Shelf } from '../../../core/simulate/shelf.ts';
import { Simulation, simulate } from '../../../core/simulate/simulation.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';

/** A shelf that says how often it was used. */
class TestShelf implements Shelf {
  readonly kept: Uint8Array[] = [];

  put(bytes: Uint8Array): number {
    return this.kept.push(bytes.slice()) - 1;
  }

  get(place: number, into: Uint8Array): void {
    into.set(this.kept[place] ?? new Uint8Array(0));
  }
}

describe('a column whose chunks leave memory', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 3 * chunkLength }), { minLength: 1, maxLength: 4 });

  test('reads as if they had not', () => {
    fc.assert(
      fc.property(lengths, (pushes) => {
        const column = floatColumn();
        const shelf = new TestShelf();
        for (const count of pushes) {
          for (let at = 0; at < count; at += 1) column.push(column.length * 1.5);
          column.settle(column.length, shelf);
        }
        const { length } = column;
        expect(shelf.kept).toHaveLength(Math.floor(length / chunkLength));
        expect([...column]).toEqual(Array.from({ length }, (_, at) => at * 1.5));
        if (length > 0) expect(column.at(0)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('without a shelf keeps its length, its beginning and what has not been settled', () => {
    const column = floatColumn();
    for (let at = 0; at < 4 * chunkLength; at += 1) column.push(at);
    column.settle(3 * chunkLength, undefined);
    expect([column.length, column.at(chunkLength - 1), column.at(3 * chunkLength)]).toEqual([
      4 * chunkLength,
      chunkLength - 1,
      3 * chunkLength,
    ]);
    expect(() => column.at(chunkLength)).toThrow('has not been kept');
  });
});

describe('JSON in pieces', () => {
  test('is what JSON.stringify gives', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value, undefined, 2));
      }),
    );
  });

  test('takes lists that are not arrays, and comes in more than one piece', () => {
    const items = Array.from({ length: 20_000 }, (_, at) => ({ at, text: 'a\n"b"' }));
    const pieces = [
      ...jsonPieces({ none: new Set(), items: new Set(items), numbers: Float64Array.of(1, 2) }),
    ];
    expect(pieces.join('')).toBe(JSON.stringify({ none: [], items, numbers: [1, 2] }, undefined, 2));
    expect(pieces.length).toBeGreaterThan(10);
  });
});

describe('a run of many alerts', () => {
  const plan = planOf({
    monitors: [
      { id: 'a', kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 } },
      { id: 'b', kind: 'metric', metric: 'x', strategy: { type: 'ddm', warm_start: 30 }, cooldown: '3s' },
    ],
    retraining: [{ min_alerts: 1, cooldown: 0 }],
  });
  const rows = Array.from({ length: 20_000 }, (_, at): TestEvent => {
    const model = { name: `m${at % 2}` };
    return { type: 'metric_sample', metric: 'x', value: (at * 7919) % 4, time: at * 1000, model };
  });

  function inBatches(lists: Keeping): RunResult {
    const simulation = new Simulation(plan, { lists, keepSeries: false });
    for (let at = 0; at < rows.length; at += 3000) simulation.push(columnsOf(rows.slice(at, at + 3000), at));
    return simulation.finish();
  }
  const events = { read: 0, skipped: 0, outOfOrder: 0, problems: [] };
  const document = (run: RunResult) => [...jsonPieces(resultDocument(run, '', events, false))].join('');

  test('is the same with its lists on a shelf', () => {
    const shelf = new TestShelf();
    const whole = document(simulate(plan, columnsOf(rows)));
    expect(document(inBatches(shelf)) === whole).toBe(true);
    expect(document(inBatches('all')) === whole).toBe(true);
    expect(shelf.kept.length).toBeGreaterThan(20);
    expect(JSON.parse(whole).alerts.length).toBeGreaterThan(3 * chunkLength);
  });

  test('that keeps only beginnings knows how much there was, and the first of it', () => {
    const [short, whole] = [inBatches('beginnings'), inBatches('all')];
    expect(short.alertIndex.length).toBe(whole.alerts.length);
    expect(short.requests.length).toBe(whole.retraining.length);
    for (const at of [0, 1, 9]) {
      expect(short.alertIndex.at(at)).toEqual(whole.alerts[at]);
      expect(short.requests.at(at)).toEqual(whole.retraining[at]);
    }
    short.monitors.forEach(({ lists }, lane) => {
      expect(lists.episodes.length).toBe(whole.monitors[lane]?.episodes.length);
      expect(lists.drifts.length).toBe(whole.monitors[lane]?.drifts.length);
    });
  });
});
