import type { FixEdit } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { asLastPair } from '../../syntax/add-to-map.ts';
import { contentEnd, endOfPair } from '../../syntax/edit-map.ts';
import { lineBreakIn, lineStart } from '../../syntax/lines.ts';
import { type MapNode, type Pair, pairOf } from '../../syntax/tree.ts';
import {
  deepened,
  endWithComments,
  indentOf,
  indentUnit,
  joined,
  type StrategyText,
} from './strategy-text.ts';

/** Puts a strategy under `strategies`, which comes into being where there is none; undefined where it does not fit. */
export function definitionEdits(
  key: string,
  strategy: StrategyText,
  config: ReadConfig,
): readonly FixEdit[] | undefined {
  const root = config.documents[0]?.root;
  if (root?.kind !== 'map') return undefined;
  const known = pairOf(root, 'strategies');
  if (!known)
    return root.flow ? asLastKey(key, strategy, root, config) : belowMonitors(key, strategy, root, config);
  const map = known.value;
  if (known.alias || !root.pairs.includes(known) || map.kind !== 'map') return undefined;
  if (map.flow)
    return map.merges.length > 0
      ? undefined
      : asLastPair(config.text, map, (indent) => flowEntry(key, strategy, indent, config));
  return map.pairs.length === 0 ? undefined : intoBlock(key, strategy, map, config);
}

function intoBlock(
  key: string,
  strategy: StrategyText,
  map: MapNode,
  config: ReadConfig,
): FixEdit[] | undefined {
  const { text } = config;
  const first = map.pairs[0]?.key.start ?? map.start;
  const indent = text.slice(lineStart(text, first), first);
  if (indent.trim() !== '') return undefined;
  const end = endWithComments(text, contentEnd(map), indent.length + 1);
  const lines = blockEntry(key, strategy, config);
  return [insert(end, lineBreakIn(text) + indent + joined(lines, indent, lineBreakIn(text)))];
}

function belowMonitors(key: string, strategy: StrategyText, root: MapNode, config: ReadConfig) {
  const { text } = config;
  const monitors = root.pairs.findLast(({ name }) => name === 'monitors');
  if (!monitors) return undefined;
  const indent = indentOf(text, monitors.key.start);
  const unit = indentUnit(config);
  const lines = [
    'strategies:',
    ...blockEntry(key, strategy, config).map((line) => (line === '' ? line : unit + line)),
  ];
  const gap = areApart(root, text) ? lineBreakIn(text) : '';
  const end = endWithComments(text, endOfPair(monitors), indent.length + 1);
  return [insert(end, gap + lineBreakIn(text) + indent + joined(lines, indent, lineBreakIn(text)))];
}

/** Whether blank lines stand between the keys. */
const areApart = ({ pairs }: MapNode, text: string) =>
  pairs.some(({ key }, at) => {
    const before: Pair | undefined = pairs[at - 1];
    return before !== undefined && /\n[ \t]*\r?\n/.test(text.slice(endOfPair(before), key.start));
  });

function blockEntry(key: string, strategy: StrategyText, config: ReadConfig): readonly string[] {
  const unit = indentUnit(config);
  if (!strategy.flow) return [`${key}:`, ...strategy.lines.map((line) => (line === '' ? line : unit + line))];
  const [head = '', ...rest] = deepened(strategy, config);
  return [`${key}: ${head}`, ...rest];
}

function flowEntry(key: string, strategy: StrategyText, indent: string, config: ReadConfig) {
  const { flow, inBraces } = strategy;
  const value = flow ? joined(deepened(strategy, config), indent, lineBreakIn(config.text)) : inBraces;
  return value === undefined ? undefined : `${key}: ${value}`;
}

function asLastKey(key: string, strategy: StrategyText, root: MapNode, config: ReadConfig) {
  const lineBreak = lineBreakIn(config.text);
  const own = syntaxOf(config.uri) === 'json' ? '"strategies"' : 'strategies';
  const unit = indentUnit(config);
  const entryAt = (indent: string, isOnOwnLine: boolean) => {
    const inner = isOnOwnLine ? indent + unit : indent;
    const entry = flowEntry(key, strategy, inner, config);
    if (entry === undefined) return undefined;
    const [before, after] = isOnOwnLine ? [lineBreak + inner, lineBreak + indent] : [' ', ' '];
    return `${own}: {${before}${entry}${after}}`;
  };
  return asLastPair(config.text, root, entryAt);
}

const insert = (at: number, newText: string): FixEdit => ({ start: at, end: at, newText });
