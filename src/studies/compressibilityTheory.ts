/**
 * What theory predicts for the systems of a compressibility study, where the law of one particle is known: the mean error at
 * every width, the fraction that can be pruned, and the width that (κ, ε, δ) needs.
 */

/** Curves as figures draw them. */
export interface TheoryCurves {
  /** E err^p over κ at one width. */
  readonly errors: readonly {
    readonly alpha: number;
    readonly particles: number;
    readonly kept: readonly number[];
    readonly mean: readonly number[];
  }[];
  /** P(err ≤ ε) at the study's κ, thresholds × kept. */
  readonly probabilities: readonly {
    readonly alpha: number;
    readonly particles: number;
    readonly byThreshold: readonly (readonly number[])[];
  }[];
  /** The fraction at which E err^p reaches the target. */
  readonly prunable: readonly {
    readonly alpha: number;
    readonly particles: readonly number[];
    readonly fraction: readonly number[];
  }[];
  /** N*(κ, ε); infinite where no width reaches it. */
  readonly needed: readonly {
    readonly alpha: number;
    readonly threshold: number;
    readonly delta: number;
    readonly kept: readonly number[];
    readonly neurons: readonly number[];
  }[];
}

export function compressibilityTheory(_: unknown): TheoryCurves | undefined {
  return undefined;
}
