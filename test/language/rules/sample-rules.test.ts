import { describe, expect, it } from 'vitest';
import type { SampleFacts } from '../../../core/spec/sample-facts.ts';
import { createLanguageService } from '../../../language/service.ts';
import { marks, told } from '../helpers/check.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

const record = (at: number, more: object = {}) =>
  JSON.stringify({
    type: 'inference_record',
    model_version: 'v1',
    predicted_label: 'ab'[at % 2],
    latency_ms: 10 + at,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString(),
    metadata: { confidence: 0.9, site: 'xyz'[at % 3] },
    ...more,
  });
const records = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) => record(at, more)).join('\n');
const files = { 'e.ndjson': records(60) };
const on = (monitors: string, head = '') =>
  `${head}preview: { events: [e.ndjson] }\nmonitors:\n${monitors
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n`;

describe('what the sample says of drift monitors', () => {
  it.each([
    ['a field of metadata by its own name', '- { kind: feature_drift, field: confidence, window: 20 }'],
    ['a text field by category', '- { kind: feature_drift, field: site, measure: chi_square, window: 20 }'],
    ['numbers by category', '- { kind: feature_drift, field: latency_ms, measure: chi_square, window: 20 }'],
    [
      'a reference that ends within the sample',
      '- { kind: prediction_drift, window: 20, reference: { to: "2026-01-01T00:00:30Z" } }',
    ],
    ['a window just filled', '- { kind: prediction_drift, window: 30, every: 30, reference: { first: 30 } }'],
    ['a reference file', '- { kind: prediction_drift, window: 60, reference: { events: e.ndjson } }'],
  ])('nothing of %s', async (_, monitor) => {
    expect(await told(on(monitor), 'a.monitor.yaml', files)).toEqual([]);
  });

  it('one thing of a field that no event has, whatever windows and reference are', async () => {
    const monitor = '- { kind: feature_drift, field: siet, window: 900, reference: { first: 800 } }';
    expect(await marks(on(monitor), 'a.monitor.yaml', files)).toEqual(['field-not-in-sample «siet»']);
  });

  it('one thing of a field that several monitors merge', async () => {
    const monitors = '- &a { kind: feature_drift, field: siet, id: a }\n- { <<: *a, id: b }';
    expect(await marks(on(monitors), 'a.monitor.yaml', files)).toEqual(['field-not-in-sample «siet»']);
  });

  it('one thing of a reference that is never complete, whatever the window is', async () => {
    const monitor = '- { kind: feature_drift, field: site, window: 900, reference: { first: 800 } }';
    expect(await marks(on(monitor), 'a.monitor.yaml', files)).toEqual(['unusable-reference «800»']);
  });

  it('nothing of text beside numbers, which only the run can tell apart', async () => {
    const mixed = `${records(30)}\n${records(30, { metadata: { site: 3 } })}`;
    const monitor =
      '- { kind: feature_drift, field: site, measure: ks, window: 20, reference: { first: 10 } }';
    expect(await told(on(monitor), 'a.monitor.yaml', { 'e.ndjson': mixed })).toEqual([]);
  });

  it('that no model has enough, where there are several', async () => {
    const two = `${records(30)}\n${records(20, { model_version: 'v2' })}`;
    const monitors =
      '- { kind: prediction_drift, window: 25, id: a }\n- { kind: prediction_drift, window: 9, reference: { first: 40 }, id: b }';
    expect(await told(on(monitors), 'a.monitor.yaml', { 'e.ndjson': two })).toEqual([
      'window-longer-than-sample «25» On the sample this gives no value: the reference takes 25 values and the window as many behind them, and there are 30 on any one model',
      'unusable-reference «40» On the sample this gives no value: the reference takes the first 40 values, and no model has more than 30',
    ]);
  });

  it('nothing while nobody knows what they measure', async () => {
    const host = memoryHost({ ...files, 'a.monitor.yaml': '' });
    const partly = async (query: Parameters<NonNullable<typeof host.sample>>[0]) => ({
      ...((await host.sample?.(query)) as SampleFacts),
      monitors: [],
      unmeasured: [],
    });
    const text = on(
      '- { kind: accuracy }\n- { kind: prediction_drift }\n- { kind: drift }',
      'model: { version: v2 }\n',
    );
    const service = createLanguageService({ ...host, sample: partly });
    expect(await service.problems(documentOf('a.monitor.yaml', text))).toEqual([]);
  });

  it('nothing of what only the beginning of long files lacks', async () => {
    const host = memoryHost({ ...files, 'a.monitor.yaml': '' });
    const partly = async (query: Parameters<NonNullable<typeof host.sample>>[0]) => ({
      ...((await host.sample?.(query)) as SampleFacts),
      isWhole: false,
    });
    const text = on('- { kind: accuracy }\n- { kind: prediction_drift }\n- { kind: drift }');
    const service = createLanguageService({ ...host, sample: partly });
    expect(await service.problems(documentOf('a.monitor.yaml', text))).toEqual([]);
  });
});

