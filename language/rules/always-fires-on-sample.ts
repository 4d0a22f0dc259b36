import type { Spread } from '../../core/spec/sample-facts.ts';
import { verdict } from '../../core/strategies/detector.ts';
import type { MonitorFacts, StrategyFacts } from '../model/facts.ts';
import { alarmSideOf, alwaysReason, isInverted } from './kit/alarm-side.ts';
import { baselineVerdict } from './kit/baseline-reach.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { grouped, measuredBy } from './kit/sample-of.ts';
import { needsAllOf, type StrategyInUse, strategiesInUse } from './kit/strategies-in-use.ts';

const files = {
  'e.ndjson': Array.from({ length: 12 }, (_, at) => {
    const timestamp = new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
    return `${JSON.stringify({ type: 'metric_sample', metric: 'wait', value: 180 + at, timestamp })}\n`;
  }).join(''),
};
const on = (strategy: string) => ({
  text: `preview: { events: [e.ndjson] }\nmonitors:\n  - kind: metric\n    metric: wait\n    strategy: ${strategy}\n`,
  files,
});

/** A bound that every value of the sample passes. */
export const alwaysFiresOnSample: Rule = {
  id: 'always-fires-on-sample',
  severity: 'warning',
  needsData: true,
  title: 'Bound that every value of the sample passes',
  isPerMonitor: true,
  doc:
    'Where each of at least ten values of `preview.events` alarms, on every model, the bound is most often in another unit ' +
    'than the metric (`0.25` seconds for milliseconds) or on the wrong side. Said of fixed bounds and `z_score`, alone or in ' +
    '`any_of`, and only where the whole sample was looked at. A sample of nothing but an incident alarms rightly.',
  good: [
    on('{ type: static, bound: 180 }'),
    on('{ type: threshold, threshold: 191 }'),
    on('{ type: z_score, baseline_mean: 186, baseline_std: 1, z_threshold: 3 }'),
    on('{ type: z_score, baseline_mean: 185.5, baseline_std: 0.1, z_threshold: 3 }'),
    on('{ type: all_of, strategies: [{ type: static, bound: 1 }, { type: static, bound: 190 }] }'),
    { text: '- { kind: latency, strategy: { type: static, bound: 0.25 } }\n' },
  ],
  bad: [
    {
      ...on('{ type: static, bound: 0.25 }'),
      marks: '0.25',
      message: 'All 12 values of the sample alarm: `wait` lies between 180 and 191 there',
    },
    { ...on('{ type: threshold, threshold: 200 }'), marks: '200' },
    { ...on('{ type: fixed_threshold, threshold: 180 }'), marks: '180' },
    { ...on('{ type: z_score, baseline_mean: 0.2, baseline_std: 0.1, z_threshold: 3 }'), marks: '0.2' },
    {
      ...on('{ type: any_of, strategies: [{ type: static, bound: 2 }, { type: static, bound: 190 }] }'),
      marks: '2',
    },
  ],
  check(context) {
    if (!context.resolution.sample?.isWhole) return [];
    const uses = strategiesInUse(context);
    return uses.flatMap((use) => (needsAllOf(use.monitor, uses) ? [] : ofUse(use, context)));
  },
};

/** Fewer values are no evidence of how a metric behaves. */
const minValues = 10;

function ofUse({ monitor, strategy, place }: StrategyInUse, context: RuleContext): RuleFinding[] {
  const { metric } = monitor;
  const measured = measuredBy(context, monitor);
  const count = measured.reduce((sum, { values }) => sum + values.count, 0);
  if (!metric || count < minValues || !measured.every(({ values }) => alarmsOnAll(strategy, monitor, values)))
    return [];
  const [low, high] = [
    Math.min(...measured.map(({ values }) => values.quantiles[0] ?? Number.NaN)),
    Math.max(...measured.map(({ values }) => values.quantiles.at(-1) ?? Number.NaN)),
  ];
  const unit = metric.unit === '' ? '' : ` ${metric.unit}`;
  const range =
    low === high ? `is always ${short(low)}${unit}` : `lies between ${short(low)} and ${short(high)}${unit}`;
  const message = `All ${grouped(count)} values of the sample alarm: \`${metric.name}\` ${range} there`;
  return [{ ...place(boundKey(strategy)), message }];
}

/** Asks a fresh detector about the smallest and the largest value; what lies between them is then no different. */
function alarmsOnAll(strategy: StrategyFacts, monitor: MonitorFacts, { quantiles }: Spread): boolean {
  const { definition, params } = strategy;
  const { metric } = monitor;
  if (!definition || !params || !metric || isToldAlready(strategy, monitor)) return false;
  const side = alarmSideOf(strategy, metric);
  if (!side && definition.id !== 'z_score') return false;
  const ends = [quantiles[0], quantiles.at(-1)].map((value) => {
    const detector = definition.create(params, metric, []);
    return { alarms: detector.update(value ?? Number.NaN) === verdict.alarm, score: detector.score };
  });
  // Values on both sides of a baseline may have others near it.
  const [low, high] = ends.map(({ score }) => Math.sign(score));
  return ends.every(({ alarms }) => alarms) && (side !== undefined || low === high);
}

/** Where the metric alone tells that every value alarms, or that the direction is wrong, other rules do. */
function isToldAlready(strategy: StrategyFacts, monitor: MonitorFacts): boolean {
  const { metric } = monitor;
  if (!metric) return false;
  const side = alarmSideOf(strategy, metric);
  if (side) return alwaysReason(side, metric) !== undefined || isInverted(monitor, side);
  return baselineVerdict(strategy, metric)?.fires === 'always';
}

function boundKey({ definition }: StrategyFacts): string {
  if (definition?.id === 'z_score') return 'baseline_mean';
  return definition?.id === 'static' ? 'bound' : 'threshold';
}

const short = (value: number) =>
  Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 6 });
