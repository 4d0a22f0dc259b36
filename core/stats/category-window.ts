import type { Counts } from './distance/counts.ts';

/**
 * How often each category occurs in a fixed reference and among the newest `size` values. A value costs the same whatever
 * the window's size; counts are aligned in ascending order of the categories' names.
 */
export class CategoryWindow {
  readonly #ring: Uint32Array;
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  #reference: number[] = [];
  #current: number[] = [];
  /** Categories that occur, and maybe some that no longer do, in order. */
  #order: number[] = [];
  #isListed: boolean[] = [];
  #unlisted: number[] = [];
  count = 0;
  #next = 0;

  constructor(size: number, reference: Iterable<string>) {
    this.#ring = new Uint32Array(size);
    for (const name of reference) {
      const id = this.idOf(name);
      this.#reference[id] = (this.#reference[id] ?? 0) + 1;
      this.#list(id);
    }
  }

  get isFull(): boolean {
    return this.count === this.#ring.length;
  }

  /** A number that stands for the category from now on. */
  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#names.push(name) - 1;
    this.#ids.set(name, id);
    this.#reference.push(0);
    this.#current.push(0);
    this.#isListed.push(false);
    return id;
  }

  push(id: number): void {
    const at = this.#next;
    if (this.isFull) {
      const gone = this.#ring[at] ?? 0;
      this.#current[gone] = (this.#current[gone] ?? 0) - 1;
    } else this.count += 1;
    this.#ring[at] = id;
    this.#next = at + 1 === this.#ring.length ? 0 : at + 1;
    this.#current[id] = (this.#current[id] ?? 0) + 1;
    this.#list(id);
  }

  /** Counts of the categories that occur in the reference or in the window. */
  counts(): Counts {
    this.#sort();
    return {
      reference: Float64Array.from(this.#order, (id) => this.#reference[id] ?? 0),
      current: Float64Array.from(this.#order, (id) => this.#current[id] ?? 0),
    };
  }

  #list(id: number): void {
    if (this.#isListed[id]) return;
    this.#isListed[id] = true;
    this.#unlisted.push(id);
  }

  /** Lets go of categories that occur no longer, and puts new ones in their place. */
  #sort(): void {
    const isGone = (id: number) => this.#reference[id] === 0 && this.#current[id] === 0;
    if (this.#unlisted.length === 0 && !this.#order.some(isGone)) return;
    const all = [...this.#order, ...this.#unlisted];
    for (const id of all) if (isGone(id)) this.#isListed[id] = false;
    const nameOf = (id: number) => this.#names[id] ?? '';
    this.#order = all.filter((id) => !isGone(id)).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    this.#unlisted = [];
  }
}
