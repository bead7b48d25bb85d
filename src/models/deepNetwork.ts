/**
 * A fully connected network of L ≥ 1 hidden layers of n_1 … n_L neurons, on d inputs, with K outputs:
 *   z¹ = W¹x + v¹,   zˡ = s_{l−1} Wˡ hˡ⁻¹ + vˡ,   hˡ = act(zˡ),   f = s_L W^{L+1} h^L + v^{L+1},
 * risk R = (1/B) Σ_b ℓ(f(x_b), y_b). The particles of layer l are the rows of its matrix, (Wˡ_i, vˡ_i).
 *
 * Scalings. `plain`, the experiments of Wan et al. (ICML 2024): every s = 1, gradients as they are, SGD step η.
 * `mean-field`: s_l = 1/n_l, every layer is an average over the neurons before it, and the step of a weight is η times the
 * widths that its gradient is divided by: n_1 for W¹, n_{l−1}n_l for Wˡ, n_L for W^{L+1}, n_l for vˡ, 1 for v^{L+1}
 * (`stepFactors`). Then every weight moves by numbers of order 1 at any widths, and with one hidden layer the recursion is
 * that of neuralNetwork.ts. Source: Nguyen & Pham, A rigorous framework for the mean field limit of multilayer neural
 * networks (arXiv 2001.11443); Araújo, Oliveira & Yukimura, A mean-field limit for certain deep neural networks (2019).
 *
 * With D the so multiplied ∂R/∂z of one point: D^{L+1} = ∂ℓ/∂f, Dˡ_j = act′(zˡ_j) t_{l+1} Σ_i W^{l+1}_ij D^{l+1}_i, where
 * t_l = 1 for plain and for the outputs and 1/n_l for mean-field; the gradient is Σ_b Dˡ_i (hˡ⁻¹, 1).
 *
 * A layer's matrix is row-major; with biases a row ends in its bias.
 */
import { addCombination, multiplyTransposed } from './layers.ts';
import { createLoss, type Loss } from './losses.ts';
import { createNetworkActivation } from './networkActivation.ts';
import { formulaLoss, type NetworkFormulas } from './networkFormulas.ts';
import type { NetworkLoss } from './networkSpec.ts';

export const SCALINGS = ['mean-field', 'plain'] as const;
export type Scaling = (typeof SCALINGS)[number];

/** Widths, activation and scaling of a network. */
export interface NetworkShape {
  /** d, at least 1. */
  readonly inputs: number;
  /** n_1 … n_L, each at least 1. */
  readonly hidden: readonly number[];
  /** K, at least 1. */
  readonly outputs: number;
  /** A name, or a formula that `formulas` has read. */
  readonly activation: string;
  /** Whether every neuron and every output has a bias. */
  readonly bias: boolean;
  readonly scaling: Scaling;
  readonly loss: NetworkLoss;
  readonly formulas?: NetworkFormulas;
}

/** @throws Error when the loss is a formula that has not been read */
export function lossOf({
  loss,
  outputs,
  formulas,
}: Pick<NetworkShape, 'loss' | 'outputs' | 'formulas'>): Loss {
  if (loss.name !== 'formula') return createLoss(loss, outputs);
  if (formulas?.loss === undefined)
    throw new Error('loss is a formula; it must be read first, as readTraining does.');
  return formulaLoss(formulas.loss, outputs);
}

/** The matrix of one layer. */
export interface LayerShape {
  /** Neurons, or outputs. */
  readonly rows: number;
  /** Weights of one row. */
  readonly fanIn: number;
  /** Numbers of one row: its weights, and its bias if there are biases. */
  readonly stride: number;
}

/** The L + 1 layers, the outputs last. */
export function layersOf({ inputs, hidden, outputs, bias }: NetworkShape): LayerShape[] {
  return [...hidden, outputs].map((rows, l) => {
    const fanIn = l === 0 ? inputs : hidden[l - 1];
    return { rows, fanIn, stride: fanIn + (bias ? 1 : 0) };
  });
}

/** `hidden1`, …, `output`: layer l (from 0) of which the outputs are number `last`. */
export function layerName(l: number, last: number): string {
  return l === last ? 'output' : `hidden${l + 1}`;
}

