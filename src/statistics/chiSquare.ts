/**
 * Upper tail of the χ² law with an integer number of degrees of freedom, by its finite sum:
 * Q(a + 1, y) = Q(a, y) + y^a e^{−y}/Γ(a + 1), y = x/2, a = k/2, from Q(1, y) = e^{−y} or Q(½, y) = erfc(√y).
 * All terms are positive: full relative accuracy in the tail. Source: DLMF 8.8.2.
 */
import { exp } from '../math/elementary.ts';

/** P(χ²_k ≥ x), k a positive integer. */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees > 0)) {
    throw new RangeError(`degrees of freedom is ${degrees}; it must be a positive integer.`);
  }
  if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 1;
  if (x === Infinity) return 0;
  const y = x / 2;
  const odd = degrees % 2 === 1;
  let tail = odd ? erfc(Math.sqrt(y)) : exp(-y);
  let term = odd ? (2 * Math.sqrt(y) * exp(-y)) / Math.sqrt(Math.PI) : y * exp(-y);
  for (let a = odd ? 0.5 : 1; a < degrees / 2; a++) {
    tail += term;
    term *= y / (a + 1);
  }
  return Math.min(1, tail);
}

/** P(|Z| ≥ |z|) for a standard normal Z. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** erfc x, x ≥ 0: series of erf below 2, Lentz's continued fraction above; relative error below 1e−13. */
function erfc(x: number): number {
  if (x === Infinity) return 0;
  const scale = exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * scale * sum;
  }
  let fraction = x;
  for (let n = 80; n > 0; n--) fraction = x + n / 2 / fraction;
  return scale / fraction;
}
