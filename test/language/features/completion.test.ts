import { describe, expect, it } from 'vitest';
import {
  InsertTextFormat,
  InsertTextMode,
  type MarkupContent,
  type TextEdit,
} from 'vscode-languageserver-types';
import { parse } from 'yaml';
import { monitorKinds } from '../../../core/metrics/index.ts';
import { strategies } from '../../../core/strategies/index.ts';
import { cursorIn, filesWanted } from '../../../language/features/completion.ts';
import { monitorValidator, strategyValidator } from '../../../language/generated/validators.js';
import { cursor } from '../../helpers/cursor.ts';
import { completions } from './completions.ts';

const kinds = monitorKinds.map(({ id }) => id);
const types = strategies.map(({ id }) => id);

describe('keys', () => {
  it('come with the branch: required first, then its own, then the common ones, absent ones only', () => {
    expect(completions('- kind: drift\n  strategy:\n    type: ewma\n    █').labels).toEqual([
      'alpha',
      'k_sigma',
    ]);
    expect(completions('- kind: latency\n  for: 1m\n  █\n  id: a').labels).toEqual([
      'ema_alpha',
      'from',
      'strategy',
      'severity',
      'keep_firing_for',
      'cooldown',
      'repeat',
    ]);
  });

  it('are not offered where they would have no effect', () => {
    const keys = (text: string) => completions(text).labels;
    expect(keys('- kind: drift\n  strategy: { type: p_value }\n  █')).not.toContain('threshold');
    expect(keys('- kind: drift\n  █')).toContain('threshold');
    const bare = keys('- kind: metric\n  metric: x\n  █');
    expect(bare).toContain('aggregate');
    expect(bare).not.toContain('window');
    expect(bare).not.toContain('ema_alpha');
    expect(keys('- kind: metric\n  metric: x\n  aggregate: p95\n  █')).toContain('window');
  });

  it('presets are those of the measure', () => {
    const presets = (measure: string) =>
      completions(`- kind: feature_drift\n  field: x\n${measure}  preset: █`).labels;
    expect(presets('  measure: ks\n')).not.toContain('quantile');
    expect(presets('  measure: ks\n')).toContain('evidently');
    expect(presets('  measure: psi\n')).toContain('quantile');
    expect(presets('')).toContain('quantile');
  });

  it('before the discriminator: the branches, the discriminator, the common keys; no branch has its own', () => {
    const { labels } = completions('- id: a\n  █');
    expect(labels.slice(0, kinds.length)).toEqual(kinds.map((kind) => `kind: ${kind}`));
    expect(labels.slice(kinds.length)).toEqual([
      'kind',
      'strategy',
      'severity',
      'for',
      'keep_firing_for',
      'cooldown',
      'repeat',
    ]);
  });

  it('with a discriminator that names nothing: the common keys', () => {
    expect(completions('- kind: lattency\n  █').labels).toEqual([
      'id',
      'strategy',
      'severity',
      'for',
      'keep_firing_for',
      'cooldown',
      'repeat',
    ]);
  });

  it('of a map with several forms: each form whole, and then only its own', () => {
    const reference = (text: string) => completions(`- kind: prediction_drift\n  reference:${text}`);
    const forms = ['events', 'first', 'from … to'];
    for (const empty of ['\n    █', ' █', ' {█}']) expect(reference(empty).labels).toEqual(forms);
    expect(reference('\n    first: 5\n    █').labels).toEqual([]);
    expect(reference('\n    to: a\n    █').labels).toEqual(['from']);
    expect(reference('\n    from: a\n    █').labels).toEqual(['to']);
    expect(reference('\n    events: a\n    █').labels).toEqual(['map']);
    expect(reference('\n    map: {}\n    █').labels).toEqual(['events']);
    const json = completions('[{"kind": "prediction_drift", "reference": █}]', {}, 'a.monitor.json');
    expect(json.labels).toEqual(['{ events }', '{ first }', '{ from … to }']);
    const { reference: span } = JSON.parse(json.applied('{ from … to }'))[0];
    expect(Date.parse(span.from)).toBeLessThan(Date.parse(span.to));
  });

  it('of two groups of which one is to be given: the other goes', () => {
    const own = (marked: string) =>
      completions(marked).labels.filter((label) => /^(metric|event|field)$/.test(label));
    expect(own('- kind: metric\n  █')).toEqual(['metric', 'event', 'field']);
    expect(own('- kind: metric\n  metric: a\n  █')).toEqual([]);
    expect(own('- kind: metric\n  event: failure\n  █')).toEqual(['field']);
    expect(completions('- kind: metric\n  event: failure\n  █').item('field').detail).toMatch(/^required/);
  });
});

