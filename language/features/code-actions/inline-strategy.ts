import type { FixEdit } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { NamedStrategy } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import type { LanguageHost } from '../../model/resolve.ts';
import { lineBreakIn, lineEnd, lineStart } from '../../syntax/lines.ts';
import { overlap, type ScalarNode, type Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { occurrencesOf } from '../navigation/names.ts';
import { Workspace } from '../navigation/workspace.ts';
import type { Refactoring, StrategiesKnown } from './extract-strategy.ts';
import { definitionRemoval } from './remove-definition.ts';
import { placeAt, type StrategyPlace, strategyPlaces } from './strategy-places.ts';
import {
  deepened,
  indentOf,
  indentUnit,
  isSilenced,
  joined,
  type StrategyText,
  strategyText,
} from './strategy-text.ts';

/**
 * Writes the strategy that is named at a stretch out, in the place of its name.
 * @param fileOf the files that define strategies, as they are read
 */
export function inlining(
  config: ReadConfig,
  stretch: Span,
  { strategies }: StrategiesKnown,
  fileOf: (uri: string) => ReadConfig | undefined,
): Refactoring | undefined {
  const place = config.format === 'monitor' ? placeAt(config, stretch) : undefined;
  if (place?.node.kind !== 'scalar' || isSilenced(config.text, place.node)) return undefined;
  const name = String(place.node.value);
  const named = strategies.get(name);
  const file = named && (named.uri === config.uri ? config : fileOf(named.uri));
  const strategy = file && strategyText(named.node, file);
  const edits = strategy && useEdits(place, place.node, strategy, config, file);
  return edits && { title: `Inline ${code(name)} here`, edits };
}

/** The strategy whose name stands at a stretch, where it is defined. */
export function definitionAt(config: ReadConfig, stretch: Span): NamedStrategy | undefined {
  if (config.format !== 'monitor') return undefined;
  const isAt = ({ span }: NamedStrategy) => overlap(span, stretch) || span.end === stretch.start;
  return config.facts.strategies.find((strategy) => !strategy.isBare && isAt(strategy));
}

/** Whether other files name a strategy of a config: configs can be included too. */
export async function isUsedElsewhere(
  { name, uri }: NamedStrategy,
  config: ReadConfig,
  host: LanguageHost,
): Promise<boolean> {
  const occurrences = await occurrencesOf({ what: 'strategy', name, uri }, new Workspace(host, [config]));
  return occurrences.some((occurrence) => occurrence.config.uri !== uri);
}

/** Writes a strategy out wherever the file names it, and takes its definition away with its comments, which go along. */
export function inliningEverywhere(config: ReadConfig, named: NamedStrategy): Refactoring | undefined {
  const { name } = named;
  const isAmbiguous = config.facts.strategies.filter((other) => other.name === name).length > 1;
  const strategy = strategyText(named.node, config);
  const removal = strategy && definitionRemoval(named, strategy, config);
  if (!strategy || !removal || isAmbiguous || isSilenced(config.text, removal.span)) return undefined;
  const places = usesOf(name, config);
  if (!places || places.length === 0) return undefined;
  const edits = places.map(({ place, node }) => {
    const isOutside = !overlap(node, removal.span) && !isSilenced(config.text, node);
    return isOutside ? useEdits(place, node, strategy, config, config) : undefined;
  });
  if (edits.includes(undefined)) return undefined;
  const made = edits.flatMap((one) => one ?? []);
  const comments = commentsAbove(
    places.map(({ node }) => node),
    removal.comments,
    config,
  );
  if (!comments) return undefined;
  return {
    title: `Inline ${code(name)} everywhere and remove it`,
    edits: [...comments, ...made, ...removal.edits],
  };
}

/** Undefined where an alias stands for the name: its text is not a place of its own. */
function usesOf(name: string, config: ReadConfig) {
  const places = strategyPlaces(config).flatMap((place) =>
    place.node.kind === 'scalar' && place.node.value === name ? [{ place, node: place.node }] : [],
  );
  return places.some(({ node }) => isMarked(node, config.text)) ? undefined : places;
}

/** The comments of the definition, above the line of each use. */
function commentsAbove(
  nodes: readonly ScalarNode[],
  comments: readonly string[],
  { text, uri }: ReadConfig,
): FixEdit[] | undefined {
  if (comments.length === 0) return [];
  if (syntaxOf(uri) === 'json') return undefined;
  const lines = new Set(nodes.map(({ start, owner }) => lineStart(text, owner?.start ?? start)));
  return [...lines].map((start) => {
    const above = comments.map((comment) => indentOf(text, start) + comment + lineBreakIn(text));
    return { start, end: start, newText: above.join('') };
  });
}

/** An anchor or a tag before a text would be one of the strategy then. */
const isMarked = ({ start }: Span, text: string) =>
  /(?:^|\s)[&!]\S*\s+$/.test(text.slice(lineStart(text, start), start));

function useEdits(
  { inFlow }: StrategyPlace,
  node: ScalarNode,
  strategy: StrategyText,
  config: ReadConfig,
  from: ReadConfig,
): FixEdit[] | undefined {
  const { text, uri } = config;
  if (isMarked(node, text)) return undefined;
  if (syntaxOf(uri) === 'json' && syntaxOf(from.uri) === 'yaml') return undefined;
  const { start, end } = node;
  const replaced = (newText: string | undefined) =>
    newText === undefined ? undefined : [{ start, end, newText }];
  const indent = indentOf(text, start);
  if (strategy.flow) return replaced(joined(deepened(strategy, config), indent, lineBreakIn(text)));
  if (inFlow) return replaced(strategy.inBraces);
  return blockEdits(node, strategy, config);
}

/** A block below the key, or behind the dash; a comment behind the name stays on its line. */
function blockEdits({ owner, start, end }: ScalarNode, { lines }: StrategyText, config: ReadConfig) {
  const { text } = config;
  if (!owner || !/^[ \t]*:?\s*$/.test(text.slice(owner.end, start))) return undefined;
  const lineBreak = lineBreakIn(text);
  const column = (offset: number) => ' '.repeat(offset - lineStart(text, offset));
  const isOnLine = lineEnd(text, owner.end) >= end;
  const isLast = text.slice(end, lineEnd(text, end)).trim() === '';
  if (!isOnLine || (owner.what === 'dash' && isLast)) {
    return isLast ? [{ start, end, newText: joined(lines, column(start), lineBreak) }] : undefined;
  }
  const behind = owner.what === 'dash' ? owner.end : text.indexOf(':', owner.end) + 1;
  const indent = owner.what === 'dash' ? column(start) : column(owner.start) + indentUnit(config);
  const line = lineEnd(text, end);
  return [
    { start: behind, end: isLast ? line : end, newText: '' },
    { start: line, end: line, newText: lineBreak + indent + joined(lines, indent, lineBreak) },
  ];
}
