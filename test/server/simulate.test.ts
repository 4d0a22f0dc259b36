import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import {
  type AlertsResult,
  type EventPlaceResult,
  lspMethods,
  type RangeResult,
  type SimulatedParams,
  type SimulateResult,
  type SimulationStateParams,
  type WhyResult,
} from '../../protocol/lsp-messages.ts';
import type { RunSummary } from '../../protocol/simulation-messages.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { latencyConfig, latencyEvents, TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const example = pathToFileURL('examples/digit-reader/digit-reader.monitor.yaml').href;
let client: LspClient;
let workspace: TempWorkspace;

beforeEach(async () => {
  workspace = new TempWorkspace();
  client = await LspClient.start({ server: server.path });
});
afterEach(async () => {
  await client.kill();
  workspace.remove();
});

const simulate = (uri: string, events?: string[]) =>
  client.request<SimulateResult>(lspMethods.simulate, { uri, ...(events ? { events } : {}) });

async function summaryOf(uri: string, events?: string[]): Promise<RunSummary> {
  const result = await simulate(uri, events);
  if (!result.ok) throw new Error(result.message);
  return result.summary;
}

/** A config that is open, with a preview that shows it. */
async function previewed(bound: number, values: readonly number[]): Promise<string> {
  workspace.write('events.ndjson', latencyEvents(values));
  const uri = workspace.write('a.monitor.yaml', latencyConfig(bound));
  await client.open(uri, latencyConfig(bound));
  await client.notify(lspMethods.preview, { uri, open: true });
  await summaryOf(uri);
  return uri;
}

const nextRun = (uri: string, since: number) =>
  client.waitFor<SimulatedParams>(lspMethods.simulated, (params) => params.uri === uri, since);

const nextState = (state: string, since: number) =>
  client.waitFor<SimulationStateParams>(
    lspMethods.simulationState,
    (params) => params.state === state,
    since,
  );

describe('a run of the example', () => {
  test('finds the incidents, without the file being open', async () => {
    const summary = await summaryOf(example);
    expect(summary.title).toBe('digit-reader.monitor.yaml');
    expect(summary.events).toMatchObject({
      read: 12_101,
      skipped: 0,
      files: ['data/digit-reader.events.ndjson'],
    });
    expect(summary.alertCount).toBeGreaterThan(0);
    const latency = summary.lanes.find(({ id }) => id === 'latency');
    const start = new Date(latency?.episodes[0]?.start ?? 0).toISOString();
    expect(start).toMatch(/^2026-03-02T08:18:/);
    expect(latency?.line).toBe(15);
  });

  test('answers what a panel asks, while it is shown', async () => {
    await client.notify(lspMethods.preview, { uri: example, open: true });
    const { runId, lanes, events, alertCount } = await summaryOf(example);
    const lane = lanes.findIndex(({ id }) => id === 'latency');
    const question = { runId, lane, from: events.from ?? 0, to: events.to ?? 0, width: 300 };
    const range = await client.request<RangeResult>(lspMethods.range, { uri: example, question });
    expect(range?.time.length).toBeGreaterThan(300);
    expect(range?.time.length).toBeLessThan(1300);
    expect(range?.states.some(({ state }) => state === 'firing')).toBe(true);
    const page = { runId, from: 0, count: 100 };
    const alerts = await client.request<AlertsResult>(lspMethods.alerts, { uri: example, question: page });
    expect(alerts?.rows).toHaveLength(alertCount);
    const [first] = alerts?.rows ?? [];
    const place = await client.request<EventPlaceResult>(lspMethods.eventPlace, {
      uri: example,
      runId,
      event: first?.event,
    });
    expect(place).toEqual({ uri: events.uris?.[events.files.indexOf(first?.file ?? '')], line: first?.line });
  });

  test('a question about a run that is gone is answered with nothing', async () => {
    await client.notify(lspMethods.preview, { uri: example, open: true });
    const { runId } = await summaryOf(example);
    await summaryOf(example);
    const question = { runId, lane: 0, from: 0, to: 1, width: 10 };
    expect(await client.request(lspMethods.range, { uri: example, question })).toBeNull();
  });

  test('the same input has the same hash, measured again or known; other input has another', async () => {
    workspace.write('events.ndjson', latencyEvents([1, 6, 9]));
    const uri = workspace.write('a.monitor.yaml', latencyConfig(5));
    const first = await summaryOf(uri);
    const again = await summaryOf(uri);
    expect(again.runId).not.toBe(first.runId);
    const other = await LspClient.start({ server: server.path });
    const result = await other.request<SimulateResult>(lspMethods.simulate, { uri });
    await other.kill();
    if (!result.ok) throw new Error(result.message);
    workspace.write('a.monitor.yaml', latencyConfig(7));
    const edited = await summaryOf(uri);
    workspace.write('a.monitor.yaml', latencyConfig(5));
    const others = workspace.write('other.ndjson', latencyEvents([1, 6, 8]));
    const elsewhere = await summaryOf(uri, [others]);
    expect([again.hash, result.summary.hash]).toEqual([first.hash, first.hash]);
    expect(new Set([first.hash, edited.hash, elsewhere.hash]).size).toBe(3);
  });
});

