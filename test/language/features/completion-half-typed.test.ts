import { describe, expect, it } from 'vitest';
import { completions } from './completions.ts';
import { problemCount } from './syntax.ts';

/** Marked text, an item, and what is there after it was accepted. */
type Row = readonly [marked: string, label: string, result: string];

function check([marked, label, result]: Row, path = 'test.monitor.yaml') {
  const { applied } = completions(marked, {}, path);
  expect(applied(label)).toBe(result);
  expect(problemCount(applied(label), path)).toBeLessThanOrEqual(problemCount(marked.replace('█', ''), path));
}

/** Right before a key that is there: the new one comes before it. */
const before: readonly Row[] = [
  ['- { █kind: latency }', 'id', '- { id: checkout-latency, kind: latency }'],
  ['- { kind: latency, █for: 2m }', 'severity', '- { kind: latency, severity: info, for: 2m }'],
  ['- {█"kind": latency}', 'id', '- {id: checkout-latency, "kind": latency}'],
  ['- █kind: latency', 'id', '- id: checkout-latency\n  kind: latency'],
  ['- █window: 9', 'kind: accuracy', '- kind: accuracy\n  window: 9'],
  ['- kind: latency\n  █severity: info', 'for', '- kind: latency\n  for: 2m\n  severity: info'],
  ['█monitors: []', 'runtime', 'runtime:\n  \nmonitors: []'],
  ['\uFEFF█monitors: []', 'version', '\uFEFFversion: 1\nmonitors: []'],
  ['\uFEFF- kind: latency\n  █', 'for', '\uFEFF- kind: latency\n  for: 2m'],
];

const closed: readonly Row[] = [
  ['█', '- kind: latency', '- kind: latency'],
  ['█', 'monitor config', 'version: 1\nmonitors:\n  - kind: latency'],
  ['ki█', '- kind: latency', '- kind: latency'],
  ['mon█', 'monitors', 'monitors:\n  - kind: latency'],
  ['- █', 'kind: latency', '- kind: latency'],
  ['- █', 'kind', '- kind: latency'],
  ['-█', 'kind: drift', '- kind: drift'],
  ['- ki█', 'kind: metric', '- kind: metric\n  metric: inference_latency_ms'],
  ['- ki█\n  id: a', 'kind: metric', '- kind: metric\n  metric: inference_latency_ms\n  id: a'],
  ['- kind:█', 'latency', '- kind: latency'],
  ['- kind: █', 'latency', '- kind: latency'],
  ['- kind:lat█', 'latency', '- kind: latency'],
  ['- kind: la█tency\n  ema_alpha: 0.3', 'accuracy', '- kind: accuracy\n  ema_alpha: 0.3'],
  ['- kind: "lat█\n  ema_alpha: 0.3', 'latency', '- kind: "latency"\n  ema_alpha: 0.3'],
  ["- kind: '█'", 'latency', "- kind: 'latency'"],
  ['- ki█nd: latency', 'kind', '- kind: latency'],
  ['- {id: a, █}', 'kind', '- {id: a, kind: latency}'],
  ['- {id: a, █}', 'kind: metric', '- {id: a, kind: metric, metric: inference_latency_ms}'],
  ['- {█, id: a}', 'kind: drift', '- {kind: drift, id: a}'],
  ['- {█ id: a}', 'kind: drift', '- {kind: drift, id: a}'],
  ['- {id: a █}', 'kind: drift', '- {id: a, kind: drift}'],
  ['- {id: a # why\n  █}', 'for', '- {id: a, # why\n  for: 2m}'],
  ['[{kind: drift} █]', '{ kind: error }', '[{kind: drift}, { kind: error }]'],
  ['[{█}]', 'kind', '[{kind: latency}]'],
  ['[█]', '{ kind: metric }', '[{ kind: metric, metric: inference_latency_ms }]'],
  ['- {ki█}', 'kind', '- {kind: latency}'],
  ['- {kind:█}', 'drift', '- {kind: drift}'],
  ['- {"ki█"}', 'kind', '- {"kind": "latency"}'],
  ['- kind: latency\n  ema█', 'ema_alpha', '- kind: latency\n  ema_alpha: 0.1'],
  ['- kind: latency\n  █', 'severity', '- kind: latency\n  severity: info'],
  ['- kind: latency\n█', '- kind: drift', '- kind: latency\n- kind: drift'],
  ['- kind: latency\n     █', 'for', '- kind: latency\n  for: 2m'],
  ['monitors:\n█', '- kind: drift', 'monitors:\n- kind: drift'],
  ['monitors:\n  █', '- kind: metric', 'monitors:\n  - kind: metric\n    metric: inference_latency_ms'],
  ['monitors: █', '- kind: drift', 'monitors: \n  - kind: drift'],
  ['monitors:\n  - kind: drift\n█', 'runtime', 'monitors:\n  - kind: drift\nruntime:\n  '],
  ['runtime: █', 'tick_interval', 'runtime: \n  tick_interval: 5s'],
  [
    '- kind: latency\n  strategy:█',
    '{ type: static }',
    '- kind: latency\n  strategy: { type: static, bound: 250 }',
  ],
  [
    '- kind: latency\n  strategy:\n    █',
    'type: static',
    '- kind: latency\n  strategy:\n    type: static\n    bound: 250',
  ],
  [
    '- kind: latency\n  strategy:\n    - ty█',
    'type: static',
    '- kind: latency\n  strategy:\n    - type: static\n      bound: 250',
  ],
  ['- kind: latency\n  strategy: {ty█}', 'type', '- kind: latency\n  strategy: {type: static}'],
  ['strategies:\n  slow█', 'slow: static', 'strategies:\n  slow:\n    type: static\n    bound: 250'],
];

