import type { Severity } from '../documents/lifecycle-spec.ts';
import { monitorSpec } from '../documents/monitor-spec.ts';
import { findKind } from '../metrics/index.ts';
import type { StrategyConfig } from '../metrics/monitor-kind.ts';
import type { ModelKey } from '../spec/columns.ts';
import { durationMs } from '../spec/duration.ts';
import type { EventType } from '../spec/event-types.ts';
import { taggedOf, withDefaults } from '../spec/schema.ts';
import { partsOf } from '../strategies/detector.ts';
import { findStrategy } from '../strategies/index.ts';

/** What a simulation runs: a config with all names resolved and all defaults filled in. Plain data. */
export interface SimulationPlan {
  readonly model?: ModelKey;
  readonly runtime: RuntimePlan;
  readonly monitors: readonly MonitorPlan[];
  readonly retraining: readonly RetrainingPlan[];
}

export interface RuntimePlan {
  readonly tickMs: number;
  readonly samplingMs: number;
  readonly pollingMs: number;
  readonly busCapacity: number;
}

export interface MonitorPlan {
  readonly id: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Only these events, where the config narrows them. */
  readonly from?: readonly EventType[];
  /** Any of them alarms; empty for a monitor that only observes. */
  readonly strategies: readonly StrategyPlan[];
  readonly severity: Severity;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly cooldownMs: number;
  readonly repeat: 'every' | 'once';
}

export interface StrategyPlan {
  /** Its name in the config, or its type when it is written out. */
  readonly label: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What a combination is made of. */
  readonly parts?: readonly StrategyPlan[];
}

export interface RetrainingPlan {
  readonly id: string;
  /** Monitor ids; undefined means all. */
  readonly on?: readonly string[];
  readonly when: 'any' | 'all';
  readonly minAlerts: number;
  /** Only alerts this recent count; undefined means all. */
  readonly withinMs?: number;
  readonly cooldownMs: number;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The plan of a config.
 * @param document the config as parsed; it must be valid against the monitor schema
 * @param included named strategies of included files; the config's own take precedence
 */
export function planOf(
  document: unknown,
  included: Readonly<Record<string, StrategyConfig>> = {},
): SimulationPlan {
  const config: Json = Array.isArray(document) ? { monitors: document } : (document as Json);
  const named = { ...included, ...(config['strategies'] as Record<string, StrategyConfig> | undefined) };
  const monitors = config['monitors'] as readonly Json[];
  const ids = monitorIds(monitors);
  return {
    ...(config['model'] ? { model: config['model'] as ModelKey } : {}),
    runtime: runtimePlan((config['runtime'] as Json | undefined) ?? {}),
    monitors: monitors.map((monitor, at) =>
      monitorPlan(ids[at] ?? '', { ...(config['defaults'] as Json | undefined), ...monitor }, named),
    ),
    retraining: ((config['retraining'] as readonly Json[] | undefined) ?? []).map(retrainingPlan),
  };
}

/** Ids of the monitors in order: as given, else the kind, numbered from the second one on (`latency-2`). */
export function monitorIds(monitors: readonly Json[]): string[] {
  const taken = new Set(monitors.map((monitor) => monitor['id']).filter((id) => id !== undefined));
  const counts = new Map<string, number>();
  return monitors.map((monitor) => {
    if (monitor['id'] !== undefined) return String(monitor['id']);
    const kind = String(monitor['kind']);
    let count = counts.get(kind) ?? 0;
    let id: string;
    do {
      count += 1;
      id = count === 1 ? kind : `${kind}-${count}`;
    } while (taken.has(id));
    counts.set(kind, count);
    return id;
  });
}

function monitorPlan(
  id: string,
  monitor: Json,
  named: Readonly<Record<string, StrategyConfig>>,
): MonitorPlan {
  const kindId = String(monitor['kind']);
  const kind = findKind(kindId);
  const branch = taggedOf(monitorSpec)?.branches.find((candidate) => candidate.id === kindId);
  if (!kind || !branch) throw new Error(`unknown monitor kind "${kindId}"`);
  const { from, ...params } = withDefaults(branch.params, monitor) as Json;
  const given = monitor['strategy'] ?? kind.defaultStrategy?.(params);
  const choices = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return {
    id,
    kind: kindId,
    params,
    ...(from ? { from: from as EventType[] } : {}),
    strategies: choices.map((choice) => strategyPlan(choice, named)),
    severity: (monitor['severity'] as Severity | undefined) ?? 'warning',
    forMs: milliseconds(monitor['for']),
    keepFiringForMs: milliseconds(monitor['keep_firing_for']),
    cooldownMs: milliseconds(monitor['cooldown']),
    repeat: (monitor['repeat'] as 'every' | 'once' | undefined) ?? 'every',
  };
}

/** @param within names of the strategies that this one is a part of */
function strategyPlan(
  choice: string | StrategyConfig,
  named: Readonly<Record<string, StrategyConfig>>,
  within: readonly string[] = [],
): StrategyPlan {
  if (typeof choice === 'string' && within.includes(choice))
    throw new Error(`strategy "${choice}" is a part of itself`);
  const config = typeof choice === 'string' ? named[choice] : choice;
  if (!config) throw new Error(`unknown strategy "${choice}"`);
  const strategy = findStrategy(config.type);
  if (!strategy) throw new Error(`unknown strategy type "${config.type}"`);
  const label = typeof choice === 'string' ? choice : config.type;
  const inside = typeof choice === 'string' ? [...within, choice] : within;
  const parts = partsOf(strategy, config).map((part) =>
    strategyPlan(part as string | StrategyConfig, named, inside),
  );
  const { strategies: _, ...own } = withDefaults(strategy.params, config) as Json;
  return { label, type: config.type, params: own, ...(parts.length > 0 ? { parts } : {}) };
}

function retrainingPlan(policy: Json, at: number): RetrainingPlan {
  return {
    id: (policy['id'] as string | undefined) ?? `retraining-${at + 1}`,
    ...(policy['on'] ? { on: policy['on'] as string[] } : {}),
    when: (policy['when'] as 'any' | 'all' | undefined) ?? 'any',
    minAlerts: (policy['min_alerts'] as number | undefined) ?? 1,
    ...(policy['within'] === undefined ? {} : { withinMs: milliseconds(policy['within']) }),
    cooldownMs: milliseconds(policy['cooldown']),
  };
}

function runtimePlan(runtime: Json): RuntimePlan {
  return {
    tickMs: milliseconds(runtime['tick_interval'] ?? '5s'),
    samplingMs: milliseconds(runtime['sampling_interval'] ?? '0s'),
    pollingMs: milliseconds(runtime['polling_interval'] ?? '0s'),
    busCapacity: (runtime['bus_capacity'] as number | undefined) ?? 256,
  };
}

const milliseconds = (duration: unknown) =>
  duration === undefined ? 0 : durationMs(duration as string | number);
