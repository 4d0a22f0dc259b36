import type { EventPlan } from '../rows/event-plans.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { Members } from './members.ts';
import type { RowTemplate } from './row-template.ts';
import { Draft } from './template-draft.ts';

const mostShapes = 16;
const mostLessons = 200;

/** The templates learnt from a file's rows. Rows of one shape share one, which loosens as they turn out to differ. */
export class TemplateBook {
  readonly #writer: RowWriter;
  readonly #drafts: Draft[] = [];
  #templates: RowTemplate[] = [];
  #last: RowTemplate | undefined;
  #lessons = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(writer: RowWriter) {
    this.#writer = writer;
  }

  /** Offset behind the row at `start` if a template matches it, else -1; `commit` then takes that row. */
  match(bytes: Uint8Array, start: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const guess = this.#last?.next;
    const end = guess === undefined ? -1 : guess.match(bytes, this.#view, start);
    if (end < 0) return this.#matchOther(bytes, start, guess);
    this.#last = guess;
    return end;
  }

  commit(line: number): void {
    if (this.#last !== undefined) this.#writer.commitKnown(line, this.#last, this.#bytes, this.#view);
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
    this.#templates[place] = draft.template(this.#writer);
    this.#last = undefined;
    for (const template of this.#templates) template.next = undefined;
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
