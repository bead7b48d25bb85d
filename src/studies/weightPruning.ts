/**
 * Pruning of a user's layers by one method or by all, with the curves that the report draws.
 *
 * One method at a time, so that the sorted units of only one are in memory.
 */
import type { ErrorCurve } from '../pruning/errorCurve.ts';
import { sampleCurve } from '../pruning/errorCurves.ts';
import type { Layer } from '../pruning/layer.ts';
import { createPruning, type Pruned, type PruningMethod, type PruningOptions } from '../pruning/prune.ts';
import type { PruningTarget } from '../pruning/pruningTarget.ts';

/** Weights pruned by one method, with its error curves. */
export interface MethodPruning {
  readonly pruned: Omit<Pruned, 'weights'>;
  /** Of the layers pruned, in their order. */
  readonly curves: readonly LayerCurve[];
}

/** The error curve of one layer. */
export interface LayerCurve {
  readonly name: string;
  readonly units: number;
  /** At KEPT_FRACTIONS; not squared. */
  readonly relativeError: Float64Array;
  /** Of node pruning: norms of the neurons, the largest first. */
  readonly norms?: Float64Array;
}

/** 0, 0.001, 0.002, 0.005, 0.01, 0.02, …, 1. */
export const KEPT_FRACTIONS: readonly number[] = [
  0,
  0.001,
  0.002,
  0.005,
  ...Array.from({ length: 100 }, (_, percent) => (percent + 1) / 100),
];

/**
 * @param keep what to do with the pruned weights of a method, where they are wanted
 * @throws RangeError for layers, options or a target that cannot be used
 */
export function pruneWeights(
  layers: readonly Layer[],
  methods: readonly PruningMethod[],
  options: Omit<PruningOptions, 'method'>,
  target: PruningTarget,
  keep?: (weights: Layer[]) => void,
): MethodPruning[] {
  return methods.map((method) => {
    const pruning = createPruning(layers, { ...options, method });
    const { weights, ...pruned } = pruning.to(target);
    keep?.(weights());
    return { pruned, curves: pruning.layers.map(({ name, curve }) => layerCurve(name, curve, method)) };
  });
}

function layerCurve(name: string, curve: ErrorCurve, method: PruningMethod): LayerCurve {
  return {
    name,
    units: curve.units,
    relativeError: sampleCurve(curve, KEPT_FRACTIONS),
    ...(method === 'node' ? { norms: curve.ascending.slice().reverse() } : {}),
  };
}
