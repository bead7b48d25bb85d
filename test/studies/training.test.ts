/**
 * Training as its user calls it: data and weights read, the same bits on any number of threads, real data learnt.
 *
 * Watched failing on: every segment taken from step 0; one seed's weights for all; training points that were held out;
 * columns after the label written over those before it; initial weights at another address; biases not read.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ndarray from 'ndarray';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/engine/badInput.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { Role } from '../../src/random/address.ts';
import { uniformAt } from '../../src/random/uniform.ts';
import { writeNpy } from '../../src/results/npy.ts';
import { readTraining, type TrainedRun, type Training, train } from '../../src/studies/training.ts';
import { folder } from '../cli/mckean.ts';

const ECG = new URL('../../../shared/data/ecg5000/', import.meta.url).pathname;

const DIGITS = {
  data: { train: { builtin: 'digits', classes: [3, 8] }, test: { heldOut: 0.25 } },
  network: { hidden: [12, 8], scaling: 'plain', bias: true },
  loss: 'softmax',
  noise: [
    { type: 'I', alpha: 1.7, scale: 0.002 },
    { type: 'III', alpha: 1.9, scale: 0.002, convention: 'reference-code' },
  ],
  step: 0.1,
  steps: 40,
  batch: { size: 20 },
  seeds: [4, 5],
  evaluate: 15,
};

/** DIGITS with some fields replaced; undefined leaves one out. */
function digits(changes: Record<string, unknown> = {}): unknown {
  return Object.fromEntries(Object.entries({ ...DIGITS, ...changes }).filter(([, v]) => v !== undefined));
}

/** Everything that a run computed. */
function bits(runs: readonly TrainedRun[]): unknown {
  return runs.map(({ seed, noise, history, weights }) => ({
    seed,
    noise,
    history,
    weights: weights.map((w) => [...w]),
  }));
}

