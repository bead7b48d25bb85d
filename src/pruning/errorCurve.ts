/**
 * What is lost by keeping the k largest of n numbers: the relative ℓ_p error as a function of k.
 *
 * Every way of pruning comes to this: node pruning with the norms of the neurons, magnitude pruning with the entries,
 * singular-value pruning with the singular values. error(k) = (Σ_{i>k} |x_(i)|^p / Σ_i |x_i|^p)^{1/p}, x_(1) the largest.
 * Source: Gribonval, Cevher & Davies, IEEE Trans. Inf. Theory 58 (2012), eq. (1) (relative best k-term error).
 */
import { pow } from '../math/elementary.ts';

export interface ErrorCurve {
  /** n, the number of units that may be pruned. */
  readonly units: number;
  /** p > 0. */
  readonly power: number;
  /** Unit numbers, the largest first; of equal units the one with the lower number is kept first. */
  readonly order: Uint32Array;
  /** Relative ℓ_p error when the `kept` largest units are kept, 0 ≤ kept ≤ n; 0 where all units are zero. Not squared. */
  relativeError(kept: number): number;
  /** Fewest units to keep for a relative error of at most `target` ≥ 0. */
  keptFor(target: number): number;
}

/**
 * @param sizes n ≥ 1 finite numbers; their signs do not matter
 * @throws RangeError for a size that is not finite, no sizes, or p ≤ 0
 */
export function createErrorCurve(sizes: ArrayLike<number>, power: number): ErrorCurve {
  if (!(power > 0 && power < Number.POSITIVE_INFINITY))
    throw new RangeError(`power is ${power}; it must be a finite number above 0.`);
  const units = sizes.length;
  if (units === 0) throw new RangeError('There is nothing to prune: no sizes are given.');
  const magnitudes = Float64Array.from(sizes, Math.abs);
  const bad = magnitudes.findIndex((size) => !Number.isFinite(size));
  if (bad >= 0) throw new RangeError(`The size of unit ${bad} is ${sizes[bad]}; it must be a finite number.`);
  const order = Uint32Array.from(magnitudes, (_, unit) => unit).sort(
    (a, b) => magnitudes[b] - magnitudes[a] || a - b,
  );
  // Sums from the smallest up: monotone in floating point too. Scaled by the largest, so that nothing overflows.
  const largest = magnitudes[order[0]];
  const lost = new Float64Array(units + 1);
  for (let kept = units - 1; kept >= 0; kept--)
    lost[kept] = lost[kept + 1] + (largest === 0 ? 0 : pow(magnitudes[order[kept]] / largest, power));
  const total = lost[0];
  const relativeError = (kept: number) => (total === 0 ? 0 : pow(lost[kept] / total, 1 / power));
  return {
    units,
    power,
    order,
    relativeError,
    keptFor(target) {
      let low = 0;
      let high = units;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (relativeError(middle) <= target) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}
