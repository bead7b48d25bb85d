/**
 * x^y = exp(y log x) for x >= 0, the logarithm and the product carried as pairs hi + lo.
 *
 * Valid for every x >= 0 and y: 0^y and Infinity^y as in IEEE 754, x^0 = 1, overflow gives Infinity, underflow
 * passes through the subnormals to 0. A negative or NaN x gives NaN for every y (there is no integer-power case).
 * Worst error 2 ulp (seen: 1.1). Not for hot loops: three to four times Math.pow.
 */
import { expOfSum } from './exp.ts';
import { logOfMantissa } from './logPair.ts';
import { productError } from './productError.ts';

/** The first 32 bits of ln 2 (so that k LN2_HI is exact) and the rest. */
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const pair = new Float64Array(2);

/** x^y for x >= 0; NaN for x < 0. */
export function pow(x: number, y: number): number {
  if (!(x > 0 && x < Infinity)) {
    if (!(x >= 0) || Number.isNaN(y)) return Number.NaN;
    return y === 0 ? 1 : (x === 0) === y > 0 ? 0 : Infinity;
  }
  const k = logOfMantissa(x, pair);
  const whole = k * LN2_HI;
  const sum = whole + pair[0];
  const rest = whole - sum + pair[0] + (k * LN2_LO + pair[1]);
  const hi = sum + rest;
  const lo = sum - hi + rest;
  const p = y * hi;
  if (!(Math.abs(p) < 746)) return p > 0 ? Infinity : p < 0 ? 0 : p;
  return expOfSum(p, productError(y, hi, p) + y * lo);
}

/** x^n for any x and a whole number n ≥ 0. */
export function wholePower(x: number, n: number): number {
  const size = pow(Math.abs(x), n);
  return x < 0 && n % 2 === 1 ? -size : size;
}
