import { describe, expect, test, vi } from 'vitest';
import { CancelledError, SimulationClient } from '../../server/simulation-client.ts';
import type { FromWorker, ToWorker, WorkerPort } from '../../server/worker-messages.ts';

/** A worker that answers only when the test says so. */
class FakeWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  isTerminated = false;
  tell: (message: FromWorker) => void = () => {};
  crash: (error: Error) => void = () => {};

  post(message: ToWorker): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.tell = listener;
  }
  onCrash(listener: (error: Error) => void): void {
    this.crash = listener;
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

function setUp(patienceMs = 20) {
  const workers: FakeWorker[] = [];
  const onLost = vi.fn();
  const startWorker = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  return { workers, onLost, client: new SimulationClient({ startWorker, patienceMs, onLost }) };
}

const question = { uri: 'file:///a', runId: 1, event: 2 };
const place = { uri: 'file:///e', line: 3 };

describe('calls', () => {
  test('start the worker when it is needed, and are answered by id', async () => {
    const { workers, client } = setUp();
    expect(workers).toHaveLength(0);
    const first = client.call('eventPlace', question);
    const second = client.call('eventPlace', question);
    workers[0]?.tell({ type: 'answer', id: 2, answer: null });
    workers[0]?.tell({ type: 'answer', id: 1, answer: place });
    expect(await first).toEqual(place);
    expect(await second).toBeNull();
    expect(workers).toHaveLength(1);
  });

  test('fail with what the worker says', async () => {
    const { workers, client } = setUp();
    const call = client.call('eventPlace', question);
    workers[0]?.tell({ type: 'failed', id: 1, message: 'no such lane' });
    await expect(call).rejects.toThrow('no such lane');
  });

  test('tell of their progress', () => {
    const { workers, client } = setUp();
    const onProgress = vi.fn();
    void client.call('eventPlace', question, { onProgress });
    workers[0]?.tell({ type: 'progress', id: 1, done: 0.5 });
    expect(onProgress).toHaveBeenCalledWith(0.5);
  });
});

describe('cancelling', () => {
  test('ends the call at once, and tells the worker', async () => {
    const { workers, client } = setUp();
    const stop = new AbortController();
    const call = client.call('eventPlace', question, { signal: stop.signal });
    stop.abort();
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    expect(workers[0]?.sent.at(-1)).toEqual({ type: 'cancel', id: 1 });
  });

  test('a call that was cancelled before it began is not sent', async () => {
    const { workers, client } = setUp();
    await expect(client.call('eventPlace', question, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
      CancelledError,
    );
    expect(workers).toHaveLength(0);
  });

  test('a worker that heeds it stays', async () => {
    const { workers, client, onLost } = setUp();
    const stop = new AbortController();
    const call = client.call('eventPlace', question, { signal: stop.signal });
    stop.abort();
    workers[0]?.tell({ type: 'failed', id: 1, message: 'cancelled' });
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(workers[0]?.isTerminated).toBe(false);
    expect(onLost).not.toHaveBeenCalled();
  });

  test('a worker that is stuck is replaced, and its successor gets the other calls', async () => {
    const { workers, client, onLost } = setUp();
    const stop = new AbortController();
    const stuck = client.call('eventPlace', question, { signal: stop.signal });
    const other = client.call('eventPlace', question);
    stop.abort();
    await expect(stuck).rejects.toBeInstanceOf(CancelledError);
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    expect(workers[0]?.isTerminated).toBe(true);
    expect(workers[1]?.sent).toMatchObject([{ type: 'call', id: 2 }]);
    expect(onLost).toHaveBeenCalledTimes(1);
    workers[0]?.tell({ type: 'answer', id: 2, answer: null });
    workers[1]?.tell({ type: 'answer', id: 2, answer: place });
    expect(await other).toEqual(place);
  });
});

describe('a crash', () => {
  test('is one clear error for every call, and the next call gets a fresh worker', async () => {
    const { workers, client, onLost } = setUp();
    const first = client.call('eventPlace', question);
    const second = client.call('eventPlace', question);
    workers[0]?.crash(new Error('out of memory'));
    workers[0]?.crash(new Error('the worker ended with code 1'));
    await expect(first).rejects.toThrow('The simulation ended unexpectedly: out of memory');
    await expect(second).rejects.toThrow('out of memory');
    expect(onLost).toHaveBeenCalledTimes(1);
    const third = client.call('eventPlace', question);
    workers[1]?.tell({ type: 'answer', id: 3, answer: place });
    expect(await third).toEqual(place);
  });
});

test('stopping ends the worker, and the calls it had', async () => {
  const { workers, client, onLost } = setUp();
  const call = client.call('eventPlace', question);
  client.stop();
  await expect(call).rejects.toBeInstanceOf(CancelledError);
  expect(workers[0]?.isTerminated).toBe(true);
  expect(onLost).not.toHaveBeenCalled();
});
