import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { simulate } from '../../cli/commands/simulate.ts';
import { type Io, standardOutput } from '../../cli/io.ts';
import { tempDir } from '../helpers/temp-dir.ts';

/** Takes a chunk only when the event loop has turned, as a slow reader does; knows how much waited for it at most. */
class SlowSink extends Writable {
  most = 0;
  text = '';

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.most = Math.max(this.most, this.writableLength);
    this.text += chunk.toString('utf8');
    setImmediate(done);
  }
}

const events = 20_000;

async function outputOf(format: string): Promise<SlowSink> {
  const line = (at: number) => `{"type":"metric_sample","metric":"x","value":${at % 3},"timestamp":${at}}\n`;
  const cwd = tempDir({
    'c.monitor.yaml':
      'monitors: [{ kind: metric, metric: x, strategy: { type: static, bound: 1 } }]\nretraining: [{}]\n',
    'e.ndjson': Array.from({ length: events }, (_, at) => line(at)).join(''),
  });
  const sink = new SlowSink();
  const io: Io = {
    ...standardOutput(sink),
    cwd,
    err: (text) => expect.unreachable(text),
    color: false,
    interactive: false,
    signal: new AbortController().signal,
  };
  expect(await simulate.run(['--events', 'e.ndjson', '--format', format], io)).toBe(0);
  await io.flushed();
  return sink;
}

test.each(['json', 'ndjson'])('%s to a slow reader does not pile up', async (format) => {
  const { most, text } = await outputOf(format);
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(most).toBeLessThan(64 * 1024);
});

test('what is written is flushed when the reader has taken it', async () => {
  const reader = new PassThrough({ highWaterMark: 10 });
  const { out, flushed } = standardOutput(reader);
  let isFlushed = false;
  out('more than ten bytes');
  const flushing = flushed().then(() => {
    isFlushed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isFlushed).toBe(false);
  reader.resume();
  await flushing;
});
