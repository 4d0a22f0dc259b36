import { describe, expect, it } from 'vitest';
import { check, marks, told } from '../helpers/check.ts';

/** A text with one mistake, and what is said of it. */
const mistakes: readonly (readonly [text: string, told: string])[] = [
  // keys
  [
    '- kind: feature_drift\n  field: x\n  reference: { from: "2026-01-01", first: 5, to: "2026-01-02" }\n',
    'schema-conflicting-keys «from» `first` and `from` exclude each other in `reference`: give `events` and `map`, or `first`, or `from` and `to`',
  ],
  [
    '- kind: prediction_drift\n  reference: {}\n',
    'schema-missing-key «reference» `reference` needs `events`, `first` or `to`',
  ],
  [
    '- kind: latency\n  emaalpha: 0.2\n',
    'schema-unknown-key «emaalpha» Unknown key `emaalpha` for `latency`; did you mean `ema_alpha`?',
  ],
  [
    '- kind: latency\n  window: 3\n',
    'schema-unknown-key «window» Unknown key `window` for `latency`; it belongs to `accuracy`, `failure_rate`, `prediction_drift`, `feature_drift` and `metric`',
  ],
  [
    '- kind: latency\n  strategy: { type: ewma, alpha: 0.1, k_sigm: 2 }\n',
    'schema-unknown-key «k_sigm» Unknown key `k_sigm` for `ewma`; did you mean `k_sigma`?',
  ],
  [
    'monitors: []\nruntime: { tick: 1s }\n',
    'schema-unknown-key «tick» Unknown key `tick` in `runtime`; did you mean `tick_interval`?',
  ],
  ['- knd: latency\n  ema_alpha: 0.2\n', 'schema-unknown-key «knd» Unknown key `knd`; did you mean `kind`?'],
  ['- type: latency\n', 'schema-unknown-key «type» Unknown key `type`; did you mean `kind`?'],
  [
    'x-defaults: &d { for: 2m }\nmonitors: [{ <<: *d, kind: drift }]\n',
    'schema-unknown-key «x-defaults» Unknown key `x-defaults`; an anchor stands where it is used first, on a monitor or strategy',
  ],
  ['mnitors: []\n', 'schema-unknown-key «mnitors» Unknown key `mnitors`; did you mean `monitors`?'],
  // a key that is another one, which is then not missing
  [
    '- { kind: latency, strategy: { type: static, bnd: 3 } }\n',
    'schema-unknown-key «bnd» Unknown key `bnd` for `static`; did you mean `bound`?',
  ],
  [
    '- { kind: latency, strategy: { type: static, limit: 3 } }\n',
    'schema-unknown-key «limit» Unknown key `limit` for `static`; did you mean `bound`?',
  ],
  [
    '- { kind: confidence, strategy: { type: z_score, mean: 1, baseline_std: 1, z_threshold: 3 } }\n',
    'schema-unknown-key «mean» Unknown key `mean` for `z_score`; did you mean `baseline_mean`?',
  ],
  [
    '- kind: metric\n  metrc: gpu_load\n',
    'schema-unknown-key «metrc» Unknown key `metrc` for `metric`; did you mean `metric`?',
  ],
  // slips of the pen that make other keys of what is meant
  [
    '- { kind: latency, strategy: { type:static, bound: 3 } }\n',
    'schema-unknown-key «type:static» A space is missing after `type:`',
  ],
  [
    '- { kind: latency, strategy: { type: static, bound:3 } }\n',
    'schema-unknown-key «bound:3» A space is missing after `bound:`',
  ],
  [
    '- { kind: latency, strategy: { type: ewma, alpha: 0,2, k_sigma: 3 } }\n',
    'schema-wrong-type «0,2» Numbers have a decimal point, not a comma; did you mean `0.2`?',
  ],
  [
    '- kind: latency\n  strategy:\n  type: static\n  bound: 3\n',
    'schema-missing-value «strategy» `strategy` needs a value; indent `type` and `bound` below it',
  ],
  // missing keys
  [
    '- kind: latency\n  strategy:\n    type: ewma\n',
    'schema-missing-key «ewma» `ewma` needs `alpha` and `k_sigma`',
  ],
  ['- kind: latency\n  strategy: { bound: 3 }\n', 'schema-missing-key «strategy» This strategy needs `type`'],
  ['- id: a\n', 'schema-missing-key «id» This monitor needs `kind`'],
  ['- {}\n', 'schema-missing-key «-» This monitor needs `kind`'],
  ['version: 1\n', 'schema-missing-key «version» The file needs `monitors`'],
  ['', 'schema-missing-key «» The file is empty; it needs a list of monitors, or `monitors`'],
  ['- kind: metric\n', 'schema-missing-key «metric» `metric` needs either `metric`, or `event` and `field`'],
  ['- kind: metric\n  event: failure\n', 'schema-missing-key «metric» `metric` needs `field`'],
  // missing values
  ['- kind:\n  ema_alpha: 9\n', 'schema-missing-value «kind» `kind` needs a value'],
  ['- kind: latency\n  ema_alpha:\n', 'schema-missing-value «ema_alpha» `ema_alpha` needs a value'],
  [
    '- kind: latency\n  strategy: { type: ewma, alpha }\n',
    'schema-missing-value «alpha» `alpha` needs a value',
  ],
  ['monitors:\n', 'schema-missing-value «monitors» `monitors` needs a value'],
  ['- kind: drift\n- \n', 'schema-missing-value «-» This list item is empty'],
  // unknown values
  [
    '- kind: latncy\n  ema_alpha: 9\n  foo: 1\n',
    'schema-unknown-value «latncy» Unknown kind `latncy`; did you mean `latency`?',
  ],
  [
    '- kind: latency\n  strategy: { type: ewm, alpha: 9 }\n',
    'schema-unknown-value «ewm» Unknown type `ewm`; did you mean `ewma`?',
  ],
  [
    '- kind: drift\n  severity: warn\n',
    'schema-unknown-value «warn» `severity` cannot be `warn`; did you mean `warning`?',
  ],
  [
    '- kind: drift\n  severity: bad\n',
    'schema-unknown-value «bad» `severity` cannot be `bad`; it is `info`, `warning` or `critical`',
  ],
  ['version: 2\nmonitors: []\n', 'schema-unknown-value «2» `version` cannot be `2`; it is `1`'],
  // types
  [
    '- kind: latency\n  ema_alpha: fast\n',
    'schema-wrong-type «fast» `ema_alpha` must be a number, not the text `fast`',
  ],
  [
    '- kind: latency\n  ema_alpha: "0.3"\n',
    'schema-wrong-type «"0.3"» `ema_alpha` must be a number, not the text `"0.3"`; remove the quotes',
  ],
  [
    '- kind: latency\n  ema_alpha: .nan\n',
    'schema-wrong-type «.nan» `ema_alpha` must be a finite number, not `.nan`',
  ],
  ['- kind: accuracy\n  window: 0.5\n', 'schema-wrong-type «0.5» `window` must be a whole number, not `0.5`'],
  [
    'model: { version: 1.4 }\nmonitors: []\n',
    'schema-wrong-type «1.4» `version` must be text, not `1.4`; put it in quotes',
  ],
  ['include: ~\nmonitors: []\n', 'schema-wrong-type «~» `include` must be a list, not `~`'],
  [
    'monitors: []\nretraining:\n  - on: drift\n',
    'schema-wrong-type «drift» `on` must be a list, not the text `drift`; put it in brackets',
  ],
  [
    'monitors:\n  kind: drift\n  for: 1s\n',
    'schema-wrong-type «kind» A monitor is an item of a list; put `- ` before it',
  ],
  ['- drift\n', 'schema-wrong-type «drift» An item is a monitor, not its kind; did you mean `kind: drift`?'],
  [
    '- kind: drift\n  strategy: 3\n',
    'schema-wrong-type «3» `strategy` must be text, a strategy (with `type: …`) or a list, not `3`',
  ],
  [
    '- kind: drift\n  for: [1s]\n',
    'schema-wrong-type «[1s]» `for` must be a duration such as `30s`, `5m` or `1h`, not a list',
  ],
  [
    'kind: latency\nema_alpha: 9\n',
    'schema-wrong-type «kind» A monitor is an item of a list; put `- ` before it',
  ],
  [
    'type: ewma\nalpha: 0.1\n',
    'schema-wrong-type «type» This is a strategy, and this file is a monitor config; name it `*.strategy.yaml` and include it',
  ],
  ['mon\n', 'schema-wrong-type «mon» The file must be a list or a map, not the text `mon`'],
  // bounds
  [
    '- kind: latency\n  ema_alpha: 1.5\n',
    'schema-out-of-bounds «1.5» `ema_alpha` must be greater than 0 and at most 1, not `1.5`',
  ],
  [
    '- kind: accuracy\n  window: 0\n',
    'schema-out-of-bounds «0» `window` must be at least 1 and at most 10000000 rows, not `0`',
  ],
  ['- kind: drift\n  for: -1\n', 'schema-out-of-bounds «-1» `for` must be at least 0 seconds, not `-1`'],
  ['- kind: drift\n  strategy: []\n', 'schema-out-of-bounds «[]» `strategy` must not be empty'],
  // formats
  [
    '- kind: drift\n  for: 2 minutes\n',
    'schema-bad-format «2 minutes» `for` must be a duration such as `30s`, `5m` or `1h`, not `2 minutes`; did you mean `2m`?',
  ],
  [
    '- kind: drift\n  for: 1h30m\n',
    'schema-bad-format «1h30m» `for` must be a duration such as `30s`, `5m` or `1h`, not `1h30m`: one number with one of the units ms, s, m, h, d, or a number of seconds; did you mean `90m`?',
  ],
  [
    '- kind: drift\n  for: 1 min 30 sec\n',
    'schema-bad-format «1 min 30 sec» `for` must be a duration such as `30s`, `5m` or `1h`, not `1 min 30 sec`: one number with one of the units ms, s, m, h, d, or a number of seconds; did you mean `90s`?',
  ],
  [
    '- kind: drift\n  for: soon\n',
    'schema-bad-format «soon» `for` must be a duration such as `30s`, `5m` or `1h`, not `soon`: one number with one of the units ms, s, m, h, d, or a number of seconds',
  ],
  [
    '- kind: drift\n  for: 1h30x\n',
    'schema-bad-format «1h30x» `for` must be a duration such as `30s`, `5m` or `1h`, not `1h30x`: one number with one of the units ms, s, m, h, d, or a number of seconds',
  ],
  [
    '- kind: drift\n  id: a b\n',
    'schema-bad-format «a b» `id` must be made of letters, digits, `_`, `.` and `-`, and begin with a letter, a digit or `_`, not `a b`',
  ],
  ['- kind: drift\n  id: ""\n', 'schema-bad-format «""» `id` must not be empty'],
  [
    'monitors: []\nstrategies:\n  a b: { type: p_value }\n',
    'schema-bad-format «a b» A name must be made of letters, digits, `_`, `.` and `-`, and begin with a letter, a digit or `_`, not `a b`',
  ],
  [
    'monitors: []\nnotify: [{ type: webhook, url: example.org }]\n',
    'schema-bad-format «example.org» `url` must begin with `http://` or `https://`, not `example.org`',
  ],
  // several at once
  [
    '- kind: metric\n  metric: a\n  event: failure\n  field: b\n',
    'schema-conflicting-keys «event» `metric` and `event` and `field` exclude each other; give one or the other',
  ],
  [
    '- kind: drift\n  from: [concept_drift, drift_detected, concept_drift]\n',
    'schema-repeated-item «concept_drift» `concept_drift` is listed twice in `from`',
  ],
  [
    '- kind: drift\n---\n- kind: drift\n',
    'yaml-extra-document «- kind: drift» Only the first document of this file counts; move this one to a file of its own',
  ],
];

