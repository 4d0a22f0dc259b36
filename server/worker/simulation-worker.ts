import { LaneMemory } from '../../core/simulate/lane-memory.ts';
import type { SimulationPlan } from '../../core/simulate/plan.ts';
import { type References, referenceKey } from '../../core/simulate/references.ts';
import { alertsAnswer, rangeAnswer, summaryOf } from '../../engine/answers.ts';
import { explain } from '../../engine/explain.ts';
import { type Digests, type FinishedRun, readReferences, runPlan } from '../../engine/run-plan.ts';
import { EventsError } from '../../events/read-events.ts';
import { assertNever } from '../../protocol/assert-never.ts';
import type {
  AlertsParams,
  AlertsResult,
  EventPlaceParams,
  EventPlaceResult,
  RangeParams,
  RangeResult,
  SimulateResult,
  WhyParams,
  WhyResult,
} from '../../protocol/lsp-messages.ts';
import type {
  Call,
  FromWorker,
  RunOrder,
  SampleAnswer,
  SampleQuestion,
  ToWorker,
} from '../worker-messages.ts';
import { EventStore, type LoadedEvents, type StampedSource } from './event-store.ts';
import { SampleStore } from './sample-store.ts';

/** What the machine gives to the worker. */
export interface SimulationWorkerHost {
  readonly digests: Digests;
  /** Rejects with an error in plain words when the file cannot be read. */
  open(uri: string, name: string): Promise<StampedSource>;
  /** A file as messages about `configUri` name it. */
  shownName(configUri: string, uri: string): string;
  /** Lets messages come in that were sent while the thread was busy. */
  pause(): Promise<void>;
  post(message: FromWorker): void;
}

interface KeptRun {
  readonly runId: number;
  readonly finished: FinishedRun;
  readonly loaded: LoadedEvents;
  readonly events: readonly string[];
}

/** Runs configs and keeps the last run of each for the questions that come after. */
export class SimulationWorker {
  readonly #host: SimulationWorkerHost;
  readonly #store: EventStore;
  readonly #samples: SampleStore;
  readonly #runs = new Map<string, KeptRun>();
  /** By config: how its last run judged, which the next one need not do again. */
  readonly #lanes = new Map<string, LaneMemory>();
  readonly #underWay = new Map<number, AbortController>();

  constructor(host: SimulationWorkerHost) {
    this.#host = host;
    this.#store = new EventStore(host.digests);
    this.#samples = new SampleStore(this.#store, host.pause);
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'call':
        void this.#answer(message.id, message.call);
        return;
      case 'cancel':
        this.#underWay.get(message.id)?.abort();
        return;
      case 'forget':
        this.#runs.delete(message.uri);
        this.#lanes.delete(message.uri);
        if (this.#runs.size === 0) this.#store.clear();
        return;
      case 'forgetSample':
        this.#samples.forget(message.uri);
        return;
      default:
        assertNever(message, 'message to the worker');
    }
  }

  async #answer(id: number, call: Call): Promise<void> {
    const stop = new AbortController();
    this.#underWay.set(id, stop);
    try {
      const answer = await this.#dispatch(id, call, stop.signal);
      this.#host.post({ type: 'answer', id, answer });
    } catch (error) {
      this.#host.post({ type: 'failed', id, message: messageOf(error) });
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #dispatch(id: number, call: Call, signal: AbortSignal): Promise<unknown> {
    switch (call.name) {
      case 'run':
        return this.#run(id, call.input, signal);
      case 'range':
        return this.#range(call.input);
      case 'alerts':
        return this.#alerts(call.input);
      case 'why':
        return this.#why(call.input);
      case 'eventPlace':
        return this.#eventPlace(call.input);
      case 'sample':
        return this.#sample(call.input, signal);
      default:
        return assertNever(call, 'call');
    }
  }

