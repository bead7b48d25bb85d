/**
 * What is pruned: named arrays of weights, and what a method of pruning makes of one of them.
 *
 * A method cuts a layer into units (neurons, entries, singular values), each with a size ≥ 0; the smallest go first.
 */
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import { lazily } from '../results/lazily.ts';

const ops = lazily<typeof import('ndarray-ops')>('ndarray-ops');

/** An n × d array of weights: row i holds the incoming weights of neuron i. */
export type WeightMatrix = NdArray<Float64Array>;

/** A named matrix of weights, one neuron a row. */
export interface Layer {
  readonly name: string;
  /** n × d, strided as you like. Never written to. */
  readonly weights: WeightMatrix;
}

/** A layer cut into units by one method. */
export interface LayerUnits {
  /** Size of every unit. */
  readonly sizes: Float64Array;
  /** A new array of the layer's shape in which only the units with mask 1 are left. */
  weightsKeeping(mask: Uint8Array): WeightMatrix;
  /** Numbers that must be stored for `kept` units; more than n·d is possible for singular values. */
  parametersKept(kept: number): number;
}

/** The weights row by row, in memory of their own. */
export function rowMajor(weights: WeightMatrix): Float64Array {
  const [rows, columns] = weights.shape;
  const values = new Float64Array(rows * columns);
  ops().assign(ndarray(values, [rows, columns]), weights);
  return values;
}

/** @throws RangeError, naming the layer, for an array that is not two-dimensional, empty or not finite */
export function checkLayer({ name, weights }: Layer): void {
  const [rows, columns] = weights.shape;
  if (weights.dimension !== 2 || rows === 0 || columns === 0)
    throw new RangeError(
      `Layer ${name} has shape ${weights.shape.join(' × ')}; it must have rows (neurons) and columns, at least one of each.`,
    );
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      if (!Number.isFinite(weights.get(i, j)))
        throw new RangeError(
          `Layer ${name}: the weight in row ${i}, column ${j} is ${weights.get(i, j)}; weights must be finite numbers.`,
        );
}
