import { type Fix, replaceWord } from '../finding.ts';
import {
  type ConfigFacts,
  type MonitorFacts,
  type NamedStrategy,
  type PolicyFacts,
  type Reference,
  withParts,
} from '../model/facts.ts';
import type { HiddenStrategy, Resolution } from '../model/resolve.ts';
import { relativePath } from '../relative-path.ts';
import { asFirstPair } from '../syntax/add-to-map.ts';
import type { MapNode, Span } from '../syntax/tree.ts';
import { unusedName } from '../unused-name.ts';
import { code } from '../validate/wording.ts';
import { fixesFrom } from './kit/fix.ts';
import type { Rule, RuleContext, RuleFinding } from './kit/rule.ts';

/** Two strategy files with one name between them. */
const slow = (a: number, b: number) => ({
  'a.strategies.yaml': `strategies: { slow: { type: static, bound: ${a} } }\n`,
  'b.strategies.yaml': `strategies: { slow: { type: static, bound: ${b} } }\n`,
});

/** Two monitors, policies or strategies of one name: results could not be told apart. */
export const duplicateId: Rule = {
  id: 'duplicate-id',
  severity: 'error',
  title: 'Duplicate id',
  doc:
    'The `id` of a monitor names it in results, tests and `retraining`; the one of a policy names it in results. ' +
    'Monitors without one need none: they are numbered. A strategy file may hold one bare strategy, which takes the ' +
    "file's name. Where two included files that do not include each other have a strategy of one name, the later counts; that is a " +
    'warning where the name is used and the two are not alike. What the config itself defines always counts. A monitor that ' +
    'comes by an alias or a merge key brings its id along; give the second one its own.',
  good: [
    { text: '- &x { kind: error, id: a }\n- { <<: *x, id: b }\n' },
    { text: '- { kind: latency, id: a }\n- { kind: latency, id: b }\n- kind: drift\n- kind: drift\n' },
    {
      file: 'slow.strategy.yaml',
      text: 'type: static\nbound: 1\n---\nstrategies: { b: { type: static, bound: 2 } }\n',
    },
    {
      text: 'include: [a.strategies.yaml, b.strategies.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\nstrategies: { slow: { type: static, bound: 9 } }\n',
      files: slow(1, 2),
    },
    {
      text: 'include: [a.strategies.yaml, b.strategies.yaml]\nmonitors: [{ kind: latency }]\n',
      files: slow(1, 2),
    },
    {
      text: 'include: [a.strategies.yaml, b.strategies.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\n',
      files: slow(1, 1),
    },
    {
      text: 'include: [a.strategies.yaml, c.monitor.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\n',
      files: {
        ...slow(1, 2),
        'c.monitor.yaml':
          'include: [a.strategies.yaml]\nmonitors: []\nstrategies: { slow: { type: static, bound: 3 } }\n',
      },
    },
  ],
  bad: [
    {
      text: 'include: [a.strategies.yaml, b.strategies.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\n',
      files: slow(1, 2),
      marks: 'b.strategies.yaml',
      message:
        'Both `a.strategies.yaml` and `b.strategies.yaml` define `slow`; the one of `b.strategies.yaml` counts',
    },
    {
      text: '- { kind: latency, id: a }\n- { kind: drift, "id": "a" }\n',
      marks: '"a"',
      fix: 'Give it the id `a-2`',
      message: 'The id `a` is taken',
    },
    {
      text: '- &x { kind: error, id: a }\n- *x\n',
      marks: '*x',
      message: 'The id `a` is taken',
      fix: 'Give it the id `a-2`',
    },
    {
      text: '- &x { kind: error, id: a }\n- { <<: *x, strategy: { type: ddm } }\n',
      marks: '*x',
      fix: 'Give it the id `a-2`',
      message: 'The id `a` is taken',
    },
    {
      text: 'monitors: []\nretraining: [{ id: r }, { id: "r" }]\n',
      marks: '"r"',
      fix: 'Give it the id `r-2`',
    },
    {
      file: 'slow.strategy.yaml',
      text: 'type: static\nbound: 1\n---\ntype: p_value\n',
      marks: 'p_value',
      message: 'A second strategy would be named `slow` too; name both under `strategies`',
    },
  ],
  check: ({ config: { facts, text, uri }, resolution }) => {
    const monitorIds = new Set(facts.monitors.map(({ id }) => id));
    const policyIds = new Set(facts.policies.flatMap(({ givenId }) => givenId?.text ?? []));
    return [
      ...repeated(facts.monitors.flatMap(givenIdOf), monitorIds, text),
      ...repeated(facts.policies.flatMap(givenIdOf), policyIds, text),
      ...repeatedStrategies(facts),
      ...hiddenStrategies(facts, resolution, uri),
    ];
  },
};

