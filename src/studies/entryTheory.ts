/**
 * What magnitude pruning of a layer would lose if its entries were independent: under the symmetric stable law fitted to
 * them, and under a Gaussian law, the baseline without heavy tails.
 *
 * The root of the mean p-th power of the relative error, for as many numbers as the layer has (exactError).
 */
import { pow } from '../math/elementary.ts';
import { exactError } from '../pruning/theory/exactError.ts';
import { gaussianMagnitude, stableMagnitude } from '../pruning/theory/laws.ts';
import type { MagnitudeLaw } from '../pruning/theory/magnitudeLaw.ts';

export interface TheoryCurve {
  readonly label: string;
  readonly keptFraction: readonly number[];
  readonly relativeError: readonly number[];
}

const KAPPAS = [
  0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
];

/** @param units n, the number of entries */
export function entryTheory(fit: { alpha: number } | undefined, units: number, power: number): TheoryCurve[] {
  const curve = (label: string, law: MagnitudeLaw): TheoryCurve => ({
    label,
    keptFraction: KAPPAS,
    relativeError: KAPPAS.map((kappa) => {
      const kept = Math.ceil(kappa * units);
      return pow(exactError(law, power, { units, kept }).mean, 1 / power);
    }),
  });
  const gaussian = curve('Gaussian entries', gaussianMagnitude());
  if (fit === undefined || fit.alpha === 2) return [gaussian];
  return [curve(`stable entries, α = ${fit.alpha.toPrecision(3)}`, stableMagnitude(fit.alpha)), gaussian];
}
