import type { StrategyFacts } from '../model/facts.ts';
import { pairOf } from '../syntax/tree.ts';
import type { Rule } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

interface Levels {
  readonly warning: string;
  readonly drift: string;
  /** On which side of the drift level the warning level must be to come first. */
  readonly side: 'above' | 'below';
}

const hddm: Levels = { warning: 'warning_confidence', drift: 'drift_confidence', side: 'above' };

const levels: Readonly<Record<string, Levels>> = {
  ddm: { warning: 'warning_threshold', drift: 'drift_threshold', side: 'below' },
  eddm: { warning: 'alpha', drift: 'beta', side: 'above' },
  hddm_a: hddm,
  hddm_w: hddm,
};

/** A warning level at or beyond the level of the alarm it is to come before. */
export const warningAfterDrift: Rule = {
  id: 'warning-after-drift',
  severity: 'warning',
  title: 'Warning that cannot come before the alarm',
  isPerMonitor: true,
  doc:
    '`ddm`, `eddm`, `hddm_a` and `hddm_w` warn before they alarm. Where the warning level is that of the alarm or ' +
    'beyond it, every value that could warn alarms, and there is never a warning. Put the warning level where it is ' +
    'reached first.',
  good: [
    {
      text: '- kind: error\n  strategy: [{ type: ddm }, { type: eddm }, { type: hddm_a }, { type: hddm_w }]\n',
    },
    { text: '- kind: error\n  strategy: { type: ddm, warning_threshold: 2.5 }\n' },
    { text: '- kind: error\n  strategy: { type: eddm, alpha: 0.8, beta: 0.7 }\n' },
  ],
  bad: [
    {
      text: '- kind: error\n  strategy: { type: ddm, warning_threshold: 4 }\n',
      marks: '4',
      message:
        '`warning_threshold` 4 is never reached before `drift_threshold` 3, so it never warns; it must be below 3',
    },
    {
      text: '- kind: error\n  strategy: { type: ddm, drift_threshold: 2 }\n',
      marks: '2',
      message:
        '`warning_threshold` 2 is never reached before `drift_threshold` 2, so it never warns; it must be below 2',
    },
    { text: '- kind: error\n  strategy: { type: eddm, alpha: 0.8 }\n', marks: '0.8' },
    {
      text: '- kind: error\n  strategy: { type: hddm_a, drift_confidence: 0.01 }\n',
      marks: '0.01',
      message:
        '`warning_confidence` 0.005 is never reached before `drift_confidence` 0.01, so it never warns; it must be above 0.01',
    },
    { text: '- kind: error\n  strategy: { type: hddm_w, warning_confidence: 0.001 }\n', marks: '0.001' },
  ],
  check: (context) =>
    strategiesWritten(context).flatMap((strategy) => {
      const found = levels[strategy.definition?.id ?? ''];
      const message = found && neverWarns(strategy, found);
      if (!found || message === undefined) return [];
      const key = pairOf(strategy.node, found.warning) ? found.warning : found.drift;
      return [{ span: parameterSpan(strategy, key), message }];
    }),
};

function neverWarns({ params }: StrategyFacts, { warning, drift, side }: Levels): string | undefined {
  if (!params) return undefined;
  const first = Number(params[warning]);
  const last = Number(params[drift]);
  if (side === 'below' ? first < last : first > last) return undefined;
  return `\`${warning}\` ${first} is never reached before \`${drift}\` ${last}, so it never warns; it must be ${side} ${last}`;
}
