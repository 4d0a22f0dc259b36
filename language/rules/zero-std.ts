import { minStd } from '../../core/stats/baseline.ts';
import type { StrategyFacts } from '../model/facts.ts';
import { fixesFrom, removeKey } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

/** A baseline without any spread. */
export const zeroStd: Rule = {
  id: 'zero-std',
  severity: 'warning',
  title: 'Baseline without spread',
  isPerMonitor: true,
  doc:
    '`z_score`, `shewhart`, `cusum` and `ewma_chart` measure in units of `baseline_std`, and count with 1e-6 where it is smaller. ' +
    'Any visible difference from the mean is then thousands of standard deviations and alarms. Measure the spread on ' +
    'data from while all was well; all but `z_score` learn it themselves where it is left out.',
  good: [
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0.03, z_threshold: 3 }\n',
    },
    {
      text: '- kind: confidence\n  strategy: [{ type: cusum }, { type: ewma_chart, baseline_mean: 0.85 }]\n',
    },
    { text: '- kind: confidence\n  strategy: { type: cusum, baseline_std: 0.03 }\n' },
  ],
  bad: [
    {
      text: '- kind: confidence\n  strategy: { type: z_score, baseline_mean: 0.85, baseline_std: 0, z_threshold: 3 }\n',
      marks: '0',
      message:
        '`baseline_std` 0 counts as 1e-6, so a value alarms as soon as it is 0.000003 away from the mean',
    },
    {
      text: '- kind: confidence\n  strategy: { type: cusum, baseline_mean: 0.85, baseline_std: 0 }\n',
      marks: '0',
      fix: 'Remove `baseline_std`',
      message:
        '`baseline_std` 0 counts as 1e-6, so one value more than 0.0000055 away from the mean is enough to alarm; leave it out to learn it from the first values',
    },
    {
      text: '- kind: confidence\n  strategy: { type: cusum, direction: down, baseline_std: 0 }\n',
      marks: '0',
      fix: 'Remove `baseline_std`',
      message:
        '`baseline_std` 0 counts as 1e-6, so one value more than 0.0000055 below the mean is enough to alarm; leave it out to learn it from the first values',
    },
    {
      text: '- kind: confidence\n  strategy: { type: ewma_chart, baseline_mean: 0.85, baseline_std: 0 }\n',
      marks: '0',
      fix: 'Remove `baseline_std`',
      message:
        '`baseline_std` 0 counts as 1e-6, so the average alarms as soon as it is more than 0.000001 away from the mean; leave it out to learn it from the first values',
    },
  ],
  check: (context) =>
    strategiesWritten(context).flatMap((strategy) => {
      const std = Number(strategy.params?.['baseline_std']);
      const words = std < minStd ? consequence(strategy) : undefined;
      if (words === undefined) return [];
      const message = `\`baseline_std\` ${std} counts as 1e-6, so ${words}`;
      const learns = words.endsWith(advice);
      const fixes = fixesFrom(
        learns ? removeKey(context.config.text, strategy.node, 'baseline_std') : undefined,
      );
      return [{ span: parameterSpan(strategy, 'baseline_std'), message, ...fixes }];
    }),
};

const sides: Readonly<Record<string, string>> = { up: 'above', down: 'below' };
const advice = 'leave it out to learn it from the first values';

/** What a spread of next to nothing leads to. */
function consequence({ definition, params = {} }: StrategyFacts): string | undefined {
  const parameter = (key: string) => Number(params[key]);
  switch (definition?.id) {
    case 'z_score':
      return `a value alarms as soon as it is ${distance(parameter('z_threshold'))} away from the mean`;
    case 'cusum': {
      const side = sides[String(params['direction'])] ?? 'away from';
      const far = distance(parameter('h') + parameter('k'));
      return `one value more than ${far} ${side} the mean is enough to alarm; ${advice}`;
    }
    case 'shewhart':
      return `a value alarms as soon as it is more than ${distance(parameter('k'))} away from the mean; ${advice}`;
    case 'ewma_chart': {
      const lambda = parameter('lambda');
      const far = distance(parameter('L') * Math.sqrt(lambda / (2 - lambda)));
      return `the average alarms as soon as it is more than ${far} away from the mean; ${advice}`;
    }
    default:
      return undefined;
  }
}

const distance = (sigmas: number) => Number((sigmas * minStd).toPrecision(3));
