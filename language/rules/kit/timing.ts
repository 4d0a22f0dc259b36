import { durationMs } from '../../../core/spec/duration.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type MapNode, pairOf, type ScalarNode } from '../../syntax/tree.ts';

/** A value of the config, and where it stands. */
export interface Given<T> {
  readonly node: ScalarNode;
  readonly value: T;
}

/** What a monitor's keys, or `defaults` for it, say of timing; undefined where nothing valid is given. */
export interface Timing {
  readonly for: Given<number> | undefined;
  readonly keepFiringFor: Given<number> | undefined;
  readonly cooldown: Given<number> | undefined;
  readonly repeat: Given<string> | undefined;
  /** Every key that is given can be understood, so what is undefined has its default. */
  readonly isSound: boolean;
}

const keys: readonly string[] = ['for', 'keep_firing_for', 'cooldown', 'repeat'];

/** Of the many monitors that say nothing of it. */
const noTiming: Timing = {
  for: undefined,
  keepFiringFor: undefined,
  cooldown: undefined,
  repeat: undefined,
  isSound: true,
};

/** The lifecycle keys of a monitor, durations in milliseconds. */
export function timingOf(monitor: MonitorFacts, config: ReadConfig): Timing {
  const maps = [monitor.node, sectionOf(config, 'defaults')];
  if (!maps.some((map) => map && mentionsTiming(map))) return noTiming;
  const word = scalarIn(maps, 'repeat');
  const isWord = word?.value === 'every' || word?.value === 'once';
  const timing = {
    for: durationIn(maps, 'for'),
    keepFiringFor: durationIn(maps, 'keep_firing_for'),
    cooldown: durationIn(maps, 'cooldown'),
    repeat: word && isWord ? { node: word, value: String(word.value) } : undefined,
  };
  const isGiven = (key: string) => maps.some((map) => map && pairOf(map, key));
  const understood = Object.values(timing).map((given) => given !== undefined);
  return { ...timing, isSound: keys.every((key, at) => isGiven(key) === understood[at]) };
}

const mentionsTiming = ({ pairs, inherited }: MapNode) =>
  pairs.some(({ name }) => keys.includes(name)) || inherited.some(({ name }) => keys.includes(name));

/** A duration of `runtime` that the config gives, in milliseconds. */
export const runtimeDuration = (config: ReadConfig, key: string): Given<number> | undefined =>
  durationIn([sectionOf(config, 'runtime')], key);

/** A map at the top of the config. */
export function sectionOf({ documents }: ReadConfig, key: string): MapNode | undefined {
  const root = documents[0]?.root;
  const section = root?.kind === 'map' ? pairOf(root, key)?.value : undefined;
  return section?.kind === 'map' ? section : undefined;
}

/** The first of the maps that has the key decides. */
function scalarIn(maps: readonly (MapNode | undefined)[], key: string): ScalarNode | undefined {
  const pair = maps.map((map) => map && pairOf(map, key)).find((found) => found !== undefined);
  return pair?.value.kind === 'scalar' ? pair.value : undefined;
}

function durationIn(maps: readonly (MapNode | undefined)[], key: string): Given<number> | undefined {
  const node = scalarIn(maps, key);
  if (!node || (typeof node.value !== 'string' && typeof node.value !== 'number')) return undefined;
  const value = durationMs(node.value);
  return value >= 0 && Number.isFinite(value) ? { node, value } : undefined;
}
