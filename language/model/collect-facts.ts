import { retrainingSpec } from '../../core/documents/config-spec.ts';
import { findKind } from '../../core/metrics/index.ts';
import type { MonitorKind, StrategyConfig } from '../../core/metrics/monitor-kind.ts';
import { monitorIds } from '../../core/simulate/plan.ts';
import type { EventType } from '../../core/spec/event-types.ts';
import { withDefaults } from '../../core/spec/schema.ts';
import type { StrategyDef } from '../../core/strategies/detector.ts';
import { findStrategy } from '../../core/strategies/index.ts';
import { effectivePairs, type Item, type MapNode, pairOf } from '../syntax/tree.ts';
import type { DocumentView } from './document-view.ts';
import type {
  ConfigFacts,
  MonitorFacts,
  NamedStrategy,
  PathFacts,
  PolicyFacts,
  Reference,
  StrategyFacts,
  StrategyUse,
} from './facts.ts';
import { referenceTo } from './facts.ts';

type Path = readonly (string | number)[];

/** The facts of a monitor config. */
export function monitorConfigFacts(view: DocumentView, uri: string): ConfigFacts {
  const isList = view.root?.kind === 'seq';
  const map = view.value(['preview', 'map']);
  return {
    ...noFacts,
    monitors: monitorsAt(view, isList ? [] : ['monitors']),
    strategies: namedStrategies(view, uri),
    policies: policiesAt(view, ['retraining']),
    paths: [
      ...pathsAt(view, ['include'], 'include'),
      ...pathsAt(view, ['preview', 'events'], 'events'),
      ...referencePaths(view, isList ? [] : ['monitors']),
    ],
    map: textsOf(map),
  };
}

/** The files of reference windows. Few monitors have one. */
function referencePaths(view: DocumentView, list: Path): PathFacts[] {
  const items: unknown = view.value(list);
  return (Array.isArray(items) ? items : []).flatMap((item: Config | null, at) =>
    item?.['reference'] ? pathsAt(view, [...list, at, 'reference', 'events'], 'reference') : [],
  );
}

/** The entries that name a column: beside one that is being typed, the others still count. A name may be a number. */
function textsOf(map: unknown): Record<string, string> {
  const entries = typeof map === 'object' && map !== null ? Object.entries(map) : [];
  const named = entries.filter(([, column]) => typeof column === 'string' || typeof column === 'number');
  return Object.fromEntries(named.map(([field, column]) => [field, String(column)]));
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
  settings: undefined,
  map: {},
};

/** The facts of several documents of one file, taken together. */
export function joinFacts(all: readonly ConfigFacts[]): ConfigFacts {
  const [first = noFacts] = all;
  return { ...first, strategies: all.flatMap((facts) => facts.strategies) };
}

function references(view: DocumentView, path: Path): Reference[] {
  const node = view.node(path);
  return node?.kind === 'seq' ? node.items.flatMap((item) => referenceTo(item) ?? []) : [];
}

function pathsAt(view: DocumentView, path: Path, use: PathFacts['use']): PathFacts[] {
  const single = view.reference(path);
  return (single ? [single] : references(view, path)).map((reference) => ({ ...reference, use }));
}

function monitorsAt(view: DocumentView, list: Path): MonitorFacts[] {
  const node = view.node(list);
  const items = node?.kind === 'seq' ? node.items : [];
  const given = (view.value(list) ?? []) as readonly unknown[];
  const values = items.map(({ value }, at) => (value.kind === 'map' ? (given[at] as Config) : {}));
  const ids = monitorIds(values);
  return items.flatMap(({ value: map, alias }, at) => {
    if (map.kind !== 'map') return [];
    const value = values[at] ?? {};
    const written = { view, path: [...list, at], map, value };
    const facts = view.memory.accepted.has(value)
      ? view.memory.derived(monitorAt, map, () => monitorAt(written))
      : monitorAt(written);
    return { ...facts, id: ids[at] ?? '', alias };
  });
}

type Config = Readonly<Record<string, unknown>>;

/** An object of a document, seen from all sides. */
interface Written {
  readonly view: DocumentView;
  readonly path: Path;
  readonly map: MapNode;
  readonly value: Config;
}

