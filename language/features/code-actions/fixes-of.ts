import type { Finding, Fix } from '../../finding.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { code } from '../../validate/wording.ts';
import { insertionOf } from './insert-keys.ts';
import type { Known } from './known-facts.ts';
import { removalsOf } from './remove-key.ts';
import { branchWrittenOut } from './write-out-branch.ts';

/** A fix, and whether it is what most people want of those there are for its finding. */
export interface RankedFix extends Fix {
  readonly isPreferred: boolean;
}

/** Every change of the text that answers a finding, the best first; without what is known those that rest on it, of which none is certain, are left out. */
export function fixesOf(finding: Finding, config: ReadConfig, known?: Known): readonly RankedFix[] {
  const { data, fixes = [], span } = finding;
  const own = fixes.map((fix) => ({ ...fix, isPreferred: fix.isCertain }));
  const given = config.text.slice(span.start, span.end);
  const replacement = data?.replace === undefined ? undefined : replacementOf(finding, given, data.replace);
  const insertion = known && data?.insert && insertionOf(data.insert, span, config, known);
  const branch = known && data?.branch ? branchWrittenOut(data.branch, span, config, known) : undefined;
  const advised = [replacement, insertion, branch].filter((fix) => fix !== undefined);
  const removals = data?.remove ? removalsOf(span, config) : [];
  return [
    ...own,
    ...advised.map((fix) => ({ ...fix, isPreferred: fix !== insertion || !data?.insert?.some(isChoice) })),
    ...removals.map((fix) => ({ ...fix, isPreferred: fix.isCertain })),
  ];
}

/** What to write for it decides what all else in the map means, and nobody knows that. */
const isChoice = (key: string) => key === 'kind' || key === 'type';

/** Of these the meaning is clear, and only the form is wrong. */
const formOnly = new Set(['json-syntax', 'schema-wrong-type']);

function replacementOf({ rule, span }: Finding, given: string, newText: string): Fix {
  return { title: titleOf(given, newText), edits: [{ ...span, newText }], isCertain: formOnly.has(rule) };
}

function titleOf(given: string, newText: string): string {
  if (newText === '') return `Remove ${code(given)}`;
  if (newText.trim() === '') return 'Replace it with spaces';
  if (newText === `[${given}]`) return 'Put it in brackets';
  if (newText === JSON.stringify(given)) return 'Put it in quotes';
  return `Change to ${code(newText.replace(/^(["'])(.*)\1$/, '$2'))}`;
}
