import type { SimulationPlan } from '../core/simulate/plan.ts';
import {
  type ReferenceFile,
  type References,
  referenceFiles,
  referenceKey,
  withReferences,
} from '../core/simulate/references.ts';
import { type EventsReport, hashInput } from '../core/simulate/result-document.ts';
import type { RunResult } from '../core/simulate/run-result.ts';
import {
  type BatchOutcome,
  type RunMemory,
  Simulation,
  type SimulationOptions,
  simulate,
} from '../core/simulate/simulation.ts';
import type { ModelKey } from '../core/spec/columns.ts';
import {
  type BatchOptions,
  type Digest,
  type EventData,
  type EventProblem,
  type EventSource,
  type ReadOptions,
  readEventBatches,
  readEvents,
  type Summary,
} from '../events/read-events.ts';

/** Hash functions of the host. */
export interface Digests {
  /** A short digest of a text. */
  ofText(text: string): string;
  /** A digest of bytes that come in pieces. */
  create(): Digest;
}

export interface RunOptions extends SimulationOptions {
  /** The events of the plan's reference files, see {@link readReferences}; needed where it has any. */
  readonly references?: References;
}

/** A finished run with all that is said about it. */
export interface FinishedRun {
  /** What was run: with the events of reference files in place of their names. */
  readonly plan: SimulationPlan;
  readonly run: RunResult;
  /** Names config, events and engine: equal hash, equal result. */
  readonly hash: string;
  readonly events: EventsReport;
  /** Models that events name, in order of appearance. */
  readonly models: readonly ModelKey[];
}

/** What a batch of a streamed run led to. */
export interface Step extends BatchOutcome {
  readonly problems: readonly EventProblem[];
}

/** Reads events into memory, with the digest that names them. */
export function loadEvents(
  sources: readonly EventSource[],
  options: ReadOptions,
  digests: Digests,
): Promise<EventData> {
  return readEvents(sources, { ...options, createDigest: digests.create });
}

/** Reads the reference files of a plan; `read` gives the events of one. */
export async function readReferences(
  plan: SimulationPlan,
  read: (file: ReferenceFile) => Promise<EventData>,
): Promise<References> {
  const references = new Map<string, EventData>();
  for (const file of referenceFiles(plan)) references.set(referenceKey(file), await read(file));
  return references;
}

/**
 * Runs a plan over events in memory.
 * @param memory what former runs over the same events left; the result is the same without it
 */
export function runPlan(
  plan: SimulationPlan,
  data: EventData,
  options: RunOptions,
  digests: Digests,
  memory?: RunMemory,
): FinishedRun {
  const whole = withReferences(plan, options.references ?? new Map());
  const run = simulate(whole, data.columns, options, memory);
  const hash = runHash(whole, data.digest, options, digests);
  return { plan: whole, run, hash, ...told(data.summary, data.problems, data.columns.models) };
}

/**
 * Runs a plan over events as they are read, in bounded memory where neither series nor lists are kept in it. The result
 * is the same as that of {@link runPlan}.
 * @param onStep told of each batch; the next one is read when it has resolved
 */
export async function streamPlan(
  plan: SimulationPlan,
  sources: readonly EventSource[],
  options: BatchOptions & RunOptions,
  digests: Digests,
  onStep: (step: Step) => Promise<void>,
): Promise<FinishedRun> {
  const whole = withReferences(plan, options.references ?? new Map());
  const simulation = new Simulation(whole, options);
  const problems: EventProblem[] = [];
  for await (const batch of readEventBatches(sources, { ...options, createDigest: digests.create })) {
    problems.push(...batch.problems);
    await onStep(Object.assign(simulation.push(batch.columns), { problems: batch.problems }));
    if (!batch.last) continue;
    await onStep(Object.assign(simulation.drain(), { problems: [] }));
    const run = simulation.finish();
    const hash = runHash(whole, batch.digest, options, digests);
    return { plan: whole, run, hash, ...told(batch.summary, problems, batch.columns.models) };
  }
  throw new Error('the event reader ended without a last batch');
}

function runHash(
  plan: SimulationPlan,
  eventsDigest: string | undefined,
  { model }: SimulationOptions,
  digests: Digests,
): string {
  const events = eventsDigest ?? '';
  return digests.ofText(hashInput(plan, model === undefined ? events : `${events} ${model}`));
}

/** What is said about the events of a run. */
const told = (summary: Summary, problems: readonly EventProblem[], models: readonly ModelKey[]) => ({
  events: { ...summary, problems },
  models,
});
