import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { parse } from 'yaml';
import type { LastRun } from '../../../language/service.ts';
import { createLanguageService } from '../../../language/service.ts';
import { cursor } from '../../helpers/cursor.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { applyItem } from './apply-item.ts';

const time = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();

/** A hundred records of 1 to 100 ms, one a second, with labels, and half as many samples of a metric. */
const events = Array.from({ length: 100 }, (_, at) => [
  {
    type: 'inference_record',
    model_version: 'v1',
    predicted_label: 'a',
    ground_truth_label: at < 97 ? 'a' : 'b',
    latency_ms: at + 1,
    created_at: time(at),
    metadata: { confidence: at / 100, site: at % 2 === 0 ? 'x' : 'y' },
  },
  ...(at % 2 === 0
    ? [{ type: 'metric_sample', metric: 'gpu', value: at, model_id: 'm', timestamp: time(at) }]
    : []),
])
  .flat()
  .map((row) => JSON.stringify(row))
  .join('\n');

const preview = 'preview: { events: [data/e.ndjson] }\n';
const csv = 'when,took,label\n2026-01-01T00:00:00Z,5,a\n';
const files = {
  'data/e.ndjson': events,
  'data/t.csv': csv,
  'data/old/f.json': '[]',
  'data/old/a[1].csv': csv,
};

function open(
  marked: string,
  more: Partial<ReturnType<typeof memoryHost>> = {},
  others: Record<string, string> = {},
) {
  const { document, position } = cursor(marked, 'a.monitor.yaml');
  const host = { ...memoryHost({ 'a.monitor.yaml': document.getText(), ...files, ...others }), ...more };
  return { document, position, service: createLanguageService(host) };
}

async function completed(marked: string, others: Record<string, string> = {}) {
  const { document, position, service } = open(marked, {}, others);
  const { items } = await service.complete(document, position, { snippets: true });
  return {
    labels: items.map(({ label }) => label),
    details: Object.fromEntries(items.map(({ label, detail }) => [label, detail])),
    applied: (label: string) => {
      const item = items.find((one) => one.label === label);
      if (!item) throw new Error(`no ${label} among ${items.map((one) => one.label).join(', ')}`);
      return applyItem(document, item);
    },
  };
}

