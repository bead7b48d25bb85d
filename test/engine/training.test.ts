/**
 * One segment of training: against NumPy, its noise by address, its minibatches.
 *
 * The NumPy runs: test/fixtures/make_training.py. Statistical test: fixed seed, false-alarm rate 1e-6.
 *
 * Watched failing on: D not set to 0 between chunks of points; gradients not set to 0 between steps; η/64 for η/B; the
 * first step of a segment left out; √η for η^{1/α}; `unscaled` not heard; cell step + layer for step + layer·2^32; the noise
 * of the first 64 neurons for all; biases confined; confinement after the gradient; an output of 0 counted as class 0.
 * Budget of false alarms: 2 × 1e-6.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunFailure } from '../../src/engine/runFailure.ts';
import { type TrainingNoise, type TrainingTask, trainSegment } from '../../src/engine/training.ts';
import { layersOf, type NetworkShape } from '../../src/models/deepNetwork.ts';
import type { LossSpec } from '../../src/models/losses.ts';
import { createNoise } from '../../src/noise/createNoise.ts';
import type { NoiseType } from '../../src/noise/noiseLaw.ts';
import { layerCell, Role } from '../../src/random/address.ts';
import { createBatches } from '../../src/random/batches.ts';
import { uniformAt } from '../../src/random/uniform.ts';

interface NumpyRun {
  scaling: 'plain' | 'mean-field';
  activation: 'tanh' | 'softplus';
  loss: 'softmax' | 'squared';
  step: number;
  losses: number[];
  weights: number[][][];
  biases: number[][];
}
const numpy: {
  inputs: number[][];
  labels: number[];
  targets: number[][];
  weights: number[][][];
  biases: number[][];
  steps: number;
  runs: NumpyRun[];
} = JSON.parse(readFileSync(new URL('../fixtures/training.json', import.meta.url), 'utf8'));

const NO_NOISE: TrainingNoise = {
  type: 'II',
  alpha: 2,
  scale: 0,
  convention: 'standard',
  layers: 'hidden',
  bias: false,
  unscaled: false,
};

/** Rows that end in their bias. */
function rowsOf(weights: number[][], biases: number[]): Float64Array {
  return Float64Array.from(weights.flatMap((row, i) => [...row, biases[i]]));
}

describe('gradient descent with three hidden layers', () => {
  it.each(numpy.runs)('has the weights of NumPy to 1e-10: $scaling, $activation, $loss', (run) => {
    const loss: LossSpec = { name: run.loss };
    const weights = numpy.weights.map((w, l) => rowsOf(w, numpy.biases[l]));
    const task: TrainingTask = {
      shape: {
        inputs: 5,
        hidden: [7, 6, 4],
        outputs: 3,
        activation: run.activation,
        bias: true,
        scaling: run.scaling,
        loss,
      },
      train: {
        count: 12,
        inputs: Float64Array.from(numpy.inputs.flat()),
        targets: Float64Array.from(run.loss === 'softmax' ? numpy.labels : numpy.targets.flat()),
      },
      noise: NO_NOISE,
      stepSizes: new Float64Array(numpy.steps).fill(run.step),
      confinement: 0,
      trainOutputs: true,
      seed: 1,
      weights,
      from: 0,
      to: 0,
    };
    expect(trainSegment(task).trainLoss).toBeCloseTo(run.losses[0], 10);
    for (let k = 0; k < numpy.steps; k += 20) {
      const { trainLoss } = trainSegment({ ...task, from: k, to: k + 20 });
      expect(Math.abs(trainLoss - run.losses[k + 20])).toBeLessThan(1e-10);
    }
    for (const [l, w] of weights.entries()) {
      const expected = rowsOf(run.weights[l], run.biases[l]);
      for (let k = 0; k < w.length; k++) expect(Math.abs(w[k] - expected[k])).toBeLessThan(1e-10);
    }
  });
});

function shapeOf(changes: Partial<NetworkShape> = {}): NetworkShape {
  return {
    inputs: 3,
    hidden: [4, 5],
    outputs: 2,
    activation: 'tanh',
    bias: false,
    scaling: 'plain',
    loss: { name: 'squared' },
    ...changes,
  };
}

/** Training from weights 0, where the gradients of the hidden layers are 0: their weights become the noise alone. */
function noiseAlone(
  shape: NetworkShape,
  noise: Partial<TrainingNoise>,
  { seed = 9, from = 0, to = 1, eta = 1 } = {},
): Float64Array[] {
  const weights = layersOf(shape).map(({ rows, stride }) => new Float64Array(rows * stride));
  trainSegment({
    shape,
    train: { count: 1, inputs: new Float64Array(shape.inputs).fill(1), targets: new Float64Array(2) },
    noise: { ...NO_NOISE, type: 'II', alpha: 1.5, scale: 0.5, ...noise },
    stepSizes: new Float64Array(to).fill(eta),
    confinement: 0,
    trainOutputs: true,
    seed,
    weights,
    from,
    to,
  });
  return weights;
}