  async #run(id: number, order: RunOrder, signal: AbortSignal): Promise<SimulateResult> {
    const started = performance.now();
    const loaded = await this.#load(id, order, signal);
    if ('ok' in loaded) return loaded;
    const { uri, runId, title, plan, lines } = order;
    const { events, references } = loaded;
    const { data, series } = events;
    const lanes = this.#lanes.get(uri) ?? new LaneMemory();
    this.#lanes.set(uri, lanes);
    const finished = runPlan(plan, data, { references }, this.#host.digests, { series, lanes });
    await this.#host.pause();
    // A cancelled run must not take the place of the one that is shown.
    if (signal.aborted) return cancelled;
    this.#runs.set(uri, { runId, finished, loaded: events, events: order.events });
    const head = { runId, uri, title, lines, files: data.columns.files };
    return { ok: true, summary: withPlaces(finished, plan, head, order, performance.now() - started) };
  }

  async #load(
    id: number,
    order: RunOrder,
    signal: AbortSignal,
  ): Promise<{ events: LoadedEvents; references: References } | SimulateResult> {
    const { uri, map, plan } = order;
    const onProgress = everyHundredMs((done) => this.#host.post({ type: 'progress', id, done }));
    try {
      const references = await readReferences(plan, async (file) => {
        const named = order.references.find(
          (reference) => referenceKey(reference.file) === referenceKey(file),
        );
        const sources = await this.#open(uri, named?.uris ?? []);
        return (await this.#store.load(sources, { map: file.map, signal, onProgress })).data;
      });
      const sources = await this.#open(uri, order.events);
      return { events: await this.#store.load(sources, { map, signal, onProgress }), references };
    } catch (error) {
      if (signal.aborted) return cancelled;
      return { ok: false, reason: 'events', message: messageOf(error) };
    }
  }

  #open(config: string, files: readonly string[]): Promise<StampedSource[]> {
    return Promise.all(files.map((file) => this.#host.open(file, this.#host.shownName(config, file))));
  }

  async #sample({ query, known }: SampleQuestion, signal: AbortSignal): Promise<SampleAnswer> {
    return this.#samples.answer(query, known, await this.#open(query.uri, query.events), signal);
  }

  #kept(uri: string, runId: number): KeptRun | undefined {
    const kept = this.#runs.get(uri);
    return kept?.runId === runId ? kept : undefined;
  }

  #range({ uri, question }: RangeParams): RangeResult {
    const kept = this.#kept(uri, question.runId);
    return (kept && rangeAnswer(kept.finished.run, question)) ?? null;
  }

  #alerts({ uri, question }: AlertsParams): AlertsResult {
    const kept = this.#kept(uri, question.runId);
    return kept ? alertsAnswer(kept.finished.run, question) : null;
  }

  #why({ uri, question }: WhyParams): WhyResult {
    const kept = this.#kept(uri, question.runId);
    return (
      (kept && explain(kept.finished.plan, kept.loaded.data.columns, question, {}, kept.loaded.series)) ??
      null
    );
  }

  #eventPlace({ uri, runId, event }: EventPlaceParams): EventPlaceResult {
    const kept = this.#kept(uri, runId);
    const line = kept?.loaded.data.columns.line[event];
    const file = kept?.events[kept.loaded.data.columns.file[event] ?? 0];
    return line === undefined || file === undefined ? null : { uri: file, line };
  }
}

const cancelled: SimulateResult = {
  ok: false,
  reason: 'cancelled',
  message: 'The simulation was cancelled.',
};

function withPlaces(
  finished: FinishedRun,
  plan: SimulationPlan,
  head: Parameters<typeof summaryOf>[2],
  order: RunOrder,
  elapsedMs: number,
) {
  const summary = summaryOf(finished, plan, { ...head, elapsedMs: Math.round(elapsedMs) });
  return { ...summary, events: { ...summary.events, uris: order.events } };
}

/** Calls `tell` at most ten times a second. */
function everyHundredMs(tell: (done: number) => void): (done: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    tell(done);
  };
}

function messageOf(error: unknown): string {
  if (error instanceof EventsError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
