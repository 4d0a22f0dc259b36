import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { monitorKinds } from '../../../core/metrics/index.ts';
import { eventTypes } from '../../../core/spec/event-types.ts';
import { createLanguageService, type LanguageHost } from '../../../language/service.ts';
import { cursor } from '../../helpers/cursor.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { applyItem } from './apply-item.ts';

const file = 'a.monitor.yaml';

/** Fifty minutes of the example: two incidents, several models, thousands of values. */
const digits = readFileSync('examples/digit-reader/data/digit-reader.events.ndjson', 'utf8');

/** Events of each type, one a minute, enough for the default windows, with everything that the kinds can read. */
const everything = eventTypes
  .flatMap((type) => Array.from({ length: 1100 }, (_, at) => ({ type, at })))
  .map(({ type, at }) => ({
    type,
    at,
    time: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
    wave: ((at * 43) % 100) / 100,
  }))
  .map(({ type, at, time, wave }) => ({
    ...{
      type,
      timestamp: time,
      created_at: time,
      model_id: 'm',
      model: { name: 'm', version: '1' },
    },
    ...{
      model_name: 'm',
      model_version: '1',
      version: '1',
      message: 'no',
      drift: 0.01 * wave,
      drift_score: 0.1,
      p_value: wave,
      value: 0.9 + wave / 10,
      metric: ['accuracy', 'gpu', 'inference_latency_ms'][at % 3],
    },
    ...{
      predicted_label: 'a',
      ground_truth_label: at % 30 === 0 ? 'b' : 'a',
      latency_ms: 20 + wave,
      duration_ms: 1000 + wave,
      samples_seen: 500,
    },
    ...{
      confidence_mean: 0.9 + wave / 20,
      confidence_std: 0.1,
      p50_latency_ms: 3,
      p95_latency_ms: 4 + wave,
      p99_latency_ms: 5,
      metadata: { confidence: wave, site: at % 3 === 0 ? 'a' : 'b' },
    },
  }))
  .map((event) => JSON.stringify(event))
  .join('\n');

/** What the kinds must have, and the parameters by which their metric differs. */
const variants: Readonly<Record<string, readonly string[]>> = {
  metric: [
    'metric: accuracy',
    'metric: gpu',
    'metric: inference_latency_ms',
    'event: drift_detected, field: p_value',
    'event: inference_record, field: metadata.confidence',
  ],
  feature_drift: [
    ...['psi', 'ks', 'kl', 'wasserstein'].map((measure) => `field: metadata.confidence, measure: ${measure}`),
    'field: metadata.site, measure: chi_square',
  ],
  prediction_drift: ['measure: js', 'measure: chi_square, preset: scipy'],
  confidence: ['statistic: confidence_mean', 'statistic: confidence_std'],
  training: ['statistic: duration_ms', 'statistic: samples_seen'],
  silence: ['max_gap: 30s'],
};

const monitors = monitorKinds.flatMap(({ id }) =>
  (variants[id] ?? ['']).map((rest) => `kind: ${id}${rest === '' ? '' : `, ${rest}`}`),
);

/** The sample is what costs, and it is the same for each proposal. */
function hostOf(events: string | undefined): LanguageHost {
  return memoryHost(events === undefined ? {} : { 'e.ndjson': events });
}

async function proposed(monitor: string, events: string | undefined) {
  const preview = events === undefined ? '' : 'preview: { events: [e.ndjson] }\n';
  const { document: marked, position } = cursor(`${preview}monitors:\n  - { ${monitor}, strategy: █ }\n`);
  const document = documentOf(file, marked.getText());
  const service = createLanguageService(hostOf(events));
  const { items } = await service.complete(document, position, { snippets: true });
  const order = (item: CompletionItem) => item.sortText ?? '';
  const first = items.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, 3);
  return first.map((item) => applyItem(document, item));
}

async function told(text: string, events: string | undefined) {
  const problems = await createLanguageService(hostOf(events)).problems(documentOf(file, text));
  return (
    problems
      // Any strategy makes the gap that the monitor was given idle, which is to be said.
      .filter(({ severity, message }) => severity !== 'info' && !message.startsWith('`max_gap`'))
      .map(({ rule, message }) => `${rule}: ${message}`)
  );
}

