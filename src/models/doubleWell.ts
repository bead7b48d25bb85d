/**
 * Curie–Weiss double well: dX^i = (X^i − (X^i)³)dt + k(M − X^i)dt + noise, M the mean of all X.
 * The drift is −N ∂_i R with R = mean(x⁴/4 − x²/2) + (k/2)(mean x² − M²). One-dimensional, for every finite k.
 * Field: M, and the mean of x², which the drift does not read. The drift is not Lipschitz: a plain Euler step overshoots
 * from |x| beyond about √(2/η), which heavy-tailed increments reach.
 * Source: Dawson, J. Stat. Phys. 31 (1983) 29–85.
 */
import type { MeanFieldModel } from './model.ts';
import type { DoubleWellSpec } from './spec.ts';

export function createDoubleWell({ name, coupling: k }: DoubleWellSpec): MeanFieldModel {
  const lanes = new Float64Array(4);
  return {
    name,
    dim: 1,
    fieldDim: 2,
    gather(x, lo, hi, sum) {
      lanes.fill(0);
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * 2;
        lanes[lane] += x[i];
        lanes[lane + 1] += x[i] * x[i];
      }
      for (let f = 0; f < 2; f++) sum[f] += lanes[f] + lanes[2 + f];
    },
    drift(x, lo, hi, field, out) {
      const m = field[0];
      for (let i = lo; i < hi; i++) out[i - lo] = x[i] - x[i] * x[i] * x[i] + k * (m - x[i]);
    },
    describeField(field) {
      return { mean: field[0], secondMoment: field[1] };
    },
  };
}
