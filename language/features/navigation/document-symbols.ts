import type { DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { MonitorFacts, StrategyFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type MapNode, type Node, pairOf, type SeqNode, type Span } from '../../syntax/tree.ts';
import { contains, rangesIn } from './places.ts';
import { symbolKinds } from './symbol-kinds.ts';
import { type WrittenChild, writtenChildren } from './written-nodes.ts';

/** A part of the outline before its stretches are lines and characters. */
interface Part {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** What is selected when the part is chosen. */
  readonly head: Span;
  readonly children?: readonly Part[];
}

/** The outline of a file: its sections; in them monitors with kind and strategies, strategies with type, policies, tests. */
export function documentSymbols(config: ReadConfig): DocumentSymbol[] {
  const rangeIn = rangesIn(config);
  const symbolOf = ({ name, detail, kind, span, head, children = [] }: Part): DocumentSymbol => ({
    name: name.trim() === '' ? '…' : name,
    ...(detail === '' ? {} : { detail }),
    kind,
    range: rangeIn(span),
    selectionRange: rangeIn(contains(span, head) ? head : { start: span.start, end: span.start }),
    children: children.filter((child) => contains(span, child.span)).map(symbolOf),
  });
  return config.documents.flatMap(({ root }) => (root ? partsOf(root, config) : [])).map(symbolOf);
}

function partsOf(root: Node, config: ReadConfig): Part[] {
  if (root.kind === 'seq') return config.format === 'monitor' ? monitorParts(root, config) : [];
  if (root.kind === 'scalar') return [];
  const bare = config.facts.strategies.find(({ isBare, node }) => isBare && node === root);
  if (bare) return [strategyPart(bare.name, root, bare.span, bare)];
  return writtenChildren(config.text, root).flatMap((child) => sectionParts(child, root, config));
}

function sectionParts(child: WrittenChild, root: MapNode, config: ReadConfig): Part[] {
  const pair = root.pairs.find(({ key }) => key === child.key);
  if (!pair) return [];
  const { name, key } = pair;
  const children = childrenOf(name, child.node, config);
  // In a file of strategies or tests there is nothing else to tell them from.
  if (children && config.format !== 'monitor') return children;
  if (child.node.kind === 'scalar') {
    return [{ name, detail: scalarText(child.node), kind: symbolKinds.value, span: child.span, head: key }];
  }
  return [
    { name, detail: '', kind: symbolKinds.section, span: child.span, head: key, children: children ?? [] },
  ];
}

/** The parts of a section; undefined for one that is not worth opening. */
function childrenOf(name: string, node: Node, config: ReadConfig): Part[] | undefined {
  if (name === 'strategies' && node.kind === 'map') return strategyParts(node, config);
  if (node.kind !== 'seq') return undefined;
  if (name === 'monitors') return monitorParts(node, config);
  if (name === 'retraining') return policyParts(node, config);
  if (name === 'tests') return testParts(node, config);
  return name === 'include' ? fileParts(node, config) : undefined;
}

function monitorParts(list: SeqNode, config: ReadConfig): Part[] {
  const { monitors } = config.facts;
  const items = writtenChildren(config.text, list).filter((_, at) => list.items[at]?.value.kind === 'map');
  return items.flatMap(({ span }, at) => {
    const monitor = monitors[at];
    if (!monitor) return [];
    const head = monitor.givenId?.span ?? pairOf(monitor.node, 'kind')?.value ?? span;
    return [
      {
        ...{ name: monitor.id, detail: monitorDetail(monitor), kind: symbolKinds.monitor, span, head },
        children: monitor.strategies.flatMap((use) =>
          use.form === 'inline'
            ? [strategyPart(use.strategy.config.type, use.strategy.node, use.strategy.node, use.strategy)]
            : [],
        ),
      },
    ];
  });
}

function monitorDetail({ id, kind, strategies }: MonitorFacts): string {
  const names = strategies.map((use) =>
    use.form === 'name' ? use.reference.text : use.strategy.config.type,
  );
  const parts = [kind && kind.id !== id ? kind.id : '', names.filter(Boolean).join(', ')];
  return parts.filter(Boolean).join(' · ');
}

function strategyParts(map: MapNode, { text, facts }: ReadConfig): Part[] {
  return writtenChildren(text, map).flatMap(({ key, span }) => {
    const pair = map.pairs.find((candidate) => candidate.key === key);
    const strategy = pair && facts.strategies.find(({ node }) => node === pair.value);
    return strategy ? [strategyPart(pair.name, span, pair.key, strategy)] : [];
  });
}

const strategyPart = (name: unknown, span: Span, head: Span, { config }: StrategyFacts): Part => {
  const type = String(config.type ?? '');
  const label = String(name ?? '');
  return { name: label, detail: type === label ? '' : type, kind: symbolKinds.strategy, span, head };
};

function policyParts(list: SeqNode, { text, facts }: ReadConfig): Part[] {
  return writtenChildren(text, list).map(({ span }, at) => {
    const policy = facts.policies[at];
    const on = policy?.on.map((reference) => reference.text).join(', ') ?? '';
    const name = policy?.givenId?.text ?? `retraining-${at + 1}`;
    const detail = on === '' ? '' : `on ${on}`;
    return { name, detail, kind: symbolKinds.policy, span, head: policy?.givenId?.span ?? span };
  });
}

function testParts(list: SeqNode, { text }: ReadConfig): Part[] {
  return writtenChildren(text, list).map(({ span }, at) => {
    const value = list.items[at]?.value;
    const name = value?.kind === 'map' ? pairOf(value, 'name')?.value : undefined;
    const expect = value?.kind === 'map' ? pairOf(value, 'expect')?.value : undefined;
    const count = expect?.kind === 'seq' ? expect.items.length : 0;
    return {
      name: (name?.kind === 'scalar' && scalarText(name)) || `test ${at + 1}`,
      detail: count === 0 ? '' : count === 1 ? '1 expectation' : `${count} expectations`,
      kind: symbolKinds.test,
      span,
      head: name ?? span,
    };
  });
}

function fileParts(list: SeqNode, { text }: ReadConfig): Part[] {
  return writtenChildren(text, list).flatMap(({ span, node }) =>
    node.kind === 'scalar' && scalarText(node) !== ''
      ? [{ name: scalarText(node), detail: '', kind: symbolKinds.file, span, head: node }]
      : [],
  );
}

/** On one line, as an outline shows it. */
const scalarText = (node: Node): string =>
  node.kind === 'scalar' && node.value !== null ? String(node.value).trim().replaceAll(/\s+/g, ' ') : '';