describe('one mistake is one problem, at the token to change', () => {
  it.each(mistakes)('%j', async (text, message) => expect(await told(text)).toEqual([message]));

  it('whatever else the key is called', async () => {
    expect(await marks('__proto__: 1\nconstructor: 2\nmonitors: [{ kind: { a: 1 } }]\n')).toEqual([
      'schema-unknown-key «__proto__»',
      'schema-unknown-key «constructor»',
      'schema-wrong-type «{ a: 1 }»',
    ]);
  });
});

describe('aliases and merges', () => {
  it('are told of at the anchor, once', async () => {
    expect(
      await marks('- &a\n  kind: latency\n  ema_alpha: 4\n  foo: 1\n- <<: *a\n- *a\n- <<: *a\n  id: b\n'),
    ).toEqual(['schema-out-of-bounds «4»', 'schema-unknown-key «foo»']);
    expect(await marks('- &a\n  id: a\n- <<: *a\n  for: 1s\n- <<: *a\n  id: c\n')).toEqual([
      'schema-missing-key «id»',
      'duplicate-id «*a»',
    ]);
  });

  it('are told of at the merge where only the merge is wrong', async () => {
    expect(await told('- &a { kind: latency, ema_alpha: 0.2 }\n- <<: *a\n  kind: drift\n')).toEqual([
      'schema-unknown-key «*a» This merges `ema_alpha`, unknown for `drift`',
    ]);
  });
});

