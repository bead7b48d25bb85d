/** The half-width factor of two-sided normal intervals. */
import { createSymmetricStable } from '../noise/symmetricStable.ts';

const gaussian = createSymmetricStable(2);

/** z with P(|Z| ≤ z) = confidence, Z standard normal, 0 < confidence < 1. @throws RangeError outside */
export function normalFactor(confidence: number): number {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
  return gaussian.tailQuantile(1 - confidence) / Math.SQRT2;
}