describe('what the sample says of the model', () => {
  it('one thing, however many monitors there are', async () => {
    const text = on(
      '- { kind: latency }\n- { kind: prediction_drift, window: 900 }',
      'model: { version: v2 }\n',
    );
    expect(await told(text, 'a.monitor.yaml', files)).toEqual([
      'monitor-without-data «v2» No event of the sample names the version `v2`; the sample has `v1`',
    ]);
  });

  it('nothing of a reference for which there is no value at all', async () => {
    const other = record(0, { model_version: 'v2', metadata: {} });
    const text = on(
      '- { kind: feature_drift, field: confidence, window: 5, reference: { to: "2026-01-01T00:00:30Z" } }',
      'model: { version: v2 }\n',
    );
    expect(await marks(text, 'a.monitor.yaml', { 'e.ndjson': `${other}\n${records(60)}` })).toEqual([]);
  });

  it('of one monitor, where the others hear of theirs', async () => {
    const other = '{"type":"failure","model_id":"b","message":"x","timestamp":"2026-01-01T00:00:00Z"}';
    const text = on(
      '- { kind: latency }\n- { kind: silence, from: [failure] }',
      'model: { name: a, version: v1 }\n',
    );
    expect(await told(text, 'a.monitor.yaml', { 'e.ndjson': `${records(3)}\n${other}` })).toEqual([
      'monitor-without-data «[failure]» No event of the sample that `silence` reads is of the config’s model',
    ]);
  });

  it('nothing where events leave out what the config says of it', async () => {
    const text = on('- { kind: latency }', 'model: { name: reader }\n');
    expect(await told(text, 'a.monitor.yaml', files)).toEqual([]);
  });
});

it('a suppression of what only the sample shows is not called unused without it', async () => {
  for (const rule of [
    'field-not-in-sample',
    'noisy-alarm',
    'warm-up-longer-than-sample',
    'unusable-reference',
  ])
    expect(await told(`# driftscope-disable-next-line ${rule} -- why\n- kind: drift\n`)).toEqual([]);
});

describe('a sample on another scale than the metric has', () => {
  const percentages = Array.from({ length: 30 }, (_, at) => ({
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString(),
    ...(at % 2 === 0
      ? { type: 'metric_sample', metric: 'accuracy', value: 94 + (at % 3) }
      : { type: 'concept_drift', model: { name: 'm', version: '1' }, p_value: 1.5 - at / 10 }),
  }));
  const given = { 'e.ndjson': percentages.map((event) => JSON.stringify(event)).join('\n') };
  const accuracy = (threshold: number) =>
    `- { kind: accuracy, window: 1, strategy: { type: threshold, threshold: ${threshold} } }`;

  it('takes from the rules what they would know of the metric by itself', async () => {
    expect(await told(on(accuracy(95)), 'a.monitor.yaml', given)).toEqual([]);
    expect(await marks(`${accuracy(95)}\n`)).toEqual(['threshold-always-fires «95»']);
  });

  it('at the end that is contradicted alone', async () => {
    const below = '- { kind: accuracy, window: 1, strategy: { type: threshold, threshold: -1 } }';
    expect(await marks(on(below), 'a.monitor.yaml', given)).toEqual(['threshold-never-fires «-1»']);
    const drift = (bound: number) => `- { kind: drift, strategy: { type: threshold, threshold: ${bound} } }`;
    expect(await marks(on(drift(1.2)), 'a.monitor.yaml', given)).toEqual([]);
  });

  it('and leaves to the sample what all its values do', async () => {
    expect(await marks(on(accuracy(99)), 'a.monitor.yaml', given)).toEqual(['always-fires-on-sample «99»']);
  });
});
