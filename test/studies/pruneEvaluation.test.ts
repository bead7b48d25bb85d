/**
 * Pruning of trained networks against a network, norms and cuts computed here, in plain loops.
 * Watched failing on: the bias of a pruned neuron kept, or removed around medians; biases counted in norms; plain for squared errors; the output layer
 * pruned too; the curve's network scored for the cut; quantised weights scored before they were quantised; errors of test
 * points in the bound; the seeds' bits left out where the outputs are drawn; outputs taken for drawn
 * that no seed drew, that a file gave, or that were pruned; dead inputs left in the network that is scored.
 */
import { describe, expect, it } from 'vitest';
import type { Scores } from '../../src/engine/training.ts';
import { binomialUpperBound } from '../../src/statistics/binomialBound.ts';
import { evaluatePruned, type PruningResult } from '../../src/studies/pruneEvaluation.ts';
import { pruningSpecSchema } from '../../src/studies/pruningSpec.ts';
import { readTraining, type Training, train } from '../../src/studies/training.ts';
import { finishedRun, runColumns, runValues } from '../../src/studies/trainingTable.ts';

const file = {
  data: { train: { builtin: 'digits', classes: [3, 8], points: 100 }, test: { heldOut: 0.3 } },
  network: { hidden: [9, 7], activation: 'sigmoid', scaling: 'plain', bias: true },
  loss: 'softmax',
  noise: { type: 'I', alpha: 1.5, scale: 0.02, bias: true },
  initial: { law: 'normal', mean: 0, variance: 0.3 },
  step: 0.1,
  steps: 20,
  batch: { size: 16 },
  seeds: [1, 2],
  pruning: [
    { target: 0.3 },
    { method: 'magnitude', target: 0.2, squared: false, scope: 'global', layers: 'all', fractions: [0, 0.5] },
    { method: 'singular-value', target: 0.2, centre: true, fractions: [0, 1] },
  ],
};
const training = readTraining(file);
const runs = await train(training, { threads: 2 });

/** Share of training points in their class and mean softmax loss, point by point. */
function scored({ layers, data }: Training, weights: readonly Float64Array[], act: (s: number) => number) {
  const { count, inputs, classes } = data.train;
  let right = 0;
  let loss = 0;
  for (let b = 0; b < count; b++) {
    let h = Array.from(inputs.subarray(b * data.features, (b + 1) * data.features));
    for (const [l, { rows, fanIn, stride }] of layers.entries()) {
      const z = Array.from({ length: rows }, (_, i) => {
        let sum = stride > fanIn ? weights[l][i * stride + fanIn] : 0;
        for (let c = 0; c < fanIn; c++) sum += weights[l][i * stride + c] * h[c];
        return sum;
      });
      h = l === layers.length - 1 ? z : z.map(act);
    }
    const own = classes?.[b] ?? -1;
    if (h.every((f, k) => k === own || f < h[own])) right++;
    loss += Math.log(h.reduce((sum, f) => sum + Math.exp(f - h[own]), 0));
  }
  return { accuracy: right / count, loss: loss / count };
}

const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));

/** Neurons of the hidden layers without the smallest, `pruned` of each layer, biases and all. */
function withoutNeurons({ layers }: Training, weights: readonly Float64Array[], pruned: number[]) {
  const left = weights.map((w) => w.slice());
  const lost: number[] = [];
  for (const [l, count] of pruned.entries()) {
    const { rows, fanIn, stride } = layers[l];
    const squares = Array.from({ length: rows }, (_, i) =>
      weights[l].subarray(i * stride, i * stride + fanIn).reduce((sum, w) => sum + w * w, 0),
    );
    const order = squares.map((_, i) => i).sort((a, b) => squares[a] - squares[b]);
    for (const i of order.slice(0, count)) left[l].fill(0, i * stride, (i + 1) * stride);
    lost.push(order.slice(0, count).reduce((sum, i) => sum + squares[i], 0));
    lost.push(squares.reduce((sum, s) => sum + s, 0));
  }
  return {
    left,
    share: [lost[0] / lost[1], lost[2] / lost[3]],
    joint: (lost[0] + lost[2]) / (lost[1] + lost[3]),
  };
}

