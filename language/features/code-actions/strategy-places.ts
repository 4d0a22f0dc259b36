import type { ReadConfig } from '../../model/read-config.ts';
import { contentEnd } from '../../syntax/edit-map.ts';
import type { Item, MapNode, ScalarNode, Span } from '../../syntax/tree.ts';
import { overlap } from '../../syntax/tree.ts';

/** A place in a file where a strategy is named or written out: of a monitor, or a part of a combination. */
export interface StrategyPlace {
  readonly node: MapNode | ScalarNode;
  /** It stands in brackets or braces. */
  readonly inFlow: boolean;
  /** The monitor or named strategy that it belongs to. */
  readonly holder: string;
}

/** The place that a stretch lies in, with the key it hangs on; the innermost where several do. */
export function placeAt(config: ReadConfig, stretch: Span): StrategyPlace | undefined {
  const around = strategyPlaces(config, stretch).filter((place) => {
    const { start, end } = extentOf(place);
    return start <= stretch.start && stretch.end <= end;
  });
  // Outer ones come first.
  return around.at(-1);
}

/**
 * Every place in a file, each once: what merge keys and aliases repeat is where it is written.
 * @param within only of monitors and named strategies that have something of this stretch
 */
export function strategyPlaces({ facts, uri }: ReadConfig, within?: Span): StrategyPlace[] {
  const isWanted = (node: MapNode) => !within || overlap(node, within) || node.end === within.start;
  const own = facts.strategies.filter((strategy) => strategy.uri === uri);
  const held = [
    ...facts.monitors.map(({ node, id }) => ({ node, key: 'strategy', holder: id })),
    ...own.map(({ node, name }) => ({ node, key: 'strategies', holder: name })),
  ];
  const places = held.filter(({ node }) => isWanted(node)).flatMap((one) => heldBy(one));
  return [...new Map(places.map((place) => [place.node, place])).values()];
}

interface Held {
  readonly node: MapNode;
  readonly key: string;
  readonly holder: string;
}

function heldBy({ node, key, holder }: Held): StrategyPlace[] {
  const pair = node.pairs.findLast(({ name }) => name === key);
  return pair ? placesOf(pair, node.flow, holder) : [];
}

function placesOf({ value, alias }: Item, inFlow: boolean, holder: string): StrategyPlace[] {
  if (alias) return [];
  if (value.kind === 'seq') return value.items.flatMap((item) => placesOf(item, value.flow, holder));
  const place = { node: value, inFlow, holder };
  if (value.kind === 'scalar') return typeof value.value === 'string' ? [place] : [];
  return [place, ...heldBy({ node: value, key: 'strategies', holder })];
}

function extentOf({ node }: StrategyPlace): Span {
  const { owner } = node;
  return { start: owner?.what === 'key' ? owner.start : node.start, end: contentEnd(node) };
}
