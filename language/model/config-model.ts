import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { StrategyConfig } from '../../core/metrics/monitor-kind.ts';
import { planOf, type SimulationPlan } from '../../core/simulate/plan.ts';
import { type Problem, rangeOf } from '../problem.ts';
import type { ReadConfig } from './read-config.ts';
import type { Resolution } from './resolve.ts';

/** Where a monitor stands in its file. */
export interface MonitorPlace {
  readonly id: string;
  readonly range: Range;
  /** 0-based. */
  readonly line: number;
}

/** What a simulation, a panel or a test needs of a config. */
export interface ConfigModel {
  /** Undefined while the config has errors, and for files that are no monitor configs. */
  readonly plan?: SimulationPlan;
  /** What stands in the way of a plan, by place. A rule that is set to `error` does not. */
  readonly errors: readonly Problem[];
  /** Paths and globs of event files, relative to the config. */
  readonly events: readonly string[];
  /** Our field to theirs, or to `=constant`. */
  readonly map: Readonly<Record<string, string>>;
  readonly monitors: readonly MonitorPlace[];
}

/** The model of a config whose references have been followed. */
export function configModel(
  config: ReadConfig,
  resolution: Resolution,
  errors: readonly Problem[],
  document: TextDocument,
  log: (message: string) => void,
): ConfigModel {
  const { facts, format } = config;
  const isSound = format === 'monitor' && errors.length === 0;
  const plan = isSound ? safely(() => planOf(config.value, included(resolution)), log) : undefined;
  return {
    ...(plan ? { plan } : {}),
    errors,
    events: facts.paths.filter(({ use }) => use === 'events').map(({ text }) => text),
    map: facts.map,
    monitors: facts.monitors.map(({ id, node }) => {
      const range = rangeOf(node, document);
      return { id, range, line: range.start.line };
    }),
  };
}

function included({ strategies }: Resolution): Record<string, StrategyConfig> {
  return Object.fromEntries([...strategies].map(([name, { config }]) => [name, config]));
}

/** A config without errors has a plan; if it has none after all, that is our mistake and must not take the panel along. */
function safely<T>(task: () => T, log: (message: string) => void): T | undefined {
  try {
    return task();
  } catch (error) {
    log(`planning a config without errors failed: ${error instanceof Error ? error.stack : error}`);
    return undefined;
  }
}