describe('keys, one by one,', () => {
  it('say what they are', () => {
    const item = completions('- kind: latency\n  █').item('ema_alpha');
    expect(item.detail).toBe('number · > 0, ≤ 1 · default 0.1');
    expect((item.documentation as MarkupContent).value).toContain('Weight of the newest latency');
    expect(item.filterText).toBe('ema_alpha');
  });

  it('are snippets with the default, an example or a choice to step through', () => {
    const text = (label: string) =>
      (completions('- kind: latency\n  █').item(label).textEdit as TextEdit).newText;
    expect(text('ema_alpha')).toBe(`ema_alpha: ${'$'}{1:0.1}`);
    expect(text('for')).toBe(`for: ${'$'}{1:2m}`);
    expect(text('severity')).toBe(`severity: ${'$'}{1|info,warning,critical|}`);
  });

  it('of a strategy file depend on its form', () => {
    const labels = (marked: string) => completions(marked, { format: 'strategy' }).labels;
    expect(labels('█').slice(0, 2)).toEqual(['named strategies', 'type: static']);
    expect(labels('type: static\n█')).toEqual(['bound', 'direction', 'inclusive']);
    expect(labels('version: 1\n█')).toEqual(['strategies']);
  });

  it('of a test file', () => {
    const test = { format: 'test', monitorIds: ['latency'] } as const;
    expect(completions('█', test).labels).toEqual(['config tests', 'config', 'tests']);
    const marked = 'config: a\ntests:\n  - name: b\n    expect:\n      - █';
    expect(completions(marked, test).labels).toContain('never');
    expect(completions(marked, test).applied('monitor')).toBe(marked.replace('█', 'monitor: latency'));
  });

  it('of a mapping are the fields of events', () => {
    expect(completions('preview:\n  map:\n    ts█').labels).toContain('timestamp');
    expect(completions('preview:\n  map: {timestamp: a, █}').labels).not.toContain('timestamp');
  });
});

describe('values', () => {
  const values = (marked: string, more = {}) => completions(marked, more).labels;

  it.each([
    ['the discriminator', '- kind: █', kinds],
    ['a choice', '- kind: drift\n  severity: █', ['info', 'warning', 'critical']],
    ['true or false', 'config: a\ntests:\n  - exact: █', ['true', 'false']],
    ['the default and the examples', '- kind: latency\n  ema_alpha: █', ['0.1', '0.3']],
    ['event types in brackets', '- kind: drift\n  from: █', ['drift_detected', 'concept_drift']],
    ['event types still missing', '- kind: drift\n  from: [concept_drift, █]', ['drift_detected']],
    [
      'numeric fields of the event',
      '- kind: metric\n  event: inference_completed\n  field: l█',
      ['latency_ms', 'metadata.confidence'],
    ],
  ])('%s', (_, marked, expected) =>
    expect(values(marked, marked.startsWith('config') ? { format: 'test' } : {})).toEqual(expected),
  );

  it('durations, the default first', () => {
    expect(values('runtime: {tick_interval: █}')[0]).toBe('5s');
    expect(values('- kind: drift\n  cooldown: █')).toContain('1h');
  });

  it('say what they mean', () => {
    const severity = completions('- kind: drift\n  severity: █').item('critical');
    expect((severity.documentation as MarkupContent).value).toBe('wake somebody up');
    const kind = completions('- kind: █').item('latency');
    expect((kind.documentation as MarkupContent).value).toContain('latency_ms_ewma');
  });
});

