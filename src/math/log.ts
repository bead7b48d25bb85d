/**
 * log and log1p from + - * / and bit operations: the same bits on every engine.
 *
 *   x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt 2;  log(1 + f) = f - f^2/2 + s (f^2/2 + z L(z)), s = f/(2 + f), z = s^2
 *
 * Valid for every float64: log 0 = -Infinity, negative gives NaN, subnormals are exact inputs like the others.
 * Worst error 2 ulp (seen: 0.9 for log, 1.2 for log1p). L is minimax (test/fixtures/make_coefficients.py).
 * The arrangement of the sum is that of fdlibm's e_log.c. Bits assume a little-endian machine.
 */

const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const L0 = 0.6666666666666734;
const L1 = 0.3999999999941469;
const L2 = 0.28571428742385657;
const L3 = 0.22222198573258725;
const L4 = 0.18183564328266622;
const L5 = 0.15314050353995912;
const L6 = 0.1479595301092943;

const f64 = new Float64Array(1);
const i32 = new Int32Array(f64.buffer);

/** log(2^k (1 + f)) for an integer k and sqrt(1/2) <= 1 + f <= sqrt 2. */
function logOfParts(k: number, f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const tail = z * (L0 + z * L1 + z2 * (L2 + z * L3 + z2 * (L4 + z * L5 + z2 * L6)));
  const h = 0.5 * f * f;
  return k * LN2_HI - (h - (s * (h + tail) + k * LN2_LO) - f);
}

/** Natural logarithm; any float64, NaN for x < 0. */
export function log(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Infinity)) return logAtBorder(x);
  f64[0] = x;
  const high = i32[1];
  const fraction = high & 0xfffff;
  const up = (fraction + 0x95f62) >>> 20; // 1 where 1 + fraction/2^20 >= sqrt 2
  const m = 1 + (fraction * 4294967296 + (i32[0] >>> 0)) * 2.220446049250313e-16;
  return logOfParts((high >>> 20) - 1023 + up, m * (1 - 0.5 * up) - 1);
}

function logAtBorder(x: number): number {
  if (x > 0 && x < Infinity) return log(x * 18014398509481984) - 54 * LN2_LO - 54 * LN2_HI;
  return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
}

/** log(1 + x) without loss at 0; any float64, -Infinity at -1, NaN below, log1p(-0) = -0. */
export function log1p(x: number): number {
  if (Math.abs(x) < 1e-17 || x === Infinity) return x;
  if (x > -0.29 && x < 0.41) return logOfParts(0, x);
  const u = 1 + x;
  if (!(u > 0)) return log(u);
  return log(u) + (x < 1 ? x - (u - 1) : 1 - (u - x)) / u;
}
