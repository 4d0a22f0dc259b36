import type { ModelKey } from '../../core/spec/columns.ts';
import { type Field, isCell, isNull, isText } from '../columns/field.ts';
import type { FieldTable } from '../columns/field-table.ts';
import { TextDictionary } from '../columns/text-dictionary.ts';
import { failsEmpty, failsMissing, failsNotText } from './check-field.ts';
import type { EventPlan } from './event-plans.ts';
import type { StagedRow } from './staged-row.ts';
import type { Fails } from './verdict.ts';

/**
 * Which model a row belongs to. Its name stands in `model_id`, `model.name` or `model_name`, its version in
 * `model.version` or `model_version`; `model` may also be JSON text, as in CSV, or the bare name.
 */
export class ModelTable {
  readonly #model: Field;
  readonly #nameFields: readonly Field[];
  readonly #versionFields: readonly Field[];
  readonly #names = new TextDictionary();
  readonly #versions = new TextDictionary();
  readonly #codes = new Map<number, number>([[0, 0]]);
  readonly #models: ModelKey[];
  #lastPair = 0;
  #lastCode = 0;
  /** Fields of the row last checked that name its model. */
  name: Field | undefined;
  version: Field | undefined;

  /** New models are appended to `models`, whose first entry stands for "none". */
  constructor(fields: FieldTable, models: ModelKey[]) {
    this.#models = models;
    this.#model = fields.field('model');
    this.#nameFields = ['model_id', 'model.name', 'model_name'].map((name) => fields.field(name));
    this.#versionFields = ['model.version', 'model_version'].map((name) => fields.field(name));
  }

  /** Whether the row names its model as far as its type demands. */
  check(row: StagedRow, plan: EventPlan, fails: Fails): boolean {
    if (row.has(this.#model) && isWord(this.#model)) this.#readModelText(row);
    this.name = firstOf(this.#nameFields, row);
    this.version = plan.ignoresVersion ? undefined : firstOf(this.#versionFields, row);
    if (this.name === undefined && plan.nameField !== undefined) return failsMissing(plan.nameField, fails);
    if (this.version === undefined && plan.versionField !== undefined) {
      return failsMissing(plan.versionField, fails);
    }
    return isName(this.name, row, fails) && isName(this.version, row, fails);
  }

  /** Code of the row's model; to be asked right after `check`, and only for good rows. */
  code(row: StagedRow): number {
    const name = codeIn(this.#names, this.name, row);
    const version = codeIn(this.#versions, this.version, row);
    const pair = name * 0x2000000 + version;
    if (pair === this.#lastPair) return this.#lastCode;
    let code = this.#codes.get(pair);
    if (code === undefined) {
      code = this.#models.push(this.#keyOf(name, version)) - 1;
      this.#codes.set(pair, code);
    }
    this.#lastPair = pair;
    this.#lastCode = code;
    return code;
  }

  #keyOf(name: number, version: number): ModelKey {
    return {
      ...(name > 0 && { name: this.#names.values[name] as string }),
      ...(version > 0 && { version: this.#versions.values[version] as string }),
    };
  }

  #readModelText(row: StagedRow): void {
    const text = row.textOf(this.#model);
    const [, modelName] = this.#nameFields as [Field, Field];
    const [modelVersion] = this.#versionFields as [Field];
    const parsed = text.trimStart().startsWith('{') ? parseObject(text) : { name: text };
    if (typeof parsed?.['name'] === 'string') row.setText(modelName, parsed['name']);
    if (typeof parsed?.['version'] === 'string') row.setText(modelVersion, parsed['version']);
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function firstOf(fields: readonly Field[], row: StagedRow): Field | undefined {
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field;
    if (row.has(field) && field.kind !== isNull) return field;
  }
  return undefined;
}

function isWord(field: Field): boolean {
  return field.kind === isText || field.kind === isCell;
}

function isName(field: Field | undefined, row: StagedRow, fails: Fails): boolean {
  if (field === undefined) return true;
  if (!isWord(field)) return failsNotText(row, field, fails);
  return !row.isEmptyText(field) || failsEmpty(field, fails);
}

function codeIn(dictionary: TextDictionary, field: Field | undefined, row: StagedRow): number {
  if (field === undefined) return 0;
  const bytes = row.bytesOf(field);
  return bytes === undefined
    ? dictionary.code(row.textOf(field))
    : dictionary.codeOfBytes(bytes, field.start, field.end);
}
