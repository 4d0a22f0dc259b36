import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { ResultDocument } from '../../core/documents/result-spec.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const digits = 'examples/digit-reader/digit-reader.monitor.yaml';
const nab = 'examples/nab-latency/nab-latency.monitor.yaml';

async function resultOf(...args: string[]): Promise<ResultDocument> {
  const { code, stdout, stderr } = await runCli(['simulate', ...args, '--format', 'json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const episodesOf = (result: ResultDocument, id: string) =>
  result.monitors.filter((monitor) => monitor.id === id).flatMap(({ episodes }) => episodes);

describe('driftscope simulate on the digit reader', () => {
  test('finds the load incident with the latency monitor, and nothing else', async () => {
    const episodes = episodesOf(await resultOf(digits), 'latency');
    expect(episodes).toHaveLength(1);
    const [{ start, end } = { start: '', end: null }] = episodes;
    expect(start >= '2026-03-02T08:17:49' && start < '2026-03-02T08:19:00').toBe(true);
    expect(end !== null && end > '2026-03-02T08:21:20' && end < '2026-03-02T08:22:00').toBe(true);
  });

  test('finds the camera degradation with the accuracy monitor, and asks for a retraining', async () => {
    const result = await resultOf(digits);
    const episodes = episodesOf(result, 'accuracy');
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.start.slice(0, 15)).toBe('2026-03-02T08:3');
    expect(result.retraining).toMatchObject([{ policy: 'camera', model: 'digit_reader@v1.4.0' }]);
  });

  test('reads every event', async () => {
    expect((await resultOf(digits)).events).toEqual({
      read: 12101,
      skipped: 0,
      out_of_order: expect.any(Number),
      from: '2026-03-02T08:00:00.315Z',
      to: '2026-03-02T08:55:39.255Z',
    });
  });

  test('gives the same bytes each time, and what the schema promises', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => runCli(['simulate', digits, '--format', 'json', '--series'])),
    );
    expect(one?.stdout).toBe(other?.stdout);
    const ajv = new Ajv({ strict: true, validateFormats: false, allowUnionTypes: true });
    const validate = ajv.compile(JSON.parse(readFileSync('schemas/simulation-result.schema.json', 'utf8')));
    expect(validate(JSON.parse(one?.stdout ?? '')), JSON.stringify(validate.errors)).toBe(true);
  });

  test('pretty: events, monitors, episodes, alerts and retraining, for people', async () => {
    const { code, stdout } = await runCli(['simulate', digits]);
    expect(code).toBe(0);
    for (const part of [
      '12,101 events',
      'Episodes',
      '08:18:05',
      'Retraining',
      'Accuracy dropped below 0.88: observed 0.8700',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).not.toContain('\u001b[');
  });

  test('ndjson: alerts and requests in order, also from a pipe', async () => {
    const events = readFileSync('examples/digit-reader/data/digit-reader.events.ndjson', 'utf8');
    const { code, stdout } = await runCli(['simulate', digits, '--events', '-', '--format', 'ndjson'], {
      input: events,
    });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const result = await resultOf(digits);
    expect(code).toBe(0);
    expect(lines.filter(({ type }) => type === 'alert').map(({ event }) => event)).toEqual(
      result.alerts.map(({ event }) => event),
    );
    expect(lines.filter(({ type }) => type === 'retrain_requested')).toHaveLength(result.retraining.length);
  });

  test('writes a report that carries its data and needs nothing else', async () => {
    const folder = tempDir();
    const { code } = await runCli(['simulate', digits, '--report', join(folder, 'r.html')]);
    expect(code).toBe(0);
    const html = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(html).toContain('id="driftscope-data"');
    expect(html).not.toMatch(/(src|href)="?(https?:)?\/\//);
    expect(html).not.toContain(folder);
  });

  test('--model keeps to one model', async () => {
    expect((await resultOf(digits, '--model', 'digit_reader@v1.4.0')).monitors[0]?.samples).toBe(5995);
  });
});

test('the NAB example alarms inside each labelled window', async () => {
  const result = await resultOf(nab);
  const times = result.alerts.filter(({ monitor }) => monitor === 'band').map(({ time }) => time);
  const windows = [
    ['2014-03-14T03:31', '2014-03-14T14:41'],
    ['2014-03-18T17:06', '2014-03-19T04:16'],
    ['2014-03-20T21:26', '2014-03-21T03:41'],
  ] as const;
  for (const [from, to] of windows)
    expect(
      times.some((time) => time >= from && time <= to),
      from,
    ).toBe(true);
});

describe('several models, strange names, stopped runs', () => {
  const config = '- kind: latency\n  ema_alpha: 1\n  strategy: { type: static, bound: 5 }\n';
  const event = (model_id: string, latency_ms: number, second: number) =>
    `${JSON.stringify({ type: 'inference_completed', model_id, latency_ms, timestamp: `2026-01-01T00:00:0${second}Z` })}\n`;

  test('episodes and alerts name the model, and no control character reaches the terminal', async () => {
    const folder = tempDir({
      'c.monitor.yaml': config,
      'e.ndjson': event('a', 9, 0) + event('b\u001b[2J\n', 9, 1),
    });
    const { stdout } = await runCli(['simulate', '--events', 'e.ndjson'], { cwd: folder });
    expect(stdout).toMatch(/latency\s+a\s+peak/);
    expect(stdout).toContain('b\\u001b[2J\\u000a');
    expect(stdout).not.toContain('\u001b');
  });

  test('a model that nobody is called is wrong usage', async () => {
    const folder = tempDir({ 'c.monitor.yaml': config, 'e.ndjson': event('a', 9, 0) });
    const { code, stderr } = await runCli(['simulate', '--events', 'e.ndjson', '--model', 'z'], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([
      2,
      'driftscope: no monitor measures anything of model "z"; there are a\n',
    ]);
  });

  test('a report does not overwrite what it is made from', async () => {
    const folder = tempDir({ 'c.monitor.yaml': config, 'e.ndjson': event('a', 9, 0) });
    for (const report of ['c.monitor.yaml', './e.ndjson']) {
      const { code, stderr } = await runCli(['simulate', '--events', 'e.ndjson', '--report', report], {
        cwd: folder,
      });
      expect([code, stderr]).toEqual([
        2,
        `driftscope: --report ${report} would overwrite what is simulated\n`,
      ]);
    }
    expect(readFileSync(join(folder, 'c.monitor.yaml'), 'utf8')).toBe(config);
  });

  test('a report is a file', async () => {
    const folder = tempDir({ 'c.monitor.yaml': config, 'e.ndjson': event('a', 9, 0) });
    const { code, stdout, stderr } = await runCli(['simulate', '--events', 'e.ndjson', '--report', '-'], {
      cwd: folder,
    });
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      'driftscope: --report takes the name of a file: standard output has the result\n',
    ]);
  });

  test('times have milliseconds where those of the events have', async () => {
    const later = event('a', 9, 1).replace(':01Z', ':01.25Z');
    const folder = tempDir({ 'c.monitor.yaml': config, 'e.ndjson': event('a', 9, 0), 'f.ndjson': later });
    const shown = async (file: string) =>
      (await runCli(['simulate', '--events', file], { cwd: folder })).stdout;
    expect(await shown('f.ndjson')).toContain('2026-01-01 00:00:01.250  warning');
    expect(await shown('e.ndjson')).toContain('2026-01-01 00:00:00  warning');
  });

  test('Ctrl-C ends a pipe that stays open, with what was read so far', async () => {
    const folder = tempDir({ 'c.monitor.yaml': config });
    const child = spawn(process.execPath, [resolve('dist/cli.cjs'), 'simulate', '--events', '-'], {
      cwd: folder,
    });
    let stdout = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stdin.write(event('a', 9, 0));
    setTimeout(() => child.kill('SIGINT'), 1500);
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(130);
    expect(stdout).toContain('1 event,');
  });
});

