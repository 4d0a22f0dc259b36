import { type Field, isNull, isNumber, isOther, isText } from '../columns/field.ts';
import { Literal } from '../columns/literal.ts';
import type { PathNode } from '../columns/path-node.ts';
import type { EventPlan } from '../rows/event-plans.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { decodeUtf8 } from '../values/utf8.ts';
import type { Members } from './members.ts';
import { type Constants, RowTemplate } from './row-template.ts';
import { type Role, Slot, Waiting } from './slot.ts';

/** Texts on which the meaning of the row hangs: rows that differ in them have templates of their own. */
const pinned = new Set(['type', 'model']);

interface Member {
  readonly node: PathNode;
  readonly field: Field | undefined;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A row just found good, to make a template of. */
export class Draft {
  readonly #row: Uint8Array;
  readonly #plan: EventPlan;
  readonly #members: readonly Member[];
  readonly #time: Field;
  /** Whether rows differ in the member. */
  readonly #isOpen: boolean[];

  private constructor(row: Uint8Array, plan: EventPlan, members: readonly Member[], time: Field) {
    this.#row = row;
    this.#plan = plan;
    this.#members = members;
    this.#time = time;
    this.#isOpen = members.map(({ kind, field }) => kind !== isNull && (kind !== isText || field === time));
  }

  /** A draft of the row the writer has just taken; undefined if its kind of row has no template. */
  static of(
    writer: RowWriter,
    plan: EventPlan,
    found: Members,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Draft | undefined {
    const { clock } = writer;
    if (clock.field === undefined || !clock.hasTimes || writer.batch.length === 0) return undefined;
    if (plan.numbers.some((need) => need.isInteger || need.minimum > Number.NEGATIVE_INFINITY))
      return undefined;
    const members = Array.from({ length: found.count }, (_, i) => memberOf(found, i, bytes, start));
    const fields = members.flatMap(({ node }) => node.fields);
    const isPlain = members.every(({ node }) => node.fields.length <= 1);
    if (!isPlain || new Set(fields).size < fields.length) return undefined;
    return new Draft(bytes.slice(start, end), plan, members, clock.field);
  }

  /** Whether both have the same members, of the same kinds and with the same pinned texts. */
  isLike(other: Draft): boolean {
    const others = other.#members;
    return (
      others.length === this.#members.length &&
      this.#members.every(({ node, kind, field, text }, i) => {
        const twin = others[i] as Member;
        return (
          twin.node === node && twin.kind === kind && (!pinned.has(field?.name ?? '') || twin.text === text)
        );
      })
    );
  }

  /** Opens what differs from an earlier row of the same shape, and what was open in it. */
  loosenAs(earlier: Draft | undefined): void {
    if (earlier === undefined) return;
    this.#members.forEach(({ text }, i) => {
      if (earlier.#isOpen[i] || earlier.#members[i]?.text !== text) this.#isOpen[i] = true;
    });
  }

  /** The template; to be called before the writer takes another row. */
  template(writer: RowWriter): RowTemplate {
    const slots = new Map<Field | PathNode, Slot>();
    const waiting = new Waiting();
    const roles = this.#roles(writer);
    let at = 0;
    this.#members.forEach((member, i) => {
      if (!this.#isOpen[i]) return;
      const { field, node, kind, start, end } = member;
      const isLabel = this.#plan.texts.some((need) => need.isLabel && need.field === field);
      const before = new Literal(this.#row.slice(at, start));
      slots.set(field ?? node, new Slot(before, { field, kind, isLabel }, roles(member), waiting));
      at = end;
    });
    return new RowTemplate(
      { slots: [...slots.values()], end: new Literal(this.#row.slice(at)), waiting },
      this.#constants(writer, slots),
      writer.batch,
    );
  }

  /** Tells what the values of open members are for. */
  #roles({ models }: RowWriter): (member: Member) => Role {
    const isOpen = (wanted: Field) =>
      this.#members.some(({ field }, i) => field === wanted && this.#isOpen[i]);
    const namesModel = [models.name, models.version].filter((field) => field !== undefined && isOpen(field));
    return ({ field, kind }) => {
      if (field === this.#time) return 'time';
      if (namesModel.includes(field)) return namesModel.length === 1 ? 'model' : 'part';
      return field?.isStored && field !== this.#plan.unstored && kind !== isOther ? 'column' : 'none';
    };
  }

  #constants(writer: RowWriter, slots: ReadonlyMap<Field | PathNode, Slot>): Constants {
    const { row, models, batch } = writer;
    const index = batch.length - 1;
    const fixed = row.touched.slice(0, row.count).filter((field) => !slots.has(field));
    const named = (field: Field | undefined) =>
      field && { field, from: slots.get(field) ?? row.textOf(field) };
    const name = named(models.name);
    const version = named(models.version);
    const isFixed = !(name?.from instanceof Slot) && !(version?.from instanceof Slot);
    return {
      typeCode: this.#plan.code,
      model: isFixed ? models.code(row) : undefined,
      name,
      version,
      numbers: fixed.flatMap((field) => numberAt(field, index)),
      texts: fixed.flatMap((field) => textAt(field, index)),
    };
  }
}

function memberOf(found: Members, i: number, bytes: Uint8Array, rowStart: number): Member {
  const node = found.nodes[i] as PathNode;
  const [start, end] = [found.starts[i] as number, found.ends[i] as number];
  const kind = found.kinds[i] as number;
  const text = kind === isNumber ? '' : decodeUtf8(bytes, start, end);
  return { node, field: node.fields[0], kind, start: start - rowStart, end: end - rowStart, text };
}

function numberAt(field: Field, index: number): Constants['numbers'][number][] {
  const value = field.numbers?.[index];
  return value === undefined || Number.isNaN(value) ? [] : [{ field, value }];
}

function textAt(field: Field, index: number): Constants['texts'][number][] {
  const code = field.codes?.[index];
  return code === undefined || code === 0 ? [] : [{ field, code }];
}
