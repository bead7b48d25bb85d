/**
 * log x as an unevaluated sum hi + lo, good to 2^-64 relative: what a power needs, since y log x is exponentiated.
 *
 *   x = 2^k m, sqrt(1/2) <= m < sqrt 2;  log m = 2 atanh s = 2 (s + s^3/3 + s^5 D(s^2)), s = (m - 1)/(m + 1)
 *
 * s and s^3/3 are carried as pairs (Dekker), D is minimax in float64. Valid for 0 < x < Infinity, subnormals too.
 * Coefficients: test/fixtures/make_coefficients.py. Bits assume a little-endian machine.
 */
import { productError } from './productError.ts';

const THIRD = 1 / 3;
const THIRD_REST = 1.850371707708594e-17;
const D0 = 0.20000000000001128;
const D1 = 0.14285714285050044;
const D2 = 0.11111111259911113;
const D3 = 0.09090892188345978;
const D4 = 0.07693378428807562;
const D5 = 0.06628414737792639;
const D6 = 0.06598106963705015;

const f64 = new Float64Array(1);
const i32 = new Int32Array(f64.buffer);

/** Writes out[0] + out[1] = log m and returns the integer k, x = 2^k m. */
export function logOfMantissa(x: number, out: Float64Array): number {
  const tiny = x < 2.2250738585072014e-308;
  f64[0] = tiny ? x * 18014398509481984 : x;
  const high = i32[1];
  const fraction = high & 0xfffff;
  const up = (fraction + 0x95f62) >>> 20; // 1 where 1 + fraction/2^20 >= sqrt 2
  const m = (1 + (fraction * 4294967296 + (i32[0] >>> 0)) * 2.220446049250313e-16) * (1 - 0.5 * up);

  const f = m - 1;
  const d = m + 1;
  const dRest = m - (d - 1);
  const s = f / d;
  const sd = s * d;
  const sRest = (f - sd - productError(s, d, sd) - s * dRest) / d;

  const z = s * s;
  const zRest = productError(s, s, z) + 2 * s * sRest;
  const third = z * THIRD;
  const thirdRest = productError(z, THIRD, third) + (z * THIRD_REST + zRest * THIRD);
  const tail = z * z * (D0 + z * (D1 + z * (D2 + z * (D3 + z * (D4 + z * (D5 + z * D6))))));
  const u = third + (tail + thirdRest);
  const uRest = third - u + (tail + thirdRest);

  const v = s * u;
  const hi = s + v;
  const lo = s - hi + v + (productError(s, u, v) + s * uRest + sRest * (1 + u));
  out[0] = 2 * hi;
  out[1] = 2 * lo;
  return (high >>> 20) - 1023 + up - (tiny ? 54 : 0);
}
