import type { MetricInfo } from '../../core/spec/metric.ts';
import { verdict } from '../../core/strategies/detector.ts';
import type { StrategyFacts } from '../model/facts.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { measuredBy, mostValues } from './kit/sample-of.ts';
import { type StrategyInUse, strategiesInUse } from './kit/strategies-in-use.ts';

const events = [3, 4, 3, 5]
  .map(
    (value, at) =>
      `{"type":"metric_sample","metric":"gpu","value":${value},"timestamp":"2026-01-01T00:0${at}:00Z"}\n`,
  )
  .join('');
const files = { 'e.ndjson': events };
const monitor =
  'preview: { events: [e.ndjson] }\nmonitors:\n  - kind: metric\n    metric: gpu\n    strategy: ';

/** A strategy that has no verdict before the sample ends. */
export const warmUpLongerThanSample: Rule = {
  id: 'warm-up-longer-than-sample',
  severity: 'warning',
  needsData: true,
  title: 'Warm-up longer than the sample',
  isPerMonitor: true,
  doc:
    'Strategies that learn what is normal give no verdict before they have seen enough values. Where the events of ' +
    '`preview.events` end before that, the preview shows no alert whatever the values are, and proves nothing. Take a ' +
    'longer sample, or give a baseline.',
  good: [
    { text: `${monitor}{ type: cusum, warm_up: 3 }\n`, files },
    { text: `${monitor}{ type: cusum, warm_up: 300, baseline_mean: 3, baseline_std: 1 }\n`, files },
    { text: `${monitor}{ type: cusum }\n` },
    { text: `${monitor}{ type: static, bound: 4 }\n`, files },
  ],
  bad: [
    {
      text: `${monitor}{ type: cusum, warm_up: 4 }\n`,
      files,
      marks: '4',
      message:
        'On the sample this strategy gives no verdict: the first comes with value 5, and there are 4 values',
    },
    { text: `${monitor}{ type: kswin }\n`, files, marks: 'kswin' },
    { text: `${monitor}{ type: page_hinkley, min_instances: 10 }\n`, files, marks: '10' },
  ],
  check: (context) =>
    context.resolution.sample?.isWhole ? strategiesInUse(context).flatMap((use) => ofUse(use, context)) : [],
};

function ofUse({ monitor: facts, strategy, place }: StrategyInUse, context: RuleContext): RuleFinding[] {
  const most = mostValues(measuredBy(context, facts));
  if (most === 0 || !facts.metric || !strategy.params) return [];
  const first = firstVerdict(strategy, facts.metric, most);
  if (first <= most) return [];
  const comes = Number.isFinite(first)
    ? `the first comes with value ${first.toLocaleString('en-US')}, and `
    : '';
  const message = `On the sample this strategy gives no verdict: ${comes}there are ${most.toLocaleString('en-US')} values`;
  return [{ ...place(warmUpKey(strategy)), message }];
}

/** Values a probe takes at most beyond those of the sample, to say when the first verdict would come. */
const maxProbe = 100_000;

/**
 * With which value the strategy says something first, at the earliest: tried out, on values that go up and down and
 * on values that are all errors, which is what the slowest detectors wait for. Infinity where none of them gets there.
 */
function firstVerdict({ definition, params }: StrategyFacts, metric: MetricInfo, most: number): number {
  const values = [(at: number) => at % 2, () => 1];
  const firsts = values.map((value) => {
    const detector = definition?.create(params ?? {}, metric, []);
    for (let at = 0; at < most + maxProbe; at += 1)
      if (detector?.update(value(at)) !== verdict.warmingUp) return at + 1;
    return Infinity;
  });
  return Math.min(...firsts);
}

/** The parameter that makes it wait, as strategies call it. */
const warmUpKeys = ['warm_up', 'warm_start', 'min_instances', 'window_size', 'window', 'grace_period'];

const warmUpKey = ({ params }: StrategyFacts) =>
  warmUpKeys.find((key) => params?.[key] !== undefined) ?? 'type';
