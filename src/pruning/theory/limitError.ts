/**
 * The relative ℓ_p error of the best k-term approximation of many independent numbers, k = κn, n → ∞:
 *   error^p → G_p(κ) = E[|x|^p; |x| < q_{1−κ}] / E|x|^p where E|x|^p < ∞, and 0 where it is infinite (p ≥ α),
 * q_{1−κ} the quantile of |x|. Source: Gribonval, Cevher & Davies, IEEE Trans. Inf. Theory 58 (2012), Proposition 1.
 */
import type { MagnitudeLaw } from './magnitudeLaw.ts';

/** G_p(κ), the error to the power p; p > 0, 0 ≤ κ ≤ 1. */
export function limitErrorPower(law: MagnitudeLaw, p: number, kappa: number): number {
  requireFraction(kappa);
  if (!(p > 0 && p < Infinity))
    throw new RangeError(`The power p must be a finite number above 0, but is ${p}.`);
  if (kappa === 0) return 1;
  if (kappa === 1 || p >= law.tailIndex) return 0;
  return law.partialMoment(p, law.tailQuantile(kappa)) / law.moment(p);
}

export function requireFraction(kappa: number): void {
  if (!(kappa >= 0 && kappa <= 1))
    throw new RangeError(`The kept fraction must lie between 0 and 1, but is ${kappa}.`);
}
