/**
 * The numbers of a run's systems: their noise, fields and steps, over spans of blocks of particles. Made of TypeScript (the
 * readable reference) or of WebAssembly; both have the same bits, and each is the other's test.
 */
import type { MeanFieldModel } from '../models/model.ts';
import type { PairMethod } from '../models/pairwiseSpec.ts';
import type { Move } from '../schemes/scheme.ts';

/** Particles that move together. Its arrays come from `floats` of the arithmetic, or of the run's memory. */
export interface System {
  /** Positions, particles × dim. */
  readonly x: Float64Array;
  readonly particles: number;
  /** What gather leaves for move, `storedLength(particles)` numbers; without it move computes it again. */
  readonly stored?: Float64Array | undefined;
  /** How the particles of a pairwise model meet, where not as the plan says. */
  readonly method?: PairMethod | undefined;
}

export interface Arithmetic {
  readonly model: MeanFieldModel;
  /** Particles read each other's positions: `advance` takes all spans at once. */
  readonly whole?: true;
  /** Zeros that the arithmetic can work on. */
  floats(length: number): Float64Array;
  /** Length of the increments of so many particles; in which order they lie is the arithmetic's own affair. */
  incrementsLength(particles: number): number;
  /** Length of `System.stored`; 0 where storing pays nothing. */
  storedLength(particles: number): number;
  /** From now on draws the noise of this replica. */
  useReplica(replica: number): void;
  /**
   * Sets `out` = the increments of `particles` particles from number `first` on, a multiple of BLOCK, over cells
   * fromCell ≤ cell < toCell.
   */
  draw(first: number, particles: number, fromCell: number, toCell: number, out: Float64Array): void;
  /** into += increments */
  accumulate(into: Float64Array, increments: Float64Array): void;
  /** Gathers spans from ≤ s < to into their rows of `sums`, spans × fieldDim. */
  gather(system: System, sums: Float64Array, from: number, to: number): void;
  /**
   * From now on gather and the moves see the minibatch, or the division into random batches, of this number (a step, or a
   * cell: minibatch.ts), or with undefined all data points. Only plans with batches ask for one.
   */
  selectBatch(number: number | undefined): void;
  /** Sets the field of the moves to come, and what they are. */
  prepare(field: Float64Array, move: Move): void;
  /**
   * Moves all particles by given increments. Returns the first block that may hold a non-finite position, or −1.
   */
  move(system: System, increments: Float64Array): number;
  /** Draws the increments of spans from ≤ s < to and moves them; returns as move does. */
  advance(system: System, from: number, to: number, fromCell: number, toCell: number): number;
}
