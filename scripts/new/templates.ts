/** How one sort of thing is added: where it lives, how it is registered, and the texts to start from. */
export interface Template {
  readonly folder: string;
  readonly testFolder: string;
  /** Turns the name given into the id users write. */
  id(name: string): string;
  /** The line before which the registry gets its new entry. */
  readonly registryEnd: string;
  file(id: string, constant: string): string;
  test(id: string, constant: string, file: string): string;
}

const snake = (name: string) => name.replaceAll('-', '_');

export const templates: Readonly<Record<string, Template>> = {
  strategy: {
    folder: 'core/strategies',
    testFolder: 'test/core/strategies',
    id: snake,
    registryEnd: '] as const;',
    file: (id, constant) => `import Type from 'typebox';
import { number } from '../spec/schema.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  limit: number({ description: 'Say what it means and how to choose it.', unit: 'metric unit', examples: [1] }),
});

class ${pascal(constant)} implements Detector {
  score = Number.NaN;
  readonly limit: number;
  lower = Number.NaN;
  upper = Number.NaN;

  constructor(limit: number) {
    this.limit = limit;
    this.reset();
  }

  update(value: number) {
    this.score = value;
    return this.score > this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}

export const ${constant} = defineStrategy({
  id: '${id}',
  title: '${title(id)}',
  summary: 'Alarms when … (one sentence).',
  formula: 'value > limit',
  doc: 'The idea, when to choose it, and when to prefer a sibling.',
  references: ['Author, title, year'],
  params,
  examples: [{ params: { limit: 1 }, values: '1 2 0', alarms: [1], note: 'what the example shows' }],
  create: (given) => new ${pascal(constant)}(given.limit),
});
`,
    test: (id, constant, file) => `import { expect, test } from 'vitest';
import { verdict } from '../../../core/strategies/detector.ts';
import { ${constant} } from '../../../core/strategies/${file}.ts';

const metric = { name: 'x', unit: '', range: [-Infinity, Infinity], values: 'real' } as const;

// The conformance suite runs the examples and the general properties; here belongs what only ${id} promises:
// golden indices on a known stream, and an oracle that computes the same the slow way.
test('${id} alarms beyond its limit', () => {
  const detector = ${constant}.create({ limit: 1 }, metric);
  expect([0, 2].map((value) => detector.update(value))).toEqual([verdict.ok, verdict.alarm]);
});
`,
  },
  kind: {
    folder: 'core/metrics',
    testFolder: 'test/core/metrics',
    id: snake,
    registryEnd: '] as const;',
    file: (id, constant) => `import Type from 'typebox';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

export const ${constant} = defineKind({
  id: '${id}',
  title: '${title(id)}',
  summary: 'What it measures, in one sentence.',
  doc: 'What it is good for, and which kind to prefer when it is not.',
  references: [],
  params: Type.Object({}),
  events: ['metric_sample'],
  metric: () => ({ name: '${id}', unit: '', range: [-Infinity, Infinity], values: 'real' }),
  create: () => new ColumnMeter('value'),
});
`,
    test: (id) => `import { expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { metricSamples } from '../../helpers/columns.ts';

test('${id} measures', () => {
  const [lane] = simulate(planOf([{ kind: '${id}' }]), metricSamples([1, 2])).monitors;
  expect([...(lane?.series?.value ?? [])]).toEqual([1, 2]);
});
`,
  },
  rule: {
    folder: 'language/rules',
    testFolder: 'test/language/rules',
    id: (name) => name.replaceAll('_', '-'),
    registryEnd: '];',
    file: (id, constant) => `import type { Rule } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

/** What it finds, in one sentence. */
export const ${constant}: Rule = {
  id: '${id}',
  severity: 'warning',
  title: '${title(id)}',
  doc:
    'Why it matters, and what to do about it: two or three sentences. A rule speaks only of what it knows to be so, ' +
    'and is silent about all else.',
  good: [{ text: '- kind: latency\\n  strategy: { type: static, bound: 250 }\\n' }],
  bad: [
    {
      text: '- kind: latency\\n  strategy: { type: static, bound: 1e9 }\\n',
      marks: '1e9',
      message: '\`bound\` is a placeholder: say here what is wrong',
    },
  ],
  check: (context) =>
    strategiesWritten(context).flatMap((strategy) => {
      if (strategy.params?.['bound'] !== 1e9) return [];
      return [{ span: parameterSpan(strategy, 'bound'), message: '\`bound\` is a placeholder: say here what is wrong' }];
    }),
};
`,
    test: (id) => `import { expect, it } from 'vitest';
import { check } from '../helpers/check.ts';

// The conformance suite runs the rule's own examples; here belongs what they do not show.
it('${id} is silent where the config breaks the schema', async () => {
  const { problems } = await check('- kind: latency\\n  strategy: { type: static, bound: high }\\n', 'a.monitor.yaml');
  expect(problems.filter(({ rule }) => rule === '${id}')).toEqual([]);
});
`,
  },
};

const pascal = (constant: string) => constant.charAt(0).toUpperCase() + constant.slice(1);

const title = (id: string) => pascal(id.replaceAll(/[_-]/g, ' '));