/** Strategies of two included files, of which the config uses the later. */
function hiddenStrategies(
  { monitors, strategies: own }: ConfigFacts,
  { hidden, strategies }: Resolution,
  base: string,
): RuleFinding[] {
  if (hidden.length === 0) return [];
  const parts = [...own, ...strategies.values()].map((strategy) => strategy.parts);
  const uses = withParts([...monitors.map((monitor) => monitor.strategies), ...parts].flat());
  const used = new Set(uses.map((use) => (use.form === 'name' ? use.reference.text : undefined)));
  const isAlike = ({ strategy, by }: HiddenStrategy) =>
    JSON.stringify(strategy.config) === JSON.stringify(by.config);
  return hidden
    .filter((one) => used.has(one.by.name) && !isAlike(one))
    .map(({ strategy, by, path }) => {
      const [loser, winner] = [strategy, by].map(({ uri }) => code(relativePath(base, uri)));
      return {
        span: path.span,
        severity: 'warning',
        message: `Both ${loser} and ${winner} define ${code(by.name)}; the one of ${winner} counts`,
        related: [
          { uri: by.uri, span: by.span, message: 'counts' },
          { uri: strategy.uri, span: strategy.span, message: 'is hidden' },
        ],
      };
    });
}

/** An id, and how it came to its owner. */
interface GivenId extends Reference {
  /** Its owner gets it by a merge key; else by an alias, or by itself. */
  readonly merging?: MapNode;
  readonly alias?: Span;
}

/** The id with the place that gives it: where an alias or a merge brings it, that, for there it is to be changed. */
function givenIdOf({ givenId, alias, node }: MonitorFacts | PolicyFacts): GivenId[] {
  if (!givenId) return [];
  if (alias) return [{ ...givenId, span: alias, alias }];
  const merged = node?.inherited.find(({ name }) => name === 'id');
  return [node && merged ? { ...givenId, span: merged.via, merging: node } : givenId];
}

function repeated(ids: readonly GivenId[], taken: Set<string>, text: string): RuleFinding[] {
  const first = new Map<string, GivenId>();
  return ids.flatMap((id): RuleFinding[] => {
    const earlier = first.get(id.text);
    if (!earlier) {
      first.set(id.text, id);
      return [];
    }
    const fix = renamed(id, unusedName(id.text, taken), text);
    const message = `The id ${code(id.text)} is taken`;
    return [{ span: id.span, message, related: firstHere(earlier), ...fixesFrom(fix) }];
  });
}

/** The fix that gives the owner of an id another one. */
function renamed({ span, merging, alias }: GivenId, id: string, text: string): Fix | undefined {
  const title = `Give it the id ${code(id)}`;
  const own = merging && asFirstPair(text, merging, `id: ${id}`);
  if (merging) return own && { title, edits: [own], isCertain: false };
  const replaced = replaceWord(text, span, id).replace ?? id;
  const newText = alias ? `{ <<: ${text.slice(span.start, span.end)}, id: ${id} }` : replaced;
  return { title, edits: [{ start: span.start, end: span.end, newText }], isCertain: false };
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
