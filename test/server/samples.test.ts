import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SampleFacts, SampleQuery } from '../../core/spec/sample-facts.ts';
import { Samples } from '../../server/samples.ts';
import type { SampleAnswer, SampleQuestion } from '../../server/worker-messages.ts';

const query: SampleQuery = {
  uri: 'a',
  events: ['e'],
  map: {},
  monitors: [{ id: 'm', kind: 'drift', params: {} }],
};
const facts = (rows: number, isWhole = true): SampleFacts => ({
  rows,
  isWhole,
  hasTimes: true,
  models: [],
  events: [],
  metrics: [],
  columns: [],
  missingColumns: [],
  badFiles: [],
  monitors: ['m', 'n'].map((id) => ({
    id,
    model: '',
    metric: 'x',
    values: { count: 1, mean: 1, std: 0, quantiles: [1] },
    correlation: 0,
  })),
  unmeasured: ['n', 'o'].map((id) => ({ id, events: 0, ofModel: 0 })),
});

/** A worker that answers when it is told to. */
function setUp() {
  const questions: { question: SampleQuestion; answer: (answer: SampleAnswer) => void; fail: () => void }[] =
    [];
  const arrived = vi.fn();
  const forget = vi.fn();
  const samples = new Samples({
    ask: (question) =>
      new Promise((resolve, reject) => {
        questions.push({ question, answer: resolve, fail: () => reject(new Error('lost')) });
      }),
    arrived,
    forget,
  });
  return { samples, questions, arrived, forget };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('samples', () => {
  it('of a config that is not open are waited for, however late they come, and not kept', async () => {
    const { samples, questions, forget } = setUp();
    const asked = samples.once(query);
    await vi.advanceTimersByTimeAsync(10_000);
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    expect((await asked)?.rows).toBe(5);
    expect(forget).toHaveBeenCalledWith('a');
    expect(samples.isIdle).toBe(true);
  });

  it('of a config that is opened meanwhile are kept', async () => {
    const { samples, questions, forget } = setUp();
    const [once, got] = [samples.once(query), samples.get(query)];
    questions[0]?.fail();
    questions[1]?.answer({ stamp: '1', facts: facts(5) });
    expect([await once, (await got)?.rows]).toEqual([undefined, 5]);
    expect(forget).not.toHaveBeenCalled();
  });

  it('that come soon are waited for, by all who ask', async () => {
    const { samples, questions, arrived } = setUp();
    const asked = [samples.get(query), samples.get(query)];
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    expect((await Promise.all(asked)).map((one) => one?.rows)).toEqual([5, 5]);
    expect(questions).toHaveLength(1);
    expect(arrived).not.toHaveBeenCalled();
  });

  it('that come late are done without, and told of when they come', async () => {
    const { samples, questions, arrived } = setUp();
    const asked = samples.get(query);
    await vi.advanceTimersByTimeAsync(150);
    expect(await asked).toBeUndefined();
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).toHaveBeenCalledTimes(1);
    expect((await samples.get(query))?.rows).toBe(5);
    expect(questions).toHaveLength(1);
  });

  it('that cannot be had are no news', async () => {
    const { samples, questions, arrived } = setUp();
    const asked = samples.get(query);
    await vi.advanceTimersByTimeAsync(150);
    await asked;
    questions[0]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).not.toHaveBeenCalled();
    expect(await samples.get(query)).toBeUndefined();
  });

  it('are checked again after a while, without anybody waiting; only a change is told of', async () => {
    const { samples, questions, arrived } = setUp();
    const first = samples.get(query);
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    await first;
    await vi.advanceTimersByTimeAsync(3000);
    expect((await samples.get(query))?.rows).toBe(5);
    expect(questions[1]?.question.known).toBe('1');
    questions[1]?.answer('same');
    await vi.advanceTimersByTimeAsync(3000);
    expect(arrived).not.toHaveBeenCalled();
    await samples.get(query);
    questions[2]?.answer({ stamp: '2', facts: facts(6) });
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).toHaveBeenCalledTimes(1);
    expect((await samples.get(query))?.rows).toBe(6);
  });

  it('are waited for when a file has changed', async () => {
    const { samples, questions } = setUp();
    const first = samples.get(query);
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    await first;
    samples.changed();
    const second = samples.get(query);
    questions[1]?.answer({ stamp: '2', facts: facts(6) });
    expect((await second)?.rows).toBe(6);
  });

  it('of other monitors are not taken for those of these: what is measured goes, the rest stays', async () => {
    const { samples, questions } = setUp();
    const both = { ...query, monitors: [...query.monitors, { id: 'n', kind: 'error', params: {} }] };
    const first = samples.get(both);
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    await first;
    const edited = {
      ...both,
      monitors: [{ id: 'm', kind: 'drift', params: { threshold: 1 } }, ...both.monitors.slice(1)],
    };
    const second = samples.get(edited);
    await vi.advanceTimersByTimeAsync(150);
    expect((await second)?.monitors.map(({ id }) => id)).toEqual(['n']);
    expect((await second)?.unmeasured.map(({ id }) => id)).toEqual(['n']);
    expect(questions[1]?.question.known).toBeUndefined();
    const third = samples.get({ ...edited, events: ['f'] });
    await vi.advanceTimersByTimeAsync(150);
    expect(await third).toBeUndefined();
  });

  it('of a beginning are asked for again when a run has read it all', async () => {
    const { samples, questions, arrived } = setUp();
    const first = samples.get(query);
    questions[0]?.answer({ stamp: '1', facts: facts(5, false) });
    await first;
    samples.loaded('a');
    questions[1]?.answer({ stamp: '2', facts: facts(50) });
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).toHaveBeenCalledTimes(1);
    samples.loaded('a');
    expect(questions).toHaveLength(2);
  });

  it('are forgotten with their config', async () => {
    const { samples, questions, arrived } = setUp();
    const asked = samples.get(query);
    await vi.advanceTimersByTimeAsync(150);
    await asked;
    samples.closed('a');
    questions[0]?.answer({ stamp: '1', facts: facts(5) });
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).not.toHaveBeenCalled();
    expect(samples.isIdle).toBe(true);
  });
});
