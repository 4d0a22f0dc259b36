import type { MeasuredFacts } from '../../../core/spec/sample-facts.ts';
import type { OutlineNode } from '../../syntax/cursor/outline.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import type { CursorContext } from '../../syntax/cursor-context.ts';
import { definitionText, endOf, monitorsIn, strategiesIn } from '../describe/definitions.ts';
import { measuredAt } from '../describe/sample-words.ts';
import { type Watched, watchedAt } from '../describe/watched.ts';
import { type Anchored, anchorsAbove } from './anchors.ts';
import type { CompletionContext } from './types.ts';

/** Everything that proposals are drawn from: the context, and what the document itself defines. */
export interface Facts {
  readonly context: CompletionContext;
  /** The word under the cursor, for the file system to match. */
  readonly typed: string;
  /** It stands in quotes: text is what is wanted. */
  readonly isQuoted: boolean;
  strategyNames(): readonly string[];
  monitorIds(): readonly string[];
  /** What the monitors that a place concerns measure on the sample. */
  measured(path: readonly Frame[]): readonly MeasuredFacts[];
  /** What an alias at the cursor may refer to. */
  anchors(): readonly Anchored[];
  /** The text of a node, moved to the left margin. */
  textOf(node: OutlineNode): string;
  /** What these monitors watch. */
  watched(path: readonly Frame[]): readonly Watched[];
}

/** Names are looked up only where they are wanted: most places want none, and documents may be long. */
export function factsOf(context: CompletionContext, cursor: CursorContext, text: string): Facts {
  const { outline, word } = cursor;
  const isConfig = context.format === 'monitor';
  return {
    context,
    typed: text.slice(word.start, word.end).replace(/^["']|["']$/g, ''),
    strategyNames: () => distinct(strategiesIn(outline), context.strategyNames),
    monitorIds: () => distinct(isConfig ? monitorsIn(outline) : [], context.monitorIds),
    measured: perMonitor((path) => measuredAt(context.sample, outline, path)),
    anchors: () => anchorsAbove(cursor),
    textOf: (node) => definitionText({ start: node.start, end: endOf(node) }, text),
    isQuoted: word.quote === '"' || word.quote === "'",
    watched: perMonitor((path) => watchedAt(outline, path)),
  };
}

/** Asked for every strategy that is proposed, and the same for all places in a monitor or named strategy. */
function perMonitor<T>(find: (path: readonly Frame[]) => T): (path: readonly Frame[]) => T {
  const found = new Map<string, T>();
  return (path) => {
    const place = path.slice(0, 2).map((frame) => (frame.type === 'map' ? frame.key : frame.index));
    const name = JSON.stringify(place);
    const known = found.get(name);
    if (known !== undefined) return known;
    const value = find(path);
    found.set(name, value);
    return value;
  };
}

const distinct = (own: readonly { name: string }[], others: readonly string[]) => [
  ...new Set([...own.map(({ name }) => name), ...others]),
];
