/**
 * log2 x = k + log m / ln 2 with x = 2^k m, through the pair logarithm: exact at the powers of two.
 *
 * Valid for every float64: log2 0 = -Infinity, negative gives NaN. Worst error 2 ulp (seen: 0.51).
 */
import { logOfMantissa } from './logPair.ts';
import { productError } from './productError.ts';

const INV_LN2 = 1.4426950408889634;
const INV_LN2_REST = 2.0355273740931033e-17;
const pair = new Float64Array(2);

/** Logarithm of base 2; any float64, NaN for x < 0. */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  const k = logOfMantissa(x, pair);
  const p = pair[0] * INV_LN2;
  const rest = productError(pair[0], INV_LN2, p) + (pair[0] * INV_LN2_REST + pair[1] * INV_LN2);
  const sum = k + p;
  return sum + (k - sum + p + rest);
}
