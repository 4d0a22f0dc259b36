import type { MonitorFacts, Reference } from '../model/facts.ts';
import type { ReadConfig } from '../model/read-config.ts';
import { suggest } from '../suggestion.ts';
import { pairOf } from '../syntax/tree.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleFinding } from './kit/rule.ts';

/** A retraining policy or a test speaks of a monitor that does not exist. */
export const unknownMonitor: Rule = {
  id: 'unknown-monitor',
  severity: 'error',
  title: 'Unknown monitor',
  doc:
    '`retraining` and config tests name monitors by their `id`. A monitor without one goes by its kind; a second ' +
    'one of the same kind is numbered, as in `latency-2`.',
  good: [
    {
      text: 'monitors: [{ kind: drift }, { kind: latency, id: slow }]\nretraining: [{ on: [drift, slow] }]\n',
    },
    { text: 'monitors: [{ kind: drift }, { kind: drift }]\nretraining: [{ on: [drift-2] }]\n' },
  ],
  bad: [
    {
      text: 'monitors: [{ kind: latency, id: slow }]\nretraining: [{ on: [slwo] }]\n',
      marks: 'slwo',
      fix: 'Change to `slow`',
      message: 'Unknown monitor `slwo`; did you mean `slow`?',
    },
    {
      file: 'a.monitor.test.yaml',
      text: 'config: a.monitor.yaml\ntests: [{ name: t, expect: [{ monitor: drft, never: true }] }]\n',
      files: { 'a.monitor.yaml': '- kind: drift\n' },
      marks: 'drft',
      fix: 'Change to `drift`',
      message: 'Unknown monitor `drft`; did you mean `drift`?',
    },
  ],
  check({ config, resolution: { tested } }) {
    const { policies, test } = config.facts;
    const inPolicies = policies.flatMap(({ on }) => on);
    return [
      ...unknown(inPolicies, config, config.text),
      ...(test && tested ? unknown(test.monitors, tested, config.text) : []),
    ];
  },
};

function unknown(
  references: readonly Reference[],
  { facts, isWhole }: ReadConfig,
  source: string,
): RuleFinding[] {
  // A monitor whose id is yet to be typed, or whose kind is misspelt, has none yet that could be meant.
  const isNameless = ({ givenId, kind, node }: MonitorFacts) => !givenId && (!kind || pairOf(node, 'id'));
  if (references.length === 0 || !isWhole || facts.monitors.some(isNameless)) return [];
  const ids = facts.monitors.map(({ id }) => id);
  const known = new Set(ids);
  return references
    .filter(({ text }) => !known.has(text))
    .map(({ text, span }) => {
      const { words, fix } = suggest(text, ids, source, span);
      return { span, message: `Unknown monitor ${code(text)}${words}`, ...fix };
    });
}
