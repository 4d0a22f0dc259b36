import { nearestName } from '../../core/spec/nearest-name.ts';
import { type Field, isCell, isNull, isText } from '../columns/field.ts';
import type { FieldTable } from '../columns/field-table.ts';
import { shorten } from '../problems.ts';
import { type EventPlan, eventPlans } from './event-plans.ts';
import type { StagedRow } from './staged-row.ts';
import type { Fails } from './verdict.ts';

/** Finds out which event a row is: by its `type`, else by the fields it has. */
export class TypeFinder {
  readonly #field: Field;
  readonly #plans: readonly EventPlan[];
  readonly #byType: ReadonlyMap<string, EventPlan>;

  constructor(fields: FieldTable) {
    this.#field = fields.field('type');
    this.#plans = eventPlans(fields);
    this.#byType = new Map(this.#plans.map((plan) => [plan.type, plan]));
  }

  /** The plan of the row's type; undefined when the row has failed. */
  find(row: StagedRow, fails: Fails): EventPlan | undefined {
    const field = this.#field;
    if (field.stamp !== row.stamp || field.kind === isNull) return this.#bySignature(row, fails);
    if (field.kind !== isText && field.kind !== isCell) return failsAsType(row, field, fails);
    const bytes = row.bytesOf(field);
    const plan =
      bytes === undefined
        ? this.#byType.get(row.textOf(field))
        : this.#byBytes(bytes, field.start, field.end);
    return plan ?? this.#failUnknown(row.textOf(field), fails);
  }

  #byBytes(bytes: Uint8Array, start: number, end: number): EventPlan | undefined {
    for (let i = 0; i < this.#plans.length; i++) {
      const plan = this.#plans[i] as EventPlan;
      if (plan.typeBytes.length === end - start && startsWith(plan.typeBytes, bytes, start)) return plan;
    }
    return undefined;
  }

  #bySignature(row: StagedRow, fails: Fails): EventPlan | undefined {
    const plan = this.#plans.find((one) => one.signature?.every((field) => row.has(field)));
    if (plan === undefined) {
      fails('missing-field', () => `${this.#field.label} is missing and no event has just these fields`);
    }
    return plan;
  }

  #failUnknown(type: string, fails: Fails): undefined {
    fails('unknown-type', () => {
      const nearest = nearestName(type, this.#byType.keys());
      const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
      return `"${shorten(type)}" is not an event type${hint}`;
    });
  }
}

function failsAsType(row: StagedRow, field: Field, fails: Fails): undefined {
  fails('wrong-type', () => `${field.label} must be the name of an event type, not ${row.describe(field)}`);
}

function startsWith(prefix: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < prefix.length; i++) if (prefix[i] !== bytes[at + i]) return false;
  return true;
}
