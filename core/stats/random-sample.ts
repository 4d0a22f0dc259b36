import type { MersenneTwister } from './mersenne-twister.ts';

/** Draws `count` different numbers below `limit`, as CPython's `random.sample(range(limit), count)` does. */
export class RandomSample {
  readonly #random: MersenneTwister;
  readonly #limit: number;
  readonly #drawn: Int32Array;
  readonly #pool: Int32Array;
  readonly #inOrder: Int32Array;
  readonly #isTaken: Uint8Array;
  readonly #usesPool: boolean;

  constructor(random: MersenneTwister, limit: number, count: number) {
    this.#random = random;
    this.#limit = limit;
    this.#drawn = new Int32Array(count);
    // CPython's guess of when a set is smaller than a list of everything.
    const setSize = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
    this.#usesPool = limit <= setSize;
    this.#inOrder = Int32Array.from({ length: this.#usesPool ? limit : 0 }, (_, at) => at);
    this.#pool = new Int32Array(this.#inOrder.length);
    this.#isTaken = new Uint8Array(this.#usesPool ? 0 : limit);
  }

  /** The numbers in the order drawn; the next draw overwrites them. */
  draw(): Int32Array {
    if (this.#usesPool) this.#drawFromPool();
    else this.#drawUntaken();
    return this.#drawn;
  }

  #drawFromPool() {
    const pool = this.#pool;
    pool.set(this.#inOrder);
    for (let at = 0; at < this.#drawn.length; at++) {
      const left = this.#limit - at;
      const place = this.#random.below(left);
      this.#drawn[at] = pool[place] ?? 0;
      pool[place] = pool[left - 1] ?? 0;
    }
  }

  #drawUntaken() {
    const isTaken = this.#isTaken;
    for (let at = 0; at < this.#drawn.length; at++) {
      let number = this.#random.below(this.#limit);
      while (isTaken[number] === 1) number = this.#random.below(this.#limit);
      isTaken[number] = 1;
      this.#drawn[at] = number;
    }
    for (const number of this.#drawn) isTaken[number] = 0;
  }
}
