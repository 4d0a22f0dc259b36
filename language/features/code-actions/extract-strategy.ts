import { findStrategy } from '../../../core/strategies/index.ts';
import type { FixEdit } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import { withParts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import type { Resolution } from '../../model/resolve.ts';
import { nextLine } from '../../syntax/edit-map.ts';
import { lineEnd } from '../../syntax/lines.ts';
import { type MapNode, pairOf, type Span } from '../../syntax/tree.ts';
import { unusedName } from '../../unused-name.ts';
import { code } from '../../validate/wording.ts';
import { written } from '../completion/scalar-text.ts';
import { identifier } from '../navigation/mentions.ts';
import { definitionEdits } from './new-definition.ts';
import { placeAt, type StrategyPlace } from './strategy-places.ts';
import { isSilenced, type StrategyText, strategyText } from './strategy-text.ts';

/** A change of the form after which the config does the same. */
export interface Refactoring {
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

/** What is known of the files that a config includes. */
export type StrategiesKnown = Pick<Resolution, 'strategies' | 'isComplete'>;

/** Gives the strategy that is written out at a stretch a name, and leaves the name in its place. */
export function extraction(
  config: ReadConfig,
  stretch: Span,
  known: StrategiesKnown,
): Refactoring | undefined {
  // A name is free only if all names are known.
  if (config.format !== 'monitor' || !known.isComplete) return undefined;
  const place = placeAt(config, stretch);
  if (place?.node.kind !== 'map') return undefined;
  const { node } = place;
  const strategy = strategyText(node, config);
  const name = strategy && nameFor(place, node, config, known);
  if (!strategy || name === undefined || isSilenced(config.text, reachOf(node, strategy))) return undefined;
  const spelled = spelling(name, node, config);
  const definition = definitionEdits(spelled, strategy, config);
  const use = useEdits(node, strategy, spelled, config.text);
  if (!definition || !use) return undefined;
  return { title: `Extract to ${code('strategies')} as ${code(name)}`, edits: [...use, ...definition] };
}

const reachOf = ({ owner, start }: MapNode, { span }: StrategyText): Span => ({
  start: owner?.start ?? start,
  end: span.end,
});

/** From what it is of and its type: `latency-static`, `latency-static-2`. */
function nameFor(
  { holder }: StrategyPlace,
  node: MapNode,
  config: ReadConfig,
  { strategies }: StrategiesKnown,
) {
  const type = pairOf(node, 'type')?.value;
  const id = type?.kind === 'scalar' && typeof type.value === 'string' ? type.value : '';
  if (!findStrategy(id)) return undefined;
  const suffix = id.replaceAll('_', '-');
  const stem = identifier.test(holder) ? `${holder}-${suffix}` : suffix;
  return unusedName(stem, namesIn(config, strategies));
}

/** Names that are defined, and names that are used without being defined: those would come to mean something. */
function namesIn({ facts }: ReadConfig, strategies: StrategiesKnown['strategies']): ReadonlySet<string> {
  const parts = [...facts.strategies, ...strategies.values()].map((strategy) => strategy.parts);
  const uses = withParts([...facts.monitors.map((monitor) => monitor.strategies), ...parts].flat());
  const used = uses.flatMap((use) => (use.form === 'name' ? [use.reference.text] : []));
  const own = facts.strategies.map(({ name }) => name);
  return new Set([...strategies.keys(), ...own, ...used]);
}

/** In quotes where the keys of the strategy are. */
function spelling(name: string, { pairs }: MapNode, { text, uri }: ReadConfig): string {
  const quote = text.charAt(pairs[0]?.key.start ?? 0);
  const json = syntaxOf(uri) === 'json';
  return written(name, { json, quote: quote === '"' || quote === "'" ? quote : '' });
}

function useEdits(
  { owner, flow, pairs }: MapNode,
  { span }: StrategyText,
  name: string,
  text: string,
): FixEdit[] | undefined {
  const first = pairs[0]?.key.start ?? span.start;
  if (flow || (owner && lineEnd(text, owner.end) >= first)) return [{ ...span, newText: name }];
  const mark = owner && /^[ \t]*:/.exec(text.slice(owner.end));
  const behind = owner && (owner.what === 'dash' ? owner.end : mark && owner.end + mark[0].length);
  if (!owner || !behind || nextLine(text, owner.end) !== span.start) return undefined;
  return [
    { start: behind, end: behind, newText: ` ${name}` },
    { start: lineEnd(text, owner.end), end: span.end, newText: '' },
  ];
}
