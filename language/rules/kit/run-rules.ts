import type { Finding } from '../../finding.ts';
import { overlap } from '../../syntax/tree.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Runs rules over a config. A rule that throws becomes a finding itself, so that no file looks clean by accident. */
export function runRules(
  rules: readonly Rule[],
  context: RuleContext,
  log: (message: string) => void,
): readonly Finding[] {
  const damage = context.config.documents.flatMap((document) => document.damage);
  return rules
    .flatMap((rule) => once(run(rule, context, log)))
    .filter(({ span }) => !damage.some((region) => overlap(region, span)));
}

/** What merges and aliases bring to several places is told once, where it is written. */
function once(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const seen = new Set<string>();
  return findings.filter(({ span, message }) => {
    const key = `${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function run(rule: Rule, context: RuleContext, log: (message: string) => void): Finding[] {
  try {
    return rule.check(context).map((found) => ({ rule: rule.id, severity: rule.severity, ...found }));
  } catch (error) {
    log(`rule ${rule.id} failed on ${context.config.uri}: ${error instanceof Error ? error.stack : error}`);
    return [internalError(`the rule \`${rule.id}\``, error)];
  }
}

/** What is shown when a part of Driftscope itself fails. */
export function internalError(what: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Driftscope failed here, and so says less than it should: ${what} stopped with “${reason}”`;
  return { rule: 'internal-error', severity: 'error', span: { start: 0, end: 0 }, message };
}
