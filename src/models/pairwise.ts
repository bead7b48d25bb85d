/**
 * Pairwise models:   dX^i = b(X^i) dt + (1/(N − 1)) Σ_{j ≠ i} K(X^i − X^j) dt + noise,   K and b given as formulas.
 *
 * Pairs do not meet through a field: src/engine/pairwise.ts computes the drift of all particles before a step, and `drift`
 * hands it out. The field, mean position of each coordinate, is there for reports.
 */
import type { MeanFieldModel } from './model.ts';
import type { PairwiseSpec } from './pairwiseSpec.ts';

export interface PairwiseModel extends MeanFieldModel {
  /** From now on `drift` copies from here: all particles, row after row. */
  useDrift(drift: Float64Array): void;
}

export function isPairwise(model: MeanFieldModel): model is PairwiseModel {
  return 'useDrift' in model;
}

export function createPairwise({ name, dim }: PairwiseSpec): PairwiseModel {
  let given: Float64Array = new Float64Array(0);
  return {
    name,
    dim,
    fieldDim: dim,
    gather(x, lo, hi, sum) {
      for (let c = 0; c < dim; c++) {
        let even = 0;
        let odd = 0;
        for (let i = lo; i < hi; i += 2) even += x[i * dim + c];
        for (let i = lo + 1; i < hi; i += 2) odd += x[i * dim + c];
        sum[c] += even + odd;
      }
    },
    drift(_x, lo, hi, _field, out) {
      for (let j = lo * dim; j < hi * dim; j++) out[j - lo * dim] = given[j];
    },
    describeField: (field) =>
      Object.fromEntries(Array.from(field, (m, c) => [dim === 1 ? 'mean' : `mean${c + 1}`, m])),
    useDrift(drift) {
      given = drift;
    },
  };
}
