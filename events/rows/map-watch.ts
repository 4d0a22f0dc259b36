import { nearestName } from '../../core/spec/nearest-name.ts';
import { enumerateNames } from '../../core/spec/words.ts';
import type { Field } from '../columns/field.ts';
import type { FieldTable } from '../columns/field-table.ts';
import type { MissingColumn } from '../event-data.ts';
import { shorten } from '../problems.ts';
import type { StagedRow } from './staged-row.ts';

/** Notices the columns that `map` names and files do not have. */
export class MapWatch {
  readonly #fields: FieldTable;
  /** Mapped columns not seen in the file so far, each with the fields it feeds. */
  #missing: [source: string, fields: readonly Field[]][] = [];
  #header: readonly string[] | undefined;
  /** Columns are known: by a header, or by a row that could be read. */
  #hasColumns = false;
  /** The row before the file's first. */
  #stamp = 0;
  #file = 0;
  #name = '';
  /** What the files lack that have been read to their ends. */
  readonly #lacks: MissingColumn[] = [];
  /** Mapped columns that some file has. */
  readonly #seen = new Set<string>();

  constructor(fields: FieldTable) {
    this.#fields = fields;
  }

  startFile(index: number, name: string, row: StagedRow): void {
    this.#file = index;
    this.#name = name;
    this.#missing = [...this.#fields.sources];
    this.#header = undefined;
    this.#hasColumns = false;
    this.#stamp = row.stamp;
  }

  /** Takes the file's columns, where a header names them; rows need not be looked at then. */
  takeHeader(names: readonly string[]): void {
    this.#header = names;
    this.#hasColumns = true;
    this.#drop(([source]) => names.includes(source));
  }

  /** Looks at a staged row. Rows of a template need no look: the row it was learnt from had the same keys. */
  look(row: StagedRow): void {
    if (this.#header !== undefined) return;
    this.#hasColumns = true;
    const isThere = ([, fields]: readonly [source: string, fields: readonly Field[]]) =>
      row.has(fields[0] as Field);
    if (this.#missing.some(isThere)) this.#drop(isThere);
  }

  /** The file has been read: gives a message for each mapped column that it does not have. */
  endFile(): (() => string)[] {
    if (!this.#hasColumns) return [];
    const missing = this.#missing;
    this.#lacks.push(...missing.map(([column]) => ({ file: this.#file, column })));
    this.#missing = [];
    return missing.map(([source, fields]) => () => {
      const fed = enumerateNames(
        fields.map(({ name }) => name),
        'and',
      );
      const nearest = nearestName(source, this.#otherColumns());
      const hint = nearest === undefined ? '' : `; did you mean \`${shorten(nearest)}\`?`;
      return `${this.#name} has no column \`${shorten(source)}\`, which \`map\` takes ${fed} from${hint}`;
    });
  }

  /** The columns that no file has so far, of each file that is known to lack them. */
  missing(): readonly MissingColumn[] {
    const here = this.#header === undefined ? [] : this.#missing;
    const all = [...this.#lacks, ...here.map(([column]) => ({ file: this.#file, column }))];
    return all.filter(({ column }) => !this.#seen.has(column));
  }

  #drop(isThere: (entry: readonly [source: string, fields: readonly Field[]]) => boolean): void {
    const left = this.#missing.filter((entry) => !isThere(entry));
    if (left.length === this.#missing.length) return;
    for (const entry of this.#missing) if (!left.includes(entry)) this.#seen.add(entry[0]);
    this.#missing = left;
  }

  /** Columns of the file that `map` does not name. */
  #otherColumns(): readonly string[] {
    const names = this.#header ?? this.#fields.namesSince(this.#stamp);
    return names.filter((name) => name !== '' && !this.#fields.sources.has(name));
  }
}
