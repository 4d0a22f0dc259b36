/**
 * Peak memory of the built command line on files that do not fit into it:
 *
 *     npm run bench -- stream --gigabytes 10            through a pipe
 *     npm run bench -- stream --gigabytes 10 --file     from a file, which needs the room on disk
 *     npm run bench -- stream --alerting                with alerts on a third of the rows, in each output format
 *
 * And of a million events in 107 MB, streamed and (with `--report`, which keeps every sample) loaded. Build before.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Bench } from './kit.ts';

const cli = resolve('dist/cli.cjs');
const blockRows = 100_000;
const start = Date.parse('2026-03-02T08:00:00Z');
const config = `version: 1
monitors:
  - { id: latency, kind: latency, strategy: { type: ewma, alpha: 0.2, k_sigma: 2.1 }, cooldown: 1h }
  - { id: slow, kind: latency, ema_alpha: 0.3, strategy: { type: static, bound: 69 }, cooldown: 1h }
  - { id: accuracy, kind: accuracy, strategy: { type: threshold, threshold: 0.5 }, repeat: once }
  - { id: shift, kind: metric, metric: inference_latency_ms, strategy: { type: adwin }, cooldown: 1h }
  - { id: change, kind: metric, metric: inference_latency_ms, strategy: { type: page_hinkley }, cooldown: 1h }
retraining:
  - { min_alerts: 3, within: 1d, cooldown: 7d }
`;
/** Half of the rows are latencies, and two in three of them lie above this. */
const alarming =
  '  - { id: third, kind: metric, metric: inference_latency_ms, strategy: { type: static, bound: 50 } }\n';
const formats = ['json', 'pretty', 'ndjson'] as const;

export async function run(bench: Bench): Promise<void> {
  const { values } = parseArgs({
    args: bench.args.filter((arg) => arg !== 'stream'),
    options: { gigabytes: { type: 'string' }, file: { type: 'boolean' }, alerting: { type: 'boolean' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'driftscope-stream-'));
  try {
    const path = join(folder, 'c.monitor.yaml');
    writeFileSync(path, config.replace('retraining:', `${values.alerting ? alarming : ''}retraining:`));
    const bytes = Number(values.gigabytes ?? 1) * 1e9;
    if (values.alerting) {
      for (const format of formats) await throughPipe(bench, path, bytes, format);
      return;
    }
    await million(bench, folder, path);
    if (values.file) await fromFile(bench, folder, path, bytes);
    else await throughPipe(bench, path, bytes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A million events in 107 MB. */
async function million(bench: Bench, folder: string, path: string): Promise<void> {
  const file = join(folder, 'million.ndjson');
  await written(file, 107e6);
  const streamed = await simulate([path, '--events', file]);
  bench.atMost('a million events, streamed: peak', streamed.peakMegabytes, 400, 'MB');
  const loaded = await simulate([path, '--events', file, '--report', join(folder, 'r.html')]);
  bench.atMost('a million events, every sample kept: peak', loaded.peakMegabytes, 400, 'MB');
}

async function throughPipe(
  bench: Bench,
  path: string,
  bytes: number,
  format: Format = 'json',
): Promise<void> {
  const result = await simulate([path, '--events', '-'], (input) => writeRows(input, bytes), format);
  tell(bench, `through a pipe, ${format}`, bytes, result);
}

async function fromFile(bench: Bench, folder: string, path: string, bytes: number): Promise<void> {
  const file = join(folder, 'large.ndjson');
  await written(file, bytes);
  tell(bench, 'from a file', bytes, await simulate([path, '--events', file]));
}

function tell(
  bench: Bench,
  how: string,
  bytes: number,
  { seconds, peakMegabytes, summary }: Simulated,
): void {
  const rate = (bytes / 1e6 / seconds).toFixed(0);
  console.log(
    `  ${(bytes / 1e9).toFixed(1)} GB ${how} in ${seconds.toFixed(1)} s (${rate} MB/s): ${summary}`,
  );
  bench.atMost(`${(bytes / 1e9).toFixed(1)} GB ${how}: peak`, peakMegabytes, 500, 'MB');
}

type Format = (typeof formats)[number];

interface Simulated {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly summary: string;
}

/** Runs `driftscope simulate`, asking the system for the most memory it ever had. */
async function simulate(
  args: readonly string[],
  feed?: (input: Writable) => Promise<void>,
  format: Format = 'json',
): Promise<Simulated> {
  const begin = performance.now();
  const child = spawn(process.execPath, [cli, 'simulate', ...args, '--format', format], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child));
  }, 50);
  const output = { bytes: 0, beginning: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.bytes += chunk.length;
    if (output.beginning.length < 2000) output.beginning += chunk.toString('latin1');
  });
  await Promise.all([once(child, 'close'), feed?.(child.stdin)]);
  clearInterval(timer);
  if (child.exitCode !== 0)
    throw new Error(`driftscope simulate ended with ${child.exitCode ?? child.signalCode}`);
  const seconds = (performance.now() - begin) / 1000;
  const [read = ''] = /"read": \d+|[\d,]+ events/.exec(output.beginning) ?? [];
  const summary = `${read} ${(output.bytes / 1e6).toFixed(1)} MB of output`.trim();
  return { seconds, peakMegabytes: peak, summary };
}

/** The most memory a process has had so far, in megabytes (Linux); 0 when it is gone. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

async function written(path: string, bytes: number): Promise<void> {
  const output = createWriteStream(path);
  await writeRows(output, bytes);
  await once(output, 'close');
}

/** Writes about so many bytes of rows, whose times go on, and ends the output. */
async function writeRows(output: Writable, bytes: number): Promise<void> {
  // Two blocks take turns, so that one is filled while the other is on its way.
  const blocks = [block(), block()] as const;
  let flushed = Promise.resolve();
  for (let done = 0, at = 0; done < bytes; at++) {
    const { rows, places } = blocks[at % 2] as Block;
    places.forEach((place, i) => void rows.write(String(start + (at * blockRows + i) * 10), place, 'latin1'));
    await flushed;
    const part = rows.subarray(
      0,
      Math.min(rows.length, rows.indexOf(10, bytes - done - 1) + 1 || rows.length),
    );
    flushed = new Promise((resolve, reject) => {
      output.write(part, (error) => (error ? reject(error) : resolve()));
    });
    done += part.length;
  }
  await flushed;
  output.end();
}

interface Block {
  readonly rows: Buffer;
  /** Where the rows' times lie, thirteen digits each. */
  readonly places: readonly number[];
}

/** Rows of 107 bytes on average, as a gateway writes them. */
function block(): Block {
  const lines = Array.from({ length: blockRows }, (_, i) => {
    const isLatency = i % 2 === 0;
    const value = isLatency ? 40 + 20 * Math.abs(Math.sin(i)) : 0.95 + 0.04 * Math.sin(i);
    const metric = isLatency ? 'inference_latency_ms' : 'accuracy';
    return `{"type":"metric_sample","metric":"${metric}","value":${value.toFixed(4)},"model_id":"model-${i % 4}","timestamp":${start}}\n`;
  });
  let at = 0;
  const places = lines.map((line) => {
    at += line.length;
    return at - 15;
  });
  return { rows: Buffer.from(lines.join('')), places };
}