describe('a strategy that several monitors have', () => {
  it('is marked where it stands, and where an alias stands for it', async () => {
    const { document, problems } = await check(
      '- kind: accuracy\n  strategy: &s { type: threshold, threshold: 90 }\n- kind: failure_rate\n  strategy: *s\n',
    );
    const places = problems.map(({ range, related = [] }) =>
      [range, ...related.map((place) => place.range)].map((place) => document.getText(place)),
    );
    expect(places).toEqual([['90'], ['*s', '90']]);
  });
});

describe('two mistakes are two problems', () => {
  it.each([
    // A text may stand for anything, so it does not stand for what is missing.
    [
      '- { kind: latency, strategy: { type: static, note: slow } }\n',
      ['schema-missing-key «static»', 'schema-unknown-key «note»'],
    ],
    [
      '- { kind: latency, strategy: { type: ewma, fast: 0.2 } }\n',
      ['schema-missing-key «ewma»', 'schema-unknown-key «fast»'],
    ],
  ])('%j', async (text, expected) => expect(await marks(text)).toEqual(expected));
});

describe('JSON', () => {
  it.each([
    [
      '{"kind": "latency", "strategy": {"type": "static", "bound": 3}}',
      'schema-wrong-type «"kind"» A monitor is an item of a list; put brackets around it',
    ],
    [
      '[{"kind": "latency", "strategy": {"type": "static", "bnd": 3}}]',
      'schema-unknown-key «"bnd"» Unknown key `bnd` for `static`; did you mean `bound`?',
    ],
  ])('%j', async (text, message) => expect(await told(text, 'a.monitor.json')).toEqual([message]));
});

