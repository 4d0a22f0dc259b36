import type { EventType } from '../../core/spec/event-types.ts';
import { BatchBuilder } from '../columns/batch-builder.ts';
import { FieldTable } from '../columns/field-table.ts';
import type { EventData, FieldMap, SkippedType, Summary } from '../event-data.ts';
import { type ProblemCode, ProblemLog } from '../problems.ts';
import { checkNumber, checkText } from './check-field.ts';
import { duplicateColumns } from './duplicate-columns.ts';
import type { EventPlan, Need } from './event-plans.ts';
import { FileOrder } from './file-order.ts';
import type { KnownRow } from './known-row.ts';
import { MapWatch } from './map-watch.ts';
import { ModelTable } from './model-table.ts';
import { RowClock } from './row-clock.ts';
import { RowStore } from './row-store.ts';
import { StagedRow } from './staged-row.ts';
import { TypeFinder } from './type-finder.ts';
import type { Fails } from './verdict.ts';

export interface WriterOptions {
  readonly map: FieldMap | undefined;
  readonly maxProblems: number;
  readonly batchRows: number;
}

/**
 * Turns staged rows into columns. A reader calls `row.begin`, stages what the row says and then `commit`; or it calls
 * `reject` for a row that could not be read. Either way the row takes its place.
 */
export class RowWriter {
  readonly row = new StagedRow();
  readonly fields: FieldTable;
  readonly problems: ProblemLog;
  readonly batch: BatchBuilder;
  readonly models: ModelTable;
  readonly clock = new RowClock();
  readonly #mapWatch: MapWatch;
  /** Batches filled up and not yet taken. */
  readonly full: EventData[] = [];
  #read = 0;
  #skipped = 0;
  #outOfOrder = 0;
  /** Earliest and latest time of the file, and of the files before it. */
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #firstFrom = Number.POSITIVE_INFINITY;
  #lastTo = Number.NEGATIVE_INFINITY;
  readonly #order = new FileOrder();
  /** Why the row last found bad was so. */
  #reason = () => '';
  readonly #skips = new Map<EventType, SkippedType>();
  #previous = Number.NEGATIVE_INFINITY;
  #file = -1;
  /** Index of the file's first row. */
  #firstRow = 0;
  #line = 0;
  readonly #files: readonly string[];
  readonly #types: TypeFinder;
  readonly #store: RowStore;
  readonly #fails: Fails;

