import type { NamedRule, Suppression } from '../../suppressions/suppression.ts';
import type { RuleContext } from './rule.ts';

/**
 * The names in a suppression that silence nothing. None while the config has errors or cannot be followed in full, for then
 * nobody knows; nor of rules whose verdict depends on data that may not be everywhere.
 */
export function idleNames({ directive, rules }: Suppression, context: RuleContext): readonly NamedRule[] {
  const { config, resolution } = context;
  const hasErrors = config.findings.some(({ severity }) => severity === 'error');
  if (hasErrors || !resolution.isComplete || !directive?.startsWith('disable')) return [];
  return rules.filter((name) => isIdle(name, context));
}

function isIdle(name: NamedRule, { rules, used }: RuleContext): boolean {
  const rule = rules.find(({ id }) => id === name.id);
  if (!rule || rule.severity === 'error' || rule.isMeta || rule.needsData) return false;
  return !used.has(name);
}
