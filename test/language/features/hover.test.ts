import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../language/features/hover.ts';
import type { DocumentFormatId } from '../../../language/model/document-format.ts';
import { cursor } from '../../helpers/cursor.ts';

function hoverAt(marked: string, format: DocumentFormatId = 'monitor', path?: string) {
  const { document, position } = cursor(marked, path);
  const shown = hover(document, position, format);
  if (!shown) return undefined;
  return { text: (shown.contents as MarkupContent).value, token: document.getText(shown.range) };
}

const textAt = (marked: string, format?: DocumentFormatId) => hoverAt(marked, format)?.text ?? '';

describe('a key', () => {
  it('shows type, bounds, default, description, examples and what its value means', () => {
    expect(textAt('- kind: latency\n  ema_al█pha: 0.3')).toBe(
      [
        '**ema_alpha** · number · > 0, ≤ 1 · default `0.1`',
        'Weight of the newest latency in the moving average; 1 takes every latency as it is.',
        'Example: `0.3`',
        '`0.3` ≈ the last 6 samples (2/ema_alpha − 1)',
      ].join('\n\n'),
    );
  });

  it('shows what each allowed word stands for', () => {
    expect(textAt('- kind: drift\n  sever█ity: info')).toContain('- `critical`: wake somebody up');
  });

  it('shows the branches it chooses from', () => {
    expect(textAt('- ki█nd: latency')).toContain('- `accuracy`: Share of correct predictions');
  });

  it('shows the keys of the map below it', () => {
    expect(textAt('runt█ime:\n  bus_capacity: 3')).toContain('- `bus_capacity` (default `256`)');
  });

  it('shows the strategy that a name stands for, and the field that is mapped', () => {
    expect(textAt('strategies:\n  slo█w: {type: ewma}')).toMatch(/^\*\*EWMA band\*\* · strategy `ewma`/);
    expect(textAt('preview: {map: {late█ncy_ms: ms}}')).toContain('Carried by `inference_completed`');
  });

  it('of tests', () => {
    expect(textAt('config: a\ntests:\n  - ex█act: true', 'test')).toContain('Nothing may happen');
  });
});

describe('a kind or strategy', () => {
  it('shows what it measures, from which events, and its parameters', () => {
    const text = textAt('- kind: lat█ency');
    expect(text).toMatch(/^\*\*Latency\*\* · monitor `latency`/);
    expect(text).toContain(
      '- Reads `inference_completed`, `inference_latency`, `inference_record`, `metric_sample`',
    );
    expect(text).toContain('- Metric `latency_ms_ewma` in ms, from 0 on');
    expect(text).toContain('- `ema_alpha` (default `0.1`): ');
  });

  it('takes its parameters into account', () => {
    const text = textAt('- kind: met█ric\n  metric: gpu\n  aggregate: mean');
    expect(text).toContain('Metric `gpu_mean`');
    expect(textAt('- kind: met█ric')).not.toContain('undefined');
    expect(textAt('- {threshold: 0.01, kind: dr█ift}')).toContain(
      'alarms by `{ type: p_value, threshold: 0.01 }`',
    );
  });

  it('shows the formula and a worked example', () => {
    const text = textAt('- kind: drift\n  strategy: {type: sta█tic}');
    expect(text).toContain('```text\nvalue > bound');
    expect(text).toContain('Example: `{ type: static, bound: 250 }` on `120x2 251 250` alarms at sample 4');
  });
});

describe('anchors', () => {
  const base = '- &a\n  kind: latency\n  ema_alpha: &n 0.3\n';

  it('of an alias: what it stands for, and what that means here', () => {
    const text = textAt(`${base}- kind: latency\n  ema_alpha: █*n`);
    expect(text).toContain('**`*n`** · stands for `&n` of line 3\n\n```yaml\n0.3\n```');
    expect(text).toContain('`0.3` ≈ the last 6 samples');
    expect(textAt(`${base}- <<: █*a`)).toContain('```yaml\nkind: latency\nema_alpha: &n 0.3\n```');
  });

  it('of a merge key: what it brings in, and what is written here instead', () => {
    const text = textAt(`${base}- █<<: *a\n  ema_alpha: 1\n  id: b`);
    expect(text).toContain('Taken here:\n\n- `kind: latency` from `*a`');
    expect(text).not.toContain('`ema_alpha: 0.3`');
    expect(text).toContain('Written here: `ema_alpha`, `id`');
  });

  it('a merged monitor is what it merges', () => {
    const text = textAt('- &a\n  kind: drift\n- <<: *a\n  thr█eshold: 0.01');
    expect(text).toContain('`0.01` = 1 false alarm in 100 tests');
  });
});

