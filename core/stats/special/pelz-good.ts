const pi2 = Math.PI ** 2;
const pi4 = pi2 ** 2;
const pi6 = pi2 ** 3;
const rootHalfPi = Math.sqrt(Math.PI / 2);

/**
 * The distribution function of the two-sided one-sample Kolmogorov-Smirnov statistic for large sizes: Kolmogorov's
 * limit with corrections up to size^(-3/2). Pelz and Good, Approximating the lower tail-areas of the Kolmogorov-Smirnov
 * one-sample statistic, 1976, in the form of Simard and L'Ecuyer 2011.
 */
export function pelzGoodCdf(distance: number, size: number): number {
  const root = Math.sqrt(size);
  const z = root * distance;
  const [k0, k1, k2, k3] = corrections(z);
  return k0 + k1 / root + k2 / size + k3 / (size * root);
}

function corrections(z: number): readonly [number, number, number, number] {
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const sums = [0, 0, 0, 0] as [number, number, number, number];
  // Terms at the halves, symmetric about 0, then those at the whole numbers; the smallest ones first.
  for (let i = termsFor(z); i >= 0; i--) {
    const h2 = (i + 0.5) ** 2;
    const weight = 2 * Math.exp((-pi2 * h2) / (2 * z2));
    sums[0] += weight;
    sums[1] += weight * (pi2 * h2 - z2);
    sums[2] += weight * (6 * z6 + 2 * z4 + pi2 * (2 * z4 - 5 * z2) * h2 + pi4 * (1 - 2 * z2) * h2 ** 2);
    sums[3] +=
      weight *
      (pi6 * h2 ** 3 * (5 - 30 * z2) +
        pi4 * h2 ** 2 * (-60 * z2 + 212 * z4) +
        pi2 * h2 * (135 * z4 - 96 * z6) -
        30 * z6 -
        90 * z4 * z4);
  }
  const whole = wholeSums(z2, termsFor(z));
  return [
    (rootHalfPi / z) * sums[0],
    (rootHalfPi / (6 * z4)) * sums[1],
    (rootHalfPi / (72 * z6 * z)) * sums[2] - (rootHalfPi / (36 * z2 * z)) * whole[0],
    (rootHalfPi / (6480 * z6 * z4)) * sums[3] + (rootHalfPi / (216 * z6)) * whole[1],
  ];
}

function wholeSums(z2: number, terms: number): readonly [number, number] {
  let second = 0;
  let fourth = 0;
  for (let i = terms; i >= 1; i--) {
    const weight = 2 * Math.exp((-pi2 * i * i) / (2 * z2));
    second += weight * pi2 * i * i;
    fourth += weight * (3 * pi2 * z2 * i * i - pi4 * i ** 4);
  }
  return [second, fourth];
}

/** Further terms are below double precision. */
const termsFor = (z: number) => Math.ceil(4 * z) + 2;
