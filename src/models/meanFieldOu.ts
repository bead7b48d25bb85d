/**
 * Mean-field Ornstein–Uhlenbeck: dX^i = −a X^i dt + k (M − X^i) dt + σ dL^i, M the mean of all X.
 *
 * One-dimensional, linear, solvable for every N, step and α: the oracle of the house. Field: M. Valid for
 * all finite a, k; Euler is stable for η|a| and η|a + k| < 2.
 */
import { gatherMean } from './gatherMean.ts';
import type { MeanFieldModel } from './model.ts';
import type { MeanFieldOuSpec } from './spec.ts';

export function createMeanFieldOu({ name, a, k }: MeanFieldOuSpec): MeanFieldModel {
  return {
    name,
    dim: 1,
    fieldDim: 1,
    gather: gatherMean,
    drift(x, lo, hi, field, out) {
      const m = field[0];
      for (let i = lo; i < hi; i++) out[i - lo] = -a * x[i] + k * (m - x[i]);
    },
    describeField(field) {
      return { mean: field[0] };
    },
  };
}
