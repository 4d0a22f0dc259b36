import { describe, expect, it } from 'vitest';
import type { LaneSummary, RangeAnswer } from '../../protocol/simulation-messages.ts';
import { emptyWords } from '../../webview/empty-words.ts';
import { pointNear } from '../../webview/points.ts';
import { emptyState, laneKey, reduce } from '../../webview/state.ts';
import {
  alertsPerWeek,
  closestCall,
  episodeDuration,
  laneCounts,
  laneSentence,
  limitWords,
  pointWords,
  runtimeFacts,
} from '../../webview/words.ts';
import { fakeReport } from './fake-run.ts';

const { summary, ranges } = fakeReport(3000);
const find = (id: string) => {
  const index = summary.lanes.findIndex((lane) => lane.id === id);
  return { lane: summary.lanes[index] as LaneSummary, answer: ranges[index] as RangeAnswer };
};
const latency = find('latency');
const calm = find('failure-rate');
const observing = find('p95');

describe('words for a lane', () => {
  it('count what happened', () => {
    expect(laneCounts(latency.lane)).toBe('2 episodes · 288 alerts · last 30.66 ms');
    expect(laneCounts(observing.lane)).toBe('101 samples · last 52.46 ms');
    expect(laneCounts({ ...latency.lane, samples: 0 })).toBe('no samples');
  });

  it('make a sentence for screen readers', () => {
    expect(laneSentence(latency.lane)).toBe(
      'latency on digit_reader v1.4.0, latency_ms_ewma in ms, judged by slow (static). 3,000 samples, from 27.27 to 164.5 ms, last 30.66 ms. 288 alerts in 2 episodes, quiet at the end.',
    );
    expect(laneSentence(observing.lane)).toContain('observes only. 101 samples');
  });
});

describe('words for a point', () => {
  it('tell value, limit, state and alert', () => {
    const alert = latency.answer.alerts[0];
    const point = pointNear(latency.answer, alert?.time ?? 0);
    expect(point && pointWords(latency.lane, point)).toEqual([
      ...['145.5 ms', 'limit 90 ms', 'firing', '1 alert, critical'],
    ]);
  });

  it('tell that a cooldown mutes what still fires', () => {
    const point = { index: 0, time: 0, value: 1, lower: 0.5, upper: 2, state: 'cooldown' } as const;
    expect(pointWords(latency.lane, point)).toContain('firing, alerts muted by cooldown');
  });

  it('tell bands, missing limits, and that an observer has none', () => {
    const point = { index: 0, time: 0, value: 1, lower: 0.5, upper: 2, state: 'quiet' } as const;
    expect(limitWords(latency.lane, point)).toBe('band 0.5 to 2 ms');
    expect(limitWords(latency.lane, { ...point, lower: null, upper: null })).toBe('no limit');
    expect(pointWords(observing.lane, point)).toEqual(['1 ms', 'observes only']);
  });
});

describe('episodes and rates', () => {
  it('last until the end of the events while they still fire', () => {
    const episode = { start: 1000, startEvent: 0, count: 3, alerts: 2, peak: 5 };
    expect(episodeDuration({ ...episode, end: 61_000 }, 90_000)).toBe('1m');
    expect(episodeDuration(episode, 31_000)).toBe('30s, still firing');
  });

  it('are not extrapolated from less than a day', () => {
    expect(alertsPerWeek(10, 0, 3_600_000)).toBeUndefined();
    expect(alertsPerWeek(10, 0, 14 * 86_400_000)).toBe('5');
    expect(alertsPerWeek(2000, 0, 7 * 86_400_000)).toBe('2,000');
  });
});

describe('closest call', () => {
  it('is told where the limit is the same all along', () => {
    const text = closestCall(calm.lane, calm.answer)?.text ?? '';
    expect(text).toMatch(/^failure-rate on .* reached 0.02 at .* UTC; its upper limit is 0.1$/);
  });

  it('is not guessed for limits that move', () => {
    const { lane, answer } = find('confidence-band');
    expect(closestCall(lane, answer)).toBeUndefined();
  });

  it('stands in the empty table, and says when it leaves lanes out', () => {
    const shown = reduce(reduce(emptyState, { type: 'run', summary }), {
      type: 'range',
      answer: calm.answer,
    });
    expect(shown.wholes.has(laneKey(calm.lane))).toBe(true);
    const filtered = reduce(shown, { type: 'filter', monitor: 'failure-rate' });
    expect(emptyWords(filtered, 'alerts')).toMatch(
      /^No alerts from failure-rate. The closest call: failure-rate/,
    );
    expect(emptyWords(shown, 'alerts')).toContain('left out');
    expect(emptyWords(shown, 'retraining')).toBe('No retraining was requested.');
  });
});

describe('what `runtime` did', () => {
  it('is told where it did anything', () => {
    expect(runtimeFacts({})).toEqual([]);
    expect(runtimeFacts({ runtime: { delayed: 1200, maxDelayMs: 5000, lost: 0 } })).toEqual([
      ['Late', '1,200', 'samples, up to 5s'],
    ]);
    expect(runtimeFacts({ runtime: { delayed: 0, maxDelayMs: 0, lost: 3 } })).toEqual([
      ['Lost', '3', 'never seen by a monitor'],
    ]);
  });
});
