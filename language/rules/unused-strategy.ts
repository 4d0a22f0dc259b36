import { withParts } from '../model/facts.ts';
import { nearestName } from '../nearest-name.ts';
import { code } from '../validate/wording.ts';
import type { Rule } from './kit/rule.ts';

/** A named strategy that no monitor of the file uses. */
export const unusedStrategy: Rule = {
  id: 'unused-strategy',
  severity: 'hint',
  title: 'Unused strategy',
  doc:
    'A strategy under `strategies` does nothing until a monitor names it. Files without monitors are libraries, and ' +
    'of them nothing is said; nor of files that cannot be read in full.',
  good: [
    {
      text: 'monitors: [{ kind: latency, strategy: slow }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
    },
    {
      text: 'monitors: [{ kind: latency, strategy: slwo }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
    },
    { text: 'monitors: []\nstrategies:\n  slow: { type: static, bound: 250 }\n' },
    { file: 'a.strategies.yaml', text: 'strategies:\n  slow: { type: static, bound: 250 }\n' },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: latency }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
      marks: 'slow',
      message: 'No monitor uses the strategy `slow`',
    },
  ],
  check({ config: { facts, isWhole } }) {
    if (!isWhole || facts.monitors.length === 0) return [];
    const parts = facts.strategies.map((strategy) => strategy.parts);
    const uses = withParts([...facts.monitors.map(({ strategies }) => strategies), ...parts].flat());
    const names = facts.strategies.map(({ name }) => name);
    // A misspelt name means the strategy it is near to, and is one mistake, not two.
    const meant = (name: string) => (names.includes(name) ? name : nearestName(name, names));
    const used = new Set(uses.map((use) => (use.form === 'name' ? meant(use.reference.text) : undefined)));
    return facts.strategies
      .filter(({ name }) => !used.has(name))
      .map(({ name, span }) => ({
        span,
        message: `No monitor uses the strategy ${code(name)}`,
        unnecessary: true,
      }));
  },
};
