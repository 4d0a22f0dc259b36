import type { Finding } from '../../finding.ts';
import { atLevels, type FileSettings } from '../../settings/lint-settings.ts';
import { suppress } from '../../suppressions/suppress.ts';
import { sourceOf } from '../../syntax/source.ts';
import type { Rule, RuleContext } from './rule.ts';
import { runRules } from './run-rules.ts';
import { SettledMonitors } from './settled-monitors.ts';

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
  given: Omit<RuleContext, 'used' | 'rules' | 'settled'>,
  settings: FileSettings,
  log: (message: string) => void,
): Judgement {
  const context = { ...given, rules, settled: new Set<never>() };
  const all = [...context.config.findings, ...findAll(rules, { ...context, used: new Set() }, log)];
  if (settings.isIgnored) return { all, shown: [] };
  const { lineOf } = sourceOf(context.config.text);
  const { left, used } = suppress(all, context.suppressions, lineOf);
  const after = runRules(
    rules.filter((rule) => rule.isMeta),
    { ...context, used },
    log,
  );
  return { all, shown: atLevels([...left, ...after], settings) };
}

/** What the rules find that are not about suppressions and settings. */
function findAll(
  rules: readonly Rule[],
  context: RuleContext,
  log: (message: string) => void,
): readonly Finding[] {
  const { memory } = context.config.left;
  const settled = memory.derived(SettledMonitors, memory, () => new SettledMonitors());
  const open = settled.without(context);
  const perMonitor = rules.filter((rule) => rule.isPerMonitor);
  const found = runRules(perMonitor, open, log);
  settled.learn(open, found);
  const others = rules.filter((rule) => !rule.isPerMonitor && !rule.isMeta);
  return [...found, ...runRules(others, context, log)];
}
