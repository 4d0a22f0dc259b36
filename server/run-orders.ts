import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { SimulationPlan } from '../core/simulate/plan.ts';
import { referenceFiles } from '../core/simulate/references.ts';
import type { LanguageService } from '../language/service.ts';
import type { SimulationFailure, SimulationFailureReason } from '../protocol/lsp-messages.ts';
import type { RunOrder } from './worker-messages.ts';

export interface RunOrderSources {
  readonly language: Pick<LanguageService, 'model'>;
  readonly matchFiles: (baseUri: string, pattern: string) => Promise<readonly string[]>;
}

/** The order to run a config, but for the run's number; or why it cannot be run. */
export async function runOrderOf(
  document: TextDocument,
  given: readonly string[] | undefined,
  { language, matchFiles }: RunOrderSources,
): Promise<Omit<RunOrder, 'runId'> | SimulationFailure> {
  const { uri } = document;
  const title = Utils.basename(URI.parse(uri));
  const { plan, errors, events: named, map, monitors } = await language.model(document);
  const [first] = errors;
  if (first)
    return failure('config', `${title}:${first.range.start.line + 1}: ${first.message}${more(errors)}`);
  if (!plan) return failure('config', `${title} has no monitors to simulate.`);
  const patterns = given ?? named;
  if (patterns.length === 0) {
    return failure(
      'no-events',
      `${title} names no event file: add preview.events, or simulate on a file you choose.`,
    );
  }
  const found = await Promise.all(patterns.map((pattern) => filesOf(uri, pattern, matchFiles)));
  const missing = patterns.find((_, at) => found[at]?.length === 0);
  if (missing !== undefined)
    return failure('no-events', `No file matches preview.events "${missing}" of ${title}.`);
  const references = await referencesOf(plan, uri, matchFiles);
  const unmatched = references.find(({ uris }) => uris.length === 0);
  if (unmatched)
    return failure('no-events', `No file matches reference.events "${unmatched.file.events}" of ${title}.`);
  const lines = new Map(monitors.map(({ id, line }) => [id, line]));
  return { uri, title, plan, events: [...new Set(found.flat())], lines, map: textsOf(map), references };
}

function referencesOf(plan: SimulationPlan, uri: string, matchFiles: RunOrderSources['matchFiles']) {
  return Promise.all(
    referenceFiles(plan).map(async (file) => ({ file, uris: await filesOf(uri, file.events, matchFiles) })),
  );
}

/** A column may have a number for its name. */
const textsOf = (map: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(map).map(([field, column]) => [field, String(column)]));

async function filesOf(
  base: string,
  pattern: string,
  matchFiles: RunOrderSources['matchFiles'],
): Promise<readonly string[]> {
  if (pattern.startsWith('file:')) return [pattern];
  // A config that was never saved has no folder to look in.
  return base.startsWith('file:') ? matchFiles(base, pattern) : [];
}

const failure = (reason: SimulationFailureReason, message: string): SimulationFailure => ({
  ok: false,
  reason,
  message,
});

const more = (errors: readonly unknown[]) => (errors.length > 1 ? ` (and ${errors.length - 1} more)` : '');
