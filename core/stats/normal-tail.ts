const coefficients = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/**
 * Share of a normal distribution that lies more than `sigmas` standard deviations from its mean, on both sides.
 * Relative error below 1.2e-7 (Press et al., Numerical Recipes, erfcc); meant for people to read.
 */
export function normalTail(sigmas: number): number {
  const x = sigmas / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const exponent = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + exponent);
}