describe('half-typed YAML', () => {
  it.each([...closed, ...before])('%j + %j', (...row) => {
    check(row);
    expect(problemCount(completions(row[0]).applied(row[1]), 'a.yaml')).toBe(0);
  });

  const long = [...closed, ...before].filter(([marked]) => marked.includes('\n'));

  it.each(long)('%j + %j, with CRLF', (marked, label, result) =>
    check([marked.replaceAll('\n', '\r\n'), label, result.replaceAll('\n', '\r\n')]),
  );

  it.each<Row>([
    ['- {id: a, █', 'kind', '- {id: a, kind: latency'],
    ['[{█', 'kind', '[{kind: latency'],
    [
      '- kind: latency\n  strategy: {type: ewma, █',
      'alpha',
      '- kind: latency\n  strategy: {type: ewma, alpha: 0.05',
    ],
    [
      '- kind: latency\n  strategy: {type:█\n- kind: latency',
      'ewma',
      '- kind: latency\n  strategy: {type: ewma\n- kind: latency',
    ],
    ['- {id: "a█, kind: x}', 'checkout-latency', '- {id: "checkout-latency", kind: x}'],
  ])('%j + %j does no harm while something is left open', (...row) => check(row));
});

describe('half-typed JSON', () => {
  it.each<Row>([
    ['█', '[{ kind: latency }]', '[{ "kind": "latency" }]'],
    ['█', 'monitor config', '{ "version": 1, "monitors": [{ "kind": "latency" }] }'],
    ['[█]', '{ kind: drift }', '[{ "kind": "drift" }]'],
    ['[{█}]', 'kind', '[{"kind": "latency"}]'],
    ['[{ki█}]', 'kind', '[{"kind": "latency"}]'],
    ['[{"ki█"}]', 'kind: drift', '[{"kind": "drift"}]'],
    ['[{"ki█": "drift"}]', 'kind', '[{"kind": "drift"}]'],
    ['[{"kind":█}]', 'drift', '[{"kind": "drift"}]'],
    ['[{"kind": "la█tency"}]', 'drift', '[{"kind": "drift"}]'],
    ['[{"kind": "drift", █}]', 'threshold', '[{"kind": "drift", "threshold": 0.05}]'],
    ['[{"kind": "drift"  █}]', 'for', '[{"kind": "drift",  "for": "2m"}]'],
    ['[{█ "kind": "drift"}]', 'id', '[{"id": "checkout-latency", "kind": "drift"}]'],
    ['[{█"kind": "drift"}]', 'id', '[{"id": "checkout-latency", "kind": "drift"}]'],
    ['[{"kind": "drift", █"for": "2m"}]', 'id', '[{"kind": "drift", "id": "checkout-latency", "for": "2m"}]'],
    ['[{"kind": "drift"}█]', '{ kind: error }', '[{"kind": "drift"}, { "kind": "error" }]'],
    ['{"monitors":█}', '[{ kind: drift }]', '{"monitors": [{ "kind": "drift" }]}'],
    ['{█}', 'runtime', '{"runtime": {}}'],
    [
      '[{"kind": "latency", "strategy": █}]',
      '{ type: static }',
      '[{"kind": "latency", "strategy": { "type": "static", "bound": 250 }}]',
    ],
  ])('%j + %j', (...row) => {
    check(row, 'test.monitor.json');
    expect(() => JSON.parse(row[2])).not.toThrow();
  });

  it.each<Row>([
    ['[{█', 'kind', '[{"kind": "latency"'],
    ['[{"kind": "drift\n  █', 'for', '[{"kind": "drift\n  , "for": "2m"'],
    ['[{"kind": "dr█', 'drift', '[{"kind": "drift"'],
  ])('%j + %j does no harm while something is left open', (...row) => check(row, 'test.monitor.json'));
});
