import { CsvReader } from './csv/csv-reader.ts';
import type { EventSource } from './event-data.ts';
import { EventsError } from './events-error.ts';
import { ElementReader } from './json/element-reader.ts';
import { JsonRows } from './json/json-rows.ts';
import { LineReader } from './ndjson/line-reader.ts';
import type { EventPlan } from './rows/event-plans.ts';
import { RowWriter } from './rows/row-writer.ts';
import type { FormatReader } from './source/format-reader.ts';
import { holdsParquet } from './source/holds-parquet.ts';
import { openText } from './source/open-text.ts';
import type { TextFormat } from './source/sniff.ts';

/** How much of a file is looked at for its names, in bytes and rows. */
const maxBytes = 1 << 18;
const maxRows = 1000;

/**
 * Names of the columns or keys that a file has, as it has them: before any `map`, whether its rows are events or not.
 * Of rows without a header only the first ones are looked at. Rejects with an `EventsError` where the file cannot be
 * read.
 */
export async function columnNames(source: EventSource): Promise<readonly string[]> {
  if (await holdsParquet(source)) {
    const { parquetNames } = await import('./parquet/parquet-reader.ts');
    return await parquetNames(source);
  }
  const { format, chunks } = await openText(source.name, source.open());
  if (format === undefined) return [];
  const watch = new NameWatch([source.name], { map: undefined, maxProblems: 0, batchRows: 2 * maxRows });
  const reader = readerOf(format, watch);
  let bytes = 0;
  let isCut = false;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(0, maxBytes - bytes);
    reader.push(piece);
    bytes += piece.length;
    isCut = bytes >= maxBytes || watch.isDone;
    if (isCut) break;
  }
  // A row that was cut in two is no row.
  if (!isCut) reader.end();
  return outermost([...watch.names]);
}

function readerOf(format: TextFormat, watch: NameWatch): FormatReader {
  if (format === 'csv') return new CsvReader(watch);
  const rows = new JsonRows(watch, false);
  return format === 'lines' ? new LineReader(rows) : new ElementReader(rows, cutOff);
}

const cutOff = (line: number): never => {
  throw new EventsError('unreadable', `The list has no end in line ${line}.`);
};

/** A writer that keeps nothing of a row but the names in it. */
class NameWatch extends RowWriter {
  readonly names = new Set<string>();
  isDone = false;
  #rows = 0;

  override takeHeader(names: readonly string[]): void {
    for (const name of names) if (name !== '') this.names.add(name);
    this.isDone = true;
  }

  override commit(): EventPlan | undefined {
    this.#rows += 1;
    if (this.#rows > maxRows) this.isDone = true;
    if (this.isDone) return undefined;
    const { row, fields } = this;
    for (const name of fields.namesSince(row.stamp - 1)) this.names.add(name);
    for (let at = 0; at < row.unknown.length; at += 3) {
      const { name } = row.unknown[at] as { readonly name: string };
      addNames(this.names, path(name, row.unknown[at + 1] as string), row.unknown[at + 2]);
    }
    return undefined;
  }

  override reject(): void {}
}

/** Without the names of objects, of which only the contents can be read. */
const outermost = (names: readonly string[]) =>
  names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)));

const path = (parent: string, key: string) => (parent === '' ? key : `${parent}.${key}`);

/** What an object holds is named with dots; lists and what lies very deep are left out, as when events are read. */
function addNames(names: Set<string>, name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) names.add(name);
  else if (!Array.isArray(value) && name.split('.').length < 8)
    for (const [key, inner] of Object.entries(value)) addNames(names, path(name, key), inner);
}
