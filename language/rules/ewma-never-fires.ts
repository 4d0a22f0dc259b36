import { pairOf } from '../syntax/tree.ts';
import { changeTo, fixesFrom } from './kit/fix.ts';
import type { Rule } from './kit/rule.ts';
import { parameterSpan, strategiesWritten } from './kit/strategies-in-use.ts';

/** An `ewma` band that widens faster than any value can leave it. */
export const ewmaNeverFires: Rule = {
  id: 'ewma-never-fires',
  severity: 'warning',
  title: 'EWMA band that no value can leave',
  isPerMonitor: true,
  doc:
    'The strategy updates its variance with the newest value before it compares. A deviation d puts at least ' +
    '`alpha * d^2` into the variance, so the band is at least `k_sigma * sqrt(alpha) * |d|` wide: from ' +
    '`k_sigma = 1/sqrt(alpha)` on it is wider than any deviation. Lower `k_sigma` or `alpha`.',
  good: [
    { text: '- kind: latency\n  strategy: { type: ewma, alpha: 0.2, k_sigma: 2.2 }\n' },
    { text: '- kind: latency\n  strategy: { type: ewma, alpha: 0.05, k_sigma: 3 }\n' },
  ],
  bad: [
    {
      text: '- kind: latency\n  strategy: { type: ewma, alpha: 0.2, k_sigma: 3 }\n',
      marks: '3',
      fix: 'Change to `2.2`',
      message:
        '`k_sigma` 3 can never alarm with `alpha` 0.2: from 1/sqrt(alpha) = 2.24 on the band grows faster than any deviation',
    },
    {
      file: 'a.strategy.yaml',
      text: 'type: ewma\nalpha: 0.25\nk_sigma: 2\n',
      marks: '2',
      fix: 'Change to `1`',
    },
    {
      text: 'monitors: []\nstrategies:\n  a: &a { type: ewma, alpha: 0.2, k_sigma: 4 }\n  b: *a\n',
      marks: '4',
      fix: 'Change to `2.2`',
    },
  ],
  check: (context) =>
    strategiesWritten(context).flatMap((strategy) => {
      const { definition, params, node } = strategy;
      if (definition?.id !== 'ewma' || !params) return [];
      const [alpha, kSigma] = [Number(params['alpha']), Number(params['k_sigma'])];
      if (!isNever(alpha, kSigma)) return [];
      const limit = (1 / Math.sqrt(alpha)).toFixed(2);
      const message =
        `\`k_sigma\` ${kSigma} can never alarm with \`alpha\` ${alpha}: from 1/sqrt(alpha) = ${limit} on ` +
        'the band grows faster than any deviation';
      const other = pairOf(node, 'alpha')?.value;
      const span = parameterSpan(strategy, 'k_sigma');
      const related = other ? [{ span: other, message: '`alpha`' }] : [];
      return [{ span, message, related, ...fixesFrom(changeTo(span, justBelow(1 / Math.sqrt(alpha)))) }];
    }),
};

/**
 * On the very edge rounding decides, and now and then a deviation millions of times the band is found to leave it: there
 * nothing is said, but for powers of two, with which the arithmetic is exact. With an `alpha` of 1 nothing is left of the
 * smallest variance, and deviations so small that their square is 0 alarm.
 */
function isNever(alpha: number, kSigma: number): boolean {
  const share = kSigma * kSigma * alpha;
  const isExact = [alpha, kSigma].every((factor) => Number.isInteger(Math.log2(factor)));
  return alpha < 1 && (share > 1 + 1e-14 || (share === 1 && isExact));
}

/** The largest number of few digits below a limit. */
function justBelow(limit: number): string {
  for (let digits = 1; digits < 12; digits += 1) {
    const shorter = Math.floor(limit * 10 ** digits) / 10 ** digits;
    if (shorter > 0 && shorter < limit) return String(shorter);
  }
  return String(limit / 2);
}