describe('noise', () => {
  it.each<[NoiseType, 'standard' | 'reference-code']>([
    ['I', 'standard'],
    ['II', 'standard'],
    ['III', 'standard'],
    ['III', 'reference-code'],
  ])(
    'is the vector of the address (neuron, step + layer·2^32), times η^{1/α}: Type %s, %s',
    (type, convention) => {
      const shape = shapeOf({ hidden: [4, 131] });
      const weights = noiseAlone(shape, { type, convention }, { from: 7, to: 8, eta: 0.04 });
      for (const [l, { rows, fanIn }] of layersOf(shape).entries()) {
        const expected = new Float64Array(rows * fanIn);
        if (l < 2) {
          const spec = { type, alpha: 1.5, scale: 0.5, convention };
          const law = createNoise(spec, fanIn, 0.04);
          law.addIncrement({ seed: 9, replica: 0 }, 0, rows, layerCell(l, 7), layerCell(l, 7) + 1, expected);
        }
        for (let k = 0; k < expected.length; k++)
          expect(weights[l][k]).toBeCloseTo(
            expected[k],
            13 - Math.ceil(Math.log10(1 + Math.abs(expected[k]))),
          );
      }
    },
  );

  it('unscaled lacks η^{1/α}', () => {
    const scaled = noiseAlone(shapeOf(), {}, { eta: 0.25 });
    const unscaled = noiseAlone(shapeOf(), { unscaled: true }, { eta: 0.25 });
    for (let k = 0; k < scaled[0].length; k++)
      expect(scaled[0][k] / unscaled[0][k]).toBeCloseTo(0.25 ** (1 / 1.5), 13);
  });

  it.each<NoiseType>(['I', 'II', 'III'])('a neuron keeps it for every width: Type %s', (type) => {
    const narrow = noiseAlone(shapeOf({ hidden: [4, 5] }), { type });
    const wide = noiseAlone(shapeOf({ hidden: [9, 130] }), { type });
    expect(wide[0].subarray(0, 12)).toEqual(narrow[0]);
    // the second layer's vectors have 9 coordinates for 4: the first 4 are the same
    for (let i = 0; i < 5; i++)
      expect(wide[1].subarray(9 * i, 9 * i + 4)).toEqual(narrow[1].subarray(4 * i, 4 * i + 4));
  });

  it('reaches biases and outputs only where it should', () => {
    const shape = shapeOf({ bias: true });
    const biasOf = (w: Float64Array, stride: number) => w.filter((_, k) => k % stride === stride - 1);
    const usual = noiseAlone(shape, {});
    expect(biasOf(usual[0], 4).every((v) => v === 0)).toBe(true);
    expect(usual[2].every((v) => v === 0)).toBe(true);
    const withBias = noiseAlone(shape, { bias: true });
    expect(biasOf(withBias[0], 4).every((v) => v !== 0)).toBe(true);
    expect(withBias[0].filter((_, k) => k % 4 < 3)).toEqual(usual[0].filter((_, k) => k % 4 < 3));
    const everywhere = noiseAlone(shape, { layers: 'all' });
    expect(everywhere[2].filter((_, k) => k % 6 < 5).every((v) => v !== 0)).toBe(true);
  });

  it('of two layers, and of the next step, is independent: signs agree half of the time', () => {
    const shape = shapeOf({ inputs: 1, hidden: [1500, 1500] });
    const now = noiseAlone(shape, { type: 'I' });
    const later = noiseAlone(shape, { type: 'I' }, { from: 1, to: 2 });
    const first = Array.from(now[0]);
    const second = Array.from({ length: 1500 }, (_, i) => now[1][1500 * i]);
    for (const other of [second, Array.from(later[0])]) {
      const agree = first.filter((v, i) => v > 0 === other[i] > 0).length;
      expect(Math.abs(agree - 750) / Math.sqrt(375)).toBeLessThan(4.9);
    }
    for (let i = 0; i < 1500; i++) expect(second[i]).not.toBe(later[0][i]);
  });
});

/** A small problem with given points, weights by address. */
function taskOf(count: number, changes: Partial<TrainingTask> = {}): TrainingTask {
  const shape = shapeOf({ bias: true });
  const draw = (length: number, stream: number) =>
    Float64Array.from(
      { length },
      (_, i) => 2 * uniformAt({ seed: 4, replica: stream }, Role.bootstrap, i, 0, 0) - 1,
    );
  return {
    shape,
    train: { count, inputs: draw(3 * count, 0), targets: draw(2 * count, 1) },
    noise: NO_NOISE,
    stepSizes: new Float64Array(1000).fill(0.1),
    confinement: 0,
    trainOutputs: true,
    seed: 3,
    weights: layersOf(shape).map(({ rows, stride }, l) => draw(rows * stride, 10 + l)),
    from: 0,
    to: 1,
    ...changes,
  };
}

