/**
 * Linear network h_θ(x) = θx with target θ*x and squared loss, f(x) = Mx with M the mean of all θ, c = E x²:
 *   risk R = c (M − θ*)²/2,   drift −N ∂_i R = −c (M − θ*),
 * the same for every particle: only the mean is pulled, and each particle keeps its own noise around it.
 * Field: M. One-dimensional. Valid for all finite c ≥ 0 and θ*; Euler is stable for ηc < 2.
 * Source: Wan et al. (ICML 2024), the networks there, with identity activation; docs/theory.md, (23).
 */
import { gatherMean } from './gatherMean.ts';
import type { MeanFieldModel } from './model.ts';
import type { LinearNetworkSpec } from './spec.ts';

export function createLinearNetwork({ name, c, target }: LinearNetworkSpec): MeanFieldModel {
  return {
    name,
    dim: 1,
    fieldDim: 1,
    gather: gatherMean,
    drift(_, lo, hi, field, out) {
      out.fill(-c * (field[0] - target), 0, hi - lo);
    },
    describeField(field) {
      const away = field[0] - target;
      return { mean: field[0], risk: (c * away * away) / 2 };
    },
  };
}
