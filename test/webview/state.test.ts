import { describe, expect, it } from 'vitest';
import type { RangeAnswer, RunSummary } from '../../protocol/simulation-messages.ts';
import { sliceRange } from '../../webview/local-source.ts';
import {
  emptyState,
  laneKey,
  type PanelAction,
  type PanelState,
  reduce,
  shownSpan,
} from '../../webview/state.ts';
import { fakeReport } from './fake-run.ts';

const { summary, ranges } = fakeReport(50);
const full = { from: summary.events.from ?? 0, to: summary.events.to ?? 0 };
const middle = { from: full.from + 60_000, to: full.from + 120_000 };
const whole = ranges[0] as RangeAnswer;
const key = laneKey(summary.lanes[0] as RunSummary['lanes'][number]);

const following = (...actions: PanelAction[]): PanelState => actions.reduce(reduce, emptyState);
const run = (changes: Partial<RunSummary> = {}): PanelAction => ({
  type: 'run',
  summary: { ...summary, ...changes },
});

describe('panel state', () => {
  it('shows the whole run until zoomed, and again after a reset', () => {
    expect(shownSpan(emptyState)).toBeUndefined();
    expect(shownSpan(following(run()))).toEqual(full);
    expect(shownSpan(following(run(), { type: 'zoom', span: middle }))).toEqual(middle);
    expect(following(run(), { type: 'zoom', span: middle }, { type: 'zoom' })).not.toHaveProperty('zoom');
  });

  it('cuts a zoom at the ends of the run, and drops one that holds all of it', () => {
    const wide = { from: full.from - 5000, to: full.from + 1000 };
    expect(following(run(), { type: 'zoom', span: wide }).zoom).toEqual({
      from: full.from,
      to: full.from + 1000,
    });
    const wider = { from: full.from - 1, to: full.to + 1 };
    expect(following(run(), { type: 'zoom', span: wider })).not.toHaveProperty('zoom');
  });

  it('keeps a zoom restored before the first run, and drops it when the run lies elsewhere', () => {
    const restored: PanelState = { ...emptyState, zoom: middle };
    expect(reduce(restored, run()).zoom).toEqual(middle);
    expect(reduce({ ...emptyState, zoom: { from: 1, to: 2 } }, run())).not.toHaveProperty('zoom');
  });

  it('takes the answer to what is shown', () => {
    const state = following(run(), { type: 'range', answer: whole });
    expect(state.answers.get(key)).toBe(whole);
    expect(state.wholes.get(key)).toBe(whole);
  });

  it('drops late answers, by run and by span', () => {
    const zoomed = following(run(), { type: 'range', answer: whole }, { type: 'zoom', span: middle });
    const late = sliceRange(whole, { from: full.from, to: full.from + 500 });
    expect(reduce(zoomed, { type: 'range', answer: late })).toBe(zoomed);
    expect(reduce(zoomed, { type: 'range', answer: { ...whole, runId: 7 } })).toBe(zoomed);
    const current = sliceRange(whole, middle);
    expect(reduce(zoomed, { type: 'range', answer: current }).answers.get(key)).toBe(current);
  });

  it('keeps the old drawing of a lane until the new run answers, and forgets lanes that are gone', () => {
    const state = following(run(), { type: 'range', answer: whole }, run({ runId: 2 }));
    expect(state.answers.get(key)?.runId).toBe(1);
    expect(state.wholes.size).toBe(0);
    expect(reduce(state, run({ runId: 3, lanes: summary.lanes.slice(1) })).answers.size).toBe(0);
  });

  it('filters by monitor until the monitor is gone', () => {
    const state = following(run(), { type: 'filter', monitor: 'latency' });
    expect(state.monitor).toBe('latency');
    expect(reduce(state, { type: 'filter' })).not.toHaveProperty('monitor');
    expect(reduce(state, run({ lanes: summary.lanes.slice(1) }))).not.toHaveProperty('monitor');
  });

  it('holds cursor, tab and status', () => {
    const cursor = { time: full.from, lane: key };
    const state = following({ type: 'cursor', cursor }, { type: 'tab', tab: 'episodes' });
    expect(state).toMatchObject({ cursor, tab: 'episodes' });
    expect(reduce(state, { type: 'cursor' })).not.toHaveProperty('cursor');
    const status = { state: 'error', message: 'no' } as const;
    expect(reduce(state, { type: 'status', status }).status).toBe(status);
  });
});