describe('a training', () => {
  it('has the same bits in this thread and on 1, 2 and 3 worker threads', async () => {
    const training = readTraining(digits());
    const here = bits(await train(training));
    for (const threads of [1, 2, 3]) expect(bits(await train(training, { threads }))).toEqual(here);
  });

  it('runs every noise with every seed, evaluated at 0, every so often and at the end', async () => {
    const runs = await train(readTraining(digits()));
    expect(runs.map(({ noise, seed }) => [noise.type, noise.alpha, noise.convention, seed])).toEqual([
      ['I', 1.7, 'standard', 4],
      ['I', 1.7, 'standard', 5],
      ['III', 1.9, 'reference-code', 4],
      ['III', 1.9, 'reference-code', 5],
    ]);
    for (const { history } of runs) expect(history.map((row) => row.step)).toEqual([0, 15, 30, 40]);
    expect(runs[2].history[0]).toEqual(runs[0].history[0]);
    expect(runs[1].history[0]).not.toEqual(runs[0].history[0]);
  });

  it('ends with the same weights, however often it is evaluated', async () => {
    const often = await train(readTraining(digits()));
    const [once] = await train(readTraining(digits({ evaluate: undefined })));
    expect(once.history.map((row) => row.step)).toEqual([0, 40]);
    expect(once.weights).toEqual(often[0].weights);
    expect(once.history[1]).toEqual(often[0].history[3]);
  });

  it('leaves out what is there already, and tells of each run as it ends', async () => {
    const seen: number[] = [];
    const progress: number[] = [];
    const runs = await train(readTraining(digits()), {
      skip: new Set([0, 3]),
      onRun: (index) => seen.push(index),
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(runs.map((run) => [run.noise.type, run.seed])).toEqual([
      ['I', 5],
      ['III', 4],
    ]);
    expect(seen).toEqual([1, 2]);
    expect(progress[0]).toBe(0.5);
    expect(progress.at(-1)).toBe(1);
  });

  it('stops when it is asked to', async () => {
    const controller = new AbortController();
    const training = readTraining(digits({ steps: 1000, evaluate: 1 }));
    const ended = train(training, {
      signal: controller.signal,
      onProgress: (done) => done > 3 && controller.abort(),
    });
    await expect(ended).rejects.toThrow('Stopped; what had finished is kept.');
  });

  it('has steps of the schedule', () => {
    const training = readTraining(digits({ schedule: { name: 'cosine' } }));
    expect(training.stepSizes[0]).toBe(0.1);
    expect(training.stepSizes[20]).toBeCloseTo(0.05, 15);
  });
});

describe('formulas', () => {
  it('of tanh and of the squared loss train as the built-in ones do', async () => {
    const shared = {
      data: { train: { builtin: 'digits', classes: [3, 5, 8], points: 90 } },
      batch: undefined,
      seeds: [4],
    };
    const network = { hidden: [6, 5], scaling: 'plain', bias: true, activation: 'tanh' };
    const [built] = await train(readTraining(digits({ ...shared, network, loss: 'squared' })));
    const formulas = { network: { ...network, activation: 'tanh(s)' }, loss: '(f - y)^2 / 2' };
    const [written] = await train(readTraining(digits({ ...shared, ...formulas })), { threads: 1 });
    for (const [l, w] of built.weights.entries())
      for (let k = 0; k < w.length; k++) expect(Math.abs(written.weights[l][k] - w[k])).toBeLessThan(1e-12);
    expect(written.history.map((row) => row.trainAccuracy)).toEqual(
      built.history.map((row) => row.trainAccuracy),
    );
  });
});

describe('data', () => {
  it('held out is a random share, the same for every seed, and the rest is trained on', () => {
    const all = readTraining(digits({ data: { train: DIGITS.data.train } }));
    const { data } = readTraining(digits());
    const again = readTraining(digits({ data: { ...DIGITS.data, test: { heldOut: 0.25, seed: 1 } } }));
    expect([all.data.train.count, data.train.count, data.test?.count]).toEqual([357, 268, 89]);
    const rows = ({ inputs, classes, count }: Training['data']['train']) =>
      Array.from({ length: count }, (_, b) => [...inputs.subarray(64 * b, 64 * b + 64), classes?.[b]].join());
    const both = [...rows(data.train), ...rows(data.test!)];
    expect(both.sort()).toEqual(rows(all.data.train).sort());
    expect(rows(again.data.test!)).not.toEqual(rows(data.test!));
  });

  it.each<[string, string, string]>([
    ['UCR text', 'x.txt', '  2.0e0   0.5  1.5\n  7.0e0   -1  2\n  2.0   3  4\n'],
    ['tabs', 'x.tsv', '2\t0.5\t1.5\n7\t-1\t2\n2\t3\t4\n'],
    ['sktime', 'x.ts', '#c\n@problemName x\n@classLabel true 2 7\n@data\n0.5,1.5:2\n-1,2:7\n3,4:2\n'],
    ['CSV', 'x.csv', 'u,y,v\n0.5,2,1.5\n-1,7,2\n3,2,4\n'],
  ])('is read from %s: the label, and the rest in its order', (_, name, text) => {
    const dir = folder({ [name]: text });
    const file = { file: name, ...(name === 'x.csv' ? { target: 'y' } : {}) };
    const { data } = readTraining(digits({ data: { train: file }, batch: undefined }), dir);
    expect(data.classes).toEqual([2, 7]);
    expect([...data.train.inputs]).toEqual([0.5, 1.5, -1, 2, 3, 4]);
    expect([...data.train.classes!]).toEqual([0, 1, 0]);
  });

  it.each([
    ['softmax', [0, 1, 2, 0], 3],
    ['squared', [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], 3],
    ['logistic', [1, -1, -1, -1, 1, -1, -1, -1, 1, 1, -1, -1], 3],
    ['hinge', [1, -1, -1, -1, 1, -1, -1, -1, 1, 1, -1, -1], 3],
  ])('three classes with the loss %s have the targets %j', (loss, targets, outputs) => {
    const dir = folder({ 'x.tsv': '1\t0\n2\t0\n5\t0\n1\t0\n' });
    const { data } = readTraining(
      digits({ data: { train: { file: 'x.tsv' } }, loss, batch: undefined }),
      dir,
    );
    expect([...data.train.targets]).toEqual(targets);
    expect(data.outputs).toBe(outputs);
  });

  it('with numbers for labels trains a regression, which has no accuracy', async () => {
    const dir = folder({ 'x.tsv': '0.5\t1\n-0.25\t2\n' });
    const training = readTraining(
      digits({ data: { train: { file: 'x.tsv' }, labels: 'numbers' }, loss: 'squared', batch: undefined }),
      dir,
    );
    expect([...training.data.train.targets]).toEqual([0.5, -0.25]);
    const [run] = await train(training);
    expect(run.history[0].trainAccuracy).toBeNaN();
    expect(run.history[0].testLoss).toBeNaN();
  });

  it('with several target columns trains as many outputs', async () => {
    const dir = folder({ 'x.csv': 'u,a,v,b\n1,2,3,4\n5,6,7,8\n0,1,0,1\n' });
    const input = (more: object) =>
      digits({
        data: {
          train: { file: 'x.csv', targets: ['b', 1] },
          test: { heldOut: 0.3 },
          labels: 'numbers',
          ...more,
        },
        loss: 'squared',
        batch: undefined,
      });
    const training = readTraining(input({}), dir);
    expect([training.data.outputs, training.data.features, training.data.test?.count]).toEqual([2, 2, 1]);
    const all = readTraining(input({ test: undefined }), dir).data.train;
    expect([...all.targets]).toEqual([4, 2, 8, 6, 1, 1]);
    expect([...all.inputs]).toEqual([1, 3, 5, 7, 0, 0]);
    const [run] = await train(training);
    expect(run.weights[2]).toHaveLength(2 * 9);
  });
});

describe('initial weights', () => {
  it('PyTorch: uniform within ±1/√fanIn, the same neuron whatever the width', () => {
    const at = (hidden: number[]) =>
      readTraining(digits({ network: { ...DIGITS.network, hidden } })).start(4);
    const [narrow, wide] = [at([20, 8]), at([300, 8])];
    expect(wide[0].subarray(0, 20 * 65)).toEqual(narrow[0]);
    const largest = Math.max(...wide[0].map(Math.abs));
    expect(largest).toBeLessThanOrEqual(1 / 8);
    expect(largest).toBeGreaterThan(0.99 / 8);
    expect(Math.abs(wide[0].reduce((a, b) => a + b) / wide[0].length)).toBeLessThan(0.003);
  });

  it('have the first layer of a particle system, and other laws for outputs', () => {
    const training = readTraining(
      digits({
        network: { hidden: [5], scaling: 'mean-field', output: 'fixed' },
        initial: { hidden: { law: 'uniform', low: 2, high: 3 }, output: { law: 'alternating', value: 0.5 } },
      }),
    );
    const [hidden, output] = training.start(4);
    expect(hidden[64 + 7]).toBe(2 + uniformAt({ seed: 4, replica: 0 }, Role.initial, 1, 0, 7));
    expect([...output]).toEqual([0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5]);
  });

  it('are given as .npy files, lists or ndarrays, with biases or 0', async () => {
    const dir = folder({ 'x.tsv': '0\t1\t2\n1\t3\t4\n' });
    writeNpy(join(dir, 'W1.npy'), Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2]);
    const input = (initial: unknown) => ({
      data: { train: { file: 'x.tsv' } },
      network: { hidden: [3], scaling: 'plain', bias: true, activation: 'identity' },
      loss: 'logistic',
      initial,
      step: 0.1,
      steps: 1,
    });
    const files = readTraining(input({ hidden: ['W1.npy'], output: [[7, 8, 9]] }), dir);
    expect(files.start(1).map((w) => [...w])).toEqual([
      [1, 2, 0, 3, 4, 0, 5, 6, 0],
      [7, 8, 9, 0],
    ]);
    const rows = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const lists = readTraining(
      input({
        hidden: [ndarray(Float64Array.from(rows.flat()), [3, 2])],
        output: [Float64Array.of(7, 8, 9)],
        hiddenBias: [[-1, -2, -3]],
        outputBias: [10],
      }),
      dir,
    );
    expect(lists.start(2).map((w) => [...w])).toEqual([
      [1, 2, -1, 3, 4, -2, 5, 6, -3],
      [7, 8, 9, 10],
    ]);
    const [run] = await train(files);
    expect(run.history[0].trainLoss).toBeGreaterThan(100);
  });
});

describe('readTraining refuses', () => {
  const dir = folder({
    'x.tsv': '0\t1\t2\n1\t3\t4\n',
    'one.tsv': '0\t1\t2\n0\t3\t4\n',
    'ragged.txt': '0 1 2\n1 3\n',
    'nan.txt': '0 1 x\n',
    'wide.tsv': '0\t1\t2\t3\n',
    'other.tsv': '3\t1\t2\n',
    'x.csv': 'a,b\n1,2\n',
    'x.ts': '@data\n1,2\n',
    'no.ts': '1,2:3\n',
  });
  writeNpy(join(dir, 'W.npy'), new Float64Array(6), [2, 3]);
  writeFileSync(join(dir, 'W.txt'), '1');
  const small = { data: { train: { file: 'x.tsv' } }, batch: undefined };
  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'no data',
      { data: {} },
      /^data\.train is missing; it must be \{ file: … \} or \{ builtin: digits \}\.$/,
    ],
    [
      'a class twice',
      { data: { train: { builtin: 'digits', classes: [3, 3] } } },
      /classes.*must be different digits/,
    ],
    [
      'a file of no known kind',
      { data: { train: { file: 'x.json' } } },
      /^data\.train\.file is .*x\.json; it must be a \.csv, \.npy, \.txt, \.tsv or \.ts file\.$/,
    ],
    [
      'a file that is not there',
      { data: { train: { file: 'y.tsv' } } },
      /^data\.train\.file is .*y\.tsv, which cannot be read/,
    ],
    [
      'a CSV without a target',
      { data: { train: { file: 'x.csv' } } },
      /^data\.train\.target is missing; it must be a column of x\.csv: a, b\.$/,
    ],
    [
      'a column that is not there',
      { data: { train: { file: 'x.tsv', target: 9 } } },
      /^data\.train\.target is 9; it must be a column/,
    ],
    [
      'rows of unequal length',
      { data: { train: { file: 'ragged.txt' } } },
      /whose line 2 has 2 numbers; every line must have 3, as the first\.$/,
    ],
    [
      'a word for a number',
      { data: { train: { file: 'nan.txt' } } },
      /whose line 1, column 2 \(from 0\) is "x"; it must be a finite number\.$/,
    ],
    ['a series without a label', { data: { train: { file: 'x.ts' } } }, /whose line 2 has 0 colons/],
    ['a .ts file without data', { data: { train: { file: 'no.ts' } } }, /has no line "@data"/],
    [
      'too many points',
      { data: { train: { file: 'x.tsv', points: 3 } } },
      /^data\.train\.points is 3; the file has 2/,
    ],
    [
      'a single class',
      { data: { train: { file: 'one.tsv' } } },
      /^data\.train has 1 different label; it must have from 2 to/,
    ],
    [
      'test data of another width',
      { data: { train: { file: 'x.tsv' }, test: { file: 'wide.tsv' } } },
      /^data\.test has 3 features; it must have 2, as data\.train\.$/,
    ],
    [
      'a label only in the test data',
      { data: { train: { file: 'x.tsv' }, test: { file: 'other.tsv' } } },
      /^data\.test has the label 3 at point 0 \(from 0\), which data\.train has not/,
    ],
    [
      'nothing held out',
      { data: { train: { file: 'x.tsv' }, test: { heldOut: 0.1 } } },
      /^data\.test\.heldOut is 0\.1; of 2 points it must leave at least one/,
    ],
    [
      'all held out',
      { data: { train: { file: 'x.tsv' }, test: { heldOut: 1 } } },
      /^data\.test\.heldOut is 1; it must be a number greater than 0 and less than 1\.$/,
    ],
    [
      'numbers with a loss for classes',
      { ...small, data: { ...small.data, labels: 'numbers' } },
      /^loss is "softmax"; it must be squared or a formula where data\.labels is numbers/,
    ],
    [
      'a network without scaling',
      { network: { hidden: [3] } },
      /^network\.scaling is missing; it must be "mean-field" or "plain"\.$/,
    ],
    [
      'no layers',
      { network: { hidden: [], scaling: 'plain' } },
      /^network\.hidden is \[\]; it must be at least 1 long\.$/,
    ],
    [
      'a layer of no neurons',
      { network: { hidden: [3, 0], scaling: 'plain' } },
      /^network\.hidden\.1 is 0; it must be a whole number from 1 to/,
    ],
    [
      'a network beyond the memory',
      { network: { hidden: [4e6, 4e6], scaling: 'plain' } },
      /^network\.hidden is \[4000000,4000000\]; such a network needs .* of memory/,
    ],
    [
      'an unknown loss',
      { loss: 'cubic' },
      /^loss is "cubic"; it must be squared, logistic, softmax, hinge or a formula in f and y\.$/,
    ],
    [
      'a formula of another variable',
      { network: { ...DIGITS.network, activation: 'tanh(x)' } },
      /^network\.activation is "tanh\(x\)"; character 6: "x" is no known name/,
    ],
    ['an unknown law', { initial: { law: 'torch' } }, /^initial\.law is "torch"; it must be/],
    [
      'a list for a law of all weights',
      { initial: { law: 'normal', mean: [0, 1], variance: 1 } },
      /^initial\.mean is \[0,1\]; it must be one number, for all weights\.$/,
    ],
    [
      'weights of the wrong shape',
      { ...small, initial: { hidden: ['W.npy', 'W.npy'], output: 'W.npy' } },
      /^initial\.hidden\.0 has the shape \(2 × 3\); it must be \(12 × 2\)\.$/,
    ],
    [
      'weights of no known kind',
      { ...small, initial: { hidden: ['W.txt', 'W.npy'], output: 'W.npy' } },
      /^initial\.hidden\.0 is W\.txt; it must be a \.npy file\.$/,
    ],
    [
      'too few layers of weights',
      { ...small, initial: { hidden: [[[1]]], output: 'W.npy' } },
      /^initial\.hidden\.0 has the shape \(1 × 1\)/,
    ],
    [
      'biases of a network without',
      {
        ...small,
        network: { hidden: [2], scaling: 'plain' },
        initial: { hidden: { law: 'pytorch' }, output: { law: 'pytorch' }, outputBias: [1] },
      },
      /^initial\.outputBias is given/,
    ],
    [
      'noise on biases that are not there',
      { network: { hidden: [3], scaling: 'plain' }, noise: { alpha: 1.5, scale: 1, bias: true } },
      /^noise\.0\.bias is true; it must be false where network\.bias is false\.$/,
    ],
    [
      'noise on fixed outputs',
      {
        network: { hidden: [3], scaling: 'plain', output: 'fixed' },
        noise: { alpha: 1.5, scale: 1, layers: 'all' },
      },
      /^noise\.layers is "all"; it must be "hidden" where network\.output is fixed\.$/,
    ],
    [
      'an alpha out of range',
      { noise: { alpha: 3, scale: 1 } },
      /^noise\.alpha is 3; it must be a number from 0\.5 to 2\.$/,
    ],
    [
      'a scale out of range in a list',
      {
        noise: [
          { alpha: 2, scale: 1 },
          { alpha: 2, scale: -1 },
        ],
      },
      /^noise\.1\.scale is -1; it must be a finite number, 0 or more\.$/,
    ],
    [
      'more evaluations than a table has room for',
      { steps: 5000, evaluate: 4 },
      /^evaluate is 4; with 5000 steps it must be a whole number from 5 to 4294967296, for at most 1000 evaluations\.$/,
    ],
    [
      'several targets that are classes',
      { data: { train: { file: 'x.csv', targets: ['a', 'b'] } } },
      /^data\.train\.targets is \["a","b"\]; it must be left out where data\.labels is classes, which have one column\.$/,
    ],
    [
      'a column twice',
      { data: { train: { file: 'x.tsv', targets: [0, '0'] }, labels: 'numbers' }, loss: 'squared' },
      /^data\.train\.targets is \[0,"0"\]; it must be different columns of x\.tsv\.$/,
    ],
    [
      'nothing but targets',
      { data: { train: { file: 'x.csv', targets: ['a', 'b'] }, labels: 'numbers' }, loss: 'squared' },
      /^data\.train\.file is .*x\.csv, which has no column but targets/,
    ],
    [
      'a path that all neurons share, which only particle systems have',
      { noise: { alpha: 2, scale: 1, common: { scale: 1 } } },
      /^Unknown field "common" in noise/,
    ],
    [
      'given weights as a law',
      { initial: { law: 'array', values: [[1]] } },
      /^initial\.law is "array"; it must be a law of random numbers; given weights are written as hidden and output\.$/,
    ],
    ['no step', { step: undefined }, /^step is missing; it must be a finite number greater than 0\.$/],
    ['no steps', { steps: 0 }, /^steps is 0; it must be a whole number from 1 to 4294967296\.$/],
    [
      'a batch beyond the points',
      { batch: { size: 400 } },
      /^batch\.size is 400; it must be a whole number from 1 to 268, the number of training points\.$/,
    ],
    ['a seed twice', { seeds: [1, 1] }, /^seeds is \[1,1\]; it must be different seeds\.$/],
    [
      'a power schedule that does not fall',
      { schedule: { name: 'power', exponent: 1 } },
      /^schedule\.exponent is 1; it must be a number from 0 to less than 1\.$/,
    ],
    [
      'an unknown field',
      { epochs: 3 },
      /^Unknown field "epochs" in the training file; remove it or check its spelling\.$/,
    ],
    ['evaluations never', { evaluate: 0 }, /^evaluate is 0; it must be a whole number/],
  ])('%s', (_, changes, message) => {
    let thrown: unknown;
    try {
      readTraining(digits(changes), dir);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadInput);
    expect((thrown as Error).message).toMatch(message);
  });
});

