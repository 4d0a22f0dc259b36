import type { ModelKey } from '../../core/spec/columns.ts';
import type { SampleQuery } from '../../core/spec/sample-facts.ts';
import type { PathFacts } from './facts.ts';
import type { ReadConfig } from './read-config.ts';

/** What to ask of the events that a config names; undefined where it names none that could be found. */
export function sampleQuery(
  { uri, format, facts, value }: ReadConfig,
  matches: ReadonlyMap<PathFacts, readonly string[] | undefined>,
): SampleQuery | undefined {
  if (format !== 'monitor') return undefined;
  const events = eventFiles(facts.paths, matches);
  if (events.length === 0) return undefined;
  const model = modelOf(value);
  return {
    uri,
    events,
    map: facts.map,
    monitors: facts.monitors.flatMap(({ id, measures }) => (measures ? [{ id, ...measures }] : [])),
    ...(model ? { model } : {}),
  };
}

/** The event files that a config names, in the order in which a sample is asked of them and speaks of them. */
export function eventFiles(
  paths: readonly PathFacts[],
  matches: ReadonlyMap<PathFacts, readonly string[] | undefined>,
): readonly string[] {
  const named = paths.filter(({ use }) => use === 'events');
  return [...new Set(named.flatMap((path) => matches.get(path) ?? []))];
}

/** The config's `model`, as far as it is text: it may be half typed. */
export function modelOf(value: unknown): ModelKey | undefined {
  const given = fieldOf(value, 'model');
  const name = fieldOf(given, 'name');
  const version = fieldOf(given, 'version');
  if (typeof name !== 'string' && typeof version !== 'string') return undefined;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
  };
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
