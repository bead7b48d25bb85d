/**
 * Pairwise interaction, what one pair says:   dX^i = b(X^i) dt + (1/(N − 1)) Σ_{j ≠ i} K(X^i − X^j) dt + noise.
 *
 * K is a function of z = X^i − X^j, the position of the particle that is moved minus that of its partner: the convention
 * of Jin, Li & Liu (J. Comput. Phys. 400, 2020, 108877), so that K(z) = −k z attracts for k > 0. K need not be odd.
 */
export interface PairInteraction {
  /** Coordinates of one particle. */
  readonly dim: number;
  /** Writes K(z) of the first `count` rows of `z` (rows × dim) to the same rows of `out`; K(0) is asked only where two particles coincide. */
  interaction(z: Float64Array, count: number, out: Float64Array): void;
  /** Writes b(x) of the first `count` rows of `x` (rows × dim) to the same rows of `out`. */
  drift(x: Float64Array, count: number, out: Float64Array): void;
}
