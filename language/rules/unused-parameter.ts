import type { MonitorFacts, StrategyFacts } from '../model/facts.ts';
import { type Idle, idleInKind, idleInStrategy } from '../model/idle-parameters.ts';
import { effectivePairs, keysOf, type MapNode, type Pair, pairOf } from '../syntax/tree.ts';
import { fixesFrom, removeKey } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { strategiesWritten } from './kit/strategies-in-use.ts';

/** A parameter that is written down and changes nothing. */
export const unusedParameter: Rule = {
  id: 'unused-parameter',
  severity: 'warning',
  title: 'Parameter without effect',
  isPerMonitor: true,
  doc:
    'Some parameters count only beside others: `threshold` of the kind `drift` and `max_gap` of `silence` only without a `strategy`, `window` and ' +
    '`ema_alpha` of the kind `metric` only with an `aggregate` that uses them, `warm_up` only while there is something ' +
    'to learn. Elsewhere they promise what does not happen; take them out.',
  good: [
    { text: '- kind: drift\n  threshold: 0.01\n' },
    { text: '- kind: drift\n  strategy: { type: p_value, threshold: 0.01 }\n' },
    { text: '- kind: metric\n  metric: x\n  aggregate: ema\n  ema_alpha: 0.3\n' },
    { text: '- kind: metric\n  metric: x\n  aggregate: p95\n  window: 5m\n' },
    { text: '- kind: latency\n  ema_alpha: 0.3\n' },
    { text: '- kind: error\n  strategy: { type: cusum, baseline_mean: 0.1, warm_up: 50 }\n' },
    {
      text: '- &x { kind: metric, id: a, metric: x, window: 50 }\n- { <<: *x, id: b, aggregate: mean }\n',
    },
  ],
  bad: [
    {
      text: '- kind: drift\n  threshold: 0.01\n  strategy: { type: p_value }\n',
      marks: 'threshold',
      fix: 'Remove `threshold`',
      message: '`threshold` has no effect beside `strategy`; take it out, or give the strategy its own',
    },
    {
      text: '- kind: silence\n  max_gap: 10m\n  strategy: { type: static, bound: 60 }\n',
      marks: 'max_gap',
      fix: 'Remove `max_gap`',
      message: '`max_gap` has no effect beside `strategy`, which says what alarms; take it out',
    },
    {
      text: '- kind: metric\n  metric: x\n  window: 50\n',
      marks: 'window',
      fix: 'Remove `window`',
      message: '`window` has no effect without `aggregate`; add one, or take it out',
    },
    {
      text: '- kind: metric\n  metric: x\n  ema_alpha: 0.3\n',
      marks: 'ema_alpha',
      fix: 'Remove `ema_alpha`',
    },
    {
      text: '- kind: metric\n  metric: x\n  aggregate: mean\n  ema_alpha: 0.3\n',
      marks: 'ema_alpha',
      fix: 'Remove `ema_alpha`',
      message: '`ema_alpha` has no effect on the aggregate `mean`, only on `ema`; take it out',
    },
    {
      text: '- kind: metric\n  metric: x\n  aggregate: ema\n  window: 50\n',
      marks: 'window',
      fix: 'Remove `window`',
      message: '`window` has no effect on the aggregate `ema`, which is set by `ema_alpha`; take it out',
    },
    {
      text: '- kind: error\n  strategy: { type: cusum, baseline_mean: 0.1, baseline_std: 0.3, warm_up: 50 }\n',
      marks: 'warm_up',
      fix: 'Remove `warm_up`',
      message:
        '`warm_up` has no effect beside `baseline_mean` and `baseline_std`, which leave nothing to learn; take it out',
    },
  ],
  check(context) {
    const { facts, text } = context.config;
    const { monitors } = facts;
    const all = [
      ...monitors.map((monitor) => ({ node: monitor.node, idle: idleInMonitor(monitor) })),
      ...strategiesWritten(context).map((strategy) => ({
        node: strategy.node,
        idle: idleIn(strategy),
      })),
    ];
    if (all.every(({ idle }) => Object.keys(idle).length === 0)) return [];
    // What is merged into another map may have its effect there.
    const used = new Set(all.flatMap(({ node, idle }) => usedKeys(node, idle)));
    const isMarked = new Set<Pair['key']>();
    return all.flatMap(({ node, idle }) =>
      Object.entries(idle).flatMap(([name, reason]) => {
        const pair = pairOf(node, name);
        if (!pair || used.has(pair.key) || isMarked.has(pair.key)) return [];
        isMarked.add(pair.key);
        const message = `\`${name}\` has no effect ${reason}`;
        const fixes = fixesFrom(removeKey(text, node, name, true));
        return [{ span: pair.key, message, unnecessary: true, ...fixes }];
      }),
    );
  },
};

const nothing: Idle = {};

const usedKeys = (node: MapNode, idle: Idle) =>
  effectivePairs(node)
    .filter(({ name }) => !Object.hasOwn(idle, name))
    .map(({ key }) => key);

const idleInMonitor = ({ kind, metric, node }: MonitorFacts): Idle =>
  kind && metric ? idleInKind(kind.id, keysOf(node)) : nothing;

const idleIn = ({ definition, params, node }: StrategyFacts): Idle =>
  definition && params ? idleInStrategy(definition.id, keysOf(node)) : nothing;