describe('node pruning in training', () => {
  it('prunes most neurons of each hidden layer within the squared error, biases with them, and scores what is left', () => {
    for (const { weights, pruning } of runs) {
      const { cut } = pruning[0];
      const counts = [0, 1].map((l) => {
        for (let m = 1; ; m++)
          if (withoutNeurons(training, weights, l === 0 ? [m, 0] : [0, m]).share[l] > 0.3) return m - 1;
      });
      expect(counts.every((count) => count > 0)).toBe(true);
      const { left, joint } = withoutNeurons(training, weights, counts);
      expect(cut.prunedFraction).toBe((counts[0] + counts[1]) / 16);
      expect(cut.relativeError).toBeCloseTo(joint, 12);
      const { accuracy, loss } = scored(training, left, sigmoid);
      expect(cut.trainAccuracy).toBe(accuracy);
      expect(cut.trainLoss).toBeCloseTo(loss, 10);
    }
  });

  it('leaves biases alone around medians', async () => {
    const spec = pruningSpecSchema.parse({ method: 'node', centre: true, target: 1, fractions: [] });
    const networks: (readonly Float64Array[])[] = [];
    const score = async (own: readonly Float64Array[]): Promise<Scores> => {
      networks.push(own);
      return { trainAccuracy: 0, trainLoss: 1, testAccuracy: 0, testLoss: 1 };
    };
    const { weights } = runs[0];
    const { cut } = await evaluatePruned(training, weights, spec, { score });
    expect(cut.prunedFraction).toBe(1);
    for (const [l, { rows, fanIn, stride }] of training.layers.entries())
      for (let i = 0; i < rows; i++)
        expect(networks[0][l][i * stride + fanIn]).toBe(weights[l][i * stride + fanIn]);
  });

  it('has a curve from the trained network to one without neurons', () => {
    for (const { weights, history, pruning } of runs) {
      const { curve, pruning: own } = pruning[0];
      const { step, ...last } = history[history.length - 1];
      expect(curve[0]).toEqual({ prunedFraction: 0, relativeError: 0, ...last });
      expect(own.fractions).toHaveLength(21);
      const at = own.fractions.indexOf(0.5);
      const { left, joint } = withoutNeurons(training, weights, [4, 3]);
      expect(curve[at]).toMatchObject({
        prunedFraction: 7 / 16,
        trainAccuracy: scored(training, left, sigmoid).accuracy,
      });
      expect(curve[at].relativeError).toBeCloseTo(joint, 12);
    }
  });
});

