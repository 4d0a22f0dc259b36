import { code } from '../validate/wording.ts';
import { alarmSideOf, alwaysReason, isInverted, neverReason } from './kit/alarm-side.ts';
import { changeTo, fixesFrom } from './kit/fix.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';
import { needsAllOf, type StrategyInUse, strategiesInUse } from './kit/strategies-in-use.ts';

/** A bound that alarms on the side where all is well. */
export const invertedDirection: Rule = {
  id: 'inverted-direction',
  severity: 'warning',
  title: 'Alarm while all is well',
  isPerMonitor: true,
  doc:
    'A high accuracy, a short silence and a small distance from the reference are good news. `threshold` alarms below its ' +
    'bound, `fixed_threshold` at its bound and above: one in the place of the other alarms while all is well, and is silent ' +
    'when something is wrong. An accuracy that must not be above a bound may be meant, so where `static` says so with ' +
    '`direction` that is a remark. In an `all_of`, where a bound may be one end of a band, nothing is said. For p-values ' +
    'there is `inverted-p-value`.',
  good: [
    { text: '- kind: accuracy\n  strategy: { type: threshold, threshold: 0.9 }\n' },
    { text: '- kind: accuracy\n  strategy: { type: static, bound: 0.9 }\n' },
    { text: '- kind: silence\n  strategy: { type: static, bound: 60 }\n' },
    { text: '- kind: prediction_drift\n  strategy: { type: fixed_threshold, threshold: 0.1 }\n' },
    { text: '- kind: latency\n  strategy: { type: threshold, threshold: 20 }\n' },
    {
      text: '- kind: feature_drift\n  field: latency_ms\n  measure: ks\n  strategy: { type: p_value, threshold: 0.01 }\n',
    },
    {
      text: '- kind: accuracy\n  strategy:\n    type: all_of\n    strategies: [{ type: fixed_threshold, threshold: 0.2 }, { type: threshold, threshold: 0.9 }]\n',
    },
  ],
  bad: [
    {
      text: '- kind: accuracy\n  strategy: { type: fixed_threshold, threshold: 0.9 }\n',
      marks: 'fixed_threshold',
      fix: 'Change to `threshold`',
      message:
        '`fixed_threshold` alarms while `accuracy` is high, which is when all is well; `threshold` alarms below a bound',
    },
    {
      text: '- kind: silence\n  strategy: { type: threshold, threshold: 60 }\n',
      marks: 'threshold',
      fix: 'Change to `fixed_threshold`',
      message:
        '`threshold` alarms while `silence_seconds` is low, which is when all is well; `fixed_threshold` alarms at a bound and above',
    },
    {
      text: '- kind: prediction_drift\n  strategy: { type: threshold, threshold: 0.1 }\n',
      marks: 'threshold',
      fix: 'Change to `fixed_threshold`',
    },
    {
      text: '- kind: feature_drift\n  field: latency_ms\n  strategy: { type: static, bound: 0.1, direction: below }\n',
      marks: 'below',
      fix: 'Change to `above`',
      message:
        '`static` alarms while `latency_ms_psi` is low, which is when all is well; `direction: above` alarms above',
    },
    {
      text: '- kind: accuracy\n  strategy: { type: static, bound: 0.9, direction: above }\n',
      marks: 'above',
      fix: 'Change to `below`',
    },
  ],
  check: (context) => {
    const uses = strategiesInUse(context);
    return uses.flatMap((use) => (needsAllOf(use.monitor, uses) ? [] : ofUse(use)));
  },
};

function ofUse({ monitor, strategy, place, isInline }: StrategyInUse): RuleFinding[] {
  const { metric } = monitor;
  // P-values have a rule of their own, and `p_value` on what is none is told by `wrong-input`.
  if (!metric || metric.values === 'p-value' || strategy.config.type === 'p_value') return [];
  const side = alarmSideOf(strategy, metric);
  if (!side || !isInverted(monitor, side) || neverReason(side, metric) || alwaysReason(side, metric))
    return [];
  const isHigh = side.side === 'above' || side.side === 'from';
  const { type } = strategy.config;
  const { key, right, words } =
    opposites[`${type === 'static' ? 'static' : 'named'} ${isHigh ? 'high' : 'low'}`];
  const at = place(key);
  const message = `${code(type)} alarms while ${code(metric.name)} is ${isHigh ? 'high' : 'low'}, which is when all is well; ${words}`;
  const severity = type === 'static' && isHigh ? 'info' : 'warning';
  return [{ ...at, message, severity, ...fixesFrom(isInline ? changeTo(at.span, right) : undefined) }];
}

/** What to write instead, by what alarms on the wrong side. The named ones have parameters of one name. */
const opposites = {
  'static high': { key: 'direction', right: 'below', words: '`direction: below` alarms below' },
  'static low': { key: 'direction', right: 'above', words: '`direction: above` alarms above' },
  'named high': { key: 'type', right: 'threshold', words: '`threshold` alarms below a bound' },
  'named low': {
    key: 'type',
    right: 'fixed_threshold',
    words: '`fixed_threshold` alarms at a bound and above',
  },
} as const;
