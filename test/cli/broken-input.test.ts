import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const config = '- kind: latency\n  strategy: { type: static, bound: 5 }\n';
const event =
  '{"type":"inference_completed","model_id":"m","latency_ms":10,"timestamp":"2026-01-01T00:00:00Z"}\n';

/** Runs in a folder with these files; the message must be for people, whatever happened. */
async function run(files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]) {
  const result = await runCli(args, { cwd: tempDir(files) });
  const said = result.stdout + result.stderr;
  expect(said).not.toMatch(/^\s+at .+:\d+/m);
  expect(said).not.toContain('internal error:');
  return { ...result, said };
}

describe('wrong usage: exit code 2 and what to do', () => {
  test.each([
    [['nothing'], 'there is no command "nothing"'],
    [['lint', '--formt', 'json'], 'Did you mean --format?'],
    [['lint', '--format', 'xml'], 'use pretty, json'],
    [['lint', 'none.yaml'], 'none.yaml: no such file or folder'],
    [['lint', '--max-warnings', 'x'], '--max-warnings takes a whole number'],
    [['simulate'], 'there is no monitor config below this folder'],
    [['simulate', 'none.yaml'], 'none.yaml: no such file'],
    [['schema', 'montor'], 'use monitor, strategy'],
    [['lsp'], 'add --stdio'],
    [['explain', 'nothing-at-all'], 'nothing-at-all'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run({}, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('no argument at all, --help and --version are no mistakes', async () => {
    for (const args of [[], ['--help'], ['simulate', '--help'], ['--version']]) {
      expect((await run({}, ...args)).code).toBe(0);
    }
  });
});

describe('events that cannot be read', () => {
  const simulate = (content: string | Uint8Array, name = 'events.ndjson') =>
    run({ 'c.monitor.yaml': config, [name]: content }, 'simulate', 'c.monitor.yaml', '--events', name);

  test.each([
    ['a binary file', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1])],
    ['an empty file', ''],
    ['blank lines only', '\n\n  \n'],
    ['no usable row', 'hello\nworld\n'],
    ['a cut-off gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
  ])('%s: exit code 2, naming the file', async (_, content) => {
    const { code, stderr } = await simulate(content);
    expect(code).toBe(2);
    expect(stderr).toContain('events.ndjson');
  });

  test('a folder', async () => {
    const folder = tempDir({ 'c.monitor.yaml': config });
    mkdirSync(join(folder, 'events'));
    const { code, stderr } = await runCli(['simulate', 'c.monitor.yaml', '--events', 'events'], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([2, 'driftscope: events: is a directory, not a file of events\n']);
  });

  test('a file that is not there', async () => {
    const { code, stderr } = await run(
      { 'c.monitor.yaml': config },
      'simulate',
      'c.monitor.yaml',
      '--events',
      'no.ndjson',
    );
    expect([code, stderr]).toEqual([2, 'driftscope: no.ndjson: no such file\n']);
  });

  test('a line of 50 MB is one skipped row', async () => {
    const { code, said } = await simulate(`${event}{"type":"${'x'.repeat(50_000_000)}"}\n${event}`);
    expect(code).toBe(0);
    expect(said).toContain('2 events, 1 skipped');
  });

  test('a million bad rows are counted, and the good one is used', async () => {
    const { code, said } = await simulate(`${'{"type":"nonsense"}\n'.repeat(1_000_000)}${event}`);
    expect(code).toBe(0);
    expect(said).toContain('1 event, 1,000,000 skipped');
  });

  test('--strict stops at the first bad row, with its place', async () => {
    const files = { 'c.monitor.yaml': config, 'e.ndjson': `${event}not json\n${event}` };
    const { code, stderr } = await run(
      files,
      'simulate',
      'c.monitor.yaml',
      '--events',
      'e.ndjson',
      '--strict',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('e.ndjson:2:');
  });
});

describe('lint goes on', () => {
  test('past a file that cannot be read, and still says what is wrong with the others', async () => {
    const files = { 'a.monitor.yaml': '- kind: latncy\n', 'b.monitor.yaml': new Uint8Array([0, 1]) };
    const { code, stdout, stderr } = await run(files, 'lint', '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).problems).toHaveLength(1);
    expect(stderr).toContain('b.monitor.yaml: is a binary file');
  });

  test('not where there is nothing to check', async () => {
    expect((await run({ 'x.txt': '' }, 'lint')).code).toBe(2);
  });
});

describe('configs that cannot be read', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij']
    .map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]}, `.repeat(9)}]`)
    .join('\n')}\nmonitors: *j\n`;

  test.each([
    ['a binary file', new Uint8Array([1, 0, 2, 0, 3]), 2],
    ['a YAML bomb', bomb, 1],
    ['a cyclic anchor', 'monitors: &m\n  - kind: latency\n    strategy: *m\n', 1],
    ['deep nesting', '['.repeat(20_000), 1],
    ['tabs', 'monitors:\n\t- kind: latency\n', 1],
  ])('%s: findings or a clear message, soon', async (_, content, expected) => {
    for (const command of ['lint', 'simulate']) {
      const { code, said } = await run({ 'c.monitor.yaml': content }, command, 'c.monitor.yaml');
      expect([command, code]).toEqual([command, expected]);
      expect(said).toContain('c.monitor.yaml');
    }
  });

  test('an empty file has nothing wrong that is not said', async () => {
    const { code, said } = await run({ 'c.monitor.yaml': '' }, 'lint', 'c.monitor.yaml');
    expect(code).toBe(1);
    expect(said).toContain('empty');
  });

  test('a folder where a file is meant', async () => {
    const folder = tempDir({ 'd.monitor.yaml/x.txt': '' });
    const { code, stderr } = await runCli(['simulate', 'd.monitor.yaml'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('d.monitor.yaml: is a directory');
  });
});
