import { monitorSpec } from '../core/documents/monitor-spec.ts';
import { type Branch, type Tagged, taggedOf } from '../core/spec/schema.ts';
import { strategySpec } from '../core/strategies/index.ts';
import { describeBranch } from './features/describe/describe-branch.ts';
import { code, fenced } from './features/describe/markdown.ts';
import { rules } from './rules/index.ts';
import type { BadExample, Rule, RuleExample } from './rules/kit/rule.ts';

/** Something that can be looked up by its id: a page of the docs, an answer of `driftscope explain`. */
export interface ReferenceEntry {
  readonly id: string;
  readonly sort: 'kind' | 'strategy' | 'rule';
  readonly title: string;
  /** One sentence or less. */
  readonly summary: string;
  readonly markdown: string;
}

/** Every monitor kind, strategy and rule, in the order of their registries. */
export function referenceEntries(): readonly ReferenceEntry[] {
  return [
    ...branchEntries('kind', taggedOf(monitorSpec)),
    ...branchEntries('strategy', taggedOf(strategySpec)),
    ...rules.map(ruleEntry),
  ];
}

function branchEntries(sort: 'kind' | 'strategy', union: Tagged | undefined): ReferenceEntry[] {
  if (!union) return [];
  return union.branches.map((branch: Branch) => ({
    id: branch.id,
    sort,
    title: branch.title,
    summary: branch.summary,
    markdown: blocks(describeBranch(union, branch)),
  }));
}

function ruleEntry(rule: Rule): ReferenceEntry {
  const { id, title, severity, doc, good, bad } = rule;
  const markdown = blocks([
    `**${title}** · rule ${code(id)}, ${severity}`,
    doc,
    'Reported:',
    ...bad.map((example) => exampleBlock(example, example)),
    'Fine:',
    ...good.map((example) => exampleBlock(example)),
  ]);
  return { id, sort: 'rule', title, summary: title, markdown };
}

function exampleBlock(example: RuleExample, bad?: BadExample): string {
  const said = bad?.message === undefined ? '' : `\n\n> ${bad.message}`;
  const name = example.file === undefined ? '' : `# ${example.file}\n`;
  const others = Object.entries(example.files ?? {}).map(([file, text]) => `# ${file}\n${text}`);
  return fenced('yaml', [name + example.text, ...others].join('---\n').trimEnd()) + said;
}

const blocks = (parts: readonly string[]) => `${parts.filter((part) => part !== '').join('\n\n')}\n`;
