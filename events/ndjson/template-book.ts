import type { EventPlan } from '../rows/event-plans.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { Members } from './members.ts';
import type { RowTemplate } from './row-template.ts';
import { Draft } from './template-draft.ts';

const mostShapes = 16;
const mostLessons = 200;
const newline = 10;
const carriageReturn = 13;

/** The templates learnt from a file's rows. Rows of one shape share one, which loosens as they turn out to differ. */
export class TemplateBook {
  /** Rows that {@link takeLines} has taken. */
  taken = 0;
  readonly #writer: RowWriter;
  readonly #drafts: Draft[] = [];
  #templates: RowTemplate[] = [];
  #last: RowTemplate | undefined;
  #lessons = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Bytes that must follow a row for every template to look at it. */
  #reach = 0;
  #desk: Uint8Array = new Uint8Array(0);

  constructor(writer: RowWriter) {
    this.#writer = writer;
  }

  /**
   * Takes rows, which each fill a line, from an offset on for as long as templates match them. Answers the offset of the
   * line that none matches, or that lies so near the end of the bytes that none looks at it.
   */
  takeLines(bytes: Uint8Array, start: number, firstLine: number): number {
    this.#look(bytes);
    let at = start;
    let line = firstLine;
    for (;;) {
      const end = this.#match(bytes, at);
      if (end < 0) break;
      const last = bytes[end] === carriageReturn ? end + 1 : end;
      if (bytes[last] !== newline) {
        this.#last?.undo();
        break;
      }
      this.#commit(line++);
      at = last + 1;
    }
    this.taken = line - firstLine;
    return at;
  }

  /** Whether a template matches the row between two offsets, which then is taken. */
  take(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    if (end + this.#reach > bytes.length) return this.#takeFromDesk(bytes, start, end, line);
    this.#look(bytes);
    return this.#takeRow(bytes, start, end, line);
  }

  /** Templates look beyond a row's end, so one at the end of the bytes is copied to where it has none behind it. */
  #takeFromDesk(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const length = end - start;
    if (length + this.#reach > this.#desk.length) this.#desk = new Uint8Array(2 * (length + this.#reach));
    this.#desk.set(bytes.subarray(start, end));
    this.#desk[length] = newline;
    this.#look(this.#desk);
    return this.#takeRow(this.#desk, 0, length, line);
  }

  #takeRow(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const found = this.#match(bytes, start);
    if (found === end) this.#commit(line);
    else if (found >= 0) this.#last?.undo();
    return found === end;
  }

  /** Remembers a row just found good, which lies between two offsets and was scanned. */
  learn(plan: EventPlan, members: Members, bytes: Uint8Array, start: number, end: number): void {
    if (this.#lessons >= mostLessons || !members.isComplete) return;
    this.#lessons++;
    const draft = Draft.of(this.#writer, plan, members, bytes, start, end);
    if (draft === undefined) return;
    const known = this.#drafts.findIndex((one) => one.isLike(draft));
    if (known < 0 && this.#drafts.length >= mostShapes) return;
    const place = known < 0 ? this.#drafts.length : known;
    draft.loosenAs(this.#drafts[place]);
    this.#drafts[place] = draft;
    const template = draft.template(this.#writer);
    this.#templates[place] = template;
    this.#reach = Math.max(this.#reach, template.reach);
    this.#last = undefined;
    for (const one of this.#templates) one.next = undefined;
  }

  #look(bytes: Uint8Array): void {
    if (bytes === this.#bytes) return;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #commit(line: number): void {
    if (this.#last !== undefined) this.#writer.commitKnown(line, this.#last, this.#bytes, this.#view);
  }

  /** Offset behind the row at `start` if a template matches it, which then is the last one; else -1. */
  #match(bytes: Uint8Array, start: number): number {
    const guess = this.#last?.next;
    const end = guess === undefined ? -1 : guess.match(bytes, this.#view, start);
    if (end < 0) return this.#matchOther(bytes, start, guess);
    this.#last = guess;
    return end;
  }

  #matchOther(bytes: Uint8Array, start: number, tried: RowTemplate | undefined): number {
    for (let i = 0; i < this.#templates.length; i++) {
      const template = this.#templates[i] as RowTemplate;
      const end = template === tried ? -1 : template.match(bytes, this.#view, start);
      if (end < 0) continue;
      if (this.#last !== undefined) this.#last.next = template;
      this.#last = template;
      return end;
    }
    return -1;
  }
}
