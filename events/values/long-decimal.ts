const splitter = 134_217_729; // 2^27 + 1, halves the 53 bits of a double

/**
 * The double nearest to (`high` * `shift` + `low`) / `power`, for decimals too long for one exact division. NaN when
 * the digits lie so close to the middle between two doubles that this arithmetic, good to twice a double's bits,
 * cannot tell. All operands are exact and not negative, `power` is a power of ten up to 1e22.
 */
export function longDecimal(high: number, shift: number, low: number, power: number): number {
  const product = high * shift;
  const rest = productError(high, shift, product) + low;
  const whole = product + rest;
  const tail = rest - (whole - product);
  const quotient = whole / power;
  const back = quotient * power;
  const correction = (whole - back - productError(quotient, power, back) + tail) / power;
  const margin = Math.abs(correction) * 2 ** -40;
  const below = quotient + (correction - margin);
  const above = quotient + (correction + margin);
  return below === above ? below : Number.NaN;
}

/** What rounding took off the product of two doubles (Dekker). */
function productError(a: number, b: number, product: number): number {
  const aUp = a * splitter;
  const aHigh = aUp - (aUp - a);
  const aLow = a - aHigh;
  const bUp = b * splitter;
  const bHigh = bUp - (bUp - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
