/**
 * What magnitude pruning of a layer would lose if its entries were independent: under the symmetric stable law fitted to
 * them, and under a Gaussian law, the baseline without heavy tails.
 *
 * The root of the mean p-th power of the relative error, for as many numbers as the layer has (exactError).
 */
import { pow } from '../math/elementary.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import { keptAtLeast } from '../pruning/pruningTarget.ts';
import { exactError } from '../pruning/theory/exactError.ts';
import { stableMagnitude } from '../pruning/theory/laws.ts';
import type { MagnitudeLaw } from '../pruning/theory/magnitudeLaw.ts';
import { maximumLikelihood } from '../tails/maximumLikelihood.ts';
import { createTailSample } from '../tails/tailSample.ts';

export interface TheoryCurve {
  readonly label: string;
  readonly keptFraction: readonly number[];
  readonly relativeError: readonly number[];
}

const KAPPAS = [
  0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
];

/** @param entries of the layer, n finite numbers; @param power p of the error */
export function entryTheory(entries: Float64Array, power: number): TheoryCurve[] {
  const units = entries.length;
  const curve = (label: string, law: MagnitudeLaw): TheoryCurve => ({
    label,
    keptFraction: KAPPAS,
    relativeError: KAPPAS.map((kappa) => {
      const kept = keptAtLeast(units, kappa);
      return pow(exactError(law, power, { units, kept }).mean, 1 / power);
    }),
  });
  // At any scale: the relative error does not depend on it.
  const gaussian = curve('Gaussian entries', stableMagnitude(2));
  const { alpha } = maximumLikelihood.estimate(createTailSample(entries));
  // At α = 2 the fitted law is the baseline.
  if (!(alpha >= SMALLEST_ALPHA && alpha < 2)) return [gaussian];
  return [curve(`stable entries, α = ${alpha.toPrecision(3)}`, stableMagnitude(alpha)), gaussian];
}