describe('evaluatePruned', () => {
  it('gives in this thread what training gave in others, and rows of the table give it back', async () => {
    const columns = runColumns(training);
    for (const [index, run] of runs.entries()) {
      const again: PruningResult[] = [];
      for (const pruning of training.spec.pruning)
        again.push(await evaluatePruned(training, run.weights, pruning));
      expect(again).toEqual(run.pruning);
      const values = runValues(run);
      expect(values).toHaveLength(columns.length);
      const { weights, ...rest } = run;
      expect(finishedRun(training, index, values)).toEqual(rest);
    }
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('prunes weights over all layers and singular values of each, in their own conventions', () => {
    const [, magnitude, singular] = runs[0].pruning;
    expect(magnitude.cut.relativeError).toBeLessThanOrEqual(0.2);
    expect(magnitude.cut.relativeError).toBeGreaterThan(0.19);
    expect(magnitude.curve[1].prunedFraction).toBeCloseTo(0.5, 2);
    const { step, ...last } = runs[0].history.at(-1)!;
    expect(singular.curve[0].trainLoss).toBeCloseTo(last.trainLoss, 9);
    expect(singular.curve[1]).toMatchObject({ prunedFraction: 1, relativeError: 1 });
  });

  it('refuses weights of another network', async () => {
    await expect(
      evaluatePruned(training, runs[0].weights.slice(1), training.spec.pruning[0]),
    ).rejects.toThrow('weights have 70, 16 numbers; they must have 585, 70, 16, layer by layer.');
  });
});

describe('the bound', () => {
  /** The bound, and every network that was scored for it. */
  async function boundOf(own: Training, weights: readonly Float64Array[], layers = 'hidden') {
    const networks: (readonly Float64Array[])[] = [];
    const spec = pruningSpecSchema.parse({ fractions: [], target: 0, layers });
    const act = own.shape.activation === 'sigmoid' ? sigmoid : (s: number) => Math.max(0, s);
    const score = async (pruned: readonly Float64Array[]): Promise<Scores> => {
      networks.push(pruned);
      const { accuracy, loss } = scored(own, pruned, act);
      return { trainAccuracy: accuracy, trainLoss: loss, testAccuracy: 0, testLoss: 1 };
    };
    const { bound } = await evaluatePruned(own, weights, spec, { score });
    return { bound: bound!, networks: networks.slice(1), act };
  }
  const small = {
    ...file,
    data: { train: { builtin: 'digits' }, test: undefined },
    network: { hidden: [5], activation: 'relu', scaling: 'plain' },
    noise: { alpha: 2, scale: 0 },
    initial: { law: 'pytorch' },
    steps: 600,
    pruning: undefined,
  };

  it('is that of a network of powers of two times whole numbers, of its errors in training and its bits', async () => {
    const own = readTraining(small);
    const [run] = await train(own);
    const { bound, networks, act } = await boundOf(own, run.weights);
    const found = networks.map((network) => 1 - scored(own, network, act).accuracy);
    expect(found.map((error) => error.toFixed(10))).toContain(bound.trainError.toFixed(10));
    // Mean sizes of about 2^−3, units at most 2^−8 of that; what was trained has 53 binary digits.
    const whole = (network: readonly Float64Array[]) =>
      network.every((w) => w.every((v) => Number.isInteger(v * 2 ** 14)));
    expect(networks.every(whole)).toBe(true);
    expect(whole(run.weights)).toBe(false);
    const n = own.data.train.count;
    expect(n).toBe(bound.points);
    expect(bound.value).toBeCloseTo(
      binomialUpperBound(Math.round(bound.trainError * n), n, Math.log(0.05) - bound.bits * Math.log(2)),
      12,
    );
    expect(bound.value).toBeLessThan(0.9);
    expect(bound.value).toBeGreaterThan(bound.trainError);
  });

  it('pays for outputs that were trained, and for the seed alone where they were drawn', async () => {
    const both = ['trained', 'fixed'].map((output) =>
      readTraining({ ...small, steps: 1, network: { ...small.network, output } }),
    );
    const [trained, fixed] = await Promise.all(
      both.map(async (own) => {
        const network = await boundOf(own, both[0].start(1));
        return network.bound.bits;
      }),
    );
    const one = readTraining({
      ...small,
      steps: 1,
      seeds: [1],
      network: { ...small.network, output: 'fixed' },
    });
    expect(trained).toBeGreaterThan(fixed + 50);
    expect((await boundOf(one, both[0].start(1))).bound.bits).toBeCloseTo(fixed - 1, 9);
  });

  it('pays for fixed outputs that no seed drew, or that were pruned', async () => {
    const read = (output: string, initial: object = small.initial) =>
      readTraining({ ...small, steps: 1, network: { ...small.network, output }, initial });
    const [trained, fixed] = [read('trained'), read('fixed')];
    const start = trained.start(1);
    const { bits } = (await boundOf(trained, start)).bound;
    expect((await boundOf(fixed, start, 'all')).bound.bits).toBe(
      (await boundOf(trained, start, 'all')).bound.bits,
    );
    const other = [start[0], trained.start(3)[1]];
    expect((await boundOf(fixed, other)).bound.bits).toBe((await boundOf(trained, other)).bound.bits);
    const output = Array.from({ length: 10 }, (_, i) => start[1].subarray(i * 5, i * 5 + 5));
    const given = read('fixed', { hidden: { law: 'pytorch' }, output });
    expect((await boundOf(given, start)).bound.bits).toBe(bits);
  });

  it('is of the network without the weights that read neurons that are gone', async () => {
    const own = readTraining({ ...small, steps: 1 });
    const start = own.start(1);
    start[0].fill(0, 0, own.layers[0].stride);
    const { networks } = await boundOf(own, start);
    expect(networks.length).toBeGreaterThan(0);
    for (const [, outputs] of networks) for (let i = 0; i < 10; i++) expect(outputs[5 * i]).toBe(0);
  });
});

describe('the pruning of a training file', () => {
  it('is that of the 2024 paper unless told', () => {
    const { pruning, ...rest } = file;
    const [{ fractions, ...own }] = readTraining(rest).spec.pruning;
    expect(own).toEqual({
      method: 'node',
      target: 0.1,
      squared: true,
      layers: 'hidden',
      centre: false,
      scope: 'layer',
      delta: 0.05,
    });
  });

  it.each([
    [{ method: 'nodes' }, 'pruning.method'],
    [{ target: 1.5 }, 'pruning.target is 1.5; it must be a number from 0 to 1.'],
    [{ fractions: [0.5, 0.2] }, 'pruning.fractions'],
    [{ delta: 0 }, 'pruning.delta is 0; it must be a number greater than 0 and at most 0.5.'],
    [{ squere: true }, 'squere'],
    [[], 'pruning'],
  ])('refuses %j', (pruning, sentence) => {
    expect(() => readTraining({ ...file, pruning })).toThrow(sentence);
  });
});
