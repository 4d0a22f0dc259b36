import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type GoldenCase, readGolden, readStream } from '../core/strategies/golden.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempDir } from '../helpers/temp-dir.ts';

/** Files of test/golden/river, and the strategy each is the reference for. */
const strategies: Readonly<Record<string, string>> = {
  ADWIN: 'adwin',
  PageHinkley: 'page_hinkley',
  KSWIN: 'kswin',
  DDM: 'ddm',
  EDDM: 'eddm',
  HDDMA: 'hddm_a',
  HDDMW: 'hddm_w',
  EWMA_unreleased: 'ewma_drift',
};

const cases: readonly (GoldenCase & { readonly type: string })[] = Object.entries(strategies).flatMap(
  ([file, type]) => readGolden(`river/${file}.json`).cases.map((one: GoldenCase) => ({ ...one, type })),
);

test.each([...new Set(cases.map(({ stream }) => stream))])(
  'metric samples of %s in, the detections of river out',
  async (stream) => {
    const mine = cases.filter((one) => one.stream === stream);
    const dir = tempDir({
      'samples.ndjson': readStream(stream)
        .map((value, at) =>
          JSON.stringify({ type: 'metric_sample', timestamp: 1_767_225_600 + at, metric: 'x', value }),
        )
        .join('\n'),
      'golden.monitor.json': JSON.stringify({
        monitors: mine.map(({ type, params }, at) => ({
          id: `case-${at}`,
          kind: 'metric',
          metric: 'x',
          strategy: { ...params, type },
        })),
      }),
    });
    const args = ['simulate', join(dir, 'golden.monitor.json'), '--events', join(dir, 'samples.ndjson')];
    const { code, stdout, stderr } = await runCli([...args, '--format', 'json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const drifts = JSON.parse(stdout).monitors.map((lane: { drifts: number[] }) => lane.drifts);
    expect(drifts).toEqual(mine.map(({ drift_indices }) => drift_indices));
  },
);
