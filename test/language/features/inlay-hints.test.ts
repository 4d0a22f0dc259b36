import { expect, test } from 'vitest';
import type { InlayHint, InlayHintLabelPart, MarkupContent } from 'vscode-languageserver-types';
import { createLanguageService, type HintChoice } from '../../../language/service.ts';
import { marks } from '../helpers/check.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

const all: HintChoice = { defaults: true, durations: true, alerts: undefined };

function hintsOf(text: string, choice = all, file = 'a.monitor.yaml', lines?: readonly [number, number]) {
  const document = documentOf(file, text);
  const service = createLanguageService(memoryHost({}));
  const [start, end] = lines ?? [0, document.lineCount];
  const range = { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
  return { document, hints: service.inlayHints(document, range, choice) };
}

const partsOf = ({ label }: InlayHint) => label as InlayHintLabelPart[];

/** The text with its hints in it, as an editor shows them. */
function shown(text: string, choice = all, file?: string): string {
  const { document, hints } = hintsOf(text, choice, file);
  let result = text;
  for (const hint of hints.toReversed()) {
    const at = document.offsetAt(hint.position);
    const label = partsOf(hint)
      .map(({ value }) => value)
      .join('');
    result = `${result.slice(0, at)}«${label}»${result.slice(at)}`;
  }
  return result;
}

test('defaults of parameters that are not written', () => {
  expect(shown('- kind: latency\n')).toBe('- kind: latency«ema_alpha: 0.1»\n');
  expect(shown('- kind: latency\n  ema_alpha: 0.2\n')).toBe('- kind: latency\n  ema_alpha: 0.2\n');
  expect(shown('- { kind: accuracy, strategy: { type: kswin, alpha: 0.1 } }\n')).toBe(
    '- { kind: accuracy«window: 100», strategy: { type: kswin«window_size: 100, stat_size: 30, seed: 42», alpha: 0.1 } }\n',
  );
  expect(shown('type: page_hinkley\n', all, 'a.strategy.yaml')).toMatch(
    /^type: page_hinkley«min_instances: 30, delta: 0.005, threshold: 50, …»\n$/,
  );
});

test('what stands behind `…` is in its tooltip, what a parameter means in its own', () => {
  const { hints } = hintsOf('type: page_hinkley\n', all, 'a.strategy.yaml');
  const parts = hints.flatMap(partsOf);
  expect(parts.at(-1)?.tooltip).toMatchObject({ value: expect.stringContaining('`alpha: 0.9999`') });
  expect(parts.every(({ tooltip }) => tooltip !== undefined)).toBe(true);
});

test('when a kind alarms that has a strategy by itself', () => {
  expect(shown('- kind: drift\n')).toBe('- kind: drift«threshold: 0.05, alarms below 0.05»\n');
  expect(shown('- kind: drift\n  threshold: 0.001\n')).toContain('drift«alarms below 0.001»');
  expect(shown('- kind: accuracy_drift\n')).toContain('«alarms from 0.05 on»');
  expect(shown('- { kind: silence, max_gap: 90 }\n')).toContain('«alarms above 1m 30s»');
  expect(shown('- { kind: feature_drift, field: x, measure: ks }\n')).toContain('alarms at 0.05 and below»');
  expect(shown('- { kind: prediction_drift, measure: kl }\n')).toContain('alarms from 0.1 on»');
  expect(shown('- { kind: drift, strategy: x }\n')).toBe('- { kind: drift, strategy: x }\n');
});

test('ids, where a kind is there twice', () => {
  expect(shown('- kind: error\n- kind: error\n- { id: x, kind: error }\n')).toBe(
    '- kind: error\n- kind: error«id: error-2»\n- { id: x, kind: error }\n',
  );
});

test('durations in odd units', () => {
  const config = (duration: string) => `monitors: []\ndefaults: { for: ${duration} }\n`;
  const odd = (duration: string) => /«= (.*)»/.exec(shown(config(duration)))?.[1];
  expect(['5400s', '90m', '36h', '100000ms', '600', '72h', '"300s"'].map(odd)).toEqual([
    '1h 30m',
    undefined,
    undefined,
    '1m 40s',
    '10m',
    '3d',
    '5m',
  ]);
  expect(['30s', '90s', '5m', '1h', '7d', '0s', 'soon', '10'].map(odd)).toEqual(Array(8).fill(undefined));
});

test('merged keys count as written, and what an alias stands for is told once', () => {
  expect(shown('- &a { kind: latency, ema_alpha: 0.3 }\n- { <<: *a, kind: latency }\n- *a\n')).toBe(
    '- &a { kind: latency, ema_alpha: 0.3 }\n- { <<: *a, kind: latency«id: latency-2» }\n- *a\n',
  );
});

test('alerts of the last run, when they are asked for', () => {
  const alerts = new Map([['error', 1234]]);
  expect(shown('- kind: error\n', { ...all, alerts })).toBe('- kind: error«1,234 alerts»\n');
  expect(shown('- kind: error\n', { ...all, alerts: new Map([['error', 1]]) })).toContain('«1 alert»');
});

test('each sort can be left out, and only hints of the range are given', () => {
  const text = '- kind: latency\n  for: 5400s\n- kind: accuracy\n';
  expect(shown(text, { ...all, defaults: false })).toBe(
    '- kind: latency\n  for: 5400s«= 1h 30m»\n- kind: accuracy\n',
  );
  expect(shown(text, { ...all, durations: false })).not.toContain('1h');
  expect(hintsOf(text, all, 'a.monitor.yaml', [2, 3]).hints.map(({ position }) => position.line)).toEqual([
    2,
  ]);
});

test('the same in JSON, and nothing where a kind is unknown', () => {
  expect(shown('[{ "kind": "latency" }]\n', all, 'a.monitor.json')).toBe(
    '[{ "kind": "latency"«ema_alpha: 0.1» }]\n',
  );
  expect(shown('- kind: latncy\n- kind:\n- 5\n')).toBe('- kind: latncy\n- kind:\n- 5\n');
});

test.each([
  ...['', ', aggregate: ema', ', aggregate: median', ', aggregate: mean, window: 5'].map(
    (rest) => `- { kind: metric, metric: x${rest} }\n`,
  ),
  '- { kind: drift, strategy: { type: p_value } }\n',
  '- { kind: silence, strategy: { type: static, bound: 60 } }\n',
  ...['cusum', 'ewma_chart', 'shewhart'].map(
    (type) => `- { kind: error, strategy: { type: ${type}, baseline_mean: 0.1, baseline_std: 0.3 } }\n`,
  ),
])('no default that would have no effect if it were written: %s', async (text) => {
  const { document, hints } = hintsOf(text);
  for (const hint of hints) {
    const tooltips = partsOf(hint).flatMap(({ value, tooltip }) =>
      value === '…' ? ((tooltip as MarkupContent).value.match(/[^`]+(?=`(,|$))/g) ?? []) : [value],
    );
    for (const part of tooltips) {
      const at = document.offsetAt(hint.position);
      const written = `${text.slice(0, at)}, ${part.replace(/, $/, '')}${text.slice(at)}`;
      if (!part.startsWith('alarms '))
        expect(await marks(written)).not.toContainEqual(expect.stringContaining('unused-parameter'));
    }
  }
});

test('defaults that count stay', () => {
  expect(shown('- { kind: metric, metric: x, aggregate: median }\n')).toContain('window: ');
  expect(shown('- { kind: drift }\n')).toContain('threshold: ');
  expect(shown('- { kind: silence }\n')).toContain('max_gap: ');
  expect(shown('- { kind: metric, metric: x }\n')).not.toMatch(/window|ema_alpha/);
});
