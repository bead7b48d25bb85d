/**
 * Node pruning: whole neurons go, those of the smallest Euclidean norm first.
 *
 * Rows of the array are neurons (the columns of Θ in Wan, Barsbey, Zaidi & Şimşekli, ICML 2024). With p = 2 the relative error is
 * their ‖Θ − Θ^{(κn)}‖_F / ‖Θ‖_F; for other p it is that of the vector of norms (‖θ_1‖, …, ‖θ_n‖).
 */
import type { NdArray } from 'ndarray';
import ops from 'ndarray-ops';
import { createErrorCurve, type ErrorCurve } from './errorCurve.ts';

/** An n × d array of weights: row i holds the incoming weights of neuron i. */
export type WeightMatrix = NdArray<Float64Array>;

/** ‖θ_i‖ of every row, without overflow or underflow. */
export function rowNorms(weights: WeightMatrix): Float64Array {
  const [rows] = weights.shape;
  return Float64Array.from({ length: rows }, (_, i) => {
    const row = weights.pick(i, null);
    const largest = ops.norminf(row);
    if (!(largest > 0 && Number.isFinite(largest))) return largest;
    let squares = 0;
    for (let j = 0; j < row.shape[0]; j++) squares += (row.get(j) / largest) ** 2;
    return largest * Math.sqrt(squares);
  });
}

/** The error curve of node pruning; units are neurons. @throws RangeError for weights that are not finite */
export function nodeCurve(weights: WeightMatrix, power: number = 2): ErrorCurve {
  return createErrorCurve(rowNorms(weights), power);
}
