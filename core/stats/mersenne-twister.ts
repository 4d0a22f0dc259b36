const size = 624;
const shift = 397;

/**
 * MT19937 (Matsumoto and Nishimura, 1998), seeded and drawn from as CPython's `random.Random(seed)` does, so that
 * samples equal the reference's.
 */
export class MersenneTwister {
  readonly #seeded: Uint32Array;
  readonly #state = new Uint32Array(size);
  #next = size;

  /** `seed` is a safe integer; its sign does not count. */
  constructor(seed: number) {
    this.#seeded = seededState(keyOf(Math.abs(seed)));
    this.reset();
  }

  /** The next 32 random bits. */
  next32(): number {
    if (this.#next === size) this.#twist();
    let bits = this.#state[this.#next] ?? 0;
    this.#next += 1;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  /** A whole number from 0 to `limit` - 1, for limits from 1 to 2^32 - 1: bits that make none are drawn again. */
  below(limit: number): number {
    const unused = Math.clz32(limit);
    let drawn = this.next32() >>> unused;
    while (drawn >= limit) drawn = this.next32() >>> unused;
    return drawn;
  }

  /** Back to the start of the sequence. */
  reset() {
    this.#state.set(this.#seeded);
    this.#next = size;
  }

  #twist() {
    const state = this.#state;
    for (let at = 0, far = shift; at < size; at++, far++) {
      if (far === size) far = 0;
      // The last word pairs with the first, which by then is a new one.
      const follower = at + 1 < size ? (state[at + 1] ?? 0) : (state[0] ?? 0);
      const bits = ((state[at] ?? 0) & 0x80000000) | (follower & 0x7fffffff);
      state[at] = (state[far] ?? 0) ^ (bits >>> 1) ^ (-(bits & 1) & 0x9908b0df);
    }
    this.#next = 0;
  }
}

/** The seed's 32-bit digits, the lowest first. */
function keyOf(seed: number): number[] {
  const low = seed % 2 ** 32;
  const high = (seed - low) / 2 ** 32;
  return high === 0 ? [low] : [low, high];
}

function seededState(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(size);
  state[0] = 19650218;
  for (let at = 1; at < size; at++) state[at] = Math.imul(1812433253, mixed(state, at)) + at;
  let at = 1;
  const advance = () => {
    at += 1;
    if (at < size) return;
    state[0] = state[size - 1] ?? 0;
    at = 1;
  };
  for (let step = 0; step < size; step++) {
    const digit = step % key.length;
    state[at] = ((state[at] ?? 0) ^ Math.imul(mixed(state, at), 1664525)) + (key[digit] ?? 0) + digit;
    advance();
  }
  for (let step = 1; step < size; step++) {
    state[at] = ((state[at] ?? 0) ^ Math.imul(mixed(state, at), 1566083941)) - at;
    advance();
  }
  state[0] = 0x80000000;
  return state;
}

function mixed(state: Uint32Array, at: number): number {
  const before = state[at - 1] ?? 0;
  return before ^ (before >>> 30);
}