async function hovered(marked: string, more = {}, others = {}): Promise<string> {
  const { document, position, service } = open(marked, more, others);
  const found = await service.hover(document, position);
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

describe('completion from the sample', () => {
  it('offers metrics, fields, models and event types that occur, first, with count and range', async () => {
    const metric = await completed(`${preview}monitors:\n  - kind: metric\n    metric: █`);
    expect(metric.labels[0]).toBe('gpu');
    expect(metric.details['gpu']).toBe('50 values, 0 to 98');
    const field = await completed(
      `${preview}monitors:\n  - kind: metric\n    event: inference_record\n    field: █`,
    );
    expect(field.labels).toEqual(['latency_ms', 'metadata.confidence']);
    expect(field.details['metadata.confidence']).toBe('100 values, 0 to 0.99');
    const event = await completed(`${preview}monitors:\n  - kind: metric\n    event: █`);
    expect(event.labels.slice(0, 2)).toEqual(['inference_record', 'metric_sample']);
    expect(event.details['inference_record']).toBe('100 events in the sample');
    const from = await completed(`${preview}monitors:\n  - kind: latency\n    from: [█]`);
    expect(from.labels).toEqual([
      'inference_record',
      'metric_sample',
      'inference_completed',
      'inference_latency',
    ]);
    const model = await completed(`${preview}model: { name: █, version: v1 }\nmonitors: []`);
    expect(model.labels).toEqual(['m']);
    const version = await completed(`${preview}model: { version: █ }\nmonitors: []`);
    expect(version.labels).toEqual(['v1']);
  });

  it('offers the columns of the files for `map`, as they are called there', async () => {
    const { labels } = await completed(
      'preview:\n  events: [data/t.csv]\n  map: { timestamp: █, value: took, type: =metric_sample }\n',
    );
    expect(labels).toEqual(['when', 'took', 'label']);
  });

  it('offers quantiles as bounds, on the side that alarms', async () => {
    const bound = await completed(
      `${preview}monitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: { type: static, bound: █ }`,
    );
    expect(bound.details).toMatchObject({ 99.01: 'p99 of the sample', 100: 'maximum of the sample' });
    const floor = await completed(
      `${preview}monitors:\n  - kind: accuracy\n    strategy: slow\nstrategies:\n  slow: { type: threshold, threshold: █ }`,
    );
    expect(floor.details).toMatchObject({ 0.97: 'minimum of the sample' });
    const mean = await completed(
      `${preview}monitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: { type: z_score, z_threshold: 3, baseline_std: 1, baseline_mean: █ }`,
    );
    expect(mean.details['50.5']).toBe('mean of the sample');
  });

  it('offers paths of the folder that is typed: files that fit, and folders', async () => {
    const others = {
      'b.strategies.yaml': '',
      'b.monitor.yaml': '',
      'node_modules/x.csv': '',
      'notes.txt': '',
    };
    const paths = async (marked: string) => (await completed(marked, others)).labels;
    expect(await paths('preview: { events: [█] }')).toEqual(['data/']);
    expect(await paths('preview:\n  events:\n    - "data/█"')).toEqual([
      'data/e.ndjson',
      'data/t.csv',
      'data/old/',
    ]);
    expect(await paths('include: [█]')).toEqual(['b.strategies.yaml', 'data/']);
    expect(await paths('include: [../█]')).toEqual([]);
    expect(await paths('preview: { events: ["data/*/█"] }')).toEqual([]);
  });

  it('writes paths so that they parse and match', async () => {
    const inList = (text: string): unknown => parse(text).preview.events;
    const old = await completed('preview: { events: [data/old/█] }');
    expect(old.labels).toEqual(['data/old/f.json', 'data/old/a?1?.csv']);
    expect(inList(old.applied('data/old/a?1?.csv'))).toEqual(['data/old/a?1?.csv']);
    const quoted = await completed("preview: { events: ['da█'] }");
    expect(inList(quoted.applied('data/'))).toEqual(['data/']);
  });
});

describe('hover over what the sample knows', () => {
  const latency = (strategy: string) =>
    `${preview}monitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: ${strategy}\n`;

  it('says where a bound lies', async () => {
    expect(await hovered(latency('{ type: static, bound: █97 }'))).toContain(
      "The sample's values run from 1 to 100; 3 % lie above",
    );
    expect(await hovered(latency('{ type: threshold, █threshold: 4 }'))).toContain('3 % lie below');
    expect(await hovered(latency('{ type: fixed_threshold, threshold: █100 }'))).toContain(
      '1 % lie at or above',
    );
    expect(await hovered(latency('{ type: static, bound: █100 }'))).toContain('none lies above');
    expect(
      await hovered(latency('{ type: z_score, baseline_mean: █4, baseline_std: 1, z_threshold: 3 }')),
    ).toContain("The sample's mean is 50.5");
  });

  it('says so of a named strategy, for every monitor that uses it', async () => {
    const text = `${preview}monitors:\n  - kind: latency\n    ema_alpha: 1\n    strategy: a\nstrategies:\n  a: { type: static, bound: █97 }\n  b: { type: static, bound: 1 }\n`;
    expect(await hovered(text)).toContain('3 % lie above');
    expect(await hovered(text.replace('█', '').replace('bound: 1 }', 'bound: █1 }'))).not.toContain(
      'lie above',
    );
  });

  it('says how far a window reaches', async () => {
    expect(await hovered(`${preview}monitors:\n  - kind: accuracy\n    window: █50\n`)).toContain(
      '50 values: about 50s of the sample, which has 100 values',
    );
    const text = `${preview}monitors:\n  - kind: metric\n    metric: gpu\n    aggregate: mean\n    window: █10s\n`;
    expect(await hovered(text)).toContain('10s: about 5 values of the sample, which has 50 values');
  });

  it('counts the values that are compared, not the distances between them', async () => {
    const oneModel = events
      .split('\n')
      .filter((row) => row.includes('inference_record'))
      .join('\n');
    const shown = (rest: string) =>
      hovered(`${preview}monitors:\n  - ${rest}\n`, {}, { 'data/e.ndjson': oneModel });
    const fifty = '50 values: about 50s of the sample, which has 100 values to compare';
    const ten = '10 values: about 10s of the sample, which has 100 values to compare';
    for (const kind of ['prediction_drift', 'feature_drift, field: confidence'])
      expect(await shown(`{ kind: ${kind}, window: █50 }`)).toContain(fifty);
    expect(await shown('{ kind: prediction_drift, window: 20, every: █10 }')).toContain(ten);
    expect(await shown('{ kind: prediction_drift, window: 20, reference: { first: █10 } }')).toContain(ten);
  });

  it('says nothing of compared values that may be of several models, or are none', async () => {
    const shown = (rest: string) => hovered(`${preview}monitors:\n  - ${rest}\n`);
    for (const kind of ['prediction_drift', 'feature_drift, field: none'])
      expect(await shown(`{ kind: ${kind}, window: █50 }`)).not.toContain('of the sample');
  });

  it('counts metrics, fields, event types and models', async () => {
    const metric = (rest: string) => hovered(`${preview}monitors:\n  - kind: metric\n    ${rest}\n`);
    expect(await metric('metric: █gpu')).toContain('In the sample: 50 values, 0 to 98');
    expect(await metric('metric: █cpu')).toContain('In the sample: no such metric');
    expect(await metric('event: █inference_record\n    field: latency_ms')).toContain(
      'In the sample: 100 events',
    );
    expect(await metric('event: inference_record\n    field: █latency_ms')).toContain(
      'In the sample: 100 values, 1 to 100 in `inference_record`',
    );
    expect(await hovered(`${preview}model: { name: █n }\nmonitors: []\n`)).toContain(
      'The sample names no such model; there are `v1`, `m`',
    );
  });

  it('says when only a part was looked at', async () => {
    const part = memoryHost({ 'data/e.ndjson': events });
    const sample: typeof part.sample = async (query) => {
      const facts = await part.sample?.(query);
      return facts && { ...facts, isWhole: false, rows: 65_536 };
    };
    expect(await hovered(latency('{ type: static, bound: █97 }'), { sample })).toContain(
      '3 % lie above (as of the first 65,536 events)',
    );
  });

  it('is silent where nothing is known', async () => {
    const sample = async () => undefined;
    expect(await hovered(latency('{ type: static, bound: █97 }'), { sample })).not.toContain('sample');
  });

  it('shows a strategy of an included file', async () => {
    const text = 'include: [s.strategies.yaml]\nmonitors:\n  - kind: latency\n    strategy: █slow\n';
    const others = { 's.strategies.yaml': 'strategies:\n  slow: { type: static, bound: 7 }\n' };
    const shown = await hovered(text, {}, others);
    expect(shown).toContain('**slow** · strategy of `s.strategies.yaml`');
    expect(shown).toContain('bound: 7');
  });

  it('shows the monitor that a test is about', async () => {
    const files = { 'a.monitor.yaml': 'monitors:\n  - kind: drift\n    threshold: 0.01\n' };
    const shown = async (id: string) => {
      const { document, position } = cursor(
        `config: a.monitor.yaml\ntests:\n  - expect: [{ monitor: █${id} }]\n`,
      );
      const test = documentOf('a.monitor.test.yaml', document.getText());
      const answer = await createLanguageService(memoryHost(files)).hover(test, position);
      return (answer?.contents as MarkupContent | undefined)?.value;
    };
    expect(await shown('drift')).toBe(
      [
        '**drift** · monitor of `a.monitor.yaml`',
        'Drift. p-values of drift tests that ran elsewhere. It alarms by `p_value`, as it names no strategy.',
        '```yaml\nkind: drift\nthreshold: 0.01\n```',
      ].join('\n\n'),
    );
    expect(await shown('other')).toContain(
      'No monitor of `a.monitor.yaml` goes by this id; there are `drift`.',
    );
  });

  it('says what the last simulation showed', async () => {
    const run: LastRun = {
      isCurrent: false,
      monitors: [
        { id: 'latency', model: 'v1', samples: 100, alerts: 3, first: Date.UTC(2026, 0, 1, 0, 1, 38) },
      ],
    };
    const shown = await hovered('- kind: █latency\n', { lastRun: () => run });
    expect(shown).toContain(
      'Last simulation, before the last edit: 3 alerts in 100 values, the first at 2026-01-01 00:01:38 UTC',
    );
    const empty: LastRun = {
      isCurrent: true,
      monitors: [{ id: 'prediction_drift', model: 'v1', samples: 0, alerts: 0 }],
    };
    expect(await hovered('- kind: █prediction_drift\n', { lastRun: () => empty })).toContain(
      'Last simulation: no value: no matching events, or too few to fill the reference and the window',
    );
    expect(await hovered('- kind: █drift\n', { lastRun: () => run })).not.toContain('Last simulation');
  });
});
