/**
 * A power series Σ c_k z^k, convergent or asymptotic, used only where it is as good as double precision.
 *
 * `limit` is the largest z (on a grid of ratio 0.98) at which, for the series and for its weighted companion
 * Σ w_k c_k z^k, some envelope term |e_k z^k| (with e_k ≥ |c_k| free of accidental zeros) is below 1e−18 of the
 * sum and the absolute terms add up to at most 3 times the sum. Both conditions are computed, not assumed.
 */
export interface TruncatedSeries {
  /** Largest valid z; 0 when there is none. */
  readonly limit: number;
  /** Writes [Σ c_k z^k, Σ w_k c_k z^k] into `out`, 0 ≤ z ≤ limit. */
  sum(z: number, out: Float64Array): void;
}

const NEGLIGIBLE = 1e-18;
const CANCELLATION = 3;

export function createTruncatedSeries(
  coefficients: Float64Array,
  weights: Float64Array,
  envelope: Float64Array,
  largest: number,
): TruncatedSeries {
  const terms = coefficients.length;

  function valid(z: number): boolean {
    let power = 1;
    let sum = 0;
    let weighted = 0;
    let absolute = 0;
    let absoluteWeighted = 0;
    for (let k = 0; k < terms; k++) {
      const bound = weights[k] * envelope[k] * power;
      if (bound < NEGLIGIBLE * Math.min(Math.abs(sum), Math.abs(weighted))) {
        return (
          absolute < CANCELLATION * Math.abs(sum) && absoluteWeighted < CANCELLATION * Math.abs(weighted)
        );
      }
      const term = coefficients[k] * power;
      sum += term;
      weighted += weights[k] * term;
      absolute += Math.abs(term);
      absoluteWeighted += Math.abs(weights[k] * term);
      power *= z;
    }
    return false;
  }

  let limit = largest;
  while (limit > 1e-12 && !valid(limit)) limit *= 0.98;
  if (limit <= 1e-12) limit = 0;

  return {
    limit,
    sum(z, out) {
      let power = 1;
      let sum = 0;
      let weighted = 0;
      for (let k = 0; k < terms; k++) {
        if (weights[k] * envelope[k] * power < NEGLIGIBLE * Math.min(Math.abs(sum), Math.abs(weighted)))
          break;
        const term = coefficients[k] * power;
        sum += term;
        weighted += weights[k] * term;
        power *= z;
      }
      out[0] = sum;
      out[1] = weighted;
    },
  };
}
