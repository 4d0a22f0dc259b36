import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../language/rules/index.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const error = '- kind: drft\n';
const other = '- { kind: accuracy, strategy: { type: threshold, threshold: -1 } }\n';
const warning = '- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n';
const fine = '- kind: drift\n';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function lint(files: Files, ...args: string[]) {
  const cwd = tempDir(files);
  const result = await runCli(['lint', ...args], { cwd });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return { ...result, cwd, read, again: (...more: string[]) => runCli(['lint', ...more], { cwd }) };
}

const json = async (files: Files, ...args: string[]) => {
  const { code, stdout, stderr } = await lint(files, ...args, '--format', 'json');
  return {
    code,
    stderr,
    ...(JSON.parse(stdout) as { files: string[]; problems: Record<string, unknown>[] }),
  };
};

describe('exit codes', () => {
  test.each([
    ['nothing wrong', fine, [], 0],
    ['an error', error, [], 1],
    ['a warning', warning, [], 0],
    ['more warnings than allowed', warning, ['--max-warnings', '0'], 1],
    ['as many as allowed', warning, ['--max-warnings', '1'], 0],
  ])('%s', async (_, text, args, expected) => {
    expect((await lint({ 'a.monitor.yaml': text }, ...args)).code).toBe(expected);
  });

  test.each([
    [['--fix', '-'], '--fix needs files'],
    [['--max-warnings', '-1'], '--max-warnings takes a whole number, not "-1"'],
    [['--max-warnings', 'abc'], '--max-warnings takes a whole number, not "abc"'],
    [['--max-warnings'], '--max-warnings needs a value'],
    [['--max-warnings', '--fix'], '--max-warnings needs a value'],
    [['-', 'a.yaml'], '- stands alone'],
    [['--write-baseline'], '--write-baseline needs --baseline'],
    [['--stdin-filename', 'x'], '--stdin-filename needs -'],
    [['--config', 'none.yaml'], 'none.yaml: no such file'],
    [['--baseline', 'none.json'], 'none.json: no such file; --write-baseline writes one'],
  ])('wrong usage: %j', async (args, message) => {
    const { code, stderr } = await lint({ 'a.monitor.yaml': fine }, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('standard input', () => {
  test('is checked as the file that is named', async () => {
    const cwd = tempDir({ 'driftscope.config.yaml': 'rules: { threshold-always-fires: error }\n' });
    const asMonitor = await runCli(['lint', '-', '--format', 'json'], { cwd, input: warning });
    expect(JSON.parse(asMonitor.stdout).problems).toMatchObject([
      { path: 'stdin.monitor.yaml', severity: 'error' },
    ]);
    const args = ['lint', '-', '--stdin-filename', 'lib/x.strategy.yaml'];
    expect(await runCli(args, { cwd, input: 'type: p_value\n' })).toMatchObject({ code: 0 });
  });
});

describe('settings', () => {
  const settings = 'ignore: [legacy]\nrules: { threshold-always-fires: error }\n';

  test('are obeyed; what they ignore is left out, and said where it was named', async () => {
    const files = {
      'driftscope.config.yaml': settings,
      'a.monitor.yaml': warning,
      'legacy/b.monitor.yaml': error,
    };
    const all = await json(files);
    expect(all.files).toEqual(['a.monitor.yaml', 'driftscope.config.yaml']);
    expect(all.problems).toMatchObject([{ rule: 'threshold-always-fires', severity: 'error' }]);
    const named = await lint(files, 'legacy/b.monitor.yaml');
    expect(named.code).toBe(0);
    expect(named.stderr).toContain('legacy/b.monitor.yaml is not checked: the settings say to ignore it');
  });

  test('of --config take the place of those that are found', async () => {
    const files = {
      'driftscope.config.yaml': settings,
      'ci/strict.yaml': 'rules: { threshold-always-fires: off }\n',
      'a.monitor.yaml': warning,
    };
    expect((await json(files, 'a.monitor.yaml', '--config', 'ci/strict.yaml')).problems).toEqual([]);
  });

  test('are checked themselves', async () => {
    const { problems } = await json({ 'driftscope.config.yaml': 'rules: { zero-sdt: off }\n' });
    expect(problems).toMatchObject([{ rule: 'unknown-rule', line: 1, column: 10 }]);
  });
});

describe('--fix', () => {
  test('makes what is certain, keeps all else, and reports what is left', async () => {
    const text = '\uFEFF# a\r\n- kind: drift # b\r\n  threshold: 1e-3\r\n- kind: drft\r\n';
    const files = { 'a.monitor.yaml': text, 'b.monitor.yaml': fine };
    const { code, stdout, stderr, read } = await lint(files, '--fix');
    expect(stderr).toBe('driftscope: fixed 1 problem in 1 file\n');
    expect(read('a.monitor.yaml')).toBe(text.replace('1e-3', '0.001'));
    expect(read('b.monitor.yaml')).toBe(fine);
    expect(code).toBe(1);
    expect(stdout).toContain('1 error in 2 files');
  });

  test('does not write a file whose bytes it cannot keep', async () => {
    const bytes = Buffer.concat([
      Buffer.from('- kind: drift\n  threshold: 1e-3 # '),
      Buffer.from([0xe9, 0x0a]),
    ]);
    const { code, stderr, cwd } = await lint({ 'a.monitor.yaml': bytes }, '--fix');
    expect([code, stderr]).toEqual([2, expect.stringContaining('is not in UTF-8')]);
    expect(readFileSync(join(cwd, 'a.monitor.yaml')).equals(bytes)).toBe(true);
  });
});

describe('--baseline', () => {
  test('holds what is known by rule and message, wherever it stands; more of it is new', async () => {
    const files = { 'sub/a.monitor.yaml': warning + other };
    const written = await lint(files, '--baseline', 'known.json', '--write-baseline');
    expect([written.code, written.stderr]).toEqual([0, 'driftscope: wrote known.json\n']);
    expect(JSON.parse(written.read('known.json'))).toMatchObject({
      version: 1,
      problems: [
        { path: 'sub/a.monitor.yaml', rule: 'threshold-always-fires', count: 1 },
        { path: 'sub/a.monitor.yaml', rule: 'threshold-never-fires', count: 1 },
      ],
    });
    const config = join(written.cwd, 'sub/a.monitor.yaml');
    writeFileSync(config, `# moved\n${warning}${other}`);
    expect(await written.again('--baseline', 'known.json', '--max-warnings', '0')).toMatchObject({
      code: 0,
      stdout: 'no new problems in 1 file; 2 known problems are hidden by the baseline\n',
    });
    const below = await runCli(['lint', '--baseline', '../known.json'], { cwd: join(written.cwd, 'sub') });
    expect(below).toMatchObject({ code: 0 });
    writeFileSync(config, warning + other + other);
    const args = ['--baseline', 'known.json', '--max-warnings', '0', '--format', 'json'];
    const more = await written.again(...args);
    expect(more.code).toBe(1);
    expect(JSON.parse(more.stdout).problems).toMatchObject([{ line: 3 }]);
  });

  test('hides no error that makes a config unusable, whatever it holds', async () => {
    const problem = { path: 'a.monitor.yaml', rule: 'schema-unknown-value', count: 9 };
    const first = await lint({ 'a.monitor.yaml': error }, '--baseline', 'b.json', '--write-baseline');
    expect([first.code, JSON.parse(first.read('b.json')).problems]).toEqual([1, []]);
    const shown = await first.again('--format', 'json');
    const { message } = JSON.parse(shown.stdout).problems[0];
    const known = JSON.stringify({ version: 1, problems: [{ ...problem, message }] });
    writeFileSync(join(first.cwd, 'b.json'), known);
    const { code, stdout } = await first.again('--baseline', 'b.json');
    expect([code, stdout]).toEqual([1, expect.stringContaining('1 error in 1 file\n')]);
  });

  test('hides no include that is not there, for the config cannot be run', async () => {
    const text = 'include: [gone.strategies.yaml]\nmonitors: [{ kind: drift }]\n';
    const first = await lint({ 'a.monitor.yaml': text }, '--baseline', 'b.json', '--write-baseline');
    expect(JSON.parse(first.read('b.json')).problems).toEqual([]);
    expect((await first.again('--baseline', 'b.json')).stdout).toContain('No file `gone.strategies.yaml`');
  });

  test('hides an error that is one by choice of the team', async () => {
    const files = {
      'driftscope.config.yaml': 'rules: { threshold-always-fires: error }\n',
      'a.monitor.yaml': warning,
    };
    const first = await lint(files, '--baseline', 'b.json', '--write-baseline');
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('1 known problem is hidden') });
  });

  test('that is none is wrong usage', async () => {
    for (const text of ['{}', 'no', '{"version":1,"problems":[{}]}']) {
      const { code, stderr } = await lint({ 'a.monitor.yaml': fine, 'b.json': text }, '--baseline', 'b.json');
      expect([code, stderr]).toEqual([2, expect.stringContaining('b.json: is not a baseline')]);
    }
  });
});

/** A message with everything that formats must escape. */
const nasty = {
  'my configs, 50%/a:b.monitor.yaml': '- { kind: "<&>%,:\\u001b]]>\\ud800", for: 1s }\n- kind: drift\n',
};
const path = 'my configs, 50%/a:b.monitor.yaml';

describe('formats', () => {
  test('json is as its schema says', async () => {
    const { code, stdout } = await lint(nasty, '--format', 'json');
    const schema = JSON.parse(readFileSync('schemas/lint-result.schema.json', 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    expect([code, validate(JSON.parse(stdout)), validate.errors]).toEqual([1, true, null]);
  });

  test('sarif has a table of rules with help, and relative, escaped addresses', async () => {
    const { code, stdout } = await lint({ ...nasty, 'b.monitor.yaml': warning }, '--format', 'sarif');
    const { version, runs } = JSON.parse(stdout);
    expect([code, version, runs.length]).toEqual([1, '2.1.0', 1]);
    const [{ tool, results, artifacts }] = runs;
    const table = tool.driver.rules as { id: string; help: { text: string; markdown?: string } }[];
    expect(table.map(({ id }) => id)).toEqual([...rules.map(({ id }) => id), 'schema-unknown-value']);
    expect(table.every(({ help }) => help.text.length > 10)).toBe(true);
    for (const { ruleId, ruleIndex } of results) expect(table[ruleIndex]?.id).toBe(ruleId);
    const address = 'my%20configs%2C%2050%25/a%3Ab.monitor.yaml';
    expect(artifacts[1].location.uri).toBe(address);
    expect(results[1]).toMatchObject({ ruleId: 'schema-unknown-value', level: 'error' });
    expect(results[1].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: address },
          region: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 34 },
        },
      },
    ]);
  });

  test('github escapes what its syntax would take for its own', async () => {
    const { stdout } = await lint({ ...nasty, 'b.monitor.yaml': warning }, '--format', 'github');
    const [first, second, ...rest] = stdout.split('\n');
    expect(first).toMatch(
      /^::warning file=b\.monitor\.yaml,line=1,endLine=1,col=61,endColumn=61,title=threshold-always-fires::/,
    );
    expect(second).toMatch(
      /^::error file=my configs%2C 50%25\/a%3Ab\.monitor\.yaml,line=1,endLine=1,col=11,endColumn=33,title=schema-unknown-value::Unknown kind `<&>%25,:/,
    );
    expect(rest).toEqual(['']);
  });

  test('junit is XML whatever the messages hold; only errors fail', async () => {
    const { stdout } = await lint(
      { ...nasty, 'b.monitor.yaml': warning, 'c.monitor.yaml': fine },
      '--format',
      'junit',
    );
    expect(stdout).toContain('<testsuites name="driftscope lint" tests="3" failures="1">');
    expect(stdout).toContain('name="my configs, 50%/a:b.monitor.yaml"');
    expect(stdout).toContain('&lt;&amp;&gt;%,:\uFFFD]]&gt;');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('<testcase classname="c.monitor.yaml" name="no problems"/>');
    expect(stdout.match(/<failure /g)).toHaveLength(1);
    expect(stdout.match(/<system-out>/g)).toHaveLength(1);
  });

  test('pretty never passes on control characters', async () => {
    const raw = { 'a.monitor.yaml': '- { kind: "\u009b31m\u007f" }\n' };
    for (const files of [nasty, raw]) {
      const { stdout } = await lint(files);
      expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
    expect((await lint(nasty)).stdout).toContain(`${path}:1:11 error`);
  });
});