/** What multiplies ∂R/∂(weight) and ∂R/∂(bias) of layer l (from 0, the outputs last) in the step. */
export function stepFactors({ hidden, scaling }: NetworkShape, l: number): { weight: number; bias: number } {
  if (scaling === 'plain') return { weight: 1, bias: 1 };
  const before = l === 0 ? 1 : hidden[l - 1];
  const own = l === hidden.length ? 1 : hidden[l];
  return { weight: before * own, bias: own };
}

export interface DeepNetwork {
  readonly layers: readonly LayerShape[];
  /** f at `points` ≤ capacity data points, points × K; `x` holds them, rows of d inputs `stride` of layer 0 apart. */
  forward(weights: readonly Float64Array[], x: Float64Array, points: number): Float64Array;
  /**
   * After `forward` of the same: adds Σ_b of the multiplied gradients to `gradients`, one array per layer. `y` holds the
   * targets of these points, loss.targetLength numbers each.
   */
  backward(
    weights: readonly Float64Array[],
    x: Float64Array,
    points: number,
    y: Float64Array,
    gradients: readonly Float64Array[],
  ): void;
}

/** @param capacity data points taken at once, at most; all room is made here, and nothing is allocated later */
export function createDeepNetwork(shape: NetworkShape, capacity: number): DeepNetwork {
  const { outputs, bias, scaling } = shape;
  const layers = layersOf(shape);
  const room = capacity * Math.max(...shape.hidden);
  const activation = createNetworkActivation(shape.activation, shape.formulas, room);
  const loss = lossOf(shape);
  const last = layers.length - 1;
  /** act(zˡ) of the layer in hand. */
  const act = new Float64Array(room);
  /** act′(zˡ) of the hidden layers, points × n_l. */
  const slopes = layers.slice(0, last).map(({ rows }) => new Float64Array(capacity * rows));
  /** zˡ, points × n_l; the last one is f. */
  const pre = layers.map(({ rows }) => new Float64Array(capacity * rows));
  /** D. */
  const delta = layers.map(({ rows }) => new Float64Array(capacity * rows));
  /** hˡ of the hidden layers in rows that end in 1 where there are biases: the inputs of the layer after. */
  const values = layers.slice(1).map(({ stride }) => new Float64Array(capacity * stride).fill(1));

  const averaged = scaling === 'mean-field';

  return {
    layers,
    forward(weights, x, points) {
      for (let l = 0; l <= last; l++) {
        const { rows, fanIn, stride } = layers[l];
        const z = pre[l];
        const w = weights[l];
        const from = l === 0 ? x : values[l - 1];
        multiplyTransposed(from, stride, points, w, stride, rows, fanIn, z, rows);
        const scale = averaged && l > 0 ? 1 / fanIn : 1;
        if (scale !== 1) for (let k = 0; k < points * rows; k++) z[k] *= scale;
        if (bias)
          for (let b = 0; b < points; b++)
            for (let i = 0; i < rows; i++) z[b * rows + i] += w[i * stride + fanIn];
        if (l === last) break;
        const h = values[l];
        const width = layers[l + 1].stride;
        activation.both(z, points * rows, act, slopes[l]);
        for (let b = 0; b < points; b++) for (let i = 0; i < rows; i++) h[b * width + i] = act[b * rows + i];
      }
      return pre[last];
    },
    backward(weights, x, points, y, gradients) {
      for (let b = 0; b < points; b++)
        loss.gradient(pre[last], b * outputs, y, b * loss.targetLength, delta[last], b * outputs);
      for (let l = last; l >= 0; l--) {
        const { rows, fanIn, stride } = layers[l];
        const d = delta[l];
        const from = l === 0 ? x : values[l - 1];
        for (let i = 0; i < rows; i++)
          addCombination(d, i, rows, points, from, stride, stride, gradients[l], i * stride);
        if (l === 0) break;
        const back = delta[l - 1];
        const slope = slopes[l - 1];
        const scale = averaged && l < last ? 1 / rows : 1;
        back.fill(0, 0, points * fanIn);
        for (let b = 0; b < points; b++) {
          const at = b * fanIn;
          addCombination(d, b * rows, 1, rows, weights[l], stride, fanIn, back, at);
          for (let j = 0; j < fanIn; j++) back[at + j] *= scale * slope[at + j];
        }
      }
    },
  };
}