describe('why', () => {
  test('a monitor fired or did not is answered while the run is there', async () => {
    const uri = await previewed(5, [1, 9]);
    const { runId } = await summaryOf(uri);
    const why = (question: object) => client.request<WhyResult>(lspMethods.why, { uri, question });
    expect(await why({ runId, monitor: 'latency' })).toMatchObject({
      event: 1,
      alert: true,
      reason: 'fired',
    });
    const quiet = await why({ runId, monitor: 'latency', event: 0 });
    expect(quiet).toMatchObject({ alert: false, reason: 'below_threshold', sample: { value: 1, upper: 5 } });
    expect(quiet?.sentence).toMatch(/^No alert: 1 /);
    expect(await why({ runId, monitor: 'nobody' })).toBeNull();
    await summaryOf(uri);
    expect(await why({ runId, monitor: 'latency' })).toBeNull();
  });
});

describe('failures are told, and the server goes on', () => {
  test.each([
    ['a config with an error', 'monitors:\n  - kind: latncy\n', '', 'config', /a\.monitor\.yaml:2: .*latncy/],
    ['no event file named', 'monitors:\n  - kind: latency\n', '', 'no-events', /names no event file/],
    ['an empty event file', latencyConfig(5), '', 'events', /events\.ndjson has no events/],
    ['a file of something else', latencyConfig(5), 'hello\nworld\n', 'events', /None of the 2 rows/],
    ['a binary file', latencyConfig(5), '\u0000\u0001\u0002\u0003', 'events', /events\.ndjson/],
  ])('%s', async (_, config, events, reason, message) => {
    workspace.write('events.ndjson', events);
    const uri = workspace.write('a.monitor.yaml', config);
    const result = await simulate(uri);
    expect(result).toEqual({ ok: false, reason, message: expect.stringMatching(message) });
    expect((await simulate(example)).ok).toBe(true);
  });

  test('a config that is not there', async () => {
    const uri = pathToFileURL(join(workspace.folder, 'none.monitor.yaml')).href;
    expect(await simulate(uri)).toMatchObject({ ok: false, reason: 'config' });
  });

  test('an event file that is not there', async () => {
    const uri = workspace.write('a.monitor.yaml', latencyConfig(5));
    expect(await simulate(uri)).toMatchObject({
      ok: false,
      message: expect.stringContaining('events.ndjson'),
    });
    const gone = pathToFileURL(join(workspace.folder, 'gone.ndjson')).href;
    const result = await simulate(uri, [gone]);
    expect(result).toMatchObject({
      ok: false,
      reason: 'events',
      message: expect.stringContaining('no such file'),
    });
  });

  test('a few bad rows are counted, and named', async () => {
    workspace.write('events.ndjson', `${latencyEvents([1, 2])}\nnot json\n`);
    const uri = workspace.write('a.monitor.yaml', latencyConfig(5));
    const { events } = await summaryOf(uri);
    expect(events).toMatchObject({ read: 2, skipped: 1, problems: [{ file: 'events.ndjson', line: 3 }] });
  });
});

