import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { syntaxOf } from '../../../language/model/document-format.ts';
import { rules } from '../../../language/rules/index.ts';
import { createLanguageService, type ServiceAction } from '../../../language/service.ts';
import { parseText } from '../../../language/syntax/parse.ts';
import { cursor } from '../../helpers/cursor.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

interface Fixed {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly kind: string;
  readonly rule: string;
  readonly mark: string;
  readonly text: string;
  /** What is wrong afterwards, as `rule «text»`. */
  readonly left: readonly string[];
}

/** Everything that is offered for a whole text, each with what it makes of the text. */
async function offered(
  text: string,
  file = 'a.monitor.yaml',
  files: Readonly<Record<string, string>> = {},
  only: readonly string[] = ['quickfix'],
): Promise<Fixed[]> {
  const document = documentOf(file, text);
  const service = createLanguageService(memoryHost({ [file]: text, ...files }));
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, whole, only);
  return Promise.all(actions.map((action) => fixed(action, document, file, files)));
}

async function fixed(
  { title, kind, isPreferred, edits, problem }: ServiceAction,
  document: TextDocument,
  file: string,
  files: Readonly<Record<string, string>>,
): Promise<Fixed> {
  const text = TextDocument.applyEdits(document, [...edits]);
  const after = documentOf(file, text);
  const problems = await createLanguageService(memoryHost({ [file]: text, ...files })).problems(after);
  const left = problems.map(({ rule, range }) => `${rule} «${after.getText(range)}»`);
  const mark = problem ? document.getText(problem.range) : '';
  return { title, kind, isPreferred, rule: problem?.rule ?? '', mark, text, left };
}

const isSilencing = ({ title }: Fixed) => title.startsWith('Disable ');
const syntaxErrors = (text: string, file: string) => parseText(text, syntaxOf(file)).findings;

