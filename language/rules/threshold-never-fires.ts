import { alarmSideOf, asShare, neverReason } from './kit/alarm-side.ts';
import { baselineVerdict } from './kit/baseline-reach.ts';
import { contradictionIn } from './kit/contradiction.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';
import { type StrategyInUse, strategiesInUse } from './kit/strategies-in-use.ts';

/** A bound beyond what the metric can take, on the side that never comes. */
export const thresholdNeverFires: Rule = {
  id: 'threshold-never-fires',
  severity: 'warning',
  title: 'Bound that no value can pass',
  isPerMonitor: true,
  doc:
    'A metric such as an accuracy has a smallest and a largest value. A bound outside of them on the far side never ' +
    'alarms, whatever happens. Often a percentage was meant where a share is asked for: `90` for `0.9`. Of `z_score`, `cusum` ' +
    'and `ewma_chart` the same is said where a given baseline leaves no value far enough away, and of `all_of` where no value ' +
    'passes two of its bounds at once: a part above 5 and one below 3.',
  good: [
    { text: '- kind: accuracy\n  strategy: { type: threshold, threshold: 0.9 }\n' },
    { text: '- kind: latency\n  strategy: { type: static, bound: 250 }\n' },
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0.2, z_threshold: 3 }\n',
    },
    {
      text: '- kind: error\n  strategy: [{ type: cusum, baseline_mean: 0.5, k: 9 }, { type: ewma_chart, L: 9 }]\n',
    },
    { text: '- kind: metric\n  metric: x\n  strategy: { type: static, bound: -1e9, direction: below }\n' },
    { text: '- kind: error\n  strategy: { type: static, bound: 1, inclusive: true }\n' },
    {
      text: '- kind: latency\n  strategy: { type: all_of, strategies: [{ type: static, bound: 3 }, { type: threshold, threshold: 5 }] }\n',
    },
    {
      text: '- kind: latency\n  strategy: [{ type: static, bound: 5 }, { type: threshold, threshold: 3 }]\n',
    },
  ],
  bad: [
    {
      text: '- kind: failure_rate\n  strategy: { type: static, bound: 5 }\n',
      marks: '5',
      message: '`failure_rate` is at most 1, so it is never above 5',
    },
    { text: '- kind: latency\n  strategy: { type: threshold, threshold: 0 }\n', marks: '0' },
    { text: '- kind: accuracy_drift\n  strategy: { type: fixed_threshold, threshold: 1.2 }\n', marks: '1.2' },
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0.3, z_threshold: 3 }\n',
      marks: '3',
      message:
        '`confidence_mean` lies between 0 and 1, at most 2.83 standard deviations from `baseline_mean` 0.85, so it never reaches `z_threshold` 3',
    },
    {
      text: '- kind: error\n  strategy: { type: cusum, baseline_mean: 0.5, baseline_std: 0.5, k: 1 }\n',
      marks: '1',
      message:
        '`error` lies between 0 and 1, at most 1 standard deviations from `baseline_mean` 0.5, not more than the `k` 1 that is allowed, so nothing ever adds up',
    },
    {
      text: '- kind: accuracy\n  strategy: { type: ewma_chart, baseline_mean: 0.5, baseline_std: 0.5, lambda: 0.5, L: 3 }\n',
      marks: '3',
      message:
        '`accuracy` lies between 0 and 1, at most 1 standard deviations from `baseline_mean` 0.5, and their average never more than the 1.73 standard deviations that `L` 3 allows',
    },
    {
      text: 'monitors: [{ kind: error, strategy: high }]\nstrategies:\n  "high": { type: static, bound: 1 }\n',
      marks: 'high',
    },
    {
      text: '- kind: latency\n  strategy: { type: all_of, strategies: [{ type: static, bound: 5 }, { type: threshold, threshold: 3 }] }\n',
      marks: '3',
      message: '`latency_ms_ewma` is never above 5 and below 3 at once, so `all_of` never alarms',
    },
    {
      text: 'monitors: [{ kind: metric, metric: x, strategy: { type: all_of, strategies: [low, { type: any_of, strategies: [low, high] }, { type: all_of, strategies: [high, { type: ewma, alpha: 0.1, k_sigma: 2 }] }] } }]\nstrategies:\n  low: { type: static, bound: 5, direction: below }\n  "high": { type: fixed_threshold, threshold: 7 }\n',
      marks: 'high',
      message: '`x` is never below 5 and 7 or more at once, so `all_of` never alarms',
    },
    {
      text: '- kind: feature_drift\n  field: x\n  measure: hellinger\n  strategy: { type: static, bound: 1.5 }\n',
      marks: '1.5',
      message: '`x_hellinger` is at most 1, so it is never above 1.5',
    },
    {
      text: '- kind: accuracy\n  strategy: { type: static, bound: -0.1, inclusive: true }\n',
      marks: '-0.1',
      message: '`accuracy` is at least 0, so it never falls to -0.1',
    },
  ],
  check: (context) => {
    const uses = strategiesInUse(context);
    return uses.flatMap((use) => [...ofBound(use), ...ofContradiction(use, uses, context)]);
  },
};

function ofBound({ monitor: { metric }, strategy, place, isInline }: StrategyInUse): RuleFinding[] {
  if (!metric) return [];
  const known = baselineVerdict(strategy, metric);
  if (known?.fires === 'never') return [{ ...place(known.key), message: known.message }];
  const side = alarmSideOf(strategy, metric);
  const message = side && neverReason(side, metric);
  if (!side || !message) return [];
  const at = place(side.key);
  return [{ ...at, message, ...fixesFrom(isInline ? asShare(side, metric, at.span) : undefined) }];
}

/** Marks the later of two bounds that no value passes at once. */
function ofContradiction(
  { monitor, strategy }: StrategyInUse,
  uses: readonly StrategyInUse[],
  { resolution }: RuleContext,
): RuleFinding[] {
  const found = monitor.metric && contradictionIn(strategy, monitor.metric, resolution);
  if (!found) return [];
  const [first, second] = found.bounds.map(({ part, side }) =>
    uses.find((use) => use.monitor === monitor && use.strategy === part)?.place(side.key),
  );
  if (!first || !second) return [];
  const other = first.related ?? [{ span: first.span, message: 'the other bound' }];
  return [{ span: second.span, message: found.message, related: [...other, ...(second.related ?? [])] }];
}
