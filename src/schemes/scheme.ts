/** What a scheme promises, with its source; studies hold measurements against these. */
export interface SchemeOrder {
  /** Which error: see theory of `mckean verify`. */
  readonly error:
    | 'strong, grid times'
    | 'strong, off the grid'
    | 'weak'
    | 'strong, random batches against all pairs';
  /** error ~ η^exponent(α). */
  exponent(alpha: number): number;
  readonly kind: 'upper' | 'exact';
  /** See RateClaim. */
  readonly asymptotic: boolean;
  readonly assumptions: string;
  readonly source: string;
}

export interface Scheme {
  readonly name: string;
  readonly orders: readonly SchemeOrder[];
  /**
   * One step of `count` numbers of `x` from `at`, in place; drift and increment are read from index 0.
   * Returns NaN when a number became non-finite, else 0.
   */
  advance(
    x: Float64Array,
    at: number,
    count: number,
    step: number,
    drift: Float64Array,
    increment: Float64Array,
    incrementAt: number,
  ): number;
}
