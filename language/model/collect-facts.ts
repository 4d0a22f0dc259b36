import { retrainingSpec } from '../../core/documents/config-spec.ts';
import { findKind } from '../../core/metrics/index.ts';
import type { StrategyConfig } from '../../core/metrics/monitor-kind.ts';
import { monitorIds } from '../../core/simulate/plan.ts';
import { withDefaults } from '../../core/spec/schema.ts';
import { findStrategy } from '../../core/strategies/index.ts';
import { effectivePairs } from '../syntax/tree.ts';
import type { DocumentView } from './document-view.ts';
import type {
  ConfigFacts,
  MonitorFacts,
  NamedStrategy,
  PathFacts,
  PolicyFacts,
  StrategyFacts,
  StrategyUse,
} from './facts.ts';

type Path = readonly (string | number)[];

/** The facts of a monitor config. */
export function monitorConfigFacts(view: DocumentView, uri: string): ConfigFacts {
  const isList = view.root?.kind === 'seq';
  const map = view.value(['preview', 'map']);
  return {
    ...noFacts,
    monitors: monitorsAt(view, isList ? [] : ['monitors']),
    strategies: namedStrategies(view, uri),
    policies: view.items(['retraining']).map((path) => policyAt(view, path)),
    paths: [...pathsAt(view, ['include'], 'include'), ...pathsAt(view, ['preview', 'events'], 'events')],
    map: typeof map === 'object' && map !== null && view.isValid(['preview'], ['map']) ? { ...map } : {},
  };
}

/** The facts of a strategy file: of one of its documents. */
export function strategyFileFacts(view: DocumentView, uri: string, stem: string): ConfigFacts {
  const node = view.map([]);
  const type = node && view.node(['type']);
  const strategy = type && strategyAt(view, []);
  const bare: NamedStrategy[] = strategy ? [{ ...strategy, name: stem, span: type, uri, isBare: true }] : [];
  return { ...noFacts, strategies: [...bare, ...namedStrategies(view, uri)] };
}

/** The facts of a file of config tests. */
export function testFileFacts(view: DocumentView): ConfigFacts {
  const tests = view.items(['tests']);
  const expectations = tests.flatMap((path) => view.items([...path, 'expect']));
  const config = view.reference(['config']);
  return {
    ...noFacts,
    paths: [
      ...(config ? [{ ...config, use: 'config' as const }] : []),
      ...tests.flatMap((path) => pathsAt(view, [...path, 'events'], 'events')),
    ],
    test: { config, monitors: expectations.flatMap((path) => view.reference([...path, 'monitor']) ?? []) },
  };
}

export const noFacts: ConfigFacts = {
  monitors: [],
  strategies: [],
  policies: [],
  paths: [],
  test: undefined,
  map: {},
};

/** The facts of several documents of one file, taken together. */
export function joinFacts(all: readonly ConfigFacts[]): ConfigFacts {
  const [first = noFacts] = all;
  return { ...first, strategies: all.flatMap((facts) => facts.strategies) };
}

function references(view: DocumentView, path: Path) {
  return view.items(path).flatMap((item) => view.reference(item) ?? []);
}

function pathsAt(view: DocumentView, path: Path, use: PathFacts['use']): PathFacts[] {
  const single = view.reference(path);
  return (single ? [single] : references(view, path)).map((reference) => ({ ...reference, use }));
}

function monitorsAt(view: DocumentView, list: Path): MonitorFacts[] {
  const items = view.items(list);
  const values = items.map((path) => (view.map(path) ? view.value(path) : {}) as Record<string, unknown>);
  const ids = monitorIds(values);
  return items.flatMap((path, at) => monitorAt(view, path, ids[at] ?? '') ?? []);
}

function monitorAt(view: DocumentView, path: Path, id: string): MonitorFacts | undefined {
  const node = view.map(path);
  if (!node) return undefined;
  const value = view.value(path) as Record<string, unknown>;
  const kind = findKind(String(value['kind']));
  const isKnown = kind && view.isValid(path, ['kind', ...Object.keys(kind.params.properties)]);
  return {
    id,
    givenId: view.reference([...path, 'id']),
    node,
    kind,
    metric: isKnown ? kind.metric(withDefaults(kind.params, value)) : undefined,
    strategies: usesAt(view, [...path, 'strategy']),
  };
}

function policyAt(view: DocumentView, path: Path): PolicyFacts {
  const node = view.map(path);
  const isKnown = node && view.isValid(path, Object.keys(retrainingSpec.properties));
  return {
    givenId: view.reference([...path, 'id']),
    on: references(view, [...path, 'on']),
    node,
    config: isKnown ? withDefaults(retrainingSpec, view.value(path) as Record<string, unknown>) : undefined,
  };
}

/** Strategies named or written out at a place, alone or in a list. */
function usesAt(view: DocumentView, path: Path): StrategyUse[] {
  const paths = view.node(path)?.kind === 'seq' ? view.items(path) : [path];
  return paths.flatMap((at): StrategyUse[] => {
    const reference = view.reference(at);
    if (reference) return [{ form: 'name', reference }];
    const strategy = strategyAt(view, at);
    return strategy ? [{ form: 'inline', strategy }] : [];
  });
}

function namedStrategies(view: DocumentView, uri: string): NamedStrategy[] {
  const map = view.map(['strategies']);
  return (map ? effectivePairs(map) : []).flatMap(({ key, name }) => {
    const strategy = strategyAt(view, ['strategies', name]);
    return strategy ? [{ ...strategy, name, span: key, uri, isBare: false }] : [];
  });
}

function strategyAt(view: DocumentView, path: Path): StrategyFacts | undefined {
  const node = view.map(path);
  if (!node) return undefined;
  const config = view.value(path) as StrategyConfig;
  const definition = findStrategy(String(config.type));
  const isKnown = definition && view.isValid(path, ['type', ...Object.keys(definition.params.properties)]);
  const params = isKnown ? withDefaults(definition.params, config) : undefined;
  return { node, config, definition, params, parts: usesAt(view, [...path, 'strategies']) };
}
