import { findStrategy } from '../../core/strategies/index.ts';
import type { NamedStrategy, Reference } from '../model/facts.ts';
import { suggest } from '../suggestion.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** A monitor names a strategy that nobody defines. */
export const unknownStrategy: Rule = {
  id: 'unknown-strategy',
  severity: 'error',
  title: 'Unknown strategy',
  doc:
    'A `strategy` that is a text names one under `strategies`, in this file or in an included one. A name that nobody ' +
    'defines is a slip, or an `include` is missing.',
  good: [
    {
      text: 'monitors: [{ kind: latency, strategy: slow }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
    },
    {
      text: 'include: [slow.strategy.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\n',
      files: { 'slow.strategy.yaml': 'type: static\nbound: 250\n' },
    },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: latency, strategy: slwo }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
      marks: 'slwo',
      message: 'Unknown strategy `slwo`; did you mean `slow`?',
    },
    {
      text: '- kind: latency\n  strategy: ewma\n',
      marks: 'ewma',
      message: '`ewma` is a type of strategy, not the name of one; write `{ type: ewma, … }`',
    },
    {
      text: 'include: [slow.strategy.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\n',
      files: { 'slow.strategy.yaml': 'type: static\nbound: high\n' },
      marks: 'slow',
      message: 'The strategy `slow` has an error where it is defined',
    },
  ],
  check(context) {
    const { config } = context;
    return config.facts.monitors.flatMap(({ strategies }) =>
      strategies.flatMap((use) => (use.form === 'name' ? judge(use.reference, context) : [])),
    );
  },
};

function judge(reference: Reference, { config, resolution }: RuleContext): RuleFinding[] {
  const { text, span } = reference;
  const strategy = resolution.strategies.get(text);
  if (strategy) return strategy.uri === config.uri ? [] : brokenElsewhere(strategy, reference);
  if (!resolution.isComplete) return [];
  const { words, fix } = suggest(text, [...resolution.strategies.keys()], config.text, span);
  if (words === '' && findStrategy(text)) {
    const message = `${code(text)} is a type of strategy, not the name of one; write \`{ type: ${text}, … }\``;
    return [{ span, message }];
  }
  return [{ span, message: `Unknown strategy ${code(text)}${words}`, ...fix }];
}

/** Errors of the file itself are shown where they are; those of another file would leave this one silently without. */
function brokenElsewhere(strategy: NamedStrategy, { text, span }: Reference): RuleFinding[] {
  if (strategy.params) return [];
  const related = [{ uri: strategy.uri, span: strategy.span, message: 'defined here' }];
  return [{ span, message: `The strategy ${code(text)} has an error where it is defined`, related }];
}
