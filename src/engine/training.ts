/**
 * Noisy SGD of one network: some steps from given weights, then its loss and accuracy. What a worker does at a time; the
 * weights lie in memory that threads share, so that nothing is sent to and fro.
 *
 * Noise: layer l (from 0) draws its vectors at cells step + l·2^32 (random/address.ts), neuron i is particle i: a neuron
 * keeps its noise for every width, and layers are independent. Minibatches: random/batches.ts.
 */
import { pow } from '../math/elementary.ts';
import { createDeepNetwork, type DeepNetwork, lossOf, type NetworkShape } from '../models/deepNetwork.ts';
import { largest } from '../models/losses.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { layerCell } from '../random/address.ts';
import { createBatches } from '../random/batches.ts';
import { noisySgdStep } from '../schemes/noisySgd.ts';
import { BLOCK } from './blocks.ts';
import { createVectorDraw } from './noiseVectors.ts';
import { RunFailure } from './runFailure.ts';

/** Data points as a network reads them; arrays may be shared by threads. */
export interface TrainingPoints {
  readonly count: number;
  /** count × inputs. */
  readonly inputs: Float64Array;
  /** count × the loss's targetLength. */
  readonly targets: Float64Array;
  /** Class number of every point; for a single output, class 1 is f > 0 and class 0 is f < 0. */
  readonly classes?: Int32Array;
}

/** The noise of a training's step. */
export interface TrainingNoise extends NoiseSpec {
  /** Whose neurons receive noise: all but the outputs, or these too. */
  readonly layers: 'hidden' | 'all';
  /** Whether a neuron's vector has one coordinate more, for its bias. */
  readonly bias: boolean;
  /** Without the factor η^{1/α}: what the papers' public code does on a CPU (with scale 1). */
  readonly unscaled: boolean;
}

export interface TrainingTask {
  readonly shape: NetworkShape;
  readonly train: TrainingPoints;
  readonly test?: TrainingPoints | undefined;
  readonly noise: TrainingNoise;
  /** η_k. */
  readonly stepSizes: Float64Array;
  /** Without it every step sees all points. */
  readonly batch?: { readonly size: number; readonly replacement: boolean } | undefined;
  /** λ ≥ 0: every trained weight drifts by −λW. */
  readonly confinement: number;
  readonly trainOutputs: boolean;
  readonly seed: number;
  /** One array per layer, the outputs last; moved in place. */
  readonly weights: readonly Float64Array[];
  /** Steps from ≤ k < to. */
  readonly from: number;
  readonly to: number;
}

/** Mean loss and share of points in their class; NaN where there are no points or no classes. */
export interface Scores {
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
}

/** Points that pass through the network together. */
const CHUNK = 64;

/** Takes the steps, of which there may be none, then scores. @throws RunFailure when a weight or the loss is no longer a finite number */
export function trainSegment(task: TrainingTask): Scores {
  const network = createDeepNetwork(task.shape, CHUNK);
  const feed = createFeed(network, task.shape);
  if (task.to > task.from) takeSteps(task, network, feed);
  const train = score(task, task.train, network, feed);
  const test = task.test && score(task, task.test, network, feed);
  return {
    trainLoss: train.loss,
    trainAccuracy: train.accuracy,
    testLoss: test?.loss ?? Number.NaN,
    testAccuracy: test?.accuracy ?? Number.NaN,
  };
}

/** Rows of inputs (with a 1 for the biases) and targets of the points in hand. */
interface Feed {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Takes points chosen[from … to − 1], or points from … to − 1 themselves. */
  take(points: TrainingPoints, chosen: Int32Array | undefined, from: number, to: number): void;
}

function createFeed({ layers }: DeepNetwork, shape: NetworkShape): Feed {
  const { targetLength } = lossOf(shape);
  const { fanIn, stride } = layers[0];
  const x = new Float64Array(CHUNK * stride).fill(1);
  const y = new Float64Array(CHUNK * targetLength);
  return {
    x,
    y,
    take({ inputs, targets }, chosen, from, to) {
      for (let k = from; k < to; k++) {
        const point = chosen === undefined ? k : chosen[k];
        const [row, read] = [(k - from) * stride, point * fanIn];
        for (let c = 0; c < fanIn; c++) x[row + c] = inputs[read + c];
        for (let c = 0; c < targetLength; c++)
          y[(k - from) * targetLength + c] = targets[point * targetLength + c];
      }
    },
  };
}

