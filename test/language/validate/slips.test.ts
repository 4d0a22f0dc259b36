import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../language/service.ts';
import { marks, told } from '../helpers/check.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

/** What a text becomes by the first fix that is offered for a problem of one rule. */
async function fixed(text: string, rule: string, file = 'a.monitor.yaml') {
  const document = documentOf(file, text);
  const service = createLanguageService(memoryHost({ [file]: text }));
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const [fix] = (await service.codeActions(document, whole, ['quickfix'])).filter(
    ({ problem, title }) => problem?.rule === rule && !title.startsWith('Disable'),
  );
  return fix && TextDocument.applyEdits(document, [...fix.edits]);
}

/** One problem, and the text after its fix, in which none is left. */
const slips: readonly (readonly [what: string, text: string, message: string, after: string])[] = [
  [
    'a glob without quotes',
    'preview: { events: [*.csv] }\nmonitors: []\n',
    'yaml-unknown-alias «*.csv» Quote it: `*.csv` is an alias of `&.csv` in YAML, and there is none',
    'preview: { events: ["*.csv"] }\nmonitors: []\n',
  ],
  [
    'a glob of folders without quotes',
    'preview:\n  events:\n    - **/*.csv\nmonitors: []\n',
    'yaml-unknown-alias «**/*.csv» Quote it: `**/*.csv` is an alias of `&*/*.csv` in YAML, and there is none',
    'preview:\n  events:\n    - "**/*.csv"\nmonitors: []\n',
  ],
  [
    'an item without a space after its colon',
    'monitors:\n  - kind:latency\n  - kind: drift\n',
    'schema-wrong-type «kind:latency» A space is missing after `kind:`',
    'monitors:\n  - kind: latency\n  - kind: drift\n',
  ],
  [
    'items without a space after their dashes',
    'monitors:\n  -kind: latency\n  -kind: drift\n',
    'schema-wrong-type «-kind» A space is missing after `-`',
    'monitors:\n  - kind: latency\n  - kind: drift\n',
  ],
  [
    'a file of them',
    '-kind: latency\n-kind: drift\n',
    'schema-wrong-type «-kind» A space is missing after `-`',
    '- kind: latency\n- kind: drift\n',
  ],
  [
    'one of them beside others',
    'monitors:\n  - kind: drift\n  -kind: latency\n',
    'yaml-syntax «-kind» A space is missing after `-`',
    'monitors:\n  - kind: drift\n  - kind: latency\n',
  ],
  [
    'one of them with more keys',
    'monitors:\n  -kind: latency\n    ema_alpha: 0.2\n',
    'yaml-syntax «-kind» A space is missing after `-`',
    'monitors:\n  - kind: latency\n    ema_alpha: 0.2\n',
  ],
  [
    'one monitor instead of a list',
    'monitors:\n  kind: drift\n\n  threshold: 0.01 # strict\n',
    'schema-wrong-type «kind» A monitor is an item of a list; put `- ` before it',
    'monitors:\n  - kind: drift\n\n    threshold: 0.01 # strict\n',
  ],
  [
    'a kind instead of a monitor',
    'monitors: [drift, { kind: silence }]\n',
    'schema-wrong-type «drift» An item is a monitor, not its kind; did you mean `kind: drift`?',
    'monitors: [kind: drift, { kind: silence }]\n',
  ],
  [
    'a number for a word',
    '- { kind: latency_percentile, percentile: 95 }\n',
    'schema-wrong-type «95» `percentile` must be `p50`, `p95` or `p99`, not `95`; did you mean `p95`?',
    '- { kind: latency_percentile, percentile: p95 }\n',
  ],
  [
    'text with a colon in it',
    '- kind: drift\n- kind: metric\n  metric: queue: depth # of the broker\n',
    'yaml-syntax «queue:» A second key needs a line of its own; text with `: ` in it needs quotes',
    '- kind: drift\n- kind: metric\n  metric: "queue: depth" # of the broker\n',
  ],
  [
    'tabs, in every line',
    'monitors:\n\t- kind: drift\n\t  threshold: 0.01\n\t-\tkind: latency\n\t  strategy:\n\t\t\ttype: static\n\t\t\tbound: 3\n',
    'yaml-syntax «\t» YAML is not indented with tabs; use spaces',
    'monitors:\n  - kind: drift\n    threshold: 0.01\n  - kind: latency\n    strategy:\n      type: static\n      bound: 3\n',
  ],
];

