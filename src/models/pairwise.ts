/**
 * Pairwise models:   dX^i = b(X^i) dt + (1/(N − 1)) Σ_{j ≠ i} K(X^i − X^j) dt + noise,   K and b given as formulas.
 *
 * The field, mean position of each coordinate, is for reports and checks only: pairs do not meet through it. What moves
 * the particles is src/engine/pairwise.ts.
 */
import type { MeanFieldModel } from './model.ts';
import type { PairwiseSpec } from './pairwiseSpec.ts';

/** The field and its names. `drift` is never asked: the drift of one particle depends on where the others are. */
export function createPairwise({ name, dim }: PairwiseSpec): MeanFieldModel {
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
    drift() {
      throw new Error('A pairwise model has no drift of one particle by a field; its arithmetic moves it.');
    },
    describeField: (field) =>
      Object.fromEntries(Array.from(field, (m, c) => [dim === 1 ? 'mean' : `mean${c + 1}`, m])),
  };
}