  constructor(files: readonly string[], options: WriterOptions) {
    this.#files = files;
    this.problems = new ProblemLog(options.maxProblems);
    this.fields = new FieldTable(options.map);
    this.#mapWatch = new MapWatch(this.fields);
    this.batch = new BatchBuilder(files, options.batchRows);
    this.#types = new TypeFinder(this.fields);
    this.models = new ModelTable(this.fields, this.batch.models);
    this.#store = new RowStore(this.fields, this.batch, (code, message) => this.tell(code, message));
    this.#fails = (code, message) => {
      this.#reason = message;
      this.tell(code, message);
      return false;
    };
  }

  /** Rows of the batch being filled. */
  get pending(): number {
    return this.batch.length;
  }

  /** Rows so far, in all batches. */
  get rows(): number {
    return this.#read + this.#skipped;
  }

  get summary(): Summary {
    const from = Math.min(this.#from, this.#firstFrom);
    const range = this.#read === 0 ? {} : { from, to: Math.max(this.#to, this.#lastTo) };
    return {
      rows: this.rows,
      read: this.#read,
      skipped: this.#skipped,
      outOfOrder: this.#outOfOrder,
      ...range,
    };
  }

  startFile(index: number): void {
    this.#file = index;
    this.#firstRow = this.rows;
    this.#firstFrom = Math.min(this.#from, this.#firstFrom);
    this.#lastTo = Math.max(this.#to, this.#lastTo);
    this.#from = Number.POSITIVE_INFINITY;
    this.#to = Number.NEGATIVE_INFINITY;
    this.clock.startFile();
    this.#mapWatch.startFile(index, this.#files[index] ?? '', this.row);
  }

  /** Foresees how many rows there will be from the share of the input that was read so far, where that is known. */
  expect(share: number | undefined): void {
    if (share !== undefined && share > 0) this.batch.expected = this.rows / share;
  }

  /** Takes the columns of a file that names them before its rows. */
  takeHeader(names: readonly string[]): void {
    this.#mapWatch.takeHeader(names);
    const file = this.#files[this.#file] ?? '';
    for (const message of duplicateColumns(file, names)) this.#tellOfFile('duplicate-column', message);
  }

  /** Tells what only shows when all rows of the file have been read. */
  endFile(): void {
    if (this.rows === this.#firstRow) return;
    const file = this.#files[this.#file] ?? '';
    for (const message of this.#mapWatch.endFile()) this.#tellOfFile('map-column-missing', message);
    if (this.clock.isMadeUp) {
      this.#tellOfFile('time-made-up', () => `${file} has no times: one event a second is assumed`);
    }
    if (!this.clock.hasTimes) return;
    const overlap = this.#order.add({ file, from: this.#from, to: this.#to });
    if (overlap !== undefined) this.#tellOfFile('files-overlap', () => overlap);
  }

  /** Takes the staged row if it is a good event, and counts it as bad otherwise; answers what it is. */
  commit(line: number): EventPlan | undefined {
    this.#line = line;
    const plan = this.#check();
    if (plan === undefined) this.#close(0);
    else {
      this.#settle();
      this.batch.rows.time[this.batch.length] = this.clock.time;
      this.batch.rows.model[this.batch.length] = this.models.code(this.row);
      this.#accept(this.clock.time);
      this.#store.store(this.row, plan.unstored);
      this.#close(plan.code);
    }
    return plan;
  }

  /** Takes a row that is good because it differs from a good one in nothing that is checked; it lies in `bytes`. */
  commitKnown(line: number, known: KnownRow, bytes: Uint8Array, view: DataView): void {
    this.#line = line;
    if (known.hasMore) known.finish(this.row, this.#store, this.models, bytes, view);
    this.#accept(this.batch.rows.time[this.batch.length] as number);
    this.#close(known.typeCode);
  }

  /** Counts a row that could not be read at all. */
  reject(line: number, code: ProblemCode, message: () => string): void {
    this.#line = line;
    this.tell(code, message);
    this.#close(0);
  }

  /** Reports a problem at the current row, which stays as it is. */
  tell(code: ProblemCode, message: () => string, line = this.#line): void {
    this.problems.add(code, { file: this.#files[this.#file] ?? '', line, row: this.rows }, message);
  }

  #tellOfFile(code: ProblemCode, message: () => string): void {
    const place = { file: this.#files[this.#file] ?? '', line: 1, row: this.#firstRow };
    this.problems.add(code, place, message);
  }

  /** The rows since the last batch, which may be none, with what is to say about them. */
  take(): EventData {
    return {
      columns: this.batch.take(),
      summary: this.summary,
      problems: this.problems.take(),
      problemCounts: new Map(this.problems.counts),
      missingColumns: this.#mapWatch.missing(),
      firstBad: this.problems.firstBad,
      skippedTypes: new Map(this.#skips),
    };
  }

  #check(): EventPlan | undefined {
    const { row } = this;
    this.#mapWatch.look(row);
    if (this.fields.constants.length > 0) this.#stageConstants();
    const plan = this.#types.find(row, this.#fails);
    if (plan === undefined) return undefined;
    const isGood =
      this.#checkNeeds(plan) &&
      this.models.check(row, plan, this.#fails) &&
      this.clock.check(row, plan, this.rows, this.#fails);
    if (isGood) return plan;
    const { count = 0, reason = this.#reason() } = this.#skips.get(plan.type) ?? {};
    this.#skips.set(plan.type, { count: count + 1, reason });
    return undefined;
  }

  #stageConstants(): void {
    const { row } = this;
    for (const { field, text } of this.fields.constants) if (!row.has(field)) row.setCell(field, text);
  }

  #checkNeeds({ numbers, texts }: EventPlan): boolean {
    for (let i = 0; i < numbers.length; i++) {
      if (!checkNumber(this.row, numbers[i] as Need, this.#fails)) return false;
    }
    for (let i = 0; i < texts.length; i++) {
      if (!checkText(this.row, texts[i] as Need, this.#fails)) return false;
    }
    return true;
  }

  #settle(): void {
    this.clock.settle();
    if (!this.clock.isIgnored) return;
    const message = 'Earlier rows of the file have no time, so the times of later ones are not used';
    this.tell('time-ignored', () => message);
  }

  #accept(time: number): void {
    if (time < this.#previous) this.#outOfOrder++;
    this.#previous = time;
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
  }

  #close(type: number): void {
    const batch = this.batch;
    const { rows } = batch;
    const row = batch.length++;
    rows.type[row] = type;
    rows.file[row] = this.#file;
    rows.line[row] = this.#line;
    if (type === 0) this.#skipped++;
    else this.#read++;
    if (batch.length === batch.capacity && !batch.grow()) this.full.push(this.take());
  }
}
