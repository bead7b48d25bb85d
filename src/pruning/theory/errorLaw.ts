/** The law of error^p, the relative ℓ_p error to the power p (the squared error for p = 2), over samples of n units. */
export interface ErrorLaw {
  /** E error^p. */
  readonly mean: number;
  /** P(error^p > e). */
  survival(e: number): number;
  /** e with P(error^p ≤ e) = probability, strictly between 0 and 1. */
  quantile(probability: number): number;
}
