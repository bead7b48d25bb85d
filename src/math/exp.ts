/**
 * exp, exp2 and expm1 from + - * / only: the same bits on every engine.
 *
 *   x = k ln 2 + r, |r| <= ln2/2;  e^r - 1 = r + r^2 Q(r), Q the minimax polynomial of degree 10 (error 2^-62)
 *
 * Valid for every float64: overflow gives Infinity, underflow passes through the subnormals to 0, NaN stays NaN.
 * 2^k is looked up: writing its bits through a second typed array stalls the processor's store forwarding.
 * Scheme: P. T. P. Tang, ACM TOMS 15 (1989) 144-157. Coefficients: test/fixtures/make_coefficients.py.
 */

const INV_LN2 = 1.4426950408889634;
const LN2 = 0.6931471805599453;
/** The first 32 bits of ln 2 (so that k LN2_HI is exact) and the rest. */
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
/** 1.5 * 2^52: adding and subtracting it rounds |v| < 2^51 to the nearest integer, ties to even. */
const ROUND = 6755399441055744;

const Q1 = 0.1666666666666667;
const Q2 = 0.041666666666666685;
const Q3 = 0.008333333333326141;
const Q4 = 0.0013888888888874404;
const Q5 = 0.00019841269874802263;
const Q6 = 2.4801587347316134e-5;
const Q7 = 2.7557255423845274e-6;
const Q8 = 2.755725293922069e-7;
const Q9 = 2.51052070801962e-8;
const Q10 = 2.0921579060767915e-9;

/** 2^k for k = -1022 .. 1023, at index k + 1022: the normal powers of two, made by exact doubling. */
const POWER_OF_TWO = new Float64Array(2046);
for (let k = 0, p = 2.2250738585072014e-308; k < POWER_OF_TWO.length; k++, p *= 2) POWER_OF_TWO[k] = p;

/** r^2 Q(r) = e^r - 1 - r for |r| <= ln2/2. */
function tail(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 0.5 + Q1 * r + r2 * (Q2 + Q3 * r);
  const high = Q4 + Q5 * r + r2 * (Q6 + Q7 * r) + r4 * (Q8 + Q9 * r + Q10 * r2);
  return r2 * (low + r4 * high);
}

/** y 2^k, rounded once, for 0.5 < y < 2 and any integer |k| <= 2044. */
function scale(y: number, k: number): number {
  const half = k >> 1;
  return y * POWER_OF_TWO[half + 1022] * POWER_OF_TWO[k - half + 1022];
}

/** e^x; any float64. Worst error 2 ulp (seen: 1.0). */
export function exp(x: number): number {
  const k = x * INV_LN2 + ROUND - ROUND;
  const r = x - k * LN2_HI - k * LN2_LO;
  const y = 1 + (r + tail(r));
  if (Math.abs(x) < 708) return y * POWER_OF_TWO[(k | 0) + 1022];
  return x > 710 ? Infinity : x < -746 ? 0 : scale(y, k | 0);
}

/** e^(hi + lo) for |lo| <= 2^-30: hi's rounding error given back. Worst error 1 ulp. */
export function expOfSum(hi: number, lo: number): number {
  if (!(Math.abs(hi) < 746)) return hi > 0 ? Infinity : hi < 0 ? 0 : hi;
  const k = hi * INV_LN2 + ROUND - ROUND;
  const b = hi - k * LN2_HI;
  const c = k * LN2_LO - lo;
  const r = b - c;
  return scale(1 + (r + (b - r - c + tail(r))), k | 0);
}

/** 2^x; any float64, exact at the integers. Worst error 2 ulp (seen: 1.1). */
export function exp2(x: number): number {
  const k = x + ROUND - ROUND;
  const r = (x - k) * LN2;
  const y = 1 + (r + tail(r));
  if (Math.abs(x) < 1021) return y * POWER_OF_TWO[(k | 0) + 1022];
  return x >= 1024 ? Infinity : x < -1076 ? 0 : scale(y, k | 0);
}

/** e^x - 1 without cancellation at 0; any float64, expm1(-0) = -0. Worst error 2 ulp (seen: 1.2). */
export function expm1(x: number): number {
  const a = Math.abs(x);
  if (a < 2e-17) return x;
  if (!(a < 40)) return x < 0 ? -1 : exp(x);
  const k = x * INV_LN2 + ROUND - ROUND;
  const b = x - k * LN2_HI;
  const c = k * LN2_LO;
  const r = b - c;
  const p = POWER_OF_TWO[(k | 0) + 1022];
  const pr = p * r;
  const sum = p - 1 + pr;
  return sum + (p - 1 - sum + pr + p * (b - r - c + tail(r)));
}
