import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LastRun } from '../language/service.ts';
import type { Simulations } from './simulations.ts';

/** The last simulation of a document in the language's words. */
export function lastRunOf(simulations: Simulations, document: TextDocument): LastRun | undefined {
  const last = simulations.lastKnown(document);
  if (!last) return undefined;
  return {
    isCurrent: last.isCurrent,
    monitors: last.summary.lanes.map(({ id, model, samples, alerts, episodes }) => {
      const starts = episodes.map(({ start }) => start);
      return { id, model, samples, alerts, ...(starts.length > 0 ? { first: Math.min(...starts) } : {}) };
    }),
  };
}
