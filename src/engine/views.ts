/** A run's numbers as strided arrays, the form in which they leave the library. They share the run's memory. */
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import type { Simulation } from './simulate.ts';

/** Final positions, replicas × particles × coordinates. */
export function positionsView({ plan, dim, positions }: Simulation): NdArray<Float64Array> {
  return ndarray(positions, [plan.replicas, plan.particles, dim]);
}

/** The field at every grid time, replicas × (steps + 1) × fieldDim. */
export function fieldsView({ plan, fieldDim, fields }: Simulation): NdArray<Float64Array> {
  return ndarray(fields, [plan.replicas, plan.steps + 1, fieldDim]);
}
