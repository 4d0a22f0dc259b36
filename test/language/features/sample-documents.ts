import { readdirSync, readFileSync } from 'node:fs';
import { type DocumentFormatId, documentFormatOf } from '../../../language/model/document-format.ts';

/** Documents for sweeps: between them every construct of the formats, in every notation. */
export interface Sample {
  readonly name: string;
  readonly format: DocumentFormatId;
  readonly path: string;
  readonly text: string;
}

const bareList = `# a bare list
- kind: latency
  ema_alpha: 0.3   # fast
  strategy: {type: ewma, alpha: 0.2, k_sigma: 2}
-   kind: "drift"
    threshold: 0.1

- {id: 'second', kind: accuracy, window: 50}
- kind: metric
  event: inference_record
  field: metadata.confidence
  strategy:
  - latency-band
  - type: static
    bound: 250
`;

const fullConfig = `version: 1
model: { name: "digit 😀 reader", version: v1.4.0 }
include: [../common.strategies.yaml]
preview:
  events:
    - data/digit-reader.events.ndjson
  map: { timestamp: ts, type: =metric_sample,
         latency_ms: duration_ms }
runtime:
    tick_interval: 5s
    bus_capacity: 256
monitors:
  - id: latency
    kind: latency
    strategy: latency-band
    severity: critical
    for: 2m

  - kind: accuracy
    strategy: [latency-band, { type: threshold, threshold: 0.9 }]
strategies:
  latency-band: { type: ewma, alpha: 0.2, k_sigma: 2 }
  slow-burn:
    type: static
    bound: 250
retraining:
- on: [accuracy, latency]
  when: any
notify: [ { type: log }, { type: webhook, url: https://example.com/a#b } ]
`;

const anchors = `- &base
  kind: latency
  ema_alpha: &weight 0.3
  strategy: &band { type: ewma, alpha: *weight, k_sigma: 2 }
- <<: *base
  id: other
- { <<: [*base], id: third, strategy: *band }
- &own
  kind: accuracy
  strategy: [*band, { type: threshold, threshold: 0.9 }]
`;

const strategyFile = `strategies:
  slow-burn: { type: static, bound: 250 }
  band:
    # follows the level
    type: z_score
    baseline_mean: 0.85
    baseline_std: 0.03
    z_threshold: 3
---
type: ewma
alpha: 0.2
k_sigma: 2
`;

const testFile = `config: digit-reader.monitor.yaml
tests:
  - name: |
      camera degradation
      is seen: soon
    events: data/digit-reader.events.ndjson
    expect:
      - { monitor: accuracy, fires: { between: ["2026-03-02T08:30:00Z", "2026-03-02T08:40:00Z"] } }
      - monitor: latency
        never: true
        before: '2026-03-02T08:17:00Z'
      - {monitor: drift, count: {min: 1, max: 3}}
`;

const json = `{
  "version": 1,
  "monitors": [
    { "kind": "latency", "ema_alpha": 0.3, "strategy": "band" },
    { "id": "a\\"b", "kind": "metric", "metric": "accuracy",
      "strategy": [{ "type": "static", "bound": 1e3 }] }
  ],
  "strategies": { "band": { "type": "ewma", "alpha": 0.2, "k_sigma": 2 } },
  "retraining": [{ "on": ["latency"], "within": "1h" }]
}
`;

const settingsFile = `# who may say what
rules:
  zero-std: off
  ewma-never-fires: error
ignore: [old/**]
overrides:
  - files: ["**/*.monitor.yaml"]
    rules: { noisy-alarm: info, "unused-strategy": off }
`;

export const samples: readonly Sample[] = [
  { name: 'bare list', format: 'monitor', path: 'a.monitor.yaml', text: bareList },
  { name: 'full config', format: 'monitor', path: 'b.monitor.yaml', text: fullConfig },
  { name: 'anchors', format: 'monitor', path: 'f.monitor.yaml', text: anchors },
  { name: 'strategies', format: 'strategy', path: 'c.strategy.yaml', text: strategyFile },
  { name: 'tests', format: 'test', path: 'd.monitor.test.yaml', text: testFile },
  { name: 'json', format: 'monitor', path: 'e.monitor.json', text: json },
];

/** Every config of the fixtures and the examples: one that is put there later is among them without being named. */
export const fixtures: readonly Sample[] = ['test/fixtures', 'examples'].flatMap((folder) => {
  const root = new URL(`../../../${folder}/`, import.meta.url);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();
  return paths.flatMap((path) => {
    const format = documentFormatOf(path, '');
    const text = () => readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n');
    return format ? [{ name: path, format, path: path.slice(path.lastIndexOf('/') + 1), text: text() }] : [];
  });
});

const settings: Sample = {
  ...{ name: 'settings', format: 'settings', path: 'driftscope.config.yaml' },
  text: settingsFile,
};

/** Everything that sweeps go over. */
export const documents: readonly Sample[] = [...samples, settings, ...fixtures];

/**
 * The same document with other characters in it, by which offsets and columns may go wrong. A sweep that cannot afford every offset in
 * each of them begins at `first` and goes on by their number: then no two take the same.
 */
export const variants = [
  { variant: 'LF', first: 0, of: (text: string) => text },
  { variant: 'CRLF', first: 1, of: (text: string) => text.replaceAll('\n', '\r\n') },
  { variant: 'astral', first: 2, of: withAstral },
] as const;

/** Characters of two units each in front of whatever follows on the line. */
function withAstral(text: string): string {
  return text
    .replaceAll(/\{(?=\s*[^\s}])/g, '{"😀": 0, ')
    .replaceAll(/(^|\s)#(?= )/g, '$1# 😀')
    .replaceAll(/(\b(?:id|name): )(?=[a-z])/g, '$1😀');
}
