/**
 * A trained network, pruned: its weights go to src/pruning layer by layer, biases apart, and come back as a network.
 *
 * Biases are no weights: they count in no norm and no error. The bias of a neuron that node pruning removes goes with it, so
 * that the neuron gives act(0) whatever its input is, which is nothing for relu, tanh, sin and identity; the weights that read it
 * stay. Other methods, and node pruning around medians, leave biases alone.
 */
import ndarray from 'ndarray';
import { type LayerShape, layerName } from '../models/deepNetwork.ts';
import { createErrorCurve } from '../pruning/errorCurve.ts';
import { rowNorms } from '../pruning/nodePruning.ts';
import type { PruningSpec } from './pruningSpec.ts';
