import { type Reference, withParts } from '../model/facts.ts';
import type { Resolution } from '../model/resolve.ts';
import { code } from '../validate/wording.ts';
import type { Rule } from './kit/rule.ts';

/** A combination that is, through the names in it, a part of itself. */
export const strategyCycle: Rule = {
  id: 'strategy-cycle',
  severity: 'error',
  title: 'Circular strategy',
  doc: 'A strategy that is made of itself has no verdict. Write out the part that is meant, or name another.',
  good: [
    {
      text:
        'monitors: [{ kind: latency, strategy: odd }]\nstrategies:\n' +
        '  slow: { type: static, bound: 250 }\n' +
        '  odd: { type: all_of, strategies: [slow, { type: rolling_z_score }] }\n',
    },
  ],
  bad: [
    {
      text:
        'monitors: [{ kind: latency, strategy: a }]\nstrategies:\n' +
        '  a: { type: any_of, strategies: [b, { type: static, bound: 250 }] }\n' +
        '  b: { type: all_of, strategies: [a, { type: rolling_z_score }] }\n',
      marks: 'b',
      message: '`a` is a part of itself: a → b → a',
    },
  ],
  check({ config, resolution }) {
    const known = new Set<string>();
    return config.facts.strategies.flatMap(({ name, parts }) =>
      withParts(parts).flatMap((part) => {
        const way = part.form === 'name' ? wayTo(name, part.reference, resolution, []) : undefined;
        const cycle = way?.toSorted().join(' ') ?? '';
        // Every strategy on the way is a part of itself; it is one mistake.
        if (part.form !== 'name' || !way || known.has(cycle)) return [];
        known.add(cycle);
        const message = `${code(name)} is a part of itself: ${[name, ...way].join(' → ')}`;
        return [{ span: part.reference.span, message }];
      }),
    );
  },
};

/** The names that lead from a reference to a strategy; undefined when none do. */
function wayTo(
  wanted: string,
  { text }: Reference,
  resolution: Resolution,
  passed: readonly string[],
): readonly string[] | undefined {
  const way = [...passed, text];
  if (text === wanted) return way;
  if (passed.includes(text)) return undefined;
  for (const part of withParts(resolution.strategies.get(text)?.parts ?? [])) {
    const found = part.form === 'name' ? wayTo(wanted, part.reference, resolution, way) : undefined;
    if (found) return found;
  }
  return undefined;
}
