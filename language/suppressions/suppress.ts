import type { Finding } from '../finding.ts';
import { isAdjustable } from '../settings/lint-settings.ts';
import type { NamedRule, Suppression } from './suppression.ts';

export interface Silenced {
  /** What is still said. */
  readonly left: readonly Finding[];
  /** Names in suppressions that silenced something. */
  readonly used: ReadonlySet<NamedRule>;
}

/** Leaves out what suppressions silence. What makes a config unusable cannot be silenced. */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  lineOf: (offset: number) => number,
): Silenced {
  const used = new Set<NamedRule>();
  if (suppressions.length === 0) return { left: findings, used };
  const named = suppressions.flatMap(({ rules }) => rules);
  const left = findings.filter((finding) => {
    if (!isAdjustable(finding)) return true;
    const line = lineOf(finding.span.start);
    const silencing = named.filter(
      ({ id, lines }) => id === finding.rule && lines.from <= line && line <= lines.to,
    );
    for (const name of silencing) used.add(name);
    return silencing.length === 0;
  });
  return { left, used };
}
