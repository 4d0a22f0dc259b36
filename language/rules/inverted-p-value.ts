import { type Fix, replaceWord } from '../finding.ts';
import type { StrategyFacts } from '../model/facts.ts';
import type { Span } from '../syntax/tree.ts';
import { alarmSideOf } from './kit/alarm-side.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';
import { strategiesInUse } from './kit/strategies-in-use.ts';

/** A ceiling on a p-value: it alarms when nothing is wrong, and is silent when something is. */
export const invertedPValue: Rule = {
  id: 'inverted-p-value',
  severity: 'warning',
  title: 'Alarm on high p-values',
  isPerMonitor: true,
  doc:
    'A small p-value says that drift is likely; without drift p-values are spread evenly between 0 and 1. A strategy ' +
    'that alarms above a bound therefore alarms nearly always while all is well. Use `p_value`, which alarms below.',
  good: [
    { text: '- kind: drift\n' },
    { text: '- kind: drift\n  strategy: { type: p_value, threshold: 0.01 }\n' },
    { text: '- kind: drift\n  strategy: { type: static, bound: 0.05, direction: below }\n' },
    { text: '- kind: drift\n  strategy: { type: static, bound: 0.05, direction: below, inclusive: true }\n' },
    { text: '- kind: accuracy_drift\n  strategy: { type: fixed_threshold, threshold: 0.05 }\n' },
  ],
  bad: [
    {
      text: '- kind: drift\n  strategy: { type: fixed_threshold, threshold: 0.05 }\n',
      marks: 'fixed_threshold',
      fix: 'Change to `p_value`',
      message:
        '`fixed_threshold` alarms on high p-values, which is when nothing is wrong; `p_value` alarms on low ones',
    },
    {
      text: '- kind: drift\n  strategy: { type: static, bound: 0.05 }\n',
      marks: 'static',
      fix: 'Change to `p_value`',
    },
    {
      text: '- kind: metric\n  event: drift_detected\n  field: p_value\n  strategy: { type: fixed_threshold }\n',
      marks: 'fixed_threshold',
      fix: 'Change to `p_value`',
    },
  ],
  check: (context) =>
    strategiesInUse(context).flatMap(({ monitor: { metric }, strategy, place, isInline }): RuleFinding[] => {
      if (metric?.values !== 'p-value') return [];
      const side = alarmSideOf(strategy, metric)?.side;
      if (side !== 'above' && side !== 'from') return [];
      const type = strategy.config.type;
      const message = `\`${type}\` alarms on high p-values, which is when nothing is wrong; \`p_value\` alarms on low ones`;
      const { text } = context.config;
      // Its parameter has the same name, so the word is all there is to change.
      if (isInline && type === 'fixed_threshold')
        return [{ ...place('type'), message, data: replaceWord(text, place('type').span, 'p_value') }];
      const fix = isInline && type === 'static' ? asPValue(strategy, text) : undefined;
      return [{ ...place('type'), message, ...fixesFrom(fix) }];
    }),
};

/** A bound below which to alarm; undefined where more is written than can be said of a p-value. */
function asPValue({ node, config }: StrategyFacts, text: string): Fix | undefined {
  const [type, bound] = ['type', 'bound'].map((name) => node.pairs.find((pair) => pair.name === name));
  const level = Number(config['bound']);
  if (!type || !bound || node.pairs.length > 2 || !(level > 0 && level <= 1)) return undefined;
  const change = (span: Span, word: string) => ({
    start: span.start,
    end: span.end,
    newText: replaceWord(text, span, word).replace ?? word,
  });
  const edits = [change(type.value, 'p_value'), change(bound.key, 'threshold')];
  return { title: 'Change to `p_value`', edits, isCertain: false };
}