describe('one hidden layer with mean-field scaling', () => {
  it.each(['I', 'II', 'III'])(
    'is the particle system that simulate runs, noise and start included: Type %s',
    async (type) => {
      const noise = { type, alpha: 1.6, scale: 0.3 };
      const initial = { law: 'normal', mean: 0, variance: 0.5 };
      const data = { builtin: 'digits', classes: [3, 8], points: 50 };
      const particles = await simulate(
        readPlan({
          model: { name: 'neural-network', activation: 'tanh', data },
          noise,
          initial,
          horizon: 2,
          steps: 16,
          particles: 70,
          seed: 6,
        }),
      );
      const [run] = await train(
        readTraining({
          data: { train: data },
          network: { hidden: [70], activation: 'tanh', scaling: 'mean-field', output: 'fixed' },
          loss: 'squared',
          noise,
          initial: { hidden: initial, output: { law: 'alternating' } },
          step: 2 / 16,
          steps: 16,
          seeds: [6],
        }),
      );
      const { positions } = particles;
      expect(run.weights[0]).toHaveLength(positions.length);
      const differences = positions.map((x, k) => Math.abs(run.weights[0][k] - x) / Math.max(1, Math.abs(x)));
      expect(Math.max(...differences)).toBeLessThan(1e-12);
    },
  );
});

