/** The name a person most likely meant; undefined when none is close enough to be worth suggesting. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  if (given.length > 100) return undefined;
  if (given.length < 3) return nearestToShort(normal(given), [...names]);
  const wanted = normal(given);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  let isTie = false;
  for (const name of names) {
    const apart = slips(wanted, normal(name));
    isTie = apart < bestDistance ? false : isTie || (apart === bestDistance && name !== best);
    if (apart < bestDistance) [best, bestDistance] = [name, apart];
  }
  // `p90` may be each of `p50`, `p95` and `p99`: a guess would be worse than none.
  if (isTie && bestDistance > 0 && !isBeginning(wanted, normal(best ?? ''))) return undefined;
  return best !== undefined && (bestDistance <= allowance(given) || isBeginning(wanted, normal(best)))
    ? best
    : undefined;
}

/** Too short to be misspelt: the same in another spelling, or all but the end of one name only, as `of` for `off`. */
function nearestToShort(wanted: string, names: readonly string[]): string | undefined {
  const same = names.find((name) => normal(name) === wanted);
  const [only, another] = names.filter((name) => normal(name).startsWith(wanted));
  return same ?? (wanted.length === 2 && another === undefined ? only : undefined);
}

/** How many slips lie between two words; two letters in the wrong order are one. */
function slips(given: string, name: string): number {
  const count = distance(given, name);
  return count === 2 && isSwap(given, name) ? 1 : count;
}

/** Letters to insert, to leave out or to change: Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const above = row;
    row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = (above[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      row.push(Math.min(change, (above[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1));
    }
  }
  return row[other.length] ?? 0;
}

function isSwap(given: string, name: string): boolean {
  let at = 0;
  while (given[at] === name[at]) at += 1;
  const swapped = given.slice(0, at) + (given[at + 1] ?? '') + (given[at] ?? '') + given.slice(at + 2);
  return swapped === name;
}

/** `emaAlpha`, `ema-alpha` and `EMA_ALPHA` are all `ema_alpha` spelt in another house's style. */
const normal = (name: string) => name.toLowerCase().replaceAll(/[-_. ]/g, '');

/** One slip in a short word, one in three letters of a long one. */
const allowance = (given: string) => Math.max(1, Math.floor(given.length / 3));

const isBeginning = (given: string, name: string) => given.length >= 3 && name.startsWith(given);

/**
 * The only name that a shortened word can stand for: its letters in order, from the first and at least half of them (`bnd` for
 * `bound`), or one of its words (`mean` for `baseline_mean`).
 */
export function shortFor(given: string, names: readonly string[]): string | undefined {
  const word = normal(given);
  if (word.length < 3) return undefined;
  const isShort = (name: string) => hasLettersInOrder(word, normal(name)) || wordsOf(name).includes(word);
  const [found, another] = names.filter(isShort);
  return another === undefined ? found : undefined;
}

const wordsOf = (name: string) => name.toLowerCase().split(/[-_. ]/);

function hasLettersInOrder(word: string, name: string): boolean {
  if (word[0] !== name[0] || word.length * 2 < name.length) return false;
  let at = 0;
  for (const letter of name) if (letter === word[at]) at += 1;
  return at === word.length;
}
