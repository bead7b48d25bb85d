/**
 * What a noise law is to the rest of the house: a pure function from addresses to increments.
 *
 * Scale convention, the same for every type: one coordinate of the driving process has
 * E exp(iu L_t) = exp(−t·scale^α·|u|^α). At α = 2 that is variance 2·scale²·t.
 */
import type { PathAddress } from '../random/address.ts';

/**
 * Type I: one scalar for all coordinates of a particle. Type II: independent coordinates. Type III:
 * rotationally invariant.
 */
export type NoiseType = 'I' | 'II' | 'III';

/** `reference-code` reproduces the scales of the source papers' public code; see `createNoise`. */
export type NoiseConvention = 'standard' | 'reference-code';

/** Noise as a plan has it: type, tail index α, scale σ, convention. */
export interface NoiseSpec {
  readonly type: NoiseType;
  /** Tail index, 0.5 ≤ alpha ≤ 2. */
  readonly alpha: number;
  /** σ ≥ 0; one coordinate has scale σ·t^{1/α} after time t. */
  readonly scale: number;
  readonly convention: NoiseConvention;
  /** One path shared by all particles, added to their own: src/noise/commonNoise.ts. */
  readonly common?: CommonNoiseSpec | undefined;
}

/** Noise that all particles share, σ₀ dL⁰. */
export interface CommonNoiseSpec {
  /** σ₀ ≥ 0. */
  readonly scale: number;
  /** As the particles' own noise unless told. */
  readonly type?: NoiseType | undefined;
  readonly alpha?: number | undefined;
}

/**
 * The noise of a particle: an α-stable process that is asked for its increment over an interval of time
 * cells.
 */
export interface NoiseLaw {
  readonly spec: NoiseSpec;
  /** Number of coordinates of one increment. */
  readonly dim: number;
  /** Length of one finest time cell. */
  readonly cellLength: number;
  /**
   * log E exp(i⟨u, L_t⟩), real because the law is symmetric: −t·scale^α·{|Σu|^α, Σ|u_j|^α, ‖u‖^α} for
   * Types I, II, III. The test oracle.
   */
  logCF(u: ArrayLike<number>, t: number): number;
  /**
   * Adds the increments over the cells fromCell ≤ c < toCell of particles lo ≤ i < hi to
   * `out[(i − lo)·dim + coordinate]`, cell by cell in increasing order: the increment over an interval is
   * the sum of its cells, bit for bit. Allocates nothing.
   */
  addIncrement(
    path: PathAddress,
    lo: number,
    hi: number,
    fromCell: number,
    toCell: number,
    out: Float64Array,
  ): void;
}
