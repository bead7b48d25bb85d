/**
 * Node pruning: whole neurons go, those of the smallest Euclidean norm first.
 *
 * Rows of the array are neurons (the columns of Θ in Wan, Barsbey, Zaidi & Şimşekli, ICML 2024). With p = 2 the relative error is
 * their ‖Θ − Θ^{(κn)}‖_F / ‖Θ‖_F; for other p it is that of the vector of norms (‖θ_1‖, …, ‖θ_n‖).
 * Centred, a norm is the distance from the median neuron, which a pruned neuron becomes; otherwise it becomes 0.
 */
import ndarray from 'ndarray';
import { lazily } from '../results/lazily.ts';
import { medianRow, subtractRow } from './centring.ts';
import { createErrorCurve, type ErrorCurve } from './errorCurve.ts';
import { type LayerUnits, rowMajor, type WeightMatrix } from './layer.ts';

const ops = lazily<typeof import('ndarray-ops')>('ndarray-ops');

export type { WeightMatrix } from './layer.ts';

/** ‖θ_i‖ of every row, without overflow or underflow; NaN or Infinity for a row that is not finite. */
export function rowNorms(weights: WeightMatrix): Float64Array {
  const [rows] = weights.shape;
  return Float64Array.from({ length: rows }, (_, i) => {
    const row = weights.pick(i, null);
    // The largest entry does not see a NaN; the sum of squares does.
    const largest = ops().norminf(row) || 1;
    if (largest === Number.POSITIVE_INFINITY) return largest;
    let squares = 0;
    for (let j = 0; j < row.shape[0]; j++) {
      const part = row.get(j) / largest;
      squares += part * part;
    }
    return largest * Math.sqrt(squares);
  });
}

/** The error curve of node pruning; units are neurons. @throws RangeError for weights that are not finite */
export function nodeCurve(weights: WeightMatrix, power: number = 2): ErrorCurve {
  return createErrorCurve(rowNorms(weights), power);
}

/** A layer as its neurons. */
export function nodeUnits(weights: WeightMatrix, centred: boolean): LayerUnits {
  const [rows, columns] = weights.shape;
  const centre = centred ? medianRow(rowMajor(weights), columns) : new Float64Array(columns);
  const distances = rowMajor(weights);
  subtractRow(distances, centre);
  return {
    sizes: rowNorms(ndarray(distances, [rows, columns])),
    weightsKeeping(mask) {
      const values = rowMajor(weights);
      for (let i = 0; i < rows; i++) if (mask[i] === 0) values.set(centre, i * columns);
      return ndarray(values, [rows, columns]);
    },
    parametersKept: (kept) => kept * columns,
  };
}
