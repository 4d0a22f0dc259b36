import { marsagliaCdf } from './kolmogorov-matrix.ts';
import { pelzGoodCdf } from './pelz-good.ts';
import { smirnovTail } from './smirnov.ts';

/**
 * Upper tail of the two-sided one-sample Kolmogorov-Smirnov statistic: the chance that the empirical distribution of
 * `size` values strays from the true one by at least `distance`. The method is chosen by size and distance as in Simard
 * and L'Ecuyer, Computing the two-sided Kolmogorov-Smirnov distribution, 2011; relative error below 1e-9.
 */
export function kolmogorovTail(distance: number, size: number): number {
  const steps = size * distance;
  if (distance >= 1) return 0;
  if (steps <= 0.5) return 1;
  if (steps <= 1) return 1 - oneStep(steps, size);
  if (steps >= size - 1) return 2 * (1 - distance) ** size;
  const squared = steps * distance;
  if (distance >= 0.5 || squared > (size <= 140 ? 4 : 2.2))
    return squared >= 370 && size > 140 ? 0 : 2 * smirnovTail(size, distance);
  return clamp(1 - cdf(distance, size));
}

function cdf(distance: number, size: number): number {
  const isSmall = size <= 140 || (size <= 100_000 && size * distance ** 1.5 <= 1.4);
  return isSmall ? marsagliaCdf(distance, size) : pelzGoodCdf(distance, size);
}

/** n! ((2 steps - 1) / n)^n: no value lies further than one step away (Ruben and Gambino). */
function oneStep(steps: number, size: number): number {
  let share = 1;
  for (let at = 1; at <= size && share > 0; at++) share *= (at / size) * (2 * steps - 1);
  return share;
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
