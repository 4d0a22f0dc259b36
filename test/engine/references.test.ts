import { describe, expect, test } from 'vitest';
import { planOf } from '../../core/simulate/plan.ts';
import { referenceFiles } from '../../core/simulate/references.ts';
import { type FinishedRun, loadEvents, readReferences, runPlan, streamPlan } from '../../engine/run-plan.ts';
import type { EventSource } from '../../events/read-events.ts';
import { digests } from '../../host/digest.ts';

const source = (name: string, text: string): EventSource => ({
  name,
  async *open() {
    yield new TextEncoder().encode(text);
  },
});

const labelled = (labels: string) =>
  [...labels]
    .map((label, at) =>
      JSON.stringify({
        type: 'inference_record',
        model_version: 'v1',
        predicted_label: label,
        latency_ms: 1,
        created_at: at,
      }),
    )
    .join('\n');

const monitor = { kind: 'prediction_drift', window: 2, every: 1, reference: { events: 'old.ndjson' } };
const plan = planOf([monitor]);
const events = source('new.ndjson', labelled('aab'));

const referencesTo = (text: string, map = {}) =>
  readReferences(plan, () => loadEvents([source('old.ndjson', text)], { map }, digests));

async function run(reference: string) {
  const data = await loadEvents([events], {}, digests);
  return runPlan(plan, data, { references: await referencesTo(reference) }, digests);
}

const valuesOf = ({ run: { monitors } }: Awaited<ReturnType<typeof run>>) => [
  ...(monitors[0]?.series?.value ?? []),
];

describe('a reference in another file', () => {
  test('is there from the first event on, in full', async () => {
    const [first = Number.NaN, second = Number.NaN, ...more] = valuesOf(await run(labelled('aaaa')));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0.4);
    expect(more).toEqual([]);
  });

  test('gives the same when the events stream in batches', async () => {
    const whole = await run(labelled('abca'));
    const options = { references: await referencesTo(labelled('abca')), batchRows: 1 };
    const streamed = await streamPlan(plan, [events], options, digests, async () => {});
    const plain = (finished: FinishedRun) => ({
      ...finished,
      run: { ...finished.run, alertIndex: [...finished.run.alertIndex] },
    });
    expect(plain(streamed)).toEqual(plain(whole));
  });

  test('is part of the hash', async () => {
    const [one, other, again] = await Promise.all(
      ['aaaa', 'aaab', 'aaaa'].map((labels) => run(labelled(labels))),
    );
    expect(one?.hash).toBe(again?.hash);
    expect(one?.hash).not.toBe(other?.hash);
  });

  test('may have columns of other names, and numbers for labels', async () => {
    const renamed = planOf([
      {
        ...monitor,
        reference: {
          events: 'old.csv',
          map: {
            type: '=inference_record',
            model_version: '=v0',
            predicted_label: 'label',
            latency_ms: '=0',
          },
        },
      },
    ]);
    const [file] = referenceFiles(renamed);
    const references = await readReferences(renamed, ({ map }) =>
      loadEvents([source('old.csv', 'label\n1\n1\n')], { map }, digests),
    );
    const data = await loadEvents([source('new.ndjson', labelled('1111'))], {}, digests);
    expect(file?.events).toBe('old.csv');
    expect(valuesOf(runPlan(renamed, data, { references }, digests))).toEqual([0, 0, 0]);
  });

  test('counts only the event types that the monitor reads', async () => {
    const narrowed = planOf([
      {
        kind: 'feature_drift',
        field: 'latency_ms',
        measure: 'wasserstein',
        preset: 'scipy',
        window: 2,
        every: 1,
        from: ['inference_record'],
        reference: { events: 'old.ndjson' },
      },
    ]);
    const other = '{"type":"inference_completed","model_id":"m","latency_ms":100,"timestamp":0}';
    const references = await readReferences(narrowed, () =>
      loadEvents([source('old.ndjson', `${labelled('ab')}\n${other}`)], {}, digests),
    );
    const data = await loadEvents([events], {}, digests);
    expect(valuesOf(runPlan(narrowed, data, { references }, digests))).toEqual([0, 0]);
  });

  test('that was not read is an error, not silence', async () => {
    const data = await loadEvents([events], {}, digests);
    expect(() => runPlan(plan, data, {}, digests)).toThrow(
      'the reference "old.ndjson" of monitor "prediction_drift" was not read',
    );
  });

  test('is read once for all monitors that name it', () => {
    const mapped = { ...monitor, reference: { events: 'old.ndjson', map: { value: 1 } } };
    expect(referenceFiles(planOf([monitor, monitor, mapped, { kind: 'latency' }]))).toEqual([
      { events: 'old.ndjson', map: {} },
      { events: 'old.ndjson', map: { value: '1' } },
    ]);
  });
});
