import { alarmSideOf, asShare, neverReason } from './kit/alarm-side.ts';
import { baselineVerdict } from './kit/baseline-reach.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { strategiesInUse } from './kit/strategies-in-use.ts';

/** A bound beyond what the metric can take, on the side that never comes. */
export const thresholdNeverFires: Rule = {
  id: 'threshold-never-fires',
  severity: 'warning',
  title: 'Bound that no value can pass',
  isPerMonitor: true,
  doc:
    'A metric such as an accuracy has a smallest and a largest value. A bound outside of them on the far side never ' +
    'alarms, whatever happens. Often a percentage was meant where a share is asked for: `90` for `0.9`. Of `z_score`, `cusum` ' +
    'and `ewma_chart` the same is said where a given baseline leaves no value far enough away.',
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
      text: '- kind: accuracy\n  strategy: { type: static, bound: -0.1, inclusive: true }\n',
      marks: '-0.1',
      message: '`accuracy` is at least 0, so it never falls to -0.1',
    },
  ],
  check: (context) =>
    strategiesInUse(context).flatMap(({ monitor: { metric }, strategy, place, isInline }) => {
      if (!metric) return [];
      const known = baselineVerdict(strategy, metric);
      if (known?.fires === 'never') return [{ ...place(known.key), message: known.message }];
      const side = alarmSideOf(strategy, metric);
      const message = side && neverReason(side, metric);
      if (!side || !message) return [];
      const at = place(side.key);
      return [{ ...at, message, ...fixesFrom(isInline ? asShare(side, metric, at.span) : undefined) }];
    }),
};