describe('around text that cannot be read', () => {
  it.each([
    [
      '- kind: confidence\n  strategy:\n    type: z_score\n    baseline_mean\n',
      ['yaml-syntax «baseline_mean»'],
    ],
    [
      '- kind: latency\n  strategy: { type: ewma, alpha: 0.2\n- kind: acuracy\n',
      ['yaml-syntax «{»', 'schema-unknown-value «acuracy»'],
    ],
    [
      '- kind: acuracy\n- kind: "latency\n- kind: x\n',
      ['schema-unknown-value «acuracy»', 'yaml-syntax «"latency»'],
    ],
    [
      'monitors:\n  - kind: latency\n    strategy: x\n    for 1s\nretraining: [{ on: [z] }]\n',
      ['yaml-syntax «for»'],
    ],
  ])('%j', async (text, expected) => expect(await marks(text)).toEqual(expected));
});

describe('strategy and test files', () => {
  it('have their own schema', async () => {
    expect(
      await marks('type: ewma\nalpha: 0.1\n---\nstrategies: { a: { type: p_valu } }\n', 'b.strategy.yaml'),
    ).toEqual(['schema-missing-key «ewma»', 'schema-unknown-value «p_valu»']);
    const test = 'config: a.monitor.yaml\ntests:\n  - name: t\n    expect:\n      - monitr: drift\n';
    expect(await marks(test, 'a.monitor.test.yaml', { 'a.monitor.yaml': '- kind: drift\n' })).toEqual([
      'schema-unknown-key «monitr»',
    ]);
    const input = test.replace('expect:', 'input: 5\n    expect:').replace('monitr', 'monitor');
    expect(await told(input, 'a.monitor.test.yaml', { 'a.monitor.yaml': '- kind: drift\n' })).toEqual([
      'schema-wrong-type «5» `input` must be a map with `kind: …`, not `5`',
    ]);
  });
});