describe('real data', () => {
  const there = existsSync(join(ECG, 'ECG5000_TRAIN.txt'));
  if (!there) console.log(`ECG5000 is not in ${ECG}: its test is skipped.`);

  it.skipIf(!there)(
    'ECG5000: two hidden layers with noise of every type learn it, far above the largest class',
    async () => {
      const training = readTraining(
        {
          data: {
            train: { file: 'ECG5000_TRAIN.txt' },
            test: { file: 'ECG5000_TEST.npy', target: 0 },
          },
          network: { hidden: [32, 32], scaling: 'plain' },
          loss: 'softmax',
          noise: ['I', 'II', 'III'].map((type) => ({ type, alpha: 1.75, scale: 0.005 })),
          step: 0.1,
          steps: 200,
          batch: { size: 32 },
          seeds: [1],
        },
        ECG,
      );
      expect([training.data.train.count, training.data.features, training.data.outputs]).toEqual([
        500, 140, 5,
      ]);
      const { classes, count } = training.data.test!;
      const largest = Math.max(...[0, 1, 2, 3, 4].map((k) => classes!.filter((c) => c === k).length)) / count;
      for (const { history } of await train(training, { threads: 2 })) {
        expect(history.at(-1)!.testAccuracy).toBeGreaterThan(largest + 0.25);
        expect(history.at(-1)!.trainLoss).toBeLessThan(0.5 * history[0].trainLoss);
      }
    },
  );
});
