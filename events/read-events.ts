import { CsvReader } from './csv/csv-reader.ts';
import type { BatchOptions, EventBatch, EventData, EventSource, ReadOptions } from './event-data.ts';
import { EventsError } from './events-error.ts';
import { ElementReader } from './json/element-reader.ts';
import { JsonRows } from './json/json-rows.ts';
import { LineReader } from './ndjson/line-reader.ts';
import type { EventProblem } from './problems.ts';
import { RowWriter } from './rows/row-writer.ts';
import type { FormatReader } from './source/format-reader.ts';
import { guarded, pacer } from './source/guarded.ts';
import { holdsParquet } from './source/holds-parquet.ts';
import { type Meter, metered } from './source/metered.ts';
import { openText } from './source/open-text.ts';
import type { TextFormat } from './source/sniff.ts';

export type {
  BatchOptions,
  Digest,
  EventBatch,
  EventData,
  EventSource,
  FieldMap,
  MissingColumn,
  Progress,
  ReadOptions,
  Summary,
} from './event-data.ts';
export { EventsError, type EventsErrorCode } from './events-error.ts';
export { costsRow, type EventProblem, type ProblemCode } from './problems.ts';

/** Reads all events of the sources, one source after the other, into columns. */
export async function readEvents(
  sources: readonly EventSource[],
  options: ReadOptions = {},
): Promise<EventData> {
  for await (const { last, ...data } of readEventBatches(sources, {
    ...options,
    batchRows: Number.POSITIVE_INFINITY,
  })) {
    if (last) return data;
  }
  throw new Error('readEventBatches ended without a last batch');
}

/**
 * The same in bounded memory, for pipes and huge files: the events come in batches, whose dictionaries grow from one
 * to the next. The last batch may be empty.
 */
export async function* readEventBatches(
  sources: readonly EventSource[],
  options: BatchOptions = {},
): AsyncGenerator<EventBatch> {
  const isLive = options.flush === 'chunk';
  const files = sources.map((source) => source.name);
  const writer = new RowWriter(files, {
    map: options.map,
    maxProblems: options.maxProblems ?? 100,
    batchRows: options.batchRows ?? (isLive ? 4096 : 65_536),
  });
  const meter = metered(sources, options, () => writer.rows);
  for (const [index, source] of sources.entries()) {
    writer.startFile(index);
    for await (const _ of readSource(source, writer, options.signal, meter)) {
      writer.expect(meter.share);
      for (const batch of writer.full.splice(0)) yield { ...batch, last: false };
      if (isLive && writer.pending > 0) yield { ...writer.take(), last: false };
    }
  }
  for (const batch of writer.full.splice(0)) yield { ...batch, last: false };
  const { digest } = meter.finish();
  failWithoutEvents(writer, files, options);
  yield { ...writer.take(), last: true, ...(digest !== undefined && { digest }) };
}

/** Reads a source's rows into the writer, pausing every now and then. */
async function* readSource(
  source: EventSource,
  writer: RowWriter,
  signal: AbortSignal | undefined,
  meter: Meter,
): AsyncGenerator<void> {
  if (await holdsParquet(source, signal)) yield* readTables(source, writer, signal, meter);
  else yield* readText(source.name, meter.count(guarded(source, signal)), writer);
  writer.endFile();
}

async function* readText(
  name: string,
  raw: AsyncIterable<Uint8Array>,
  writer: RowWriter,
): AsyncGenerator<void> {
  const { format, chunks } = await openText(name, raw);
  const reader = format === undefined ? undefined : readerOf(name, format, writer);
  for await (const chunk of chunks) {
    reader?.push(chunk);
    yield;
  }
  reader?.end();
}

async function* readTables(
  source: EventSource,
  writer: RowWriter,
  signal: AbortSignal | undefined,
  meter: Meter,
): AsyncGenerator<void> {
  const { readParquet } = await import('./parquet/parquet-reader.ts');
  await meter.hash(() => guarded(source, signal));
  const pace = pacer(source.name, signal);
  for await (const bytes of readParquet(source, writer, signal)) {
    meter.add(bytes);
    yield;
    await pace();
  }
}

function readerOf(name: string, format: TextFormat, writer: RowWriter): FormatReader {
  if (format === 'csv') return new CsvReader(writer);
  const rows = new JsonRows(writer);
  if (format === 'lines') return new LineReader(rows);
  return new ElementReader(rows, (line) => {
    const fault = `the list has no end in line ${line}, where the file seems to be cut off`;
    throw new EventsError('unreadable', `Cannot read ${name}: ${fault}.`);
  });
}

function failWithoutEvents(
  writer: RowWriter,
  files: readonly string[],
  { mayHaveNone = false }: BatchOptions,
): void {
  const { read, rows } = writer.summary;
  if (read > 0 || (mayHaveNone && rows > 0)) return;
  const names = files.join(', ');
  const [first = writer.problems.first] = writer.problems.firstBad.values();
  if (rows === 0) {
    throw new EventsError(
      'empty',
      files.length === 0 ? 'No event file was given.' : `${names} has no events in it.`,
    );
  }
  const fault =
    rows === 1
      ? `The only row of ${names} is not an event.`
      : `None of the ${rows} rows of ${names} is an event.`;
  throw new EventsError('no-events', first === undefined ? fault : `${fault} ${sentence(first)}`);
}

function sentence({ file, line, message }: EventProblem): string {
  return `${file}:${line}: ${message}${message.endsWith('?') ? '' : '.'}`;
}
