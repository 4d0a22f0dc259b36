import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panelProtocol } from '../../protocol/panel-messages.ts';
import { decodeToPanel, isOtherVersion } from '../../webview/decode.ts';
import { restoredOf, savedOf } from '../../webview/saved-state.ts';
import { emptyState } from '../../webview/state.ts';
import { fakeReport } from './fake-run.ts';

const { summary, ranges, alerts } = fakeReport(20);
const good = [
  { type: 'run', v: panelProtocol, summary },
  { type: 'status', status: { state: 'computing', done: 0.5 } },
  { type: 'status', status: { state: 'error', message: 'no' } },
  { type: 'range', answer: ranges[0] },
  { type: 'alerts', answer: { runId: 1, from: 0, rows: alerts.slice(0, 3) } },
];

describe('messages to the panel', () => {
  it.each(good)('takes $type', (message) => {
    expect(decodeToPanel(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it.each([
    undefined,
    'run',
    { type: 'run', v: panelProtocol },
    { type: 'run', v: panelProtocol, summary: { ...summary, lanes: [{}] } },
    { type: 'status', status: { state: 'error' } },
    { type: 'range', answer: { ...ranges[0], value: [1] } },
    { type: 'range', answer: { ...ranges[0], time: ['x'] } },
    { type: 'alerts', answer: { runId: 1, from: 0, rows: [1] } },
    { type: 'else' },
  ])('refuses %j', (message) => {
    expect(decodeToPanel(message)).toBeUndefined();
  });

  it('knows a run of another version', () => {
    expect(decodeToPanel({ ...good[0], v: 99 })).toBeUndefined();
    expect(isOtherVersion({ ...good[0], v: 99 })).toBe(true);
    expect(isOtherVersion(good[0])).toBe(false);
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), (message) => decodeToPanel(message) === undefined));
  });
});

describe('saved state', () => {
  it('holds ids and ranges, never data', () => {
    const state = {
      ...emptyState,
      summary,
      zoom: { from: 1, to: 9 },
      monitor: 'latency',
      tab: 'episodes',
    } as const;
    const saved = savedOf(state, 120);
    expect(saved).toEqual({
      ...{ v: 1, tab: 'episodes', scroll: 120, uri: summary.uri },
      ...{ zoom: { from: 1, to: 9 }, monitor: 'latency' },
    });
    expect(restoredOf(saved)).toEqual({
      scroll: 120,
      state: { ...emptyState, zoom: { from: 1, to: 9 }, monitor: 'latency', tab: 'episodes' },
    });
  });

  it('restores from anything', () => {
    fc.assert(
      fc.property(fc.anything(), (saved) => {
        expect(restoredOf(saved).state.status.state).toBe('idle');
      }),
    );
  });
});
