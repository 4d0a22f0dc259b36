import type { Finding, FixEdit } from '../../finding.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { fixesOf } from './fixes-of.ts';

/**
 * The edits of all certain fixes. Where two would touch the same text the first in the text is made, and the other is left
 * for another time.
 */
export function fixAllEdits(findings: readonly Finding[], config: ReadConfig): FixEdit[] {
  const fixes = findings
    .flatMap((finding) => fixesOf(finding, config, []).find(({ isCertain }) => isCertain) ?? [])
    .toSorted((a, b) => startOf(a.edits) - startOf(b.edits));
  const made: FixEdit[] = [];
  for (const { edits } of fixes) {
    const isFree = edits.every((edit) => made.every((other) => !touch(edit, other)));
    if (isFree) made.push(...edits);
  }
  return made;
}

const startOf = (edits: readonly FixEdit[]) => Math.min(...edits.map(({ start }) => start));

const touch = (a: FixEdit, b: FixEdit) => a.start <= b.end && b.start <= a.end;