describe('events that the user chose', () => {
  test('take the place of the config’s own, also in the runs that follow', async () => {
    const uri = await previewed(5, [1, 1, 9]);
    const other = workspace.write('other.ndjson', latencyEvents([9, 9, 9, 9]));
    expect((await summaryOf(uri, [other])).alertCount).toBe(4);
    const since = client.received.length;
    await client.change(uri, latencyConfig(6), 2);
    expect((await nextRun(uri, since)).summary).toMatchObject({
      alertCount: 4,
      events: { files: ['other.ndjson'] },
    });
  });
});

describe('live', () => {
  test('an edit leads to a new run', async () => {
    const uri = await previewed(5, [1, 6, 9]);
    const since = client.received.length;
    await client.change(uri, latencyConfig(7), 2);
    expect((await nextRun(uri, since)).summary.alertCount).toBe(1);
    await nextState('idle', since);
  });

  test('an edit of a comment does not', async () => {
    const uri = await previewed(5, [1, 6, 9]);
    const since = client.received.length;
    await client.change(uri, `${latencyConfig(5)}# a remark\n`, 2);
    await nextState('idle', since);
    expect(client.received.slice(since).map(({ method }) => method)).not.toContain(lspMethods.simulated);
    const lenses = await client.request<{ command: { title: string } }[]>('textDocument/codeLens', {
      textDocument: { uri },
    });
    expect(lenses[0]?.command.title).toBe('▶ Simulate · 2 alerts');
  });

  test('a mistake keeps the older run, and says so', async () => {
    const uri = await previewed(5, [1, 6, 9]);
    const { runId } = await summaryOf(uri);
    const since = client.received.length;
    await client.change(uri, 'monitors:\n  - kind: latncy\n', 2);
    const state = await nextState('error', since);
    expect(state).toMatchObject({ uri, message: expect.stringContaining('latncy') });
    const question = { runId, lane: 0, from: 0, to: 4e12, width: 10 };
    const range = await client.request<RangeResult>(lspMethods.range, { uri, question });
    expect(range?.value).toEqual([1, 6, 9]);
  });

  test('fifty rapid edits lead to one or two runs, the last of the last text', async () => {
    const uri = await previewed(0, [1, 6, 9]);
    const since = client.received.length;
    for (let version = 2; version <= 51; version += 1)
      await client.change(uri, latencyConfig(version / 10), version);
    await client.waitFor<SimulatedParams>(
      lspMethods.simulated,
      ({ summary }) => summary.alertCount === 2,
      since,
    );
    const runs = client.received.slice(since).filter(({ method }) => method === lspMethods.simulated);
    expect(runs.length).toBeLessThan(5);
  });

  test('an event file that changes leads to a new run', async () => {
    const uri = await previewed(5, [1, 6, 9]);
    const events = workspace.write('events.ndjson', latencyEvents([9, 9, 9, 9, 9]));
    const since = client.received.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: events, type: 2 }] });
    expect((await nextRun(uri, since)).summary.alertCount).toBe(5);
  });

  test('an event file that goes away is an error, and its return is none', async () => {
    const uri = await previewed(5, [1, 6, 9]);
    const events = pathToFileURL(join(workspace.folder, 'events.ndjson')).href;
    rmSync(join(workspace.folder, 'events.ndjson'));
    let since = client.received.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: events, type: 3 }] });
    await nextState('error', since);
    workspace.write('events.ndjson', latencyEvents([9]));
    since = client.received.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: events, type: 1 }] });
    expect((await nextRun(uri, since)).summary.alertCount).toBe(1);
  });

  test('with the setting off, edits lead to nothing', async () => {
    await client.kill();
    const settings = { preview: { autoRun: false } };
    client = await LspClient.start({ server: server.path, initializationOptions: { settings } });
    const uri = await previewed(5, [1, 6, 9]);
    const since = client.received.length;
    await client.change(uri, latencyConfig(7), 2);
    await client.diagnostics(uri, 2, since);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.received.slice(since).map(({ method }) => method)).not.toContain(lspMethods.simulated);
  });
});