describe('values are proposed', () => {
  const strategies = async (monitor: string, events?: string) =>
    (await proposed(monitor, events)).map((text) => /strategy: (.*) \}/.exec(text)?.[1]);

  it('by what is usual of the metric where there is no sample', async () => {
    expect(await strategies('kind: accuracy')).toEqual([
      '{ type: threshold, threshold: 0.9 }',
      '{ type: adwin }',
      '{ type: ewma, alpha: 0.05, k_sigma: 3 }',
    ]);
    expect((await strategies('kind: latency'))[0]).toBe('{ type: static, bound: 250 }');
    expect((await strategies('kind: training, statistic: samples_seen'))[0]).toBe(
      '{ type: threshold, threshold: 1000 }',
    );
    expect((await strategies('kind: silence, max_gap: 30s'))[0]).toBe(
      '{ type: static, bound: 30, direction: above }',
    );
    expect((await strategies('kind: drift'))[0]).toBe('{ type: p_value }');
    expect((await strategies('kind: error'))[0]).toBe('{ type: ddm }');
    expect((await strategies('kind: metric, metric: gpu'))[0]).toBe(
      '{ type: ewma, alpha: 0.05, k_sigma: 3 }',
    );
  });

  it('by what hardly any value of the sample passes', async () => {
    expect((await strategies('kind: latency', digits))[0]).toBe('{ type: static, bound: 48.23 }');
    expect((await strategies('kind: accuracy', digits))[0]).toBe('{ type: threshold, threshold: 0.75 }');
    expect((await strategies('kind: drift', digits))[0]).toBe('{ type: p_value, threshold: 0.001 }');
  });

  it('of levels, as the rate of the sample bears them', async () => {
    const level = async (monitor: string) => {
      const { document: marked, position } = cursor(
        `preview: { events: [e.ndjson] }\nmonitors:\n  - { ${monitor} }\n`,
      );
      const document = documentOf(file, marked.getText());
      const { items } = await createLanguageService(hostOf(digits)).complete(document, position, {
        snippets: true,
      });
      return items.slice(0, 2).map(({ label, detail }) => `${label} ${detail}`);
    };
    const rare = '0.001 at most 1 false alarm a day at the rate of the sample';
    expect(await level('kind: drift, threshold: █')).toEqual([rare, '0.05 default']);
    expect(await level('kind: drift, strategy: { type: p_value, threshold: █ }')).toEqual([
      rare,
      '0.05 default',
    ]);
    expect(await level('kind: accuracy, strategy: { type: static, bound: █ }')).toEqual([
      '0.76 p1 of the sample',
      '0.75 p0.1 of the sample',
    ]);
    expect(await level('kind: accuracy_drift, strategy: { type: static, bound: █ }')).toEqual([
      '0.05 customary',
    ]);
  });

  it('as the measure of a drift alarms by itself', async () => {
    expect((await strategies('kind: feature_drift, field: latency_ms, measure: ks'))[0]).toBe(
      '{ type: static, bound: 0.05, direction: below, inclusive: true }',
    );
  });

  it('those for other values last, and say what they are for', async () => {
    const { document: marked, position } = cursor('- { kind: latency, strategy: { type: █ } }');
    const document = documentOf(file, marked.getText());
    const { items } = await createLanguageService(hostOf(undefined)).complete(document, position, {
      snippets: true,
    });
    const last = items.filter(({ detail }) => detail?.includes(' · '));
    expect(last.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'threshold: Threshold · alarms on low values',
      'p_value: p-value · for p-values',
      'ddm: DDM · for 0/1 errors',
      'eddm: EDDM · for 0/1 errors',
      'hddm_a: HDDM-A · for values from 0 to 1',
      'hddm_w: HDDM-W · for values from 0 to 1',
    ]);
    expect(items.slice(-last.length)).toEqual(last);
  });
});

describe.each([
  ['without a sample', undefined],
  ['on a sample', digits],
  ['on a sample of every event', everything],
])('the first three strategies proposed %s', (_, events) => {
  it.each(monitors)('{ %s } alarm, and not always', async (monitor) => {
    for (const text of await proposed(monitor, events)) expect(await told(text, events), text).toEqual([]);
  });
});
