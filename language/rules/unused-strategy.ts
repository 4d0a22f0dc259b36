import { nearestName } from '../../core/spec/nearest-name.ts';
import type { Fix } from '../finding.ts';
import { withParts } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import { removalOf } from '../syntax/edit-map.ts';
import { effectivePairs, type Node, overlap, pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import { fixesFrom } from './kit/fix.ts';
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
      text: 'include: [a.strategies.yaml]\nmonitors: [{ kind: latency, strategy: odd }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
      files: {
        'a.strategies.yaml':
          'strategies:\n  odd: { type: any_of, strategies: [slow, { type: rolling_z_score }] }\n',
      },
    },
    { text: 'monitors: []\nstrategies:\n  slow: { type: static, bound: 250 }\n' },
    { file: 'a.strategies.yaml', text: 'strategies:\n  slow: { type: static, bound: 250 }\n' },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: latency }]\nstrategies:\n  slow: { type: static, bound: 250 }\n',
      marks: 'slow',
      fix: 'Remove the unused strategy `slow`',
      message: 'No monitor uses the strategy `slow`',
    },
  ],
  check({ config, resolution }) {
    const { facts, isWhole } = config;
    // Of a key that is given twice one does not count, and what it names is not seen.
    const isDoubled = config.findings.some(({ rule }) => rule === 'duplicate-key');
    if (!isWhole || isDoubled || facts.monitors.length === 0) return [];
    // Strategies of included files may be made of ours.
    const parts = [...facts.strategies, ...resolution.strategies.values()].map((strategy) => strategy.parts);
    const uses = withParts([...facts.monitors.map(({ strategies }) => strategies), ...parts].flat());
    const used = new Set(uses.flatMap((use) => (use.form === 'name' ? [use.reference.text] : [])));
    // What has an anchor may be used by an alias or a merge key.
    const isAnchored = ({ span, node }: (typeof facts.strategies)[number]) =>
      config.text.slice(span.end, node.start).includes('&');
    const unused = facts.strategies.filter((strategy) => !used.has(strategy.name) && !isAnchored(strategy));
    if (unused.length === 0) return [];
    const names = facts.strategies.map(({ name }) => name);
    const known = new Set(names);
    // A misspelt name means the strategy it is near to, and is one mistake, not two.
    const misspelt = [...used].filter((name) => !known.has(name));
    const meant = new Set(misspelt.map((name) => nearestName(name, names)));
    const wrong = textsWithin(config);
    return unused
      .filter(({ name }) => !meant.has(name) && !wrong.has(name))
      .map(({ name, span }) => ({
        span,
        message: `No monitor uses the strategy ${code(name)}`,
        unnecessary: true,
        ...fixesFrom(removal(name, config)),
      }));
  },
};

/** Every text in monitors that have an error: a name among them may be a use that is written wrong. */
function textsWithin({ facts, findings }: ReadConfig): ReadonlySet<string> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const wrong = facts.monitors.filter(({ node }) => errors.some(({ span }) => overlap(span, node)));
  return new Set(wrong.flatMap(({ node }) => textsOf(node)));
}

function textsOf(node: Node): string[] {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [node.value] : [];
  if (node.kind === 'seq') return node.items.flatMap(({ value }) => textsOf(value));
  return effectivePairs(node).flatMap(({ value }) => textsOf(value));
}

/** Takes the strategy out of `strategies`, and that too if it was the last. */
function removal(name: string, { documents, text }: ReadConfig): Fix | undefined {
  const root = documents[0]?.root;
  const pair = root?.kind === 'map' ? pairOf(root, 'strategies') : undefined;
  if (root?.kind !== 'map' || pair?.value.kind !== 'map') return undefined;
  const { value: map } = pair;
  const own = map.pairs.find((candidate) => candidate.name === name);
  const edit =
    map.pairs.length > 1 || map.flow ? own && removalOf(text, map, own) : removalOf(text, root, pair);
  return edit && { title: `Remove the unused strategy ${code(name)}`, edits: [edit], isCertain: false };
}
