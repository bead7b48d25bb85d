/**
 * What is lost by keeping the k largest of n numbers: the relative ℓ_p error as a function of k.
 *
 * Every way of pruning comes to this: node pruning with the norms of the neurons, magnitude pruning with the entries,
 * singular-value pruning with the singular values. error(k) = (Σ_{i>k} |x_(i)|^p / Σ_i |x_i|^p)^{1/p}, x_(1) the largest.
 * Source: Gribonval, Cevher & Davies, IEEE Trans. Inf. Theory 58 (2012), eq. (1) (relative best k-term error).
 * Double precision: units whose p-th power is below 5e-324 of that of the largest add nothing to the error.
 */
import { pow } from '../math/elementary.ts';

/** The relative error of keeping the k largest units, for every k from 0 to n. */
export interface ErrorCurve {
  /** n, the number of units that may be pruned. */
  readonly units: number;
  /** p > 0. */
  readonly power: number;
  /** |x| of all units, the smallest first. */
  readonly ascending: Float64Array;
  /** Unit numbers, the largest first; of equal units the one with the lower number is kept first. Sorted when first read. */
  readonly order: Uint32Array;
  /** Σ_i |x_i / x_(1)|^p, between 1 and n; 0 where all units are zero. */
  readonly scaledTotal: number;
  /** Σ_{i>kept} |x_(i)|^p / Σ_i |x_i|^p: the p-th power of the relative error. */
  lostShare(kept: number): number;
  /** Relative ℓ_p error when the `kept` largest units are kept, 0 ≤ kept ≤ n; 0 where all units are zero; its square if asked. */
  relativeError(kept: number, squared?: boolean): number;
  /** Fewest units to keep for a relative error (or its square) of at most `target` ≥ 0. */
  keptFor(target: number, squared?: boolean): number;
  /** By unit number: 1 for each of the `kept` largest units, 0 for the others. @throws RangeError for no count from 0 to n */
  keptMask(kept: number): Uint8Array;
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
  const magnitudes = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) magnitudes[unit] = Math.abs(sizes[unit]);
  const bad = magnitudes.findIndex((size) => !Number.isFinite(size));
  if (bad >= 0) throw new RangeError(`The size of unit ${bad} is ${sizes[bad]}; it must be a finite number.`);
  // Sorted as numbers: eight times as fast as sorting unit numbers by a comparison, and the order is seldom asked for.
  const ascending = magnitudes.slice().sort();
  const largest = ascending[units - 1];
  // Sums from the smallest up: monotone in floating point too. Scaled by the largest, so that nothing overflows.
  const lost = new Float64Array(units + 1);
  if (largest > 0)
    for (let pruned = 0; pruned < units; pruned++)
      lost[pruned + 1] = lost[pruned] + powerOf(ascending[pruned] / largest, power);
  const total = lost[units];
  let order: Uint32Array | undefined;

  const lostShare = (kept: number) => (total === 0 ? 0 : lost[units - kept] / total);
  const relativeError = (kept: number, squared = false) =>
    powerOf(lostShare(kept), (squared ? 2 : 1) / power);

  return {
    units,
    power,
    ascending,
    get order() {
      order ??= Uint32Array.from(magnitudes, (_, unit) => unit).sort(
        (a, b) => magnitudes[b] - magnitudes[a] || a - b,
      );
      return order;
    },
    scaledTotal: total,
    lostShare,
    relativeError,
    keptFor(target, squared = false) {
      let low = 0;
      let high = units;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (relativeError(middle, squared) <= target) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    keptMask(kept) {
      if (!(Number.isInteger(kept) && kept >= 0 && kept <= units))
        throw new RangeError(`kept is ${kept}; it must be a whole number from 0 to ${units}.`);
      const mask = new Uint8Array(units);
      if (kept === 0) return mask;
      const smallest = ascending[units - kept];
      let left = kept;
      for (let unit = 0; unit < units; unit++)
        if (magnitudes[unit] > smallest) {
          mask[unit] = 1;
          left--;
        }
      for (let unit = 0; left > 0 && unit < units; unit++)
        if (magnitudes[unit] === smallest) {
          mask[unit] = 1;
          left--;
        }
      return mask;
    },
  };
}

/** x^y for x ≥ 0; the powers that most runs ask for are exact or correctly rounded, and quick. */
export function powerOf(x: number, y: number): number {
  if (y === 1) return x;
  if (y === 2) return x * x;
  return y === 0.5 ? Math.sqrt(x) : pow(x, y);
}
