import {
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { EventSource } from '../event-data.ts';
import { EventsError } from '../events-error.ts';
import { Unwrapper } from '../json/unwrap.ts';
import { flatten } from '../rows/flatten.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { guardedSlice } from '../source/guarded.ts';
import { type Convert, converterOf, isStruct, timeParsers } from './parquet-values.ts';

const rowsAtOnce = 4096;
const noBytes = new Uint8Array(0);

/** A top-level column of the row group at hand: its values in runs, the pages they came in. */
interface GroupColumn {
  readonly name: string;
  readonly convert: Convert;
  readonly runs: { readonly start: number; readonly values: DecodedArray }[];
}

/**
 * Reads a Parquet file into a row writer, row group by row group, of which no more than one is held. Yields after some
 * thousand rows the bytes that were taken from the file since.
 */
export async function* readParquet(
  source: EventSource,
  writer: RowWriter,
  signal: AbortSignal | undefined,
): AsyncGenerator<number> {
  const { file, metadata } = await openTable(source, signal);
  const schema = parquetSchema(metadata);
  const converts = new Map(schema.children.map((child) => [child.element.name, converterOf(child)]));
  writer.takeHeader(pathsOf(metadata));
  let rowStart = 0;
  for (const { num_rows, columns } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const group = [...converts].map(([name, convert]): GroupColumn => ({ name, convert, runs: [] }));
    const byName = new Map(group.map((column) => [column.name, column]));
    const read = parquetRead({
      file,
      metadata,
      rowStart,
      rowEnd,
      compressors,
      parsers: timeParsers,
      geoparquet: false,
      onChunk: ({ columnName, columnData, rowStart: start }) => {
        byName.get(columnName)?.runs.push({ start, values: columnData });
      },
    });
    await plainly(source.name, read);
    yield columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_compressed_size ?? 0), 0);
    yield* writeRows(group, rowStart, rowEnd, writer);
    rowStart = rowEnd;
  }
}

/** Names of a Parquet file's columns, those in structs with dots, as its metadata has them; lists are left out. */
export async function parquetNames(source: EventSource): Promise<readonly string[]> {
  const { metadata } = await openTable(source, undefined);
  const namesIn = (column: SchemaTree): string[] => {
    if (isStruct(column)) return column.children.flatMap(namesIn);
    return column.children.length === 0 ? [column.path.join('.')] : [];
  };
  return parquetSchema(metadata).children.flatMap(namesIn);
}

async function openTable(source: EventSource, signal: AbortSignal | undefined) {
  const file: AsyncBuffer = {
    byteLength: source.size ?? 0,
    slice: async (start, end = source.size ?? 0) => bufferOf(await guardedSlice(source, start, end, signal)),
  };
  const metadata = await plainly(
    source.name,
    parquetMetadataAsync(file, { parsers: timeParsers, geoparquet: false }),
  );
  return { file, metadata };
}

function* writeRows(
  group: readonly GroupColumn[],
  rowStart: number,
  rowEnd: number,
  writer: RowWriter,
): Generator<number> {
  const unwrapper = new Unwrapper();
  const cells = group.map(cellsOf);
  for (let row = rowStart; row < rowEnd; row++) {
    const object: Record<string, unknown> = Object.create(null);
    for (let i = 0; i < group.length; i++) {
      const { name, convert } = group[i] as GroupColumn;
      const value = convert(cells[i]?.(row));
      if (value !== undefined) object[name] = value;
    }
    writer.row.begin(noBytes);
    flatten(writer.row, unwrapper.unwrap(object), writer.fields.root);
    writer.commit(row + 1);
    if ((row - rowStart) % rowsAtOnce === rowsAtOnce - 1) yield 0;
  }
  yield 0;
}

/** Answers a column's value at a row; rows are asked for in order. */
function cellsOf({ runs }: GroupColumn): (row: number) => unknown {
  runs.sort((a, b) => a.start - b.start);
  let at = 0;
  return (row) => {
    while (at + 1 < runs.length && (runs[at + 1]?.start ?? 0) <= row) at++;
    const run = runs[at];
    return run?.values[row - run.start];
  };
}

/** Every column of the file, those in structs with dots. */
function pathsOf(metadata: FileMetaData): string[] {
  const paths: string[] = [];
  const visit = ({ children, path }: ReturnType<typeof parquetSchema>) => {
    if (path.length > 0) paths.push(path.join('.'));
    for (const child of children) visit(child);
  };
  visit(parquetSchema(metadata));
  return paths;
}

async function plainly<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof EventsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const fault = 'the Parquet data is damaged, cut off or of a kind that is not read';
    throw new EventsError('unreadable', `Cannot read ${name}: ${fault} (${reason}).`, { cause: error });
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