describe('a value', () => {
  const ewma = (params: string) => textAt(`- kind: drift\n  strategy: {type: ewma, ${params}}`);

  it.each([
    ['- kind: drift\n  threshold: 0.█05', '`0.05` = 1 false alarm in 20 tests'],
    ['- kind: drift\n  strategy: {type: p_value, threshold: 0.0█1}', '`0.01` = 1 false alarm in 100 tests'],
    ['- kind: latency\n  ema_alpha: █1', '`1` ≈ the newest sample only'],
    ['- kind: drift\n  for: 9█0s', '`90s` = 1m 30s'],
    ['- kind: drift\n  for: 9█0', '`90` = 1m 30s'],
    [
      '- {kind: drift, strategy: {type: z_score, z_threshold: █3}}',
      '0.27 % lies outside ±3σ: 1 value in 370',
    ],
    ['- kind: drift\n  severity: inf█o', 'good to know'],
    ['- kind: drift\n  from: [concept█_drift]', 'Fields: `model`, `p_value`'],
  ])('%j: %s', (marked, expected) => expect(textAt(marked)).toContain(expected));

  it('says how often a sum or band alarms by chance, not how rare such a value is', () => {
    const strategy = (params: string) => textAt(`- kind: latency\n  strategy: { type: ${params} }`);
    const often = 'With `k: 0.5` a false alarm about every 470 values, if they are normal, independent';
    expect(strategy('cusum, h: █5')).toContain(often);
    expect(strategy('cusum, h: █5, direction: up')).toContain('about every 940 values');
    expect(strategy('cusum, k: █0.5')).toContain('`0.5` is best at finding shifts of 1σ');
    for (const params of ['cusum, h: █5', 'cusum, k: █0.5', 'ddm, drift_threshold: █3'])
      expect(strategy(params)).not.toContain('normal distribution');
    expect(strategy('kswin, alpha: █0.005')).not.toContain('1 false alarm in');
    expect(strategy('ewma, alpha: 0.05, k_sigma: █3')).toContain('alarms 3.943σ from the mean');
  });

  it('says nothing about numbers that cannot be', () => {
    expect(textAt('- kind: latency\n  ema_alpha: █7')).not.toContain('≈');
    expect(textAt('- kind: latency\n  ema_alpha: █x')).not.toContain('NaN');
    expect(textAt('- kind: drift\n  for: █soon')).not.toContain('NaN');
  });

  it('says whether an EWMA band can alarm at all', () => {
    expect(ewma('alpha: 0.2, k_sigma: █2')).toContain(
      'only a `k_sigma` below 2.236 (1/sqrt(alpha)) can alarm',
    );
    expect(ewma('alpha: 0.2, k_sigma: █2')).toContain('alarms 4σ from the mean');
    expect(ewma('alpha: 0.2, k_sigma: █3')).toContain('**This never alarms.**');
    expect(ewma('k_sigma: █3')).toContain('below 1/sqrt(alpha)');
  });

  it('that is a name shows its definition', () => {
    const config =
      'monitors:\n  - kind: drift\n    strategy: █slow\nstrategies:\n  slow:\n    type: static # a\n    bound: 1\n';
    expect(hoverAt(config)).toEqual({
      text: '**slow** · strategy of this file\n\n```yaml\nslow:\n  type: static # a\n  bound: 1\n```',
      token: 'slow',
    });
    expect(textAt('monitors:\n  - kind: drift\nretraining:\n  - on: [dri█ft]')).toContain(
      '```yaml\n- kind: drift\n```',
    );
  });
});

describe('the range', () => {
  it.each([
    ['- kind: "lat█ency"', '"latency"'],
    ['- ki█nd: latency', 'kind'],
    ['- kind: latency█ # x', 'latency'],
    ['# 😀\r\n- {kind: dr█ift}\r\n', 'drift'],
  ])('of %j is the token', (marked, token) => expect(hoverAt(marked)?.token).toBe(token));

  it('of JSON too', () => {
    expect(hoverAt('[{"kind": "dr█ift"}]', 'monitor', 'a.monitor.json')?.token).toBe('"drift"');
  });

  it.each(['- kind: latency # drift█', '- kind: lattency█', '- kind█2: x', '█', '- █ kind: x', 'foo: ba█r'])(
    'nothing at %j',
    (marked) => expect(hoverAt(marked)).toBeUndefined(),
  );
});
