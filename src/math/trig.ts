/**
 * sin, cos and both at once, from + - * / and bit operations: the same bits on every engine.
 *
 *   x = q pi/2 + r, |r| <= pi/4;  sin r = r + r z S(z), cos r = 1 - z/2 + z^2 C(z), z = r^2, S and C minimax
 *
 * Valid for every finite float64, non-finite gives NaN. Up to |x| = 1.6e6 the reduction takes pi/2 in two parts
 * (Cody and Waite); beyond, and where that would cancel too much, Payne and Hanek's (about 100 ns).
 * Both polynomials are always computed and the quadrant is chosen by a table of 1, 0, -1, 0: no branch to mispredict.
 * Worst error 2 ulp (seen: 1.5). Coefficients: test/fixtures/make_coefficients.py.
 */
import { reduceByHalfPi } from './halfPi.ts';

const TWO_OVER_PI = 0.6366197723675814;
/** The first 33 bits of pi/2 (q HALF_PI_HI is exact for |q| <= 2^20) and the rest. */
const HALF_PI_HI = 1.5707963267341256;
const HALF_PI_LO = 6.077100506506192e-11;
/** 1.5 * 2^52: adding and subtracting it rounds to the nearest integer. */
const ROUND = 6755399441055744;
const SHORT_LIMIT = 1647099;
/** Below |q| times this, r has lost more bits than the 86 of HALF_PI_HI + HALF_PI_LO can pay for. */
const CANCELLED = 1e-9;

const S0 = -0.1666666666666663;
const S1 = 0.008333333333322118;
const S2 = -0.0001984126982958952;
const S3 = 2.7557313621359943e-6;
const S4 = -2.5050747756522486e-8;
const S5 = 1.589622969136943e-10;
const C0 = 0.041666666666666595;
const C1 = -0.0013888888888873058;
const C2 = 2.4801587288852232e-5;
const C3 = -2.7557314179427093e-7;
const C4 = 2.0875700856700075e-9;
const C5 = -1.1358537138096185e-11;

/** What sin and cos are made of, for the WebAssembly kernels: the reduction, then S0 … S5, C0 … C5, ½ and 1. */
export const TRIG_CONSTANTS: readonly number[] = [
  ...[TWO_OVER_PI, ROUND, HALF_PI_HI, HALF_PI_LO, SHORT_LIMIT, CANCELLED],
  ...[S0, S1, S2, S3, S4, S5],
  ...[C0, C1, C2, C3, C4, C5],
  ...[0.5, 1],
];

const QUADRANT = new Float64Array([1, 0, -1, 0]);
const far = new Float64Array(2);

/** z S(z) with sin r = r + r z S(z), z = r^2, |r| <= pi/4. */
export function sinTail(z: number): number {
  const z2 = z * z;
  return z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
}

/** z^2 C(z) with cos r = 1 - z/2 + z^2 C(z), z = r^2, |r| <= pi/4. */
export function cosTail(z: number): number {
  const z2 = z * z;
  return z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5)));
}

/** sin x; any float64, x in radians; sin(-0) = -0. */
export function sin(x: number): number {
  const a = Math.abs(x);
  if (a < 7e-9) return x;
  const k = x * TWO_OVER_PI + ROUND - ROUND;
  let r = x - k * HALF_PI_HI - k * HALF_PI_LO;
  let q = k | 0;
  if (!(a < SHORT_LIMIT && Math.abs(r) >= Math.abs(k) * CANCELLED)) {
    q = reduceByHalfPi(x, far);
    r = far[0];
  }
  const z = r * r;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + cosTail(z));
  const s = r + r * sinTail(z);
  return s * QUADRANT[q & 3] + c * QUADRANT[(q + 3) & 3];
}

/** cos x; any float64, x in radians. */
export function cos(x: number): number {
  const k = x * TWO_OVER_PI + ROUND - ROUND;
  let r = x - k * HALF_PI_HI - k * HALF_PI_LO;
  let q = k | 0;
  if (!(Math.abs(x) < SHORT_LIMIT && Math.abs(r) >= Math.abs(k) * CANCELLED)) {
    q = reduceByHalfPi(x, far);
    r = far[0];
  }
  const z = r * r;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + cosTail(z));
  const s = r + r * sinTail(z);
  return c * QUADRANT[q & 3] - s * QUADRANT[(q + 3) & 3];
}

/** Writes out[0] = sin x, out[1] = cos x, bit for bit those of sin and cos, at the price of one of them. */
export function sincos(x: number, out: Float64Array): void {
  const a = Math.abs(x);
  const k = x * TWO_OVER_PI + ROUND - ROUND;
  let r = x - k * HALF_PI_HI - k * HALF_PI_LO;
  let q = k | 0;
  if (!(a < SHORT_LIMIT && Math.abs(r) >= Math.abs(k) * CANCELLED)) {
    q = reduceByHalfPi(x, far);
    r = far[0];
  }
  const z = r * r;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + cosTail(z));
  const s = r + r * sinTail(z);
  const along = QUADRANT[q & 3];
  const across = QUADRANT[(q + 3) & 3];
  out[0] = a < 7e-9 ? x : s * along + c * across;
  out[1] = c * along - s * across;
}