describe('cancel and supersede', () => {
  test('a newer run takes the place of an older one', async () => {
    const many = latencyEvents(Array.from({ length: 200_000 }, (_, at) => at % 10));
    workspace.write('events.ndjson', many);
    const uri = workspace.write('a.monitor.yaml', latencyConfig(5));
    const first = simulate(uri);
    const second = simulate(uri);
    expect(await first).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(await second).toMatchObject({ ok: true, summary: { alertCount: 80_000 } });
  });

  test('the user may cancel, and the state is idle again', async () => {
    const many = latencyEvents(Array.from({ length: 300_000 }, (_, at) => at % 10));
    workspace.write('events.ndjson', many);
    const uri = workspace.write('a.monitor.yaml', latencyConfig(5));
    await client.notify(lspMethods.preview, { uri, open: true });
    const run = simulate(uri);
    await nextState('computing', 0);
    await client.notify(lspMethods.cancelSimulation, { uri });
    expect(await run).toMatchObject({ ok: false, reason: 'cancelled' });
    await nextState('idle', 0);
    expect(await simulate(uri)).toMatchObject({ ok: true });
  });

  test('the request itself may be cancelled', async () => {
    const source = new CancellationTokenSource();
    const run = client.request<SimulateResult>(lspMethods.simulate, { uri: example }, source.token);
    source.cancel();
    await run.then(
      (result) => expect(result).toMatchObject({ reason: 'cancelled' }),
      (error: unknown) => expect(error).toMatchObject({ code: -32800 }),
    );
    expect(await simulate(example)).toMatchObject({ ok: true });
  });

  test('nothing is kept of a document that was closed', async () => {
    const text = readFileSync('examples/digit-reader/digit-reader.monitor.yaml', 'utf8');
    await client.open(example, text);
    const { runId } = await summaryOf(example);
    await client.close(example);
    const question = { runId, lane: 0, from: 0, to: 4e12, width: 10 };
    expect(await client.request(lspMethods.range, { uri: example, question })).toBeNull();
  });
});

describe('a reference file', () => {
  const record = (label: string, at: number) =>
    JSON.stringify({
      type: 'inference_record',
      model_version: 'v1',
      predicted_label: label,
      latency_ms: 1,
      created_at: at,
    });
  const records = (labels: string) => [...labels].map(record).join('\n');
  const config =
    'preview: { events: [new.ndjson] }\nmonitors:\n  - { kind: prediction_drift, window: 2, reference: { events: old.ndjson } }\n';

  test('is read for the preview, and again when it changes', async () => {
    workspace.write('new.ndjson', records('bb'));
    const old = workspace.write('old.ndjson', records('bb'));
    const uri = workspace.write('a.monitor.yaml', config);
    await client.open(uri, config);
    await client.notify(lspMethods.preview, { uri, open: true });
    expect((await summaryOf(uri)).alertCount).toBe(0);
    const since = client.received.length;
    workspace.write('old.ndjson', records('aa'));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: old, type: 2 }] });
    const { summary } = await nextRun(uri, since);
    expect(summary.alertCount).toBe(1);
  });

  test('that is missing is told', async () => {
    workspace.write('new.ndjson', records('bb'));
    const uri = workspace.write('a.monitor.yaml', config);
    expect(await simulate(uri)).toMatchObject({
      ok: false,
      message: 'No file matches reference.events "old.ndjson" of a.monitor.yaml.',
    });
  });
});
