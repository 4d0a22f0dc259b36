import type { Finding, FixEdit } from '../../finding.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { fixesOf } from './fixes-of.ts';

/**
 * The edits of all certain fixes. Where two would touch the same text the first in the text is made, and the other is left
 * for another time.
 */
export function certainFixes(
  findings: readonly Finding[],
  config: ReadConfig,
): { readonly edits: FixEdit[]; readonly count: number } {
  const fixes = findings
    .flatMap((finding) => fixesOf(finding, config).find(({ isCertain }) => isCertain) ?? [])
    .toSorted((a, b) => startOf(a.edits) - startOf(b.edits));
  const made: FixEdit[] = [];
  let count = 0;
  for (const { edits } of fixes) {
    const isFree = edits.every((edit) => made.every((other) => !touch(edit, other)));
    if (!isFree) continue;
    made.push(...edits);
    count += 1;
  }
  return { edits: made, count };
}

const startOf = (edits: readonly FixEdit[]) => Math.min(...edits.map(({ start }) => start));

const touch = (a: FixEdit, b: FixEdit) => a.start <= b.end && b.start <= a.end;
