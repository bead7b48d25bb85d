/** What an estimator returns where the sample allows no estimate. */
import type { EstimatorName, TailEstimate } from './estimate.ts';

export function noEstimate(name: EstimatorName, ...warnings: string[]): TailEstimate {
  return { name, alpha: Number.NaN, interval: [Number.NaN, Number.NaN], warnings };
}

/** The ends of α = 1/γ from those of γ; an end with γ ≤ 0 is an infinite α. */
export function alphaOfGamma(gamma: number): number {
  return gamma > 0 ? 1 / gamma : Number.isNaN(gamma) ? Number.NaN : Number.POSITIVE_INFINITY;
}

/** The warning of an estimate that no stable law has. */
export function aboveTwo(alpha: number): string[] {
  return alpha > 2 ? [`The estimate ${alpha.toPrecision(4)} is above 2: no stable law has it.`] : [];
}
