/**
 * Singular-value pruning: the layer becomes its best approximation of rank k, W_k = Σ_{i≤k} σ_i u_i v_iᵀ.
 *
 * Units are the min(n, d) singular values. With p = 2 the relative error is ‖W − W_k‖_F / ‖W‖_F (Eckart & Young 1936). Centred,
 * the median of every column is taken off first and put back afterwards, so that the pruned layer has rank k + 1 at most.
 * Source: Barsbey et al. (NeurIPS 2021); centred as in their code (exp_utils.py: get_svd, spectral_pruning).
 */
import ndarray from 'ndarray';
import { lazily } from '../results/lazily.ts';
import { addRow, medianRow, subtractRow } from './centring.ts';
import { type LayerUnits, rowMajor, type WeightMatrix } from './layer.ts';
import { product } from './product.ts';
import { decompose } from './singularValues.ts';

const ops = lazily<typeof import('ndarray-ops')>('ndarray-ops');

/** A layer as its singular values, the largest first. */
export function singularValueUnits(weights: WeightMatrix, centred: boolean): LayerUnits {
  const [rows, columns] = weights.shape;
  const values = rowMajor(weights);
  const centre = centred ? medianRow(values, columns) : undefined;
  if (centre) subtractRow(values, centre);
  const view = ndarray(values, [rows, columns]);
  const scale = binaryScale(ops().norminf(view));
  ops().divseq(view, scale);
  const isTall = rows >= columns;
  const tall = isTall ? values : rowMajor(view.transpose(1, 0));
  const width = Math.min(rows, columns);
  const { values: singular, vectors, images } = decompose(tall, width);

  /** Of the scaled, centred, tall matrix; from the fewer of the vectors kept and the vectors pruned. */
  function rankApproximation(rank: number): Float64Array {
    if (2 * rank <= width) return product(images, vectors, width, width, 0, rank);
    const lost = product(images, vectors, width, width, rank, width);
    return lost.map((value, at) => tall[at] - value);
  }

  return {
    sizes: singular.map((value) => value * scale),
    weightsKeeping(mask) {
      // Equal values are kept in their order, so that the kept ones are the first.
      const rank = mask.reduce((count, kept) => count + kept, 0);
      const kept = new Float64Array(rows * columns);
      const keptView = ndarray(kept, [rows, columns]);
      if (rank === width) {
        ops().assign(keptView, weights);
        return keptView;
      }
      ops().assign(
        isTall ? keptView : keptView.transpose(1, 0),
        ndarray(rankApproximation(rank), isTall ? [rows, columns] : [columns, rows]),
      );
      ops().mulseq(keptView, scale);
      if (centre) addRow(kept, centre);
      return keptView;
    },
    parametersKept: (kept) => kept * (rows + columns),
  };
}

/** The power of two s with 1 ≤ largest / s ≤ 2: dividing by it is exact, and no square overflows. 1 for 0. */
function binaryScale(largest: number): number {
  let scale = 1;
  while (largest / scale > 2) scale *= 2;
  while (largest > 0 && largest / scale < 1) scale /= 2;
  return scale;
}
