import type { TextDictionary } from './text-dictionary.ts';

/** What a row holds in a field. A cell is CSV text (or a constant), which may stand for a number. */
export const isNumber = 1;
export const isText = 2;
export const isCell = 3;
export const isBoolean = 4;
export const isNull = 5;
/** An object or an array. */
export const isOther = 6;

/**
 * A field by its dotted name: the value of the row being read (valid while `stamp` is the row's) and the columns
 * its values go to. Rows are staged here and reach the columns only when the whole row has been found good.
 */
export class Field {
  readonly name: string;
  /** Name of the user's column this field is mapped from, if it is; messages show it. */
  source: string | undefined;
  /** False for fields that are used while reading and kept in no extra column: the time, the model, the type. */
  isStored = true;
  /** The spec names it, so it has a column whatever the cap on columns says. */
  isSpec = false;
  /** The spec has text there, so all of its texts are kept and CSV cells are never numbers. */
  hasAnyText = false;

  stamp = 0;
  kind = 0;
  number = Number.NaN;
  /** The text or cell; undefined while it is bytes `start` to `end` of the row's buffer. */
  text: string | undefined;
  start = 0;
  end = 0;

  /** Columns of the batch being filled. */
  numbers: Float64Array | undefined;
  codes: Uint32Array | undefined;
  dictionary: TextDictionary | undefined;
  /** Takes no more texts, or no numbers, because a cap was reached. */
  isTextClosed = false;
  isNumberClosed = false;
  hasNumbers = false;

  constructor(name: string) {
    this.name = name;
  }

  /** How messages name the field. */
  get label(): string {
    return this.source === undefined
      ? `\`${this.name}\``
      : `\`${this.name}\` (mapped from \`${this.source}\`)`;
  }
}
