import { expect, test } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const record = (label: string, at: number) =>
  JSON.stringify({
    type: 'inference_record',
    model_version: 'v1',
    predicted_label: label,
    latency_ms: 1,
    created_at: at,
  });

const records = (labels: string) => [...labels].map(record).join('\n');

const config = (reference: string) =>
  `preview: { events: [new.ndjson] }\nmonitors:\n  - { kind: prediction_drift, window: 2, every: 1, reference: { events: ${reference} } }\n`;

const workspace = (old: string) =>
  tempDir({ 'a.monitor.yaml': config('"old/*.ndjson"'), 'new.ndjson': records('abbb'), 'old/x.ndjson': old });

test('simulate compares with the reference file that the config names', async () => {
  const { code, stdout, stderr } = await runCli(['simulate', '--format', 'json', '--series'], {
    cwd: workspace(records('aabb')),
  });
  expect([code, stderr]).toEqual([0, '']);
  const [monitor] = JSON.parse(stdout).monitors;
  expect(monitor.series.value[0]).toBe(0);
  expect(monitor.series.value).toHaveLength(3);
});

test('rows of the reference that cannot be used are told; --strict stops at them', async () => {
  const cwd = workspace(`${records('aabb')}\n{"type":"nothing"}`);
  const loose = await runCli(['simulate'], { cwd });
  expect([loose.code, loose.stderr]).toEqual([
    0,
    expect.stringMatching(
      /^driftscope: reference old\/\*\.ndjson: 1 row cannot be used \(old\/x\.ndjson:5: /,
    ),
  ]);
  const strict = await runCli(['simulate', '--strict'], { cwd });
  expect([strict.code, strict.stderr]).toEqual([2, expect.stringMatching(/^driftscope: old\/x\.ndjson:5: /)]);
});

test('a reference that is not there, or holds nothing, is told in plain words', async () => {
  const missing = tempDir({ 'a.monitor.yaml': config('gone.ndjson'), 'new.ndjson': records('ab') });
  expect(await runCli(['simulate'], { cwd: missing })).toMatchObject({
    code: 2,
    stderr: 'driftscope: a.monitor.yaml: no file matches reference.events "gone.ndjson"\n',
  });
  const other = workspace('{"type":"failure","model_id":"m","message":"x","timestamp":0}');
  const { code, stdout } = await runCli(['simulate'], { cwd: other });
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('the reference has no values of `predicted_label`'),
  ]);
});

test('a report does not take the place of the reference', async () => {
  const report = 'old/x.ndjson';
  const { code, stderr } = await runCli(['simulate', '--report', report], {
    cwd: workspace(records('aabb')),
  });
  expect([code, stderr]).toEqual([2, `driftscope: --report ${report} would overwrite what is simulated\n`]);
});
