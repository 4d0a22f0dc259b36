import type { Outline } from '../../syntax/cursor/outline.ts';
import { monitorsIn, strategiesIn } from '../describe/definitions.ts';
import type { CompletionContext } from './types.ts';

/** Everything that proposals are drawn from: the context, and what the document itself defines. */
export interface Facts {
  readonly context: CompletionContext;
  readonly strategyNames: readonly string[];
  readonly monitorIds: readonly string[];
  /** The word under the cursor, for the file system to match. */
  readonly typed: string;
}

export function factsOf(context: CompletionContext, outline: Outline, typed: string): Facts {
  const named = strategiesIn(outline).map(({ name }) => name);
  const monitors = context.format === 'monitor' ? monitorsIn(outline).map(({ name }) => name) : [];
  return {
    context,
    strategyNames: [...new Set([...named, ...context.strategyNames])],
    monitorIds: [...new Set([...monitors, ...context.monitorIds])],
    typed,
  };
}
