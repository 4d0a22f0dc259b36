import type { MeasuredFacts } from '../../../core/spec/sample-facts.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { monitorsIn, strategiesIn } from '../describe/definitions.ts';
import { measuredAt } from '../describe/sample-words.ts';
import type { CompletionContext } from './types.ts';

/** Everything that proposals are drawn from: the context, and what the document itself defines. */
export interface Facts {
  readonly context: CompletionContext;
  /** The word under the cursor, for the file system to match. */
  readonly typed: string;
  strategyNames(): readonly string[];
  monitorIds(): readonly string[];
  /** What the monitors that a place concerns measure on the sample. */
  measured(path: readonly Frame[]): readonly MeasuredFacts[];
}

/** Names are looked up only where they are wanted: most places want none, and documents may be long. */
export function factsOf(context: CompletionContext, outline: Outline, typed: string): Facts {
  const isConfig = context.format === 'monitor';
  return {
    context,
    typed,
    strategyNames: () => distinct(strategiesIn(outline), context.strategyNames),
    monitorIds: () => distinct(isConfig ? monitorsIn(outline) : [], context.monitorIds),
    measured: (path) => measuredAt(context.sample, outline, path),
  };
}

const distinct = (own: readonly { name: string }[], others: readonly string[]) => [
  ...new Set([...own.map(({ name }) => name), ...others]),
];