/** Final weights of all layers, in one list. */
function trained(task: TrainingTask): number[] {
  const weights = task.weights.map((w) => w.slice());
  trainSegment({ ...task, weights });
  return weights.flatMap((w) => [...w]);
}

describe('minibatches', () => {
  it('of one epoch have the mean of the full gradient', () => {
    const task = taskOf(200);
    const full = trained(task);
    const mean = new Float64Array(full.length);
    for (let k = 0; k < 8; k++) {
      const weights = trained({ ...task, batch: { size: 25, replacement: false }, from: 24 + k, to: 25 + k });
      for (const [i, w] of weights.entries()) mean[i] += w / 8;
    }
    for (const [i, w] of full.entries()) expect(mean[i]).toBeCloseTo(w, 13);
  });

  it('with replacement count a point as often as it was drawn', () => {
    const task = taskOf(6);
    const points = new Int32Array(6);
    createBatches({ seed: 3, replica: 0, points: 6, size: 6, replacement: true })(5, points);
    expect(new Set(points).size).toBeLessThan(6);
    const { inputs, targets } = task.train;
    const drawn = {
      count: 6,
      inputs: Float64Array.from([...points].flatMap((b) => [...inputs.subarray(3 * b, 3 * b + 3)])),
      targets: Float64Array.from([...points].flatMap((b) => [...targets.subarray(2 * b, 2 * b + 2)])),
    };
    const batch = { size: 6, replacement: true };
    expect(trained({ ...task, batch, from: 5, to: 6 })).toEqual(trained({ ...task, train: drawn }));
  });

  it('of all points, cut into segments anywhere, have the bits of one run', () => {
    const task = taskOf(150, { noise: { ...NO_NOISE, type: 'III', alpha: 1.7, scale: 0.01 } });
    const batch = { size: 70, replacement: false };
    const once = trained({ ...task, batch, to: 30 });
    const weights = task.weights.map((w) => w.slice());
    for (const [from, to] of [
      [0, 1],
      [1, 17],
      [17, 30],
    ])
      trainSegment({ ...task, batch, weights, from, to });
    expect(weights.flatMap((w) => [...w])).toEqual(once);
  });
});

describe('a segment', () => {
  it('confines weights and not biases, and leaves fixed outputs alone', () => {
    const task = taskOf(20);
    const usual = trained(task);
    const confined = trained({ ...task, confinement: 0.5 });
    const before = task.weights.flatMap((w) => [...w]);
    const strides = [4, 5, 6];
    let at = 0;
    for (const [l, w] of task.weights.entries())
      for (let k = 0; k < w.length; k++, at++)
        expect(confined[at] - usual[at]).toBeCloseTo(
          k % strides[l] === strides[l] - 1 ? 0 : -0.1 * 0.5 * before[at],
          14,
        );
    const fixed = trained({ ...task, trainOutputs: false });
    expect(fixed.slice(-12)).toEqual(before.slice(-12));
    expect(fixed.slice(0, -12)).toEqual(usual.slice(0, -12));
  });

  it('scores the share of points in their class; a single output of 0 is in none', () => {
    const shape = shapeOf({ inputs: 1, hidden: [1], outputs: 1, activation: 'identity' });
    const classes = Int32Array.from([1, 0, 1, 0]);
    const points = {
      count: 4,
      inputs: Float64Array.from([2, -1, -3, 0]),
      targets: Float64Array.from([1, -1, 1, -1]),
      classes,
    };
    const weights = [Float64Array.of(1), Float64Array.of(0.5)];
    const scores = trainSegment(taskOf(1, { shape, train: points, test: points, weights, from: 0, to: 0 }));
    expect(scores.trainAccuracy).toBe(0.5);
    expect(scores.testAccuracy).toBe(0.5);
    expect(scores.testLoss).toBeCloseTo((0 + 0.125 + 3.125 + 0.5) / 4, 14);
  });

  it('fails with the layer, the neuron and the step where a weight stops being finite', () => {
    const task = taskOf(20, { stepSizes: new Float64Array(1000).fill(1e30), to: 1000 });
    expect(() => trainSegment(task)).toThrow(RunFailure);
    expect(() => trained(taskOf(20, { stepSizes: new Float64Array(1000).fill(1e30), to: 1000 }))).toThrow(
      /^Number \d of neuron \d \(both from 0\) of (hidden layer \d|the output layer) became (NaN|-?Infinity) in step \d+ \(seed 3/,
    );
  });

  it('fails where the loss is no number, though all weights are', () => {
    const weights = taskOf(1).weights.map((w) => w.map(() => 1e300));
    const shape = shapeOf({ bias: true, activation: 'identity' });
    expect(() => trainSegment({ ...taskOf(20), shape, weights, to: 0 })).toThrow(
      /^The loss became (NaN|Infinity) after 0 steps \(seed 3\): the weights are too large for float64\.$/,
    );
  });
});
