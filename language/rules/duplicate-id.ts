import type { MonitorFacts, NamedStrategy, PolicyFacts, Reference } from '../model/facts.ts';
import { code } from '../validate/wording.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** Two monitors, policies or strategies of one name: results could not be told apart. */
export const duplicateId: Rule = {
  id: 'duplicate-id',
  severity: 'error',
  title: 'Duplicate id',
  doc:
    'The `id` of a monitor names it in results, tests and `retraining`; the one of a policy names it in results. ' +
    'Monitors without one need none: they are numbered. A strategy file may hold one bare strategy, which takes the ' +
    "file's name. A monitor that comes by an alias or a merge key brings its id along; give the second one its own.",
  good: [
    { text: '- &x { kind: error, id: a }\n- { <<: *x, id: b }\n' },
    { text: '- { kind: latency, id: a }\n- { kind: latency, id: b }\n- kind: drift\n- kind: drift\n' },
    {
      file: 'slow.strategy.yaml',
      text: 'type: static\nbound: 1\n---\nstrategies: { b: { type: static, bound: 2 } }\n',
    },
  ],
  bad: [
    {
      text: '- { kind: latency, id: a }\n- { kind: drift, "id": "a" }\n',
      marks: '"a"',
      message: 'The id `a` is taken',
    },
    { text: '- &x { kind: error, id: a }\n- *x\n', marks: '*x', message: 'The id `a` is taken' },
    {
      text: '- &x { kind: error, id: a }\n- { <<: *x, strategy: { type: ddm } }\n',
      marks: '*x',
      message: 'The id `a` is taken',
    },
    { text: 'monitors: []\nretraining: [{ id: r }, { id: "r" }]\n', marks: '"r"' },
    {
      file: 'slow.strategy.yaml',
      text: 'type: static\nbound: 1\n---\ntype: p_value\n',
      marks: 'p_value',
      message: 'A second strategy would be named `slow` too; name both under `strategies`',
    },
  ],
  check: ({ config: { facts } }) => [
    ...repeated(facts.monitors.flatMap(givenIdOf)),
    ...repeated(facts.policies.flatMap(givenIdOf)),
    ...repeatedStrategies(facts),
  ],
};

/** The id with the place that gives it: where an alias or a merge brings it, that, for there it is to be changed. */
function givenIdOf({ givenId, alias, node }: MonitorFacts | PolicyFacts): Reference[] {
  if (!givenId) return [];
  const merge = node?.inherited.find(({ name }) => name === 'id')?.via;
  return [{ ...givenId, span: alias ?? merge ?? givenId.span }];
}

function repeated(ids: readonly Reference[]): RuleFinding[] {
  const first = new Map<string, Reference>();
  return ids.flatMap((id): RuleFinding[] => {
    const earlier = first.get(id.text);
    if (!earlier) first.set(id.text, id);
    if (!earlier) return [];
    return [{ span: id.span, message: `The id ${code(id.text)} is taken`, related: firstHere(earlier) }];
  });
}

const firstHere = ({ span }: Pick<Reference, 'span'>) => [{ span, message: 'first given here' }];

function repeatedStrategies({ strategies }: RuleContext['config']['facts']): RuleFinding[] {
  const first = new Map<string, NamedStrategy>();
  return strategies.flatMap((strategy): RuleFinding[] => {
    const earlier = first.get(strategy.name);
    if (!earlier) {
      first.set(strategy.name, strategy);
      return [];
    }
    const name = code(strategy.name);
    const message =
      strategy.isBare && earlier.isBare
        ? `A second strategy would be named ${name} too; name both under \`strategies\``
        : `The name ${name} is taken`;
    return [{ span: strategy.span, message, related: firstHere(earlier) }];
  });
}