describe('driftscope simulate --why', () => {
  test('says why a monitor fired, and why an event gave no alert', async () => {
    const fired = await runCli(['simulate', digits, '--why', 'latency']);
    expect(fired.stdout).toContain('Alert: 36.468 ms is over the limit of 35 for 11s.');
    const other = await runCli(['simulate', digits, '--why', 'accuracy:5', '--format', 'json']);
    expect(JSON.parse(other.stdout)).toMatchObject({ alert: false, reason: 'wrong_type', event: 5 });
  });

  test('takes no report', async () => {
    const { code, stderr } = await runCli(['simulate', digits, '--why', 'latency', '--report', 'x.html']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--why answers instead of the run')]);
  });

  test('a monitor that does not exist is a slip, told with those there are', async () => {
    const { code, stderr } = await runCli(['simulate', digits, '--why', 'latencies']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('there is no monitor "latencies"; there are latency,'),
    ]);
  });
});

describe('what pretty output says', () => {
  const sample = (model: string, value: number, timestamp: string) =>
    `${JSON.stringify({ type: 'metric_sample', metric: 'x', model_id: model, value, timestamp })}\n`;

  test('the end of an episode with its day, where it is another', async () => {
    const cwd = tempDir({
      'c.monitor.yaml': '- { kind: metric, metric: x, strategy: { type: static, bound: 1 } }\n',
      'e.ndjson':
        sample('m', 2, '2026-01-01T12:00:00Z') +
        sample('m', 0, '2026-01-01T13:00:00Z') +
        sample('m', 2, '2026-01-01T14:00:00Z') +
        sample('m', 0, '2026-01-03T06:00:00Z'),
    });
    const { stdout } = await runCli(['simulate', '--events', 'e.ndjson'], { cwd });
    expect(stdout).toMatch(/2026-01-01 12:00:00 {2}to 13:00:00 /);
    expect(stdout).toMatch(/2026-01-01 14:00:00 {2}to 2026-01-03 06:00:00 /);
  });

  test('names that would turn the line around are spelled out', async () => {
    const cwd = tempDir({
      'c.monitor.yaml': '- { kind: metric, metric: x, strategy: { type: static, bound: 1 } }\n',
      'e.ndjson': sample('a\u202eb\u001b[2J', 2, '2026-01-01T12:00:00Z'),
    });
    const { stdout } = await runCli(['simulate', '--events', 'e.ndjson'], { cwd });
    expect(stdout).toContain('a\\u202eb\\u001b[2J');
    for (const raw of ['\u202e', '\u001b']) expect(stdout).not.toContain(raw);
    const slip = await runCli(['simulate', '--events', 'e.ndjson', '--model', 'none'], { cwd });
    expect([slip.code, slip.stderr]).toEqual([2, expect.stringContaining('a\\u202eb')]);
  });

  test('filling, where a monitor of drift has no value yet', async () => {
    const cwd = tempDir({
      'c.monitor.yaml':
        '- { id: fill, kind: feature_drift, field: value, from: [metric_sample], window: 50 }\n- { id: none, kind: accuracy }\n',
      'e.ndjson': sample('m', 2, '2026-01-01T12:00:00Z'),
    });
    const { stdout } = await runCli(['simulate', '--events', 'e.ndjson'], { cwd });
    expect(stdout).toMatch(/fill .* filling\n/);
    expect(stdout).toMatch(/none .* no data\n/);
  });
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind standard output is told in one line', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['dist/cli.cjs', '--help'], { stdio: ['ignore', full, 'pipe'] });
  const stderr = await text(child.stderr as NodeJS.ReadableStream);
  closeSync(full);
  expect(stderr).toBe('driftscope: standard output cannot be written: no space left on the device\n');
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(2);
});
