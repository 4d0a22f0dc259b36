import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const config = (field: string) =>
  `preview: { events: [e.ndjson] }\nmonitors:\n  - { kind: metric, event: inference_completed, field: ${field} }\n`;
const event =
  '{"type":"inference_completed","model_id":"m","latency_ms":5,"timestamp":"2026-01-01T00:00:00Z"}\n';

async function lint(field: string, events: string | undefined) {
  const cwd = tempDir();
  writeFileSync(join(cwd, 'a.monitor.yaml'), config(field));
  if (events !== undefined) writeFileSync(join(cwd, 'e.ndjson'), events);
  const { stdout } = await runCli(['lint', '--format', 'json'], { cwd });
  return (JSON.parse(stdout) as { problems: { rule: string; message: string }[] }).problems;
}

test('lint checks by the events that the config names', async () => {
  expect(await lint('latency_ms', event)).toEqual([]);
  expect(await lint('latency', event)).toMatchObject([
    {
      rule: 'field-not-in-sample',
      message: 'No `inference_completed` of the sample has the field `latency`; did you mean `latency_ms`?',
    },
  ]);
});

test('without events, or with a file that holds none, it says that and nothing of the fields', async () => {
  const [told, ...others] = await lint('latency', 'nonsense\n');
  expect(told?.rule).toBe('unusable-events');
  expect(told?.message).toMatch(/^No row of `e.ndjson` is an event: in line 1, /);
  expect(others).toEqual([]);
  expect((await lint('latency', undefined)).map(({ rule }) => rule)).toEqual(['file-not-found']);
});
