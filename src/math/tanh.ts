/**
 * tanh by a table at the multiples k of 1/32 and the addition theorem, x = k + r with |r| <= 1/64 exactly:
 *
 *   tanh x = t + (w - t u) / (1 + u),  u = t w,  t = tanh k,  w = tanh r = r + r z (T0 + z (T1 + z T2)),  z = r^2
 *
 * No branch and no exponential: the WebAssembly kernel copies the table and does these operations in this order on
 * two numbers at a time, with the same bits (but for tanh(-0), there +0, which no sum can see).
 * Valid for every float64: exactly odd, exactly 1 beyond x = 19.1; NaN stays NaN; tanh(-0) = -0. Worst error 2 ulp
 * (seen: 1.6 among 10^7). T0 ... T2 are minimax (error 2^-60): test/fixtures/make_coefficients.py.
 */

/** Beyond |x| = 20 the result is that of 20, which is 1. */
const LIMIT = 20;
/** Table entries in one unit of x. */
const STEPS = 32;
/** 1.5 * 2^47: adding and subtracting it rounds |v| < 2^46 to the nearest multiple of 1/32, ties to even. */
const SHIFT = 211106232532992;

export const T0 = -0.333333333333275;
export const T1 = 0.13333333188214572;
export const T2 = -0.053957999375150445;

/** tanh(j/32) at index j + 640, j = -640 ... 640, correctly rounded. */
export const TANH_TABLE: Float64Array = makeTable();

/**
 * tanh(j/32) = (E^j - 1) / (E^j + 1), E = e^(1/16), in integers that count 2^-256; a quotient becomes a float64 by the
 * one rounding of Number(). E^640 is known to 2^-240 of itself.
 */
function makeTable(): Float64Array {
  const last = LIMIT * STEPS;
  const one = 1n << 256n;
  let root = 0n;
  for (let term = one, n = 1n; term > 0n; n++) {
    root += term;
    term /= 16n * n;
  }
  const table = new Float64Array(2 * last + 1);
  let power = one;
  for (let j = 1; j <= last; j++) {
    power = (power * root) / one;
    const t = Number(((power - one) * one) / (power + one)) / Number(one);
    table[last + j] = t;
    table[last - j] = -t;
  }
  return table;
}

/** Hyperbolic tangent; any float64. */
export function tanh(x: number): number {
  const c = Math.max(-LIMIT, Math.min(LIMIT, x));
  const k = c + SHIFT - SHIFT;
  const r = c - k;
  const t = TANH_TABLE[(k * STEPS + LIMIT * STEPS) | 0];
  const z = r * r;
  const w = r + r * (z * (T0 + z * (T1 + z * T2)));
  const u = t * w;
  return x === 0 ? x : t + (w - t * u) / (1 + u);
}
