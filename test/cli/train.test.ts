/**
 * `mckean train`, as a user runs it: its JSON, tables and weights; refusals; a run that is killed resumes to the same bits.
 * Watched failing on: a run in the table taken for finished though its weights are lost; NaN rather than null; --seed not
 * heard; rows of a weight file read without room for the bias; the numbers of pruning left out of the rows.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/results/csv.ts';
import { readNpy } from '../../src/results/npy.ts';
import { folder, mckean, stopMidway } from './mckean.ts';

const training = {
  data: { train: { builtin: 'digits', classes: [3, 8], points: 120 }, test: { heldOut: 0.25 } },
  network: { hidden: [6, 5], scaling: 'plain', bias: true },
  loss: 'logistic',
  noise: [
    { type: 'II', alpha: 1.8, scale: 0.001 },
    { alpha: 2, scale: 0 },
  ],
  step: 0.1,
  steps: 30,
  batch: { size: 16 },
  seeds: [1, 2],
  evaluate: 10,
};
const dir = folder({
  'train.json': training,
  'many.json': { ...training, steps: 400, evaluate: 400, seeds: Array.from({ length: 30 }, (_, k) => k + 1) },
  'regression.json': {
    ...training,
    data: { train: { file: 'x.csv', target: 'y' }, labels: 'numbers' },
    loss: 'squared',
    batch: undefined,
    noise: { alpha: 2, scale: 0 },
  },
  'x.csv': 'a,y\n1,2\n2,3\n3,5\n',
  'explodes.json': {
    ...training,
    network: { ...training.network, scaling: 'plain' },
    loss: 'squared',
    step: 1e6,
    steps: 200,
    evaluate: 200,
  },
  'alpha.yaml': 'noise: { alpha: 0.2, scale: 1 }',
  'bad.json': { ...training, noise: [{ alpha: 0.2, scale: 1 }] },
  'data.json': { ...training, data: { train: { file: 'nowhere.csv' } } },
});

interface RunJson {
  seed: number;
  noise: { type: string; alpha: number; scale: number };
  steps: number;
  history: Record<string, number | null>[];
  pruning: Record<string, unknown> & { accuracyCurve: Record<string, number | null>[]; bound: unknown };
}

const train = (...args: string[]) => mckean(['train', ...args], dir);
const runsOf = (stdout: string): RunJson[] => JSON.parse(stdout).runs;

describe('mckean train', () => {
  it('prints one JSON document of the contract, the same for any number of threads', async () => {
    const [one, three] = await Promise.all([
      train('train.json', '--json', '--threads', '1', '--out', 'one', '--weights', 'weights1'),
      train('train.json', '--json', '--threads', '3', '--out', 'three', '--weights', 'weights3'),
    ]);
    expect([one.code, one.stderr, three.code, three.stderr]).toEqual([0, '', 0, '']);
    expect(three.stdout).toBe(one.stdout);
    const runs = runsOf(one.stdout);
    expect(runs.map(({ seed, noise, steps }) => [seed, noise.type, noise.alpha, noise.scale, steps])).toEqual(
      [
        [1, 'II', 1.8, 0.001, 30],
        [2, 'II', 1.8, 0.001, 30],
        [1, 'II', 2, 0, 30],
        [2, 'II', 2, 0, 30],
      ],
    );
    for (const { history } of runs) {
      expect(history.map((row) => row.step)).toEqual([0, 10, 20, 30]);
      for (const row of history)
        expect(Object.keys(row)).toEqual(['step', 'trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy']);
    }
    for (const { pruning, history } of runs) {
      expect(pruning).toMatchObject({ method: 'node', target: 0.1, squared: true });
      for (const name of ['prunedFraction', 'relativeError', 'trainAccuracy', 'testAccuracy'])
        expect(pruning[name]).toEqual(expect.any(Number));
      expect(pruning.relativeError).toBeLessThanOrEqual(0.1);
      expect(pruning.bound).toMatchObject({ value: expect.any(Number), delta: 0.05, points: 90 });
      expect(pruning.accuracyCurve).toHaveLength(21);
      const { step, ...last } = history[3];
      expect(pruning.accuracyCurve[0]).toEqual({ prunedFraction: 0, relativeError: 0, ...last });
    }
    const pruned = readTable(join(dir, 'one/tables/pruning.csv'));
    expect(pruned.rows).toHaveLength(4 * 22);
    expect(pruned.rows[0].slice(-7, -5)).toEqual([
      runs[0].pruning.prunedFraction,
      runs[0].pruning.relativeError,
    ]);
    for (const name of ['figures/pruning.html', 'figures/pruning.json', 'tables/pruning.parquet'])
      expect(existsSync(join(dir, 'one', name))).toBe(true);
    for (const part of ['tables/history.csv', 'tables/pruning.csv', 'tables/runs.csv'])
      expect(readFileSync(join(dir, 'three', part))).toEqual(readFileSync(join(dir, 'one', part)));
    const history = readTable(join(dir, 'one/tables/history.csv'));
    expect(history.rows).toHaveLength(16);
    expect(history.rows[7].slice(-4)).toEqual(Object.values(runs[1].history[3]).slice(1));
    expect(existsSync(join(dir, 'one/tables/history.parquet'))).toBe(true);
    const place = 'noise2-seed1';
    expect(readdirSync(join(dir, 'weights1', place)).sort()).toEqual([
      'hidden1-bias.npy',
      'hidden1.npy',
      'hidden2-bias.npy',
      'hidden2.npy',
      'output-bias.npy',
      'output.npy',
    ]);
    for (const file of readdirSync(join(dir, 'weights1', place)))
      expect(readFileSync(join(dir, 'weights3', place, file))).toEqual(
        readFileSync(join(dir, 'weights1', place, file)),
      );
    expect(readNpy(join(dir, 'weights1', place, 'hidden2.npy')).shape).toEqual([5, 6]);
  });

  it('goes on from its own weights, given as files', async () => {
    const one = { ...training, noise: training.noise[1], seeds: [7], batch: undefined };
    const base = folder({
      'first.json': one,
      'second.json': {
        ...one,
        initial: {
          hidden: ['w/hidden1.npy', 'w/hidden2.npy'],
          hiddenBias: ['w/hidden1-bias.npy', 'w/hidden2-bias.npy'],
          output: 'w/output.npy',
          outputBias: 'w/output-bias.npy',
        },
      },
      'both.json': { ...one, steps: 60 },
    });
    const run = async (file: string, ...args: string[]) => {
      const { stdout, stderr } = await mckean(['train', file, '--json', '--threads', '1', ...args], base);
      expect(stderr).toBe('');
      return runsOf(stdout)[0].history;
    };
    await run('first.json', '--weights', 'w');
    const [second, both] = await Promise.all([run('second.json'), run('both.json')]);
    expect(second.map(({ step, ...scores }) => scores)).toEqual(
      both.slice(3).map(({ step, ...scores }) => scores),
    );
  });

  it('takes its seed from the command line, and prints a table', async () => {
    const { code, stdout } = await train('train.json', '--seed', '2', '--out', 'seed');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Type II, α = 1\.8, scale 0\.001 {2}2 {5}0\.\d+/);
    expect(stdout).toMatch(
      /90 training points, 30 test points, after 30 steps\nReport: seed\/report\.html\n$/,
    );
    const report = readFileSync(join(dir, 'seed/report.html'), 'utf8');
    for (const words of ['Scores after the last step', 'After pruning', 'seeds: [ 2 ]'])
      expect(report).toContain(words);
    expect(readTable(join(dir, 'seed/tables/history.csv')).rows).toHaveLength(8);
  });

  it('prunes weights from files without a step, as it pruned them after training', async () => {
    const base = folder({
      'train.json': { ...training, noise: training.noise[0], seeds: [3] },
      'own.json': {
        ...training,
        seeds: [9],
        initial: {
          hidden: ['w/hidden1.npy', 'w/hidden2.npy'],
          hiddenBias: ['w/hidden1-bias.npy', 'w/hidden2-bias.npy'],
          output: 'w/output.npy',
          outputBias: 'w/output-bias.npy',
        },
      },
    });
    const trained = await mckean(['train', 'train.json', '--json', '--weights', 'w'], base);
    const { stdout, stderr } = await mckean(['train', 'own.json', '--json', '--prune-only'], base);
    expect(stderr).toBe('');
    const [own, ...others] = runsOf(stdout);
    const [after] = runsOf(trained.stdout);
    expect(others).toEqual([]);
    expect(own).toMatchObject({ seed: 9, steps: 0, noise: { scale: 0 } });
    expect(own.history).toEqual([{ ...after.history[3], step: 0 }]);
    expect(own.pruning).toEqual(after.pruning);
  });

  it('has null where there are no classes and no test data', async () => {
    const { stdout } = await train('regression.json', '--json');
    expect(runsOf(stdout)[0].history[0]).toMatchObject({
      trainAccuracy: null,
      testLoss: null,
      testAccuracy: null,
    });
    expect(runsOf(stdout)[0].pruning).toMatchObject({ trainAccuracy: null, testAccuracy: null, bound: null });
    expect(existsSync(join(dir, 'runs/regression/manifest.json'))).toBe(true);
  });

  it('ends with exit code 1 and says where, when a weight is no longer finite', async () => {
    const { code, stdout, stderr } = await train('explodes.json', '--json', '--out', 'explodes');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^The run failed: Number \d+ of neuron \d+ .* became .* in step \d+ \(seed \d, noise of type II/,
    );
  });

  it('resumes to the same JSON after SIGKILL, and trains again a run whose weights are lost', async () => {
    const args = ['train', 'many.json', '--json', '--threads', '2', '--weights', 'lost'];
    const killed = await stopMidway(args, dir, {
      out: 'killed',
      table: 'runs.csv',
      replicas: 60,
      signal: 'SIGKILL',
    });
    expect(killed.code).toBeNull();
    const kept = readTable(join(dir, 'killed/tables/runs.csv')).rows.map(([run]) => Number(run));
    expect(kept.length).toBeGreaterThan(2);
    const file = `noise${1 + Math.floor(kept[0] / 30)}-seed${1 + (kept[0] % 30)}/output-bias.npy`;
    rmSync(join(dir, 'lost', file));
    const [whole, resumed] = await Promise.all([
      mckean(['train', 'many.json', '--json', '--threads', '2', '--out', 'whole', '--weights', 'all'], dir),
      mckean([...args, '--out', 'killed', '--resume'], dir),
    ]);
    expect([resumed.code, resumed.stderr]).toEqual([0, '']);
    expect(resumed.stdout).toBe(whole.stdout);
    expect(readFileSync(join(dir, 'killed/tables/runs.csv'))).toEqual(
      readFileSync(join(dir, 'whole/tables/runs.csv')),
    );
    expect(readFileSync(join(dir, 'lost', file))).toEqual(readFileSync(join(dir, 'all', file)));
  });

  it.each<[string, string[], RegExp]>([
    ['no file', [], /missing required argument 'training'/i],
    ['a file that is not there', ['none.yaml'], /^Cannot read none\.yaml: there is no such file\.$/],
    ['a bad noise', ['bad.json'], /^noise\.0\.alpha is 0\.2; it must be a number from 0\.5 to 2\.$/],
    ['a file without data', ['alpha.yaml'], /^data is missing; it must be a mapping\.$/],
    ['data that is not there', ['data.json'], /^data\.train\.file is .*nowhere\.csv, which cannot be read/],
    ['weights in a file', ['train.json', '--weights', 'x.csv'], /^--weights is "x\.csv"; that is a file\.$/],
    ['weights nowhere', ['train.json', '--weights', ''], /^--weights is ""; it must name a folder\.$/],
    ['nothing to resume', ['train.json', '--resume'], /^--resume is given, but no unfinished run/],
  ])('refuses %s: exit code 2, one sentence, nothing on standard output', async (_, args, message) => {
    const { code, stdout, stderr } = await train(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
