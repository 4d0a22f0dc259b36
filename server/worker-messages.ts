import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { ReferenceFile } from '../core/simulate/references.ts';
import type { SampleFacts, SampleQuery } from '../core/spec/sample-facts.ts';
import type { FieldMap } from '../events/read-events.ts';
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
} from '../protocol/lsp-messages.ts';

/** All that a run needs; plain data, so that a fresh worker can be given it again. */
export interface RunOrder {
  readonly runId: number;
  /** The config. */
  readonly uri: string;
  readonly title: string;
  readonly plan: SimulationPlan;
  /** URIs of the event files. */
  readonly events: readonly string[];
  readonly map: FieldMap;
  /** The plan's reference files, with the URIs of what each names. */
  readonly references: readonly { readonly file: ReferenceFile; readonly uris: readonly string[] }[];
  /** Line of each monitor in the config by id, 0-based. */
  readonly lines: ReadonlyMap<string, number>;
}

/** A question about sample events; `known` is the stamp of the answer that the asker has. */
export interface SampleQuestion {
  readonly query: SampleQuery;
  readonly known?: string;
}

/** The facts, with a stamp that changes whenever they may; `same` where the asker has them. */
export type SampleAnswer = { readonly stamp: string; readonly facts: SampleFacts } | 'same';

/** What the server asks of the simulation worker: input and answer of each call. */
export interface WorkerCalls {
  readonly run: { readonly input: RunOrder; readonly answer: SimulateResult };
  readonly range: { readonly input: RangeParams; readonly answer: RangeResult };
  readonly alerts: { readonly input: AlertsParams; readonly answer: AlertsResult };
  readonly sample: { readonly input: SampleQuestion; readonly answer: SampleAnswer };
  readonly why: { readonly input: WhyParams; readonly answer: WhyResult };
  readonly eventPlace: { readonly input: EventPlaceParams; readonly answer: EventPlaceResult };
}

export type CallName = keyof WorkerCalls;

/** A call with its input, one variant for each name. */
export type Call = {
  [Name in CallName]: { readonly name: Name; readonly input: WorkerCalls[Name]['input'] };
}[CallName];

/** From the server's thread to the worker. */
export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly call: Call }
  /** Nobody waits for this call any more. */
  | { readonly type: 'cancel'; readonly id: number }
  /** The config was closed: no run of it is kept. */
  | { readonly type: 'forget'; readonly uri: string }
  /** Nobody edits the config any more: its sample is not kept. */
  | { readonly type: 'forgetSample'; readonly uri: string };

/** From the worker to the server's thread. */
export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  /** Share of a run's events that are read, 0 to 1. */
  | { readonly type: 'progress'; readonly id: number; readonly done: number };

/** The server's end of a worker. */
export interface WorkerPort {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once when the worker ends by itself, with the reason. */
  onCrash(listener: (error: Error) => void): void;
  terminate(): void;
}