/** Comments of the text, by what they say. */
const comments = (text: string) => text.match(/# [^\r\n]*/g) ?? [];

const examples = rules.flatMap((rule) =>
  rule.bad.map((example) => [rule.id, example.text, example] as const),
);

describe('every bad example', () => {
  it.each(examples)('%s: fixes and silences of %j do what they say', async (id, text, example) => {
    const { file = 'example.monitor.yaml', files = {} } = example;
    for (const given of [text, text.replaceAll('\n', '\r\n')]) {
      const own = (await offered(given, file, files)).filter(({ rule }) => rule === id);
      for (const action of own) {
        expect(syntaxErrors(action.text, file), action.text).toEqual([]);
        expect(action.left, `${action.title} in ${action.text}`).not.toContain(`${id} «${action.mark}»`);
        if (given !== text) expect(action.text.replaceAll('\r\n', '')).not.toContain('\n');
      }
      expect(own.find((action) => !isSilencing(action))?.title).toBe(example.fix);
      const service = createLanguageService(memoryHost({ [file]: given, ...files }));
      const found = await service.problems(documentOf(file, given));
      const isMeta = rules.some((rule) => rule.id === id && rule.isMeta);
      const canSilence = !isMeta && found.some(({ rule, severity }) => rule === id && severity !== 'error');
      expect(own.some(isSilencing)).toBe(canSilence);
    }
  });
});

describe('a fix', () => {
  const one = async (text: string, title: string, file?: string) => {
    const found = (await offered(text, file)).find((action) => action.title === title);
    return found && { text: found.text, left: found.left, isPreferred: found.isPreferred };
  };

  /** 10 to 49 ms, of which 48.96 is the 99.9th percentile. */
  const latencies = Array.from({ length: 40 }, (_, at) =>
    JSON.stringify({
      type: 'inference_completed',
      model_id: 'm',
      latency_ms: 10 + at,
      timestamp: 1.7e9 + at,
    }),
  ).join('\n');

  it.each([
    ['ewma', 'Add `alpha` and `k_sigma`', ['alpha: 0.05', 'k_sigma: 3']],
    ['static', 'Add `bound`', ['bound: 48.96']],
  ])('writes what completion proposes by the sample: %s', async (type, title, expected) => {
    const files = { 'e.ndjson': latencies };
    const head =
      'preview: { events: [e.ndjson] }\nmonitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: ';
    const actions = await offered(`${head}{ type: ${type} }\n`, 'a.monitor.yaml', files);
    const fix = actions.find((action) => action.title === title);
    const { document, position } = cursor(`${head}{ type: ${type}, █ }\n`, 'a.monitor.yaml');
    const service = createLanguageService(memoryHost({ ...files, 'a.monitor.yaml': document.getText() }));
    const open = documentOf('a.monitor.yaml', document.getText());
    await service.problems(open);
    const { items } = await service.complete(open, position, { snippets: false });
    const proposed = [...title.matchAll(/`(\w+)`/g)].map(
      ([, key]) => items.find(({ label }) => label === key)?.textEdit?.newText,
    );
    expect(fix?.text).toBe(`${head}{ type: ${type}, ${proposed.join(', ')} }\n`);
    expect(proposed).toEqual(expected);
  });

  it.each([
    ['- kind: drft # why\n', 'Change to `drift`', '- kind: drift # why\n'],
    ['- { kind: "drft" }\n', 'Change to `drift`', '- { kind: "drift" }\n'],
    ['- kind: latency\n  ema_alhpa: 0.3\n', 'Change to `ema_alpha`', '- kind: latency\n  ema_alpha: 0.3\n'],
    [
      '- kind: latency\n  strategy:\n    type: static # a ceiling\n- kind: drift\n',
      'Add `bound`',
      '- kind: latency\n  strategy:\n    type: static # a ceiling\n    bound: 250\n- kind: drift\n',
    ],
    [
      '- kind: latency\n  strategy: { type: static } # x\n',
      'Add `bound`',
      '- kind: latency\n  strategy: { type: static, bound: 250 } # x\n',
    ],
    [
      '- kind: latency\r\n  strategy:\r\n    type: ewma\r\n',
      'Add `alpha` and `k_sigma`',
      '- kind: latency\r\n  strategy:\r\n    type: ewma\r\n    alpha: 0.05\r\n    k_sigma: 3\r\n',
    ],
    [
      '- kind: latency\n  strategy: {\n    type: static # a ceiling\n  }\n',
      'Add `bound`',
      '- kind: latency\n  strategy: {\n    type: static, # a ceiling\n    bound: 250\n  }\n',
    ],
    [
      '- kind: latency\n  strategy: { type: static, # a ceiling\n  }\n',
      'Add `bound`',
      '- kind: latency\n  strategy: { type: static, # a ceiling\n              bound: 250\n  }\n',
    ],
    ['version: 1\n# none yet\n', 'Add `monitors`', undefined],
    [
      'a: 1\nmonitors: &m [{ kind: latency, strategy: &s { type: static } }, { kind: drift, strategy: *s }]\n',
      'Add `bound`',
      'a: 1\nmonitors: &m [{ kind: latency, strategy: &s { type: static, bound: 250 } }, { kind: drift, strategy: *s }]\n',
    ],
    [
      '- { kind: latency, strategy: { type:static, bnd: 3 } } # x\n',
      'Change to `type: static`',
      '- { kind: latency, strategy: { type: static, bnd: 3 } } # x\n',
    ],
    [
      '- { kind: latency, strategy: { type: static, bnd: 3 } } # x\n',
      'Change to `bound`',
      '- { kind: latency, strategy: { type: static, bound: 3 } } # x\n',
    ],
    [
      '- { kind: latency, strategy: { type: static, bound: 0,5 } } # x\n',
      'Change to `0.5`',
      '- { kind: latency, strategy: { type: static, bound: 0.5 } } # x\n',
    ],
    [
      '- kind: latency\n  strategy: # x\n  type: static\n\n  # why\n  bound: 3\n',
      'Indent `type` and `bound` below `strategy`',
      '- kind: latency\n  strategy: # x\n    type: static\n\n    # why\n    bound: 3\n',
    ],
    ['{ kind: drift }\n', 'Make it an item of a list', '[{ kind: drift }]\n'],
    ['- kind: drift\n  for: 2 minutes\n', 'Change to `2m`', '- kind: drift\n  for: 2m\n'],
    ['- kind: drift\n  threshold: "0.05"\n', 'Change to `0.05`', '- kind: drift\n  threshold: 0.05\n'],
    [
      'model: { version: 1.4 }\nmonitors: []\n',
      'Put it in quotes',
      'model: { version: "1.4" }\nmonitors: []\n',
    ],
    ['monitors: []\ninclude: a.yaml\n', 'Put it in brackets', 'monitors: []\ninclude: [a.yaml]\n'],
    [
      'kind: latency # x\n\n# y\nema_alpha: 0.3\nstrategy:\n  type: p_value\n',
      'Make it an item of a list',
      '- kind: latency # x\n\n  # y\n  ema_alpha: 0.3\n  strategy:\n    type: p_value\n',
    ],
    [
      '- kind: drift\n  threshold: 1e-3 # small\n',
      'Write `0.001`',
      '- kind: drift\n  threshold: 0.001 # small\n',
    ],
    [
      '- kind: drift\n  threshold: 0.01 # gone\n  # kept\n  strategy: { type: p_value }\n',
      'Remove `threshold`',
      '- kind: drift\n  # kept\n  strategy: { type: p_value }\n',
    ],
    [
      '- threshold: 0.01\n  kind: drift\n  strategy: { type: p_value }\n',
      'Remove `threshold`',
      '- kind: drift\n  strategy: { type: p_value }\n',
    ],
    [
      '- { kind: drift, threshold: 0.01, strategy: { type: p_value } }\n',
      'Remove `threshold`',
      '- { kind: drift, strategy: { type: p_value } }\n',
    ],
    [
      '- {\n    kind: drift,\n    strategy: { type: p_value }, # kept\n    threshold: 0.01\n  }\n',
      'Remove `threshold`',
      '- {\n    kind: drift,\n    strategy: { type: p_value }, # kept\n  }\n',
    ],
    [
      'monitors: [{ kind: drift }]\nstrategies: # named\n  a: { type: p_value }\n  b:\n    type: static\n    bound: 1\n\n# the end\n',
      'Remove the unused strategy `b`',
      'monitors: [{ kind: drift }]\nstrategies: # named\n  a: { type: p_value }\n\n# the end\n',
    ],
    [
      'monitors: [{ kind: drift }]\nstrategies:\n  a: { type: p_value }\n# the end\n',
      'Remove the unused strategy `a`',
      'monitors: [{ kind: drift }]\n# the end\n',
    ],
  ])('%j: %s', async (text, title, expected) => {
    const found = await one(text, title);
    if (expected !== undefined) expect(found?.text).toBe(expected);
    expect(found).toBeDefined();
    expect(syntaxErrors(found?.text ?? '', 'a.monitor.yaml')).toEqual([]);
  });

  /** All that is offered but silencing: what most people want with a star. */
  const offers = async (text: string, file?: string) =>
    (await offered(text, file))
      .filter((action) => !isSilencing(action))
      .map(({ title, isPreferred, text: after }) => [`${isPreferred ? '* ' : ''}${title}`, after]);

  it('writes out a type of strategy that stands where a name should', async () => {
    expect(await offers('- kind: latency\n  strategy: ewma # x\n')).toEqual([
      [
        '* Write out `{ type: ewma, alpha: 0.05, k_sigma: 3 }`',
        '- kind: latency\n  strategy: { type: ewma, alpha: 0.05, k_sigma: 3 } # x\n',
      ],
    ]);
    expect(await offers('[{ "kind": "drift", "strategy": ["p_value"] }]', 'a.monitor.json')).toEqual([
      ['* Write out `{ "type": "p_value" }`', '[{ "kind": "drift", "strategy": [{ "type": "p_value" }] }]'],
    ]);
  });

  it.each([
    [
      '- { kind: error, id: a }\n- { kind: drift, id: "a" }\n',
      'a-2',
      '- { kind: error, id: a }\n- { kind: drift, id: "a-2" }\n',
    ],
    [
      '- { kind: error, id: &n a }\n- { kind: drift, id: *n }\n',
      'a-2',
      '- { kind: error, id: &n a }\n- { kind: drift, id: a-2 }\n',
    ],
    [
      '- &x { kind: error, id: a }\n- *x\n- kind: drift\n  id: a-2\n',
      'a-3',
      '- &x { kind: error, id: a }\n- { <<: *x, id: a-3 }\n- kind: drift\n  id: a-2\n',
    ],
    [
      '- &x { kind: error, id: a }\n- <<: *x\n  for: 2m\n',
      'a-2',
      '- &x { kind: error, id: a }\n- id: a-2\n  <<: *x\n  for: 2m\n',
    ],
  ])('makes an id unique: %j', async (text, id, expected) => {
    expect(await offers(text)).toEqual([[`Give it the id \`${id}\``, expected]]);
  });

  it('removes a key that is there twice: the later one, or the one that is chosen', async () => {
    expect(await offers('- kind: error\n  for: 2m # x\n  for: 2m\n')).toEqual([
      ['* Remove `for`', '- kind: error\n  for: 2m # x\n'],
    ]);
    expect(await offers('[{ "kind": "error", "for": "2m", "for": "3m" }]', 'a.monitor.json')).toEqual([
      ['Remove `"for": "3m"` from line 1', '[{ "kind": "error", "for": "2m" }]'],
      ['Remove `"for": "2m"` from line 1', '[{ "kind": "error", "for": "3m" }]'],
    ]);
  });

  it('removes a key that is like no other', async () => {
    expect(await offers('- kind: error\n  quux: { a: 1 }\n  for: 2m\n')).toEqual([
      ['Remove `quux`', '- kind: error\n  for: 2m\n'],
    ]);
    // What has an anchor may be used elsewhere.
    expect(await offers('x-a: &a { for: 2m }\nmonitors: [{ <<: *a, kind: error }]\n')).toEqual([]);
    expect(await offers('- kind: error\n  severty: info\n')).toEqual([
      ['* Change to `severity`', '- kind: error\n  severity: info\n'],
    ]);
  });

  it('turns a ceiling on a p-value into `p_value`, unless more is written than that can say', async () => {
    const text = '- kind: drift\n  strategy: { type: static, bound: 0.05 }\n';
    expect(await offers(text)).toEqual([
      ['Change to `p_value`', '- kind: drift\n  strategy: { type: p_value, threshold: 0.05 }\n'],
    ]);
    expect(await offers(text.replace(' }', ', inclusive: true }'))).toEqual([]);
    expect(await offers(text.replace('static', 'fixed_threshold').replace('bound', 'threshold'))).toEqual([
      ['* Change to `p_value`', '- kind: drift\n  strategy: { type: p_value, threshold: 0.05 }\n'],
    ]);
  });

  it.each(['of', 'Off', 'warnign', 'warn', 'eror'])('mends the level %j of a rule', async (level) => {
    const meant = level.startsWith('w') ? 'warning' : level.startsWith('e') ? 'error' : 'off';
    expect(await offers(`rules: { zero-std: ${level} }\n`, 'driftscope.config.yaml')).toEqual([
      [`* Change to \`${meant}\``, `rules: { zero-std: ${meant} }\n`],
    ]);
  });

  it.each([
    [
      '[{ "kind": "latency", "strategy": { "type": "static" } }]',
      '[{ "kind": "latency", "strategy": { "type": "static", "bound": 250 } }]',
    ],
    [
      '[\n  {\n    "kind": "latency",\n    "strategy": {\n      "type": "static"\n    }\n  }\n]\n',
      '[\n  {\n    "kind": "latency",\n    "strategy": {\n      "type": "static",\n      "bound": 250\n    }\n  }\n]\n',
    ],
  ])('in JSON: %j', async (text, expected) => {
    expect(await one(text, 'Add `bound`', 'a.monitor.json')).toEqual({
      text: expected,
      left: [],
      isPreferred: true,
    });
  });

  it('is preferred where it is certain or suggested, and not where it is a guess', async () => {
    const found = await offered(
      '- kind: latency\n  strategy: { type: ewma, alpha: 0.2, k_sigma: 3 }\n- kind: drft\n',
    );
    expect(
      found.filter((action) => !isSilencing(action)).map(({ title, isPreferred }) => [title, isPreferred]),
    ).toEqual([
      ['Change to `2.2`', false],
      ['Change to `drift`', true],
    ]);
  });
});

describe('silencing', () => {
  const text =
    '# yaml-language-server: $schema=monitor.schema.json\n- kind: accuracy # x\n  strategy: { type: threshold, threshold: 90 }\n';

  it('writes a comment above the line, or at the head of the file, that leaves nothing to say', async () => {
    const silences = (await offered(text)).filter(isSilencing);
    expect(silences.map(({ title, text: after, left }) => [title, after, left])).toEqual([
      [
        'Disable `threshold-always-fires` for this line',
        text.replace(
          '  strategy',
          '  # driftscope-disable-next-line threshold-always-fires -- TODO: why\n  strategy',
        ),
        [],
      ],
      [
        'Disable `threshold-always-fires` for this file',
        text.replace('- kind', '# driftscope-disable threshold-always-fires -- TODO: why\n- kind'),
        [],
      ],
    ]);
  });

  it('is offered for a rule that the settings made an error, and not for what makes a config unusable', async () => {
    const settings = { 'driftscope.config.yaml': 'rules: { threshold-always-fires: error }\n' };
    expect((await offered(text, 'a.monitor.yaml', settings)).filter(isSilencing)).toHaveLength(2);
    expect((await offered('- kind: drft\n- { kind: drift, strategy: x }\n')).filter(isSilencing)).toEqual([]);
    const missing = 'include: [no.yaml]\nmonitors: []\n';
    expect((await offered(missing)).filter(isSilencing)).toEqual([]);
  });

  it('is not offered in JSON', async () => {
    const json = '[{ "kind": "accuracy", "strategy": { "type": "threshold", "threshold": 90 } }]';
    const titles = (await offered(json, 'a.monitor.json')).map(({ title }) => title);
    expect(titles).toEqual(['Change to `0.9`']);
  });
});

describe('fix all', () => {
  it('makes the certain fixes together, keeps comments, and is there only when asked for', async () => {
    const text =
      '- kind: drift # a\n  threshold: 1e-3 # b\n- kind: drift\n  threshold: 012\n  strategy: { type: p_value, threshold: 5e-2 } # c\n- kind: drft\n';
    const only = ['source.fixAll'];
    const [action, ...more] = await offered(text, 'a.monitor.yaml', {}, only);
    expect(more).toEqual([]);
    expect(action).toMatchObject({ title: 'Fix all that is certain', kind: 'source.fixAll.driftscope' });
    expect(action?.text).toContain('threshold: 0.001 # b');
    expect(action?.text).toContain('threshold: 0.05 } # c');
    expect(action?.text).toContain('kind: drft');
    expect(comments(action?.text ?? '')).toEqual(comments(text));
    expect((await offered(text)).some(({ kind }) => kind.startsWith('source'))).toBe(false);
    expect(await offered('- kind: drft\n', 'a.monitor.yaml', {}, only)).toEqual([]);
  });
});
