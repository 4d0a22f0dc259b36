import type { Rule } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

/** Below this the strategy counts with this. */
const smallest = 1e-6;

/** A z-score against a baseline without any spread. */
export const zeroStd: Rule = {
  id: 'zero-std',
  severity: 'warning',
  title: 'Baseline without spread',
  doc:
    '`z_score` divides by `baseline_std`, and counts with 1e-6 where it is smaller. Any visible difference from the ' +
    'mean is then thousands of standard deviations and alarms. Measure the spread on data from while all was well.',
  good: [
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0.03, z_threshold: 3 }\n',
    },
  ],
  bad: [
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0, z_threshold: 3 }\n',
      marks: '0',
      message:
        '`baseline_std` 0 counts as 1e-6, so a value alarms as soon as it is 0.000003 away from the mean',
    },
  ],
  check: (context) =>
    strategiesWritten(context).flatMap((strategy) => {
      const { definition, params } = strategy;
      if (definition?.id !== 'z_score' || !params) return [];
      const std = Number(params['baseline_std']);
      if (std >= smallest) return [];
      const distance = Number((Number(params['z_threshold']) * smallest).toPrecision(3));
      const message = `\`baseline_std\` ${std} counts as 1e-6, so a value alarms as soon as it is ${distance} away from the mean`;
      return [{ span: parameterSpan(strategy, 'baseline_std'), message }];
    }),
};
