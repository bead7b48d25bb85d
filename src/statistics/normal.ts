/** Quantiles of the standard normal law: those of src/noise at α = 2, which is N(0, 2), over √2; relative error 3e−14. */
import { createSymmetricStable } from '../noise/symmetricStable.ts';

const twice = createSymmetricStable(2);

/** z with P(Z ≤ z) = p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  return twice.quantile(p) / Math.SQRT2;
}

/** The half-width factor of a two-sided interval: P(|Z| ≤ factor) = confidence, 0 < confidence < 1. */
export function normalFactor(confidence: number): number {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
  return twice.tailQuantile(1 - confidence) / Math.SQRT2;
}
