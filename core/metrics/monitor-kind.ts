import type { Static, TObject } from 'typebox';
import type { Columns } from '../spec/columns.ts';
import type { EventType } from '../spec/event-types.ts';
import type { Lack, MetricInfo } from '../spec/metric.ts';
import type { Branch } from '../spec/schema.ts';

/** A monitor at work on the events of one model: takes rows, gives values. */
export interface Meter {
  /** What is missing for a value after the rows so far, before the first too; undefined where there is nothing to tell. */
  lack?(): Lack | undefined;
  /** Called before the first row of every batch of columns; looks up what `measure` reads. */
  bind(columns: Columns): void;
  /** The metric after this row; NaN when the row says nothing about it. Only rows of the kind's events arrive. */
  measure(row: number): number;
  /** Of kinds that are woken by ticks: the metric at a tick, NaN for none. */
  tick?(time: number): number;
  /** Of these: when the metric reaches a value if no event comes until then, and the time from which on it grows. */
  reaches?(value: number): { readonly time: number; readonly since: number };
}

/** A strategy in the form in which a config gives it: `{ type: 'p_value', threshold: 0.05 }`. */
export interface StrategyConfig {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** A monitor kind: what is measured. One file in this folder each. */
export interface MonitorKind<P extends TObject = TObject> extends Branch {
  /** What it is good for, in Markdown. */
  readonly doc: string;
  readonly references: readonly string[];
  readonly params: P;
  /** Event types it reads. Where there are several, a config may narrow them with `from`. */
  readonly events: readonly EventType[] | ((params: Static<P>) => readonly EventType[]);
  /** Its metric is of ticks, not of events: `measure` only listens, `tick` gives the values. */
  readonly ticks?: boolean;
  metric(params: Static<P>): MetricInfo;
  /** How it alarms when the config names no strategy; absent or undefined: it only observes. */
  defaultStrategy?(params: Static<P>): StrategyConfig | undefined;
  create(params: Static<P>): Meter;
}

/** Keeps the parameter types of a definition while it is written down. */
export function defineKind<const I extends string, P extends TObject>(
  definition: MonitorKind<P> & { readonly id: I },
): MonitorKind<P> & { readonly id: I } {
  return definition;
}

/** The event types a monitor of this kind reads with these parameters. */
export function eventsOf(kind: MonitorKind, params: Readonly<Record<string, unknown>>): readonly EventType[] {
  return typeof kind.events === 'function' ? kind.events(params) : kind.events;
}
