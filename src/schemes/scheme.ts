/** What a scheme does in a step, and what it promises, with its source; studies hold measurements against the promises. */
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

/**
 * One step of a particle: θ ← θ + drift·b/(1 + taming·‖b‖) + noise·ΔL, b = b(θ, m) its drift at the step's start, ‖·‖
 * Euclidean, ΔL the increment of the noise over the step.
 */
export interface Move {
  readonly drift: number;
  readonly noise: number;
  readonly taming: number;
}

export interface Scheme {
  readonly name: string;
  readonly orders: readonly SchemeOrder[];
  /** The move of a step of length η. */
  move(step: number): Move;
}