describe('names', () => {
  const values = (marked: string, more = {}) => completions(marked, more).labels;

  it('of strategies: of this document and of included ones, or one written out', () => {
    const marked =
      'monitors:\n  - kind: drift\n    strategy: █\nstrategies:\n  slow: {type: static, bound: 1}';
    const [slow, shared, ...written] = values(marked, { strategyNames: ['shared'] });
    expect([slow, shared]).toEqual(['slow', 'shared']);
    expect(written.toSorted()).toEqual(types.map((type) => `{ type: ${type} }`).toSorted());
    expect(values('strategies:\n  a: █')).toEqual(types.map((type) => `{ type: ${type} }`));
  });

  it('of monitors, those not in the list yet', () => {
    const marked =
      'monitors:\n  - kind: drift\n  - kind: drift\n  - {id: a, kind: error}\nretraining:\n  - on: [drift, █]';
    expect(values(marked)).toEqual(['drift-2', 'a']);
  });

  it('of files, as far as the host knows any', () => {
    const matchFiles = (kind: string, typed: string) => [`${typed}${kind}.ndjson`];
    expect(values('preview:\n  events:\n    - data/█', { matchFiles })).toEqual(['data/events.ndjson']);
    expect(completions('preview: {events: █}', { matchFiles }).applied('events.ndjson')).toBe(
      'preview: {events: [events.ndjson]}',
    );
    const reference = '- kind: prediction_drift\n  reference:\n    events: data/█';
    expect(values(reference, { matchFiles })).toEqual(['data/events.ndjson']);
    const { document, position } = cursor('preview:\n  events:\n    - data/█');
    expect(filesWanted(document, cursorIn(document, position), 'monitor')).toEqual({
      kind: 'events',
      typed: 'data/',
    });
  });
});

describe('anchors', () => {
  const base =
    '- &base\n  kind: latency\n  ema_alpha: 0.2\n  strategy: &band { type: ewma, alpha: &n 0.2 }\n';
  const told = (marked: string) =>
    completions(base + marked).items.map(({ label, detail }) => `${label} ${detail ?? ''}`);

  it('of maps that fit are offered behind a merge key, with what they hold', () => {
    for (const place of ['- <<: █', '- <<:█', '- <<: *█', '- { <<: *█ }', '- <<: [*█]\n  id: b'])
      expect(told(place), place).toEqual(['*base kind: latency, ema_alpha: 0.2, strategy']);
    expect(completions(`${base}- <<: *b█`).applied('*base')).toBe(`${base}- <<: *base`);
    expect(told('- kind: drift\n  strategy: { <<: *█ }')).toEqual(['*band type: ewma, alpha: 0.2']);
    const item = completions(`${base}- kind: drift\n  strategy: { <<: *█ }`).item('*band');
    expect((item.documentation as MarkupContent).value).toBe('```yaml\n{ type: ewma, alpha: &n 0.2 }\n```');
  });

  it('are offered behind a star where their node has the form that is wanted', () => {
    expect(told('- kind: latency\n  strategy: *█')).toEqual(['*band type: ewma, alpha: 0.2']);
    expect(told('- kind: latency\n  ema_alpha: *█')).toEqual(['*n 0.2']);
    expect(told('- kind: latency\n  severity: *█')).toEqual([]);
    expect(told('- *█')).toEqual(['*base kind: latency, ema_alpha: 0.2, strategy']);
    expect(told('- kind: latency\n  strategy: [*band, *█]')).toEqual([]);
  });

  it('are not offered in their own node, before they come, or in another document', () => {
    expect(completions('- &a\n  kind: drift\n  <<: *█').labels).toEqual([]);
    expect(completions('- <<: *█\n- &a\n  kind: drift').labels).toEqual([]);
    expect(completions('- &a\n  kind: drift\n---\n- <<: *█').labels).toEqual([]);
  });

  it('are offered with the merge key where a map merges nothing yet', () => {
    const { labels, applied } = completions(`${base}- id: b\n  █`);
    expect(labels.at(-1)).toBe('<<: *base');
    expect(applied('<<: *base')).toBe(`${base}- id: b\n  <<: *base`);
    expect(completions(`${base}- <<: *base\n  █`).labels).not.toContain('<<: *base');
    expect(completions('[{"kind": "drift", █}]', {}, 'a.monitor.json').labels).not.toContain('<<');
  });

  it('give keys that may be overridden: they come last and say of what', () => {
    const { labels, item } = completions(`${base}- <<: *base\n  id: b\n  █`);
    expect(labels.slice(-3)).toEqual(['kind', 'ema_alpha', 'strategy']);
    expect(labels).not.toContain('kind: latency');
    expect(item('ema_alpha').detail).toMatch(/^overrides 0.2 from \*base · number/);
    expect(item('from').detail).toBe('list');
  });

  it('say what a strategy is for', () => {
    const { labels } = completions('- &a\n  kind: accuracy\n- <<: *a\n  strategy: █');
    expect(labels[0]).toBe('{ type: threshold }');
  });
});