function monitorAt(written: Written): Omit<MonitorFacts, 'id' | 'alias'> {
  const { map, value, view } = written;
  const kind = findKind(String(value['kind']));
  const isKnown = kind && isSound(written, 'kind', kind.params.properties);
  const filled = (known: MonitorKind) =>
    view.memory.derived(known.params, value, () => withDefaults(known.params, value));
  const metricOf = (known: MonitorKind) =>
    view.memory.derived(known, value, () => known.metric(filled(known)));
  const params = isKnown ? filled(kind) : undefined;
  const from = isSound(written, 'from') ? (value['from'] as readonly EventType[] | undefined) : undefined;
  const given = pairOf(map, 'id');
  return {
    givenId: given && referenceTo(given),
    node: map,
    value,
    kind,
    metric: isKnown ? metricOf(kind) : undefined,
    measures: kind && params && { kind: kind.id, params, ...(from ? { from } : {}) },
    strategies: usesIn(written, 'strategy', view.memory.accepted.has(value)),
  };
}

/** What was accepted as a whole needs no looking up. */
const isSound = ({ view, path, value }: Written, key: string, params?: object) =>
  view.memory.accepted.has(value) || view.isValid(path, [key, ...Object.keys(params ?? {})]);

function policiesAt(view: DocumentView, list: Path): PolicyFacts[] {
  const node = view.node(list);
  const items = node?.kind === 'seq' ? node.items : [];
  return items.map(({ alias }, at) => ({ ...policyAt(view, [...list, at]), alias }));
}

function policyAt(view: DocumentView, path: Path): Omit<PolicyFacts, 'alias'> {
  const node = view.map(path);
  const isKnown = node && view.isValid(path, Object.keys(retrainingSpec.properties));
  return {
    givenId: view.reference([...path, 'id']),
    on: references(view, [...path, 'on']),
    node,
    config: isKnown ? withDefaults(retrainingSpec, view.value(path) as Config) : undefined,
  };
}

/**
 * Strategies named or written out under a key, alone or in a list.
 * @param isAccepted the object is as the schema wants it, and so is all that is in it
 */
function usesIn(
  { map, value: object, path: at, view }: Written,
  key: string,
  isAccepted: boolean,
): StrategyUse[] {
  const pair = pairOf(map, key);
  if (!pair) return [];
  const value = object[key];
  const path = [...at, key];
  if (pair.value.kind !== 'seq') return useOf(pair, { view, path, value, isAccepted });
  return pair.value.items.flatMap((item, index) =>
    useOf(item, { view, path: [...path, index], value: (value as readonly unknown[])[index], isAccepted }),
  );
}

interface Use {
  readonly view: DocumentView;
  readonly path: Path;
  readonly value: unknown;
  readonly isAccepted: boolean;
}

function useOf(item: Item, { view, path, value, isAccepted }: Use): StrategyUse[] {
  const reference = referenceTo(item);
  if (reference) return [{ form: 'name', reference }];
  if (item.value.kind !== 'map') return [];
  const written = { view, path, map: item.value, value: value as Config };
  const alias = item.alias ? { alias: item.alias } : {};
  return [{ form: 'inline', strategy: strategyIn(written, isAccepted), ...alias }];
}

function namedStrategies(view: DocumentView, uri: string): NamedStrategy[] {
  const strategies = view.map(['strategies']);
  const values = view.value(['strategies']) as Readonly<Record<string, Config>>;
  return (strategies ? effectivePairs(strategies) : []).flatMap(({ key, name, value: map }) => {
    if (map.kind !== 'map') return [];
    const written = { view, path: ['strategies', name], map, value: values[name] ?? {} };
    return [{ ...strategyIn(written, false), name, span: key, uri, isBare: false }];
  });
}

function strategyAt(view: DocumentView, path: Path): StrategyFacts | undefined {
  const map = view.map(path);
  return map && strategyIn({ view, path, map, value: view.value(path) as Config }, false);
}

function strategyIn(written: Written, isAccepted: boolean): StrategyFacts {
  const { map: node, value, view } = written;
  const definition = findStrategy(String(value['type']));
  const filled = (params: StrategyDef['params']) =>
    view.memory.derived(params, value, () => withDefaults(params, value));
  const isKnown = definition && (isAccepted || isSound(written, 'type', definition.params.properties));
  return {
    node,
    config: value as unknown as StrategyConfig,
    definition,
    params: isKnown ? filled(definition.params) : undefined,
    parts: usesIn(written, 'strategies', isAccepted),
  };
}
