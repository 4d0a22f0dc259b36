import { errorAt, type Finding } from '../finding.ts';
import type { Source } from './source.ts';
import type { Pair } from './tree.ts';

/** One finding for each key that stands in a map a second time. */
export function repeatedKeys(pairs: readonly Pair[], source: Source): Finding[] {
  const first = new Map<string, Pair>();
  const findings: Finding[] = [];
  for (const pair of pairs) {
    // Not a key but a list item whose blank is missing, which is another mistake.
    if (pair.name.startsWith('-')) continue;
    const earlier = first.get(pair.name);
    if (earlier) findings.push(repetition(pair, earlier, source));
    else first.set(pair.name, pair);
  }
  return findings;
}

function repetition({ name, key }: Pair, earlier: Pair, source: Source): Finding {
  const line = source.lineOf(earlier.key.start) + 1;
  const message = `\`${name}\` is given twice; it already stands in line ${line}`;
  const related = [{ span: earlier.key, message: 'first given here' }];
  return { ...errorAt('duplicate-key', key, message, { remove: true }), related };
}
