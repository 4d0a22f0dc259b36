import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RangeAnswer } from '../../protocol/simulation-messages.ts';
import { laneMove } from '../../webview/lane-keys.ts';
import { alertBeside, nearestIndex, pointNear, stateAt } from '../../webview/points.ts';
import { clampZoom, fullSpan, zoomAround } from '../../webview/span.ts';
import { valueRange } from '../../webview/value-range.ts';
import { fakeReport } from './fake-run.ts';

const mark = (time: number) => ({ time, value: 9, severity: 'warning', event: time, count: 1 }) as const;

const answer: RangeAnswer = {
  runId: 1,
  lane: 0,
  from: 10,
  to: 40,
  time: [5, 10, 20, 30, 40, 50],
  event: [1, 2, 3, 4, 5, 6],
  value: [1, 2, null, 9, 9, 1],
  lower: [null, null, null, null, null, null],
  upper: [5, 5, 5, 5, 5, 5],
  states: [
    { state: 'pending', from: 25, to: 30 },
    { state: 'firing', from: 30, to: 45 },
  ],
  alerts: [mark(30), mark(40)],
};

describe('points', () => {
  it('finds the nearest time', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(times, fc.integer({ min: -100, max: 1100 }), (unsorted, time) => {
        const sorted = unsorted.toSorted((a, b) => a - b);
        const found = sorted[nearestIndex(sorted, time)] ?? Number.NaN;
        expect(Math.abs(found - time)).toBe(Math.min(...sorted.map((other) => Math.abs(other - time))));
      }),
    );
    expect(nearestIndex([], 3)).toBe(-1);
  });

  it('tells a sample between two spans by the one it opens', () => {
    const muted = [...answer.states, { state: 'cooldown', from: 45, to: 60 }] as const;
    expect([44, 45, 60].map((time) => stateAt(muted, time))).toEqual(['firing', 'cooldown', 'cooldown']);
  });

  it('tells the state at an instant', () => {
    expect([24, 26, 30, 45, 46].map((time) => stateAt(answer.states, time))).toEqual([
      ...['quiet', 'pending', 'firing', 'firing', 'quiet'],
    ]);
  });

  it('tells all about a point', () => {
    expect(pointNear(answer, 31)).toMatchObject({
      ...{ time: 30, value: 9, upper: 5, lower: null, state: 'firing', event: 4 },
      alert: { time: 30 },
    });
    expect(pointNear({ ...answer, time: [] }, 31)).toBeUndefined();
  });

  it('walks alerts in both directions', () => {
    const times = (time: number | undefined, step: 1 | -1) => alertBeside(answer.alerts, time, step)?.time;
    expect([times(undefined, 1), times(30, 1), times(40, 1)]).toEqual([30, 40, undefined]);
    expect([times(undefined, -1), times(40, -1), times(30, -1)]).toEqual([40, 30, undefined]);
  });
});

describe('keys in a lane', () => {
  const span = { from: 10, to: 40 };
  const press = (key: string, time?: number, shiftKey = false) =>
    laneMove({ key, shiftKey }, answer, span, time);
  const timeOf = (key: string, time?: number, shiftKey = false) => {
    const move = press(key, time, shiftKey);
    return move?.type === 'cursor' ? move.time : undefined;
  };

  it('move by point and stay on the screen', () => {
    expect([timeOf('ArrowRight', 10), timeOf('ArrowLeft', 30), timeOf('ArrowLeft', 10)]).toEqual([
      20, 20, 10,
    ]);
    expect([timeOf('Home', 30), timeOf('End', 10), timeOf('ArrowRight', 10, true)]).toEqual([10, 40, 40]);
  });

  it('enter from the near end when the cursor is elsewhere', () => {
    expect([timeOf('ArrowRight'), timeOf('ArrowLeft'), timeOf('ArrowRight', 99), timeOf('End')]).toEqual([
      ...[10, 40, 10, 40],
    ]);
  });

  it('jump between alerts, zoom, reset, open and change lane', () => {
    expect([timeOf(']', 10), timeOf('[', 40), timeOf(']', 40)]).toEqual([30, 30, undefined]);
    expect(press('+', 20)).toEqual({ type: 'zoom', span: { from: 15, to: 30 } });
    expect([press('0'), press('Escape'), press('Enter')].map((move) => move?.type)).toEqual([
      ...['reset', 'reset', 'open'],
    ]);
    expect(press('ArrowDown')).toEqual({ type: 'lane', step: 1 });
    expect(press('x')).toBeUndefined();
  });

  it('do nothing where there is nothing', () => {
    const empty = { ...answer, time: [], value: [], lower: [], upper: [], alerts: [] };
    expect(laneMove({ key: 'ArrowRight', shiftKey: false }, empty, span, undefined)).toBeUndefined();
  });
});

describe('spans', () => {
  it('zoom around a time that keeps its place', () => {
    const zoomed = zoomAround({ from: 0, to: 1000 }, 250, 0.5);
    expect(zoomed).toEqual({ from: 125, to: 625 });
  });

  it('are never shorter than can be told, nor outside of the run', () => {
    const full = { from: 0, to: 1000 };
    expect(clampZoom({ from: 5, to: 9 }, full)).toBeUndefined();
    expect(clampZoom({ from: 2000, to: 3000 }, full)).toBeUndefined();
    expect(clampZoom({ from: 10.4, to: 500.2 }, full)).toEqual({ from: 10, to: 501 });
  });

  it('have a width even when all events fall on one instant', () => {
    const { summary } = fakeReport(2);
    const events = { ...summary.events, from: 1000, to: 1000 };
    expect(fullSpan({ ...summary, events })).toEqual({ from: 500, to: 1500 });
  });
});

describe('value range', () => {
  const column = (value: number | null) => answer.time.map(() => value);

  it('holds values and limits with some room, not across zero', () => {
    const { min, max, hidden } = valueRange({ ...answer, upper: column(12) });
    expect(min).toBeGreaterThanOrEqual(0);
    expect(max).toBeGreaterThan(12);
    expect(hidden).toEqual({});
  });

  it('leaves out limits so far off that the values would be flat, and says so', () => {
    const { max, hidden } = valueRange({ ...answer, upper: column(9000) });
    expect(max).toBeLessThan(15);
    expect(hidden).toEqual({ above: 9000 });
  });

  it('cuts off a band that widens for a moment', () => {
    const upper = [10, 10, 500, 10, 10, 10];
    expect(valueRange({ ...answer, upper }).max).toBeLessThan(30);
  });

  it('has a range for flat, empty and infinite values', () => {
    for (const value of [0, 5, -5, null, Number.POSITIVE_INFINITY]) {
      const { min, max } = valueRange({ ...answer, value: column(value), upper: column(null) });
      expect(max).toBeGreaterThan(min);
    }
  });
});
