/**
 * The interval of an asymptotically normal γ̂ whose spread depends on γ: all γ with |centre − γ| ≤ z·σ(γ)/√k (Wilson's way with a
 * proportion), not σ(γ̂). Too small an estimate comes with too small a spread, and the plug-in interval misses γ from below.
 */
import { normalFactor } from '../statistics/normal.ts';

/** Beyond this γ an end counts as infinite: α would be below 0.01. */
const FARTHEST = 100;

/**
 * The stretch about the centre in which the inequality holds.
 * @param centre NaN gives NaN ends
 * @param deviation σ(γ) > 0, continuous
 */
export function scoreInterval(
  centre: number,
  k: number,
  confidence: number,
  deviation: (gamma: number) => number,
): readonly [number, number] {
  if (Number.isNaN(centre)) return [Number.NaN, Number.NaN];
  const factor = normalFactor(confidence) / Math.sqrt(k);
  const end = (sign: number) => {
    const beyond = (distance: number) => distance > factor * deviation(centre + sign * distance);
    let outside = factor * deviation(centre);
    let inside = 0;
    while (!beyond(outside)) {
      inside = outside;
      outside *= 1.1;
      if (outside > FARTHEST) return sign * Number.POSITIVE_INFINITY;
    }
    while (outside - inside > 1e-12 * outside) {
      const middle = (inside + outside) / 2;
      if (middle <= inside || middle >= outside) break;
      if (beyond(middle)) outside = middle;
      else inside = middle;
    }
    return centre + sign * outside;
  };
  return [end(-1), end(1)];
}
