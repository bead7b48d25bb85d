/**
 * Magnitude pruning: single entries go, the smallest |w| first.
 *
 * Units are entries, row by row. Centred, the size is |w − m|, m the median of the layer's entries, and a pruned entry
 * becomes m; otherwise it becomes 0. The relative error is that of the centred entries, ‖W − Ŵ‖_p / ‖W − m‖_p.
 * Source: Barsbey et al. (NeurIPS 2021); centred as in their code, never in that of Wan et al. (ICML 2024).
 */
import ndarray from 'ndarray';
import { median } from './centring.ts';
import { type LayerUnits, rowMajor, type WeightMatrix } from './layer.ts';

/** A layer as its entries. */
export function magnitudeUnits(weights: WeightMatrix, centred: boolean): LayerUnits {
  const values = rowMajor(weights);
  const centre = centred ? median(values) : 0;
  return {
    sizes: values.map((value) => Math.abs(value - centre)),
    weightsKeeping(mask) {
      return ndarray(
        values.map((value, entry) => (mask[entry] === 1 ? value : centre)),
        [...weights.shape],
      );
    },
    parametersKept: (kept) => kept,
  };
}
