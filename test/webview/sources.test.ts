import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromPanel } from '../../protocol/panel-messages.ts';
import type { AlertsAnswer, AlertsQuestion, RangeAnswer } from '../../protocol/simulation-messages.ts';
import { AlertPages } from '../../webview/alert-pages.ts';
import { localSource, sliceRange } from '../../webview/local-source.ts';
import { messageSource } from '../../webview/message-source.ts';
import { RangeAsker } from '../../webview/range-asker.ts';
import { fakeReport } from './fake-run.ts';

const data = fakeReport(300);
const whole = data.ranges[0] as RangeAnswer;

describe('source by messages', () => {
  it('answers each question with its own answer, and asks once', async () => {
    const posted: FromPanel[] = [];
    const source = messageSource((message) => posted.push(message));
    const question = { runId: 1, lane: 0, from: 0, to: 10, width: 300 };
    const first = source.range(question);
    expect(source.range(question)).toBe(first);
    expect(posted).toEqual([{ type: 'range', question }]);
    const answer = { ...whole, from: 0, to: 10 };
    source.receive({ type: 'range', answer: { ...answer, to: 11 } });
    source.receive({ type: 'range', answer });
    expect(await first).toBe(answer);
  });

  it('tells pages of the alert table apart by their lanes', async () => {
    const source = messageSource(() => {});
    const some = source.alerts({ runId: 1, from: 0, count: 10, lanes: [2] });
    source.receive({ type: 'alerts', answer: { runId: 1, from: 0, rows: [] } });
    const answer = { runId: 1, from: 0, lanes: [2], rows: data.alerts.slice(0, 1) };
    source.receive({ type: 'alerts', answer });
    expect(await some).toBe(answer);
  });

  it('keeps waiting when the same run is told again, which the host does when a page gets ready', async () => {
    const source = messageSource(() => {});
    const { summary } = data;
    source.receive({ type: 'run', v: 1, summary });
    const question = { runId: summary.runId, lane: 0, from: 0, to: 10, width: 300 };
    const asked = source.range(question);
    source.receive({ type: 'run', v: 1, summary });
    const answer = { ...whole, runId: summary.runId, from: 0, to: 10 };
    source.receive({ type: 'range', answer });
    expect(await asked).toBe(answer);
  });

  it('opens events by line where it is known, else by row', () => {
    const posted: FromPanel[] = [];
    const source = messageSource((message) => posted.push(message));
    source.openEvent?.({ file: 'a.ndjson', line: 3 });
    source.openEvent?.({ runId: 1, event: 9 });
    expect(posted).toEqual([
      { type: 'openEvent', file: 'a.ndjson', line: 3 },
      { type: 'openEventRow', runId: 1, event: 9 },
    ]);
  });
});

describe('source of a report', () => {
  const span = { from: (whole.time[100] ?? 0) + 1, to: (whole.time[110] ?? 0) - 1 };

  it('cuts a span out of the whole, with a point beyond each end', async () => {
    const answer = await localSource(data).range({ runId: 1, lane: 0, ...span, width: 100 });
    expect(answer).toMatchObject(span);
    expect(answer.time).toEqual(whole.time.slice(100, 111));
    expect(answer.event).toHaveLength(answer.time.length);
    expect(answer.upper).toHaveLength(answer.time.length);
  });

  it('has every point of the whole in the whole', () => {
    expect(sliceRange(whole, whole)).toEqual(whole);
    expect(sliceRange(whole, { from: 0, to: 1 }).value.length).toBeLessThanOrEqual(1);
  });

  it('pages alerts, of all lanes or of some', async () => {
    const source = localSource(data);
    const lanes = [1];
    const some = await source.alerts({ runId: 1, from: 2, count: 3, lanes });
    expect(some.rows).toEqual(data.alerts.filter((row) => row.lane === 1).slice(2, 5));
    expect((await source.alerts({ runId: 1, from: 0, count: 5 })).rows).toEqual(data.alerts.slice(0, 5));
  });
});

describe('pages of alerts', () => {
  it('are asked for once, when a row of theirs is needed', async () => {
    const asked: AlertsQuestion[] = [];
    const onPage = vi.fn();
    const answer = async (question: AlertsQuestion): Promise<AlertsAnswer> => {
      asked.push(question);
      return { runId: 1, from: question.from, rows: data.alerts.slice(0, 2) };
    };
    const pages = new AlertPages(answer, onPage);
    pages.reset(1, undefined);
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(1)).toBeUndefined();
    await vi.waitFor(() => expect(onPage).toHaveBeenCalledOnce());
    expect(pages.row(1)).toBe(data.alerts[1]);
    expect(asked).toEqual([{ runId: 1, from: 0, count: 200 }]);
    pages.reset(2, [3]);
    expect(pages.row(450)).toBeUndefined();
    expect(asked.at(-1)).toEqual({ runId: 2, lanes: [3], from: 400, count: 200 });
  });

  it('of an older question are dropped', async () => {
    const waiting: ((answer: AlertsAnswer) => void)[] = [];
    const onPage = vi.fn();
    const pages = new AlertPages(() => new Promise((resolve) => waiting.push(resolve)), onPage);
    pages.reset(1, undefined);
    pages.row(0);
    pages.reset(2, undefined);
    waiting[0]?.({ runId: 1, from: 0, rows: data.alerts });
    await Promise.resolve();
    expect(onPage).not.toHaveBeenCalled();
    expect(pages.row(0)).toBeUndefined();
  });
});

describe('asking for ranges', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a gesture to rest, and asks nothing twice', () => {
    const range = vi.fn(() => new Promise<RangeAnswer>(() => {}));
    const asker = new RangeAsker({ range }, () => {});
    const ask = (from: number, runId = 1, lane = 0) => asker.want({ runId, lane, from, to: 100, width: 50 });
    ask(0);
    vi.advanceTimersByTime(1);
    expect(range).toHaveBeenCalledTimes(1);
    for (const from of [1, 2, 3, 3]) ask(from);
    ask(0, 1, 1);
    vi.advanceTimersByTime(500);
    expect(range.mock.calls.map(([question]: unknown[]) => (question as { from: number }).from)).toEqual([
      0, 0, 3,
    ]);
    ask(3, 2);
    vi.advanceTimersByTime(1);
    expect(range).toHaveBeenCalledTimes(4);
  });
});
