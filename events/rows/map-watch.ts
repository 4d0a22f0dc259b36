import type { Field } from '../columns/field.ts';
import type { FieldTable } from '../columns/field-table.ts';
import { shorten } from '../problems.ts';
import { nearestName } from './nearest-name.ts';
import type { StagedRow } from './staged-row.ts';

/** Notices the columns that `map` names and a file does not have. */
export class MapWatch {
  readonly #fields: FieldTable;
  /** Mapped columns not seen in the file so far, each with the fields it feeds. */
  #missing: [source: string, fields: readonly Field[]][] = [];
  #header: readonly string[] | undefined;
  /** Columns are known: by a header, or by a row that could be read. */
  #hasColumns = false;
  /** The row before the file's first. */
  #stamp = 0;

  constructor(fields: FieldTable) {
    this.#fields = fields;
  }

  startFile(row: StagedRow): void {
    this.#missing = [...this.#fields.sources];
    this.#header = undefined;
    this.#hasColumns = false;
    this.#stamp = row.stamp;
  }

  /** Takes the file's columns, where a header names them; rows need not be looked at then. */
  takeHeader(names: readonly string[]): void {
    this.#header = names;
    this.#hasColumns = true;
    this.#missing = this.#missing.filter(([source]) => !names.includes(source));
  }

  /** Looks at a staged row. Rows of a template need no look: the row it was learnt from had the same keys. */
  look(row: StagedRow): void {
    if (this.#header !== undefined) return;
    this.#hasColumns = true;
    for (let i = this.#missing.length - 1; i >= 0; i--) {
      const [, fields] = this.#missing[i] as [string, readonly Field[]];
      if (row.has(fields[0] as Field)) this.#missing.splice(i, 1);
    }
  }

  /** A message for each mapped column that the file, now read, does not have. */
  messages(file: string): (() => string)[] {
    if (!this.#hasColumns) return [];
    return this.#missing.map(([source, fields]) => () => {
      const fed = fields.map(({ name }) => `\`${name}\``).join(' and ');
      const nearest = nearestName(source, this.#otherColumns());
      const hint = nearest === undefined ? '' : `; did you mean \`${shorten(nearest)}\`?`;
      return `${file} has no column \`${shorten(source)}\`, which \`map\` takes ${fed} from${hint}`;
    });
  }

  /** Columns of the file that `map` does not name. */
  #otherColumns(): readonly string[] {
    const names = this.#header ?? this.#fields.namesSince(this.#stamp);
    return names.filter((name) => name !== '' && !this.#fields.sources.has(name));
  }
}
