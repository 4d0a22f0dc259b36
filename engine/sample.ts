import type { Columns, ModelKey } from '../core/spec/columns.ts';
import type {
  MeasuredFacts,
  SampledMonitor,
  SampleFacts,
  SkippedFacts,
  UnmeasuredFacts,
} from '../core/spec/sample-facts.ts';
import { columnNames } from '../events/column-names.ts';
import {
  type EventData,
  type EventSource,
  EventsError,
  type FieldMap,
  readEventBatches,
} from '../events/read-events.ts';
import { badFiles } from './bad-files.ts';
import { eventFacts, metricFacts, type Pause } from './event-facts.ts';
import { fileOverlap } from './file-overlap.ts';
import { measureMonitor } from './measure-monitor.ts';
import { hearingOf } from './unmeasured.ts';

/** Rows that are looked at of files that nobody has loaded: enough to complete and to explain by. */
export const sampledRows = 65_536;

export interface ReadSampleOptions {
  readonly map: FieldMap;
  readonly signal?: AbortSignal;
  /** Rows after which the reading ends (65,536). */
  readonly maxRows?: number;
}

/** What the events themselves say, whatever a config makes of them. */
type OwnFacts = Omit<SampleFacts, 'monitors' | 'unmeasured'>;

/** What a monitor measures; where that is nothing, what it hears. */
interface Measured {
  readonly facts: readonly MeasuredFacts[];
  readonly hearing?: UnmeasuredFacts;
}

/** Sample events in memory, and the facts about them, each worked out when it is first asked for. */
export class Sample {
  readonly isWhole: boolean;
  readonly #columns: Columns;
  readonly #data: EventData;
  readonly #skipped: readonly SkippedFacts[];
  readonly #names: readonly string[];
  #own: Promise<OwnFacts> | undefined;
  readonly #measured = new Map<string, Measured>();

  constructor(data: EventData, names: readonly string[], isWhole: boolean) {
    this.#columns = data.columns;
    this.#data = data;
    this.#skipped = [...data.skippedTypes].map(([type, facts]) => ({ type, ...facts }));
    this.#names = names;
    this.isWhole = isWhole;
  }

  /** The facts, with those of the monitors a config has. `pause` is called between two stretches of work. */
  async facts(
    monitors: readonly SampledMonitor[],
    model: ModelKey | undefined,
    pause: Pause = async () => {},
  ): Promise<SampleFacts> {
    this.#own ??= this.#ownFacts(pause);
    const own = await this.#own;
    const measured: MeasuredFacts[] = [];
    const unmeasured: UnmeasuredFacts[] = [];
    for (const monitor of monitors) {
      const { id } = monitor;
      const { facts, hearing } = this.#measure(monitor, model);
      measured.push(...facts.map((one) => ({ ...one, id })));
      if (hearing) unmeasured.push({ ...hearing, id });
      await pause();
    }
    return { ...own, monitors: measured, unmeasured };
  }

  #measure(monitor: SampledMonitor, model: ModelKey | undefined): Measured {
    const { id: _, ...definition } = monitor;
    const key = JSON.stringify([definition, model]);
    const known = this.#measured.get(key) ?? measured(monitor, this.#columns, model);
    if (this.#measured.size >= maxMeasured) this.#measured.clear();
    this.#measured.set(key, known);
    return known;
  }

  async #ownFacts(pause: Pause): Promise<OwnFacts> {
    const columns = this.#columns;
    const { summary, missingColumns } = this.#data;
    const { read, from, to } = summary;
    const hasTimes = from !== undefined && from >= firstRealTime;
    const overlap = hasTimes ? fileOverlap(columns) : undefined;
    return {
      rows: read,
      isWhole: this.isWhole && read > 0,
      hasTimes,
      ...(from === undefined || to === undefined ? {} : { from, to }),
      models: columns.models.filter(({ name, version }) => (name ?? version) !== undefined),
      events: await eventFacts(columns, pause),
      ...(this.#skipped.length > 0 && { skipped: this.#skipped }),
      metrics: metricFacts(columns),
      columns: this.#names,
      missingColumns: missingColumns.filter(({ column }) => !this.#names.includes(column)).slice(0, maxTold),
      badFiles: badFiles(this.#data, this.isWhole).slice(0, maxTold),
      ...(overlap && { overlap }),
    };
  }
}

function measured(monitor: SampledMonitor, columns: Columns, model: ModelKey | undefined): Measured {
  const facts = measureMonitor(monitor, columns, model);
  return facts.length > 0 ? { facts } : { facts, hearing: hearingOf(monitor, columns, model) };
}

/** Times that are made up count from the epoch on, one a second; nothing that is monitored was there by then. */
const firstRealTime = Date.UTC(1971);

/** Mistakes that are told of each sort. */
const maxTold = 100;

/** Monitors kept measured: those of some configs, and what their parameters lately were. */
const maxMeasured = 200;

/**
 * Reads the beginning of event files as a sample. Where not one row is an event, as while a map is being written, it
 * knows nothing but the columns and what is wrong with the rows. Rejects with an `EventsError` where the files cannot be
 * read.
 */
export async function readSample(
  sources: readonly EventSource[],
  { map, signal, maxRows = sampledRows }: ReadSampleOptions,
): Promise<Sample> {
  const options = {
    map,
    maxProblems: 0,
    batchRows: maxRows,
    mayHaveNone: true,
    ...(signal ? { signal } : {}),
  };
  let first: EventData | undefined;
  for await (const batch of readEventBatches(sources, options)) {
    // A batch that is full may have been the last rows: what follows then is empty.
    const isWhole = batch.last && (!first || batch.columns.length === 0);
    if (!first && !batch.last) first = batch;
    else return new Sample({ ...batch, ...first, ...lateFacts(batch) }, await namesOf(sources), isWhole);
  }
  throw new Error('the event reader ended without a last batch');
}

/** What shows only when files have been read to their ends. */
const lateFacts = ({ missingColumns, firstBad }: EventData) => ({ missingColumns, firstBad });

/** Events that were loaded for a run, as a sample. */
export async function loadedSample(data: EventData, sources: readonly EventSource[]): Promise<Sample> {
  return new Sample(data, await namesOf(sources), true);
}

/** Files with columns of their own to look for; the others of a long list are much like these. */
const maxNamedFiles = 5;

async function namesOf(sources: readonly EventSource[]): Promise<readonly string[]> {
  const all = await Promise.all(sources.slice(0, maxNamedFiles).map(namesOfOne));
  return [...new Set(all.flat())];
}

async function namesOfOne(source: EventSource): Promise<readonly string[]> {
  try {
    return await columnNames(source);
  } catch (error) {
    // What can be read as events may still have a form whose names cannot be told.
    if (error instanceof EventsError) return [];
    throw error;
  }
}
