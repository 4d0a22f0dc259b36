import { resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { FieldMap } from '../events/read-events.ts';
import { type ConfigModel, documentFormatOf } from '../language/service.ts';
import { fileLanguageService, findConfigs, openConfig, shownPath } from './config-files.ts';
import { type Io, UsageError } from './io.ts';
import { problemText } from './report/lint-report.ts';

/** A monitor config that is good enough to run. */
export interface PlannedConfig {
  readonly uri: string;
  /** Its path as shown to people. */
  readonly shown: string;
  readonly plan: SimulationPlan;
  /** Paths and patterns of `preview.events`. */
  readonly events: readonly string[];
  readonly map?: FieldMap;
  /** Line of each monitor by id, 0-based. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Opens the config that a command is given, or the only one there is. Reports its errors; undefined if it has any. */
export async function openPlannedConfig(
  positionals: readonly string[],
  io: Io,
): Promise<PlannedConfig | undefined> {
  const path = await onlyConfig(positionals, io.cwd);
  const shown = shownPath(path, io.cwd);
  const document = await openConfig(path, shown);
  const service = fileLanguageService();
  const model = await service.model(document);
  if (!model.plan) {
    const file = { path: shown, text: document.getText(), problems: model.errors };
    for (const problem of model.errors) io.err(`${problemText(file, problem, io.color)}\n`);
    io.err(`${shown} ${whyNoPlan(model, document)}\n`);
    return undefined;
  }
  const lines = new Map(model.monitors.map(({ id, range }) => [id, range.start.line]));
  const { plan, events, map } = model;
  return { uri: document.uri, shown, plan, events, lines, ...(map ? { map } : {}) };
}

/** Why there is nothing to run, in the words that follow the name of the file. */
function whyNoPlan({ errors }: ConfigModel, document: TextDocument): string {
  if (errors.length > 0) return 'has errors and cannot be simulated.';
  const format = documentFormatOf(document.uri, document.getText()) ?? 'monitor';
  if (format !== 'monitor') return 'is no monitor config, so there is nothing to simulate.';
  return 'cannot be simulated: a file that it includes has errors; `driftscope lint` on that file shows them.';
}

async function onlyConfig(positionals: readonly string[], cwd: string): Promise<string> {
  const [given, ...more] = positionals;
  if (more.length > 0) throw new UsageError('simulate takes one config');
  if (given !== undefined) return resolve(cwd, given);
  const found = (await findConfigs([], cwd)).filter((path) => /monitors?\.(ya?ml|json)$/.test(path));
  const [only, ...others] = found;
  if (only === undefined) throw new UsageError('there is no monitor config below this folder; name one');
  if (others.length > 0) {
    throw new UsageError(
      `there are several monitor configs; name one:\n${found.map((path) => `  ${shownPath(path, cwd)}`).join('\n')}`,
    );
  }
  return only;
}
