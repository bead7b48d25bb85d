/**
 * A trained network, pruned: its weights go to src/pruning layer by layer, biases apart, and come back as a network.
 *
 * Biases are no weights: they count in no norm and no error. The bias of a neuron that node pruning removes goes with it, so
 * that the neuron gives act(0) whatever its input is, which is nothing for relu, tanh, sin and identity; the weights that read it
 * stay. Other methods, and node pruning around medians, leave biases alone.
 */
import ndarray from 'ndarray';
import { type LayerShape, layerName } from '../models/deepNetwork.ts';
import type { Layer } from '../pruning/layer.ts';
import { createPruning, type Pruned } from '../pruning/prune.ts';
import { lazily } from '../results/lazily.ts';
import type { PruningSpec } from './pruningSpec.ts';

const ops = lazily<typeof import('ndarray-ops')>('ndarray-ops');

export interface PrunedNetwork {
  /** One array per layer, rows × stride as the network reads them. */
  readonly weights: readonly Float64Array[];
  /** Of the units of the pruned layers. */
  readonly prunedFraction: number;
  /** Of the pruned layers together; squared where the specification says so. */
  readonly relativeError: number;
}

export interface NetworkPruner {
  /** Most units pruned with a relative error of at most `target`, layer by layer or globally. */
  toTarget(): PrunedNetwork;
  /** ⌊fn⌋ of n units pruned. */
  toFraction(prunedFraction: number): PrunedNetwork;
}

/**
 * Measures the layers once for all cuts.
 * @param weights one array per layer, rows × stride; never written to
 */
export function createNetworkPruner(
  shapes: readonly LayerShape[],
  weights: readonly Float64Array[],
  { method, target, squared, layers, centre, scope }: PruningSpec,
): NetworkPruner {
  const last = shapes.length - 1;
  const matrices = shapes.map(
    (shape, l): Layer => ({ name: layerName(l, last), weights: matrixOf(shape, weights[l]) }),
  );
  const pruning = createPruning(matrices, {
    method,
    scope,
    centred: centre,
    keepOutput: layers === 'hidden',
  });
  const biasesGo = method === 'node' && !centre;
  const networkOf = (pruned: Pruned): PrunedNetwork => ({
    weights: pruned.weights().map((layer, l) => {
      const own = weights[l].slice();
      ops().assign(matrixOf(shapes[l], own), layer.weights);
      const mask = pruned.layers.find(({ name }) => name === layer.name)?.mask;
      const { rows, fanIn, stride } = shapes[l];
      if (biasesGo && mask !== undefined && stride > fanIn)
        for (let i = 0; i < rows; i++) if (mask[i] === 0) own[i * stride + fanIn] = 0;
      return own;
    }),
    prunedFraction: pruned.prunedFraction,
    relativeError: pruned.relativeError,
  });
  return {
    toTarget: () => networkOf(pruning.to({ error: target, squared })),
    toFraction: (prunedFraction) => networkOf(pruning.to({ prunedFraction, squared })),
  };
}

/** The weights of a layer without its biases, in the same memory. */
function matrixOf({ rows, fanIn, stride }: LayerShape, weights: Float64Array): Layer['weights'] {
  return ndarray(weights, [rows, fanIn], [stride, 1]);
}
