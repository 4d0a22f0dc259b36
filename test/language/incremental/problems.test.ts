import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguageService, type LanguageHost } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { applied, type Start, script, starts } from './edit-scripts.ts';

const events = Array.from({ length: 40 }, (_, at) => ({
  type: 'metric_sample',
  timestamp: `2026-01-01T00:00:${String(at).padStart(2, '0')}Z`,
  metric: at % 2 === 0 ? 'inference_latency_ms' : 'accuracy',
  value: at % 2 === 0 ? 90 + at : 0.9,
}));

const files = {
  'events.ndjson': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  'common.strategies.yaml':
    'strategies:\n  shared: { type: static, bound: 3000 }\n  high: { type: static, bound: 5 }\n',
};

/** Every sort of thing that what is said of one monitor may rest on. */
const rich: Start = {
  path: 'rich.monitor.yaml',
  text:
    'include: [common.strategies.yaml]\npreview:\n  events: [events.ndjson]\nruntime:\n  polling_interval: 500ms\n' +
    'defaults:\n  for: 2s\n  repeat: once\nmonitors:\n' +
    '- kind: latency\n  strategy: shared\n- kind: latency\n  for: 1s\n  strategy: { type: ewma, alpha: 0.2, k_sigma: 3 }\n' +
    '- kind: accuracy\n  id: a\n  window: 1e2\n  strategy: high\n- kind: accuracy\n  strategy: own\n  cooldown: 5m\n' +
    '- kind: drift\n  strategy: { type: fixed_threshold, threshold: 0.05 }\n- kind: error\n  id: a\n  strategy: { type: p_value }\n' +
    '- &w\n  kind: metric\n  id: w\n  metric: accuracy\n  window: 50\n- <<: *w\n  id: v\n  aggregate: mean\n  strategy: &q { type: ewma, alpha: 0.2, k_sigma: 3 }\n' +
    '- kind: metric\n  id: u\n  metric: accuracy\n  strategy: *q\n- *w\n' +
    'strategies:\n  own:\n    type: static\n    bound: 1.5\n  idle: { type: any_of, strategies: [own] }\nretraining:\n- on: [a, b]\n',
};

/** As the server has it: the facts of a sample stay the same object while nobody asks for others. */
function rememberingHost(): LanguageHost {
  const host = memoryHost(files);
  const known = new Map<string, ReturnType<NonNullable<LanguageHost['sample']>>>();
  return {
    ...host,
    async sample(query) {
      const key = JSON.stringify(query);
      const facts = known.get(key) ?? host.sample?.(query) ?? Promise.resolve(undefined);
      known.set(key, facts);
      return facts;
    },
  };
}

const host = rememberingHost();

async function sameAsAnew({ path, text: start }: Start, changes: readonly ((text: string) => string)[]) {
  const kept = createLanguageService(host);
  let text = start;
  await kept.problems(documentOf(path, text, 0));
  for (const [at, change] of changes.entries()) {
    text = change(text);
    const document = documentOf(path, text, at + 1);
    const anew = await createLanguageService(host).problems(document);
    expect(await kept.problems(document), JSON.stringify(text)).toEqual(anew);
  }
}

/** Changes beside the monitors that change what is to be said of them. */
const around: readonly (readonly [string, string])[] = [
  ['bound: 1.5', 'bound: 0.5'],
  ['for: 2s\n', 'for: 7s\n'],
  ['polling_interval: 500ms', 'polling_interval: 5s'],
  ['[events.ndjson]', '[]'],
  ['common', 'uncommon'],
  ['\n  own:', '\n  shared:'],
  ['aggregate: mean', 'aggregate: ema'],
  ['<<: *w', 'kind: drift'],
  ['strategy: *q', 'strategy: own'],
];

/** Swaps one way and back. */
function swapped(text: string, [one, other]: readonly [string, string]): string {
  return text.includes(one) ? text.replace(one, other) : text.replace(other, one);
}

const steps = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...around).map((pair) => (text: string) => swapped(text, pair)) },
    script.map((edits) => (text: string) => edits.reduce(applied, text)),
  ),
  { minLength: 2, maxLength: 6 },
);

it('the problems after every change beside the monitors are those of the text opened anew', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (changes) => sameAsAnew(rich, changes)),
    { numRuns: 150 },
  );
});

describe.each(starts)('$path', (start) => {
  it('the problems after every edit are those of the text opened anew', async () => {
    await fc.assert(
      fc.asyncProperty(script, (edits) =>
        sameAsAnew(
          start,
          edits.map((edit) => (text) => applied(text, edit)),
        ),
      ),
      { numRuns: 10 },
    );
  });
});

it('a strategy that changes in an included file is judged again with all monitors that use it', async () => {
  const changing: Record<string, string> = {
    's.strategies.yaml': 'strategies: { high: { type: static, bound: 0.9 } }\n',
  };
  const service = createLanguageService(memoryHost(changing));
  const text =
    'include: [s.strategies.yaml]\nmonitors:\n- kind: latency\n- kind: accuracy\n  strategy: high\n- kind: drift\n';
  const rulesAt = async (version: number) => {
    const problems = await service.problems(documentOf('a.monitor.yaml', text, version));
    return problems.map(({ rule }) => rule);
  };
  expect(await rulesAt(1)).toEqual([]);
  changing['s.strategies.yaml'] = 'strategies: { high: { type: static, bound: -1 } }\n';
  expect(await rulesAt(1)).toEqual(['threshold-never-fires']);
  changing['s.strategies.yaml'] = 'strategies: { high: { type: static, bound: 0.9 } }\n';
  expect(await rulesAt(2)).toEqual([]);
});