describe('a slip of the pen is one problem, and its fix leaves none', () => {
  it.each(slips)('%s', async (_, text, message, after) => {
    expect(await told(text)).toEqual([message]);
    const result = await fixed(text, message.split(' ')[0] ?? '');
    expect(result).toBe(after);
    const left = (await marks(after)).filter((line) => !line.startsWith('file-not-found'));
    expect(left).toEqual([]);
  });

  it('an alias that stands for nothing is not judged as a value too', async () => {
    for (const text of [
      '- kind: latency\n  strategy: *slow\n',
      '- kind: *slow\n',
      '- *slow\n- kind: drift\n',
      'monitors: *slow\n',
      '- kind: latency\n  strategy: { type: static, bound: *slow }\n',
    ])
      expect(await told(text)).toEqual(['yaml-unknown-alias «*slow» No `&slow` stands before `*slow`']);
  });

  it('a strategy that a wrong key names is not called unused', async () => {
    const text =
      'monitors: [{ kind: latency, strategy: { type: any_of, of: [a] } }]\nstrategies: { a: { type: static, bound: 3 } }\n';
    expect(await marks(text)).toEqual(['schema-unknown-key «of»']);
  });
});

describe('no advice that would not help', () => {
  it.each([
    // No quotes make a word of a truth.
    ['- { kind: drift, repeat: true }\n', '`repeat` must be `every` or `once`, not `true`'],
    // Each of the words is as near as the others.
    [
      '- { kind: latency_percentile, percentile: p90 }\n',
      '`percentile` cannot be `p90`; it is `p50`, `p95` or `p99`',
    ],
    // A strategy has no short form.
    [
      'monitors: []\nstrategies: { a: ewma }\n',
      '`a` must be a strategy (with `type: …`), not the text `ewma`',
    ],
  ])('%j', async (text, message) => {
    expect((await told(text)).map((line) => line.replace(/^.*?» /, ''))).toEqual([message]);
    expect(await fixed(text, (await told(text))[0]?.split(' ')[0] ?? '')).toBeUndefined();
  });
});

const nbsp = '\u00A0';

describe('spaces that are none', () => {
  it.each([
    ['before a list', `monitors:\n${nbsp}${nbsp}- kind: drift\n`],
    ['before a key', `monitors:\n  - kind: drift\n  ${nbsp}${nbsp}threshold: 0.01\n`],
    ['wide ones', 'monitors:\n  - kind: drift\n\u3000\u3000\u3000\u3000threshold: 0.01\n'],
    ['behind a dash', `monitors:\n  -${nbsp}kind: drift\n`],
    ['behind a colon', `monitors:\n  - kind:${nbsp}drift\n`],
    ['behind a colon in braces', `monitors:\n  - { kind:${nbsp}drift, threshold: 0.01 }\n`],
    ['in many lines', `- kind: drift\n${nbsp} threshold: 0.01\n- kind: latency\n${nbsp} ema_alpha: 0.2\n`],
    ['on an empty line', `- kind: drift\n${nbsp}\n- kind: latency\n`],
    ['without width', '- kind: drift\n  \u200Bthreshold: 0.01\n'],
  ])('%s are one problem, and one fix replaces them all', async (_, text) => {
    for (const given of [text, text.replaceAll('\n', '\r\n'), `\uFEFF# 😀\n${text}`]) {
      const said = await told(given);
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(
        /^yaml-syntax «(\s+|\u200B)» This looks like a space and is none \(U\+[0-9A-F]{4}\)/,
      );
      const after = await fixed(given, 'yaml-syntax');
      expect(await told(after ?? '')).toEqual([]);
    }
  });

  it.each([
    ['in quotes', `model: { name: "${nbsp}a" }\nmonitors: []\n`],
    ['between words', `model: { name: a${nbsp}b }\nmonitors: []\n`],
    ['in comments', `- kind: drift #${nbsp}x\n`],
    ['in a block', `model:\n  name: |\n    ${nbsp} x\nmonitors: []\n`],
  ])('are text %s', async (_, text) => expect(await told(text)).toEqual([]));
});

describe('named strategies without `strategies` above them', () => {
  it.each([
    'slow:\n  type: static\n  bound: 3\n\n# fast\nfast: { type: static, bound: 9 }\n',
    'version: 1\nslow: { type: static,\n  bound: 3 }\n',
    'slow:\r\n  type: static\r\n  bound: 3\r\n',
  ])('are one problem, whose fix puts them there: %j', async (text) => {
    const file = 'a.strategies.yaml';
    expect(await told(text, file)).toEqual([
      'schema-missing-key «slow» Named strategies stand below `strategies`',
    ]);
    const after = (await fixed(text, 'schema-missing-key', file)) ?? '';
    expect(after).toContain(`strategies:${text.includes('\r') ? '\r' : ''}\n  slow:`);
    expect(await told(after, file)).toEqual([]);
  });
});