function takeSteps(task: TrainingTask, network: DeepNetwork, feed: Feed): void {
  const { train, noise, stepSizes, batch, weights, seed } = task;
  const path = { seed, replica: 0 };
  const moved = task.trainOutputs ? network.layers.length : network.layers.length - 1;
  const gradients = weights.map((w) => new Float64Array(w.length));
  const noisy = network.layers.map((layer, l) => noisyOf(noise, layer, l === network.layers.length - 1));
  const draws = noisy.map((dim) => (dim === 0 ? undefined : createVectorDraw(noise, dim, seed)));
  const vectors = noisy.map((dim) => new Float64Array(BLOCK * dim));
  const updates = network.layers.map((layer, l) => ({ ...layer, noisy: noisy[l] }));
  const size = batch?.size ?? train.count;
  const chosen = batch && new Int32Array(size);
  const batches = batch && createBatches({ ...path, points: train.count, ...batch });

  for (let step = task.from; step < task.to; step++) {
    if (batches !== undefined && chosen !== undefined) batches(step, chosen);
    for (const gradient of gradients) gradient.fill(0);
    for (let from = 0; from < size; from += CHUNK) {
      const to = Math.min(from + CHUNK, size);
      feed.take(train, chosen, from, to);
      network.forward(weights, feed.x, to - from);
      network.backward(weights, feed.x, to - from, feed.y, gradients);
    }
    const eta = stepSizes[step];
    const root = noise.unscaled ? 1 : pow(eta, 1 / noise.alpha);
    for (let l = 0; l < moved; l++) {
      const { rows } = network.layers[l];
      const draw = draws[l];
      const vector = vectors[l];
      for (let lo = 0; lo < rows; lo += BLOCK) {
        const hi = Math.min(lo + BLOCK, rows);
        draw?.(lo, hi - lo, layerCell(l, step), vector);
        const shrink = eta * task.confinement;
        const bad = noisySgdStep(
          weights[l],
          lo,
          hi,
          updates[l],
          gradients[l],
          eta / size,
          shrink,
          vector,
          root,
        );
        if (bad !== 0) throw failure(task, network, l, step);
      }
    }
  }
}

/** Coordinates of a neuron's vector; 0 where there is no noise. */
function noisyOf(
  noise: TrainingNoise,
  { fanIn, stride }: DeepNetwork['layers'][number],
  isOutput: boolean,
): number {
  if (noise.scale === 0 || (isOutput && noise.layers === 'hidden')) return 0;
  return noise.bias ? stride : fanIn;
}

function failure(
  { weights, seed, noise }: TrainingTask,
  network: DeepNetwork,
  l: number,
  step: number,
): Error {
  const { stride } = network.layers[l];
  const at = weights[l].findIndex((v) => !Number.isFinite(v));
  const layer = l === network.layers.length - 1 ? 'the output layer' : `hidden layer ${l + 1}`;
  return new RunFailure(
    `Number ${at % stride} of neuron ${Math.floor(at / stride)} (both from 0) of ${layer} became ${weights[l][at]} in step ${step} (seed ${seed}, noise of type ${noise.type}, alpha ${noise.alpha}, scale ${noise.scale}): the step size is too large for this network, or the noise too large for float64.`,
  );
}

function score(
  { shape, weights, seed, to: steps }: TrainingTask,
  points: TrainingPoints,
  network: DeepNetwork,
  feed: Feed,
): { loss: number; accuracy: number } {
  const { outputs } = shape;
  const loss = lossOf(shape);
  const { classes, count } = points;
  let sum = 0;
  let right = 0;
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(from + CHUNK, count);
    feed.take(points, undefined, from, to);
    const f = network.forward(weights, feed.x, to - from);
    for (let b = from; b < to; b++) {
      const at = (b - from) * outputs;
      sum += loss.value(f, at, feed.y, (b - from) * loss.targetLength);
      if (classes !== undefined && classOf(f, at, outputs) === classes[b]) right++;
    }
  }
  if (!Number.isFinite(sum))
    throw new RunFailure(
      `The loss became ${sum / count} after ${steps} steps (seed ${seed}): the weights are too large for float64.`,
    );
  return { loss: sum / count, accuracy: classes === undefined ? Number.NaN : right / count };
}

/** The class that the outputs name; none (−1) for a single output of 0. */
function classOf(f: Float64Array, at: number, outputs: number): number {
  if (outputs > 1) return largest(f, at, outputs) - at;
  return f[at] > 0 ? 1 : f[at] < 0 ? 0 : -1;
}
