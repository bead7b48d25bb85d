/**
 * How far to prune: to an error, or to a fraction of the units; kept or pruned, squared or plain.
 *
 * Error ε: the smallest units go while the relative error stays at or below ε. Pruned fraction f: the most units m with
 * m/n ≤ f, which is ⌊fn⌋. Kept fraction κ: the fewest units k with k/n ≥ κ, which is ⌈κn⌉. Compared as fractions, so that
 * 0.29 of 100 units is 29 although 0.29 · 100 is 28.999999999999996.
 * Source: Wan et al. (ICML 2024) stop at the squared error 0.1; Barsbey et al. (NeurIPS 2021) prune fractions, or to a plain error.
 */
import type { ErrorCurve } from './errorCurve.ts';

/** Numbers from 0 to 1. `squared`: whether errors are meant and reported squared; false unless told. */
export type PruningTarget = { readonly squared?: boolean } & (
  | { readonly error: number }
  | { readonly prunedFraction: number }
  | { readonly keptFraction: number }
);

/** @throws RangeError for a target that is no number from 0 to 1, or not exactly one target */
export function checkTarget(target: PruningTarget): void {
  const given = Object.entries(target).filter(([key]) => key !== 'squared');
  if (given.length !== 1)
    throw new RangeError(
      `The target has ${given.length === 0 ? 'no field' : `the fields ${given.map(([key]) => key).join(', ')}`}; it must be exactly one of error, prunedFraction and keptFraction.`,
    );
  const [[field, value]] = given;
  if (!(typeof value === 'number' && value >= 0 && value <= 1))
    throw new RangeError(`target.${field} is ${value}; it must be a number from 0 to 1.`);
}

/** Units to keep on a curve for a target. */
export function keptFor(curve: ErrorCurve, target: PruningTarget): number {
  if ('error' in target) return curve.keptFor(target.error, target.squared);
  if ('keptFraction' in target) return keptAtLeast(curve.units, target.keptFraction);
  return curve.units - prunedAtMost(curve.units, target.prunedFraction);
}

/** ⌈κn⌉: the fewest units that are a fraction of at least κ. */
export function keptAtLeast(units: number, keptFraction: number): number {
  const near = Math.round(units * keptFraction);
  return near / units < keptFraction ? near + 1 : near;
}

/** ⌊fn⌋: the most units that are a fraction of at most f. */
function prunedAtMost(units: number, prunedFraction: number): number {
  const near = Math.round(units * prunedFraction);
  return near / units > prunedFraction ? near - 1 : near;
}
