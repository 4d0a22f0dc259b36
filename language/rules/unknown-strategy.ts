import { findStrategy } from '../../core/strategies/index.ts';
import { type NamedStrategy, type Reference, withParts } from '../model/facts.ts';
import type { Resolution } from '../model/resolve.ts';
import { suggest } from '../suggestion.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** A monitor names a strategy that nobody defines. */
export const unknownStrategy: Rule = {
  id: 'unknown-strategy',
  severity: 'error',
  title: 'Unknown strategy',
  isPerMonitor: true,
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
    {
      text:
        'monitors: [{ kind: latency, strategy: odd }]\nstrategies:\n' +
        '  slow: { type: static, bound: 250 }\n' +
        '  odd: { type: all_of, strategies: [slow, { type: rolling_z_score }] }\n',
    },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: latency, strategy: slwo }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
      marks: 'slwo',
      fix: 'Change to `slow`',
      message: 'Unknown strategy `slwo`; did you mean `slow`?',
    },
    {
      text:
        'monitors:\n  - kind: latency\n    strategy: { type: any_of, strategies: [slow, fast] }\nstrategies:\n' +
        '  slow: { type: static, bound: 250 }\n',
      marks: 'fast',
      message: 'Unknown strategy `fast`',
    },
    {
      text: 'include: [odd.strategies.yaml]\nmonitors: [{ kind: latency, strategy: odd }]\n',
      files: {
        'odd.strategies.yaml':
          'strategies:\n  odd: { type: any_of, strategies: [slow, { type: static, bound: 250 }] }\n',
      },
      marks: 'odd',
      message: 'The strategy `odd` is made of `slow`, which nobody defines',
    },
    {
      text: '- kind: latency\n  strategy: ewma\n',
      marks: 'ewma',
      fix: 'Write out `{ type: ewma, alpha: 0.05, k_sigma: 3 }`',
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
    const { facts, format } = context.config;
    // A file that only defines strategies may name some that come from the config it is included in.
    const defined = format === 'monitor' ? facts.strategies.map(({ parts }) => parts) : [];
    const uses = withParts([...facts.monitors.map(({ strategies }) => strategies), ...defined].flat());
    return uses.flatMap((use) => (use.form === 'name' ? judge(use.reference, context) : []));
  },
};

function judge(reference: Reference, { config, resolution }: RuleContext): RuleFinding[] {
  const { text, span } = reference;
  const strategy = resolution.strategies.get(text);
  if (strategy) return strategy.uri === config.uri ? [] : brokenElsewhere(strategy, reference, resolution);
  if (!resolution.isComplete) return [];
  const { words, fix } = suggest(text, [...resolution.strategies.keys()], config.text, span);
  if (words === '' && findStrategy(text)) {
    const message = `${code(text)} is a type of strategy, not the name of one; write \`{ type: ${text}, … }\``;
    return [{ span, message, data: { branch: text } }];
  }
  return [{ span, message: `Unknown strategy ${code(text)}${words}`, ...fix }];
}

/** Errors of the file itself are shown where they are; those of another file would leave this one silently without. */
function brokenElsewhere(
  strategy: NamedStrategy,
  { text, span }: Reference,
  { strategies, isComplete }: Resolution,
): RuleFinding[] {
  const missing = withParts(strategy.parts).find(
    (use) => use.form === 'name' && !strategies.has(use.reference.text),
  );
  if (isComplete && missing?.form === 'name') {
    const { reference } = missing;
    const related = [{ uri: strategy.uri, span: reference.span, message: 'named here' }];
    const message = `The strategy ${code(text)} is made of ${code(reference.text)}, which nobody defines`;
    return [{ span, message, related }];
  }
  if (strategy.params) return [];
  const related = [{ uri: strategy.uri, span: strategy.span, message: 'defined here' }];
  return [{ span, message: `The strategy ${code(text)} has an error where it is defined`, related }];
}