describe('what is inserted', () => {
  it.each(kinds)('a new %s monitor is valid', (kind) => {
    const text = completions('- █').applied(`kind: ${kind}`);
    expect(monitorValidator(parse(text)), text).toBe(true);
  });

  it.each(types)('a new %s strategy is valid', (type) => {
    const text = completions('█', { format: 'strategy' }).applied(`type: ${type}`);
    expect(strategyValidator(parse(text)), text).toBe(true);
  });

  it('a new ewma strategy can alarm', () => {
    const { alpha, k_sigma } = parse(completions('█', { format: 'strategy' }).applied('type: ewma'));
    expect(k_sigma).toBeLessThan(1 / Math.sqrt(alpha));
  });

  it('has no placeholders for clients without snippets', () => {
    const marked = 'monitors:\r\n  - kind: drift\r\n    strategy:\r\n      █';
    const item = completions(marked, { snippets: false }).item('type: z_score');
    expect(item.insertTextFormat).toBe(InsertTextFormat.PlainText);
    expect(item.insertTextMode).toBe(InsertTextMode.asIs);
    expect((item.textEdit as TextEdit).newText).toBe(
      'type: z_score\r\n      baseline_mean: 0.5\r\n      baseline_std: 0.29\r\n      z_threshold: 3',
    );
  });

  it('corrects the indentation of its line by an edit of its own', () => {
    const item = completions('- kind: drift\n      █').item('for');
    const zero = { line: 1, character: 0 };
    expect(item.additionalTextEdits).toEqual([
      { range: { start: zero, end: { line: 1, character: 6 } }, newText: '  ' },
    ]);
    expect(item.insertTextMode).toBe(InsertTextMode.asIs);
  });

  it('is text where quotes ask for it, and YAML behind a quoted word', () => {
    const named = (value: string) => `- kind: drift\n  strategy: ${value}`;
    expect(completions(named('"█"'), { strategyNames: ['slow'] }).labels).toEqual(['slow']);
    expect(completions(named('"█"'), { strategyNames: ['slow'] }).applied('slow')).toBe(named('"slow"'));
    expect(completions('- "k█"').applied('kind: latency')).toBe('- "kind": latency');
    expect(completions("preview:\n  events: '█'", { matchFiles: () => ['a.csv'] }).applied('a.csv')).toBe(
      "preview:\n  events: ['a.csv']",
    );
  });

  it('may keep the rest of a word, for clients that ask people which', () => {
    const edit = (marked: string) => completions(marked, { insertReplace: true }).item('drift').textEdit;
    const at = (character: number) => ({ line: 0, character });
    const replace = { start: at(8), end: at(15) };
    expect(edit('- kind: la█tency')).toEqual({
      newText: 'drift',
      insert: { start: at(8), end: at(10) },
      replace,
    });
    expect(edit('- kind: latency█')).toEqual({ newText: 'drift', range: replace });
    expect(edit('- kind: █latency')).toEqual({ newText: 'drift', range: replace });
    expect(edit('- kind: "la█tency"')).toHaveProperty('range');
  });

  it('replaces the whole word, and is matched with the quote before it', () => {
    const item = completions('- kind: "la█tency"').item('drift');
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 17 } };
    expect(item.textEdit).toEqual({ range, newText: '"drift"' });
    expect(item.filterText).toBe('"drift');
  });
});
