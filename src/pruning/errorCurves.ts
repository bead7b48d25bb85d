/**
 * Relative ℓ_p errors over the kept fraction κ, for several methods and powers: what the figures draw.
 *
 * At κ the ⌈κn⌉ largest units are kept; the error falls from 1 at κ = 0 to 0 at κ = 1.
 */
import type { ErrorCurve } from './errorCurve.ts';
import { createErrorCurve } from './errorCurve.ts';
import type { Layer } from './layer.ts';
import { createPruning, PRUNING_METHODS, type PruningMethod, type PruningOptions } from './prune.ts';
import { keptAtLeast } from './pruningTarget.ts';

/** Relative errors at chosen kept fractions κ. */
export interface SampledCurve {
  readonly method: PruningMethod;
  readonly power: number;
  /** Name of the layer; undefined for all pruned layers together, their units in one order. */
  readonly layer?: string;
  readonly units: number;
  /** κ, as given. */
  readonly keptFraction: Float64Array;
  /** Plain, not squared. */
  readonly relativeError: Float64Array;
}

/** Errors of a curve at kept fractions κ in [0, 1]. @throws RangeError for a κ outside */
export function sampleCurve(curve: ErrorCurve, keptFractions: ArrayLike<number>): Float64Array {
  return Float64Array.from(keptFractions, (kappa) => {
    if (!(kappa >= 0 && kappa <= 1))
      throw new RangeError(`A kept fraction is ${kappa}; it must be a number from 0 to 1.`);
    return curve.relativeError(keptAtLeast(curve.units, kappa));
  });
}

/**
 * Curves of every layer that the options choose, and of all of them together where there are several.
 * @param options methods: all three unless told; powers: [2]; keptFractions: 0, 0.01, …, 1
 * @throws RangeError for weights or options that cannot be used
 */
export function errorCurves(
  layers: readonly Layer[],
  options: Omit<PruningOptions, 'method' | 'scope' | 'power'> & {
    readonly methods?: readonly PruningMethod[];
    readonly powers?: readonly number[];
    readonly keptFractions?: ArrayLike<number>;
  } = {},
): SampledCurve[] {
  const { methods = PRUNING_METHODS, powers = [2], keptFractions = PERCENT } = options;
  const keptFraction = Float64Array.from(keptFractions);
  return methods.flatMap((method) => {
    const measured = createPruning(layers, { ...options, method });
    const curves: { name?: string; curve: ErrorCurve }[] = [...measured.layers];
    if (curves.length > 1) curves.push({ curve: measured.pooled });
    return curves.flatMap(({ name, curve: { ascending } }) =>
      powers.map((power) => {
        const curve = createErrorCurve(ascending, power);
        const relativeError = sampleCurve(curve, keptFraction);
        return { method, power, layer: name, units: curve.units, keptFraction, relativeError };
      }),
    );
  });
}

const PERCENT = Float64Array.from({ length: 101 }, (_, percent) => percent / 100);
