import type { Finding } from '../../finding.ts';
import { atLevels, type FileSettings } from '../../settings/lint-settings.ts';
import { suppress } from '../../suppressions/suppress.ts';
import { sourceOf } from '../../syntax/source.ts';
import type { Rule, RuleContext } from './rule.ts';
import { runRules } from './run-rules.ts';

/** Findings of a config, and what is left to say of them. */
export interface Judgement {
  /** Everything found, whatever settings and suppressions say: errors here make a config unusable. */
  readonly all: readonly Finding[];
  /** What is shown. */
  readonly shown: readonly Finding[];
}

/** Runs all rules, gives their findings the levels of the settings, and leaves out what suppressions silence. */
export function judge(
  rules: readonly Rule[],
  given: Omit<RuleContext, 'used' | 'rules'>,
  settings: FileSettings,
  log: (message: string) => void,
): Judgement {
  const context = { ...given, rules };
  const [first, last] = [rules.filter((rule) => !rule.isMeta), rules.filter((rule) => rule.isMeta)];
  const all = [...context.config.findings, ...runRules(first, { ...context, used: new Set() }, log)];
  if (settings.isIgnored) return { all, shown: [] };
  const { lineOf } = sourceOf(context.config.text);
  const { left, used } = suppress(all, context.suppressions, lineOf);
  const after = runRules(last, { ...context, used }, log);
  return { all, shown: atLevels([...left, ...after], settings) };
}
