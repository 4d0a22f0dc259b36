import { alarmSideOf, alwaysReason, asShare } from './kit/alarm-side.ts';
import { baselineVerdict } from './kit/baseline-reach.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { strategiesInUse } from './kit/strategies-in-use.ts';

/** A bound beyond what the metric can take, on the side that is always so. */
export const thresholdAlwaysFires: Rule = {
  id: 'threshold-always-fires',
  severity: 'warning',
  title: 'Bound that every value passes',
  isPerMonitor: true,
  doc:
    'A metric such as an accuracy has a smallest and a largest value. A bound outside of them on the near side alarms ' +
    'at every value; so does a `z_score` whose baseline lies far outside of them. Often a percentage was meant where a share is asked for: `90` for `0.9`.',
  good: [
    { text: '- kind: accuracy\n  strategy: { type: threshold, threshold: 1 }\n' },
    { text: '- kind: latency\n  strategy: { type: static, bound: 0 }\n' },
  ],
  bad: [
    {
      text: '- kind: accuracy\n  strategy: { type: threshold, threshold: 90 }\n',
      marks: '90',
      fix: 'Change to `0.9`',
      message: '`accuracy` is at most 1, so it is always below 90',
    },
    { text: '- kind: latency\n  strategy: { type: static, bound: -5 }\n', marks: '-5' },
    { text: '- kind: latency\n  strategy: { type: fixed_threshold, threshold: 0 }\n', marks: '0' },
    {
      text: '- kind: accuracy\n  strategy: { type: static, bound: 95 }\n',
      marks: '95',
      fix: 'Change to `0.95`',
    },
    { text: '- kind: accuracy\n  strategy: { type: static, bound: 1, inclusive: true }\n', marks: '1' },
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 85, baseline_std: 3, z_threshold: 3 }\n',
      marks: '85',
      message:
        '`confidence_mean` lies between 0 and 1, at least 28 standard deviations from `baseline_mean` 85, so every value alarms',
    },
  ],
  check: (context) =>
    strategiesInUse(context).flatMap(({ monitor: { metric }, strategy, place, isInline }) => {
      if (!metric) return [];
      const known = baselineVerdict(strategy, metric);
      if (known?.fires === 'always') return [{ ...place(known.key), message: known.message }];
      const side = alarmSideOf(strategy, metric);
      const message = side && alwaysReason(side, metric);
      if (!side || !message) return [];
      const at = place(side.key);
      return [{ ...at, message, ...fixesFrom(isInline ? asShare(side, metric, at.span) : undefined) }];
    }),
};
