/**
 * What the interactive calls give: shapes, names and units, the bits of the command line, and one output for a notebook.
 * Watched failing: axes of the fields in another order; the hash of the fields for that of the positions; a bundle without text.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import {
  figure,
  figures,
  limit,
  prune,
  readPlan,
  type SimulatedRun,
  sample,
  simulate,
  study,
  Table,
  tails,
  train,
} from '../../src/index.ts';
import { JUPYTER } from '../../src/results/display.ts';
import { folder } from '../cli/mckean.ts';

vi.mock('../../src/interactive/svg.ts', () => ({ svgOf: async () => '<svg/>' }));

const PLAN = {
  model: { name: 'cosine-network' as const, amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
  noise: { type: 'II' as const, alpha: 1.75, scale: 0.5 },
  initial: { law: 'normal' as const, mean: [-0.5, 0.4], variance: 0.25 },
  horizon: 1,
  steps: 8,
  particles: 32,
  replicas: 4,
  seed: 7,
};
const QUIET = { threads: 1, progress: false } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

async function printed(...args: string[]): Promise<Record<string, unknown>> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += part;
    return true;
  });
  await runProgram(['node', 'mckean', ...args]);
  write.mockRestore();
  return JSON.parse(text);
}

describe('A run', () => {
  let run: SimulatedRun;
  beforeAll(async () => {
    run = await simulate(PLAN, QUIET);
  });

  test('has arrays with names, axes and units', () => {
    expect(run.positions.shape).toEqual([4, 32, 2]);
    expect(run.positions.axes).toEqual(['replica', 'particle', 'coordinate']);
    expect(run.positions.unit).toBe('dimensionless');
    expect(run.fields.shape).toEqual([4, 9, run.fields.shape[2]]);
    expect(run.fields.axes).toEqual(['replica', 'time', 'entry']);
    expect(run.times.shape).toEqual([9]);
    expect(run.times.get(8)).toBe(1);
    expect(String(run.positions)).toBe('positions: 4 replicas × 32 particles × 2 coordinates, dimensionless');
  });

  test('has tables whose columns say what they are', () => {
    expect(run.observables.columns.map(({ name }) => name)).toEqual([
      'observable',
      'statistic',
      'value',
      'low',
      'high',
    ]);
    for (const { meaning } of [...run.observables.columns, ...run.field.columns])
      expect(meaning).not.toBe('');
    expect(run.field.length).toBe(4 * 9);
    const last = run.field.where({ replica: 0, time: 1 }).row();
    const risks = [0, 1, 2, 3].map((replica) => run.field.where({ replica, time: 1 }).row().risk as number);
    expect(last.risk).toBe(risks[0]);
    expect(run.observables.where({ observable: 'risk' }).row().value).toBeCloseTo(
      risks.reduce((a, b) => a + b) / 4,
      14,
    );
  });

  test('has the bits of the command line, from an object or a problem', async () => {
    const dir = folder({ 'plan.json': PLAN });
    const told = await printed('simulate', join(dir, 'plan.json'), '--json', '--threads', '1');
    expect(run.stateHash).toBe(told.stateHash);
    expect((await simulate(readPlan(PLAN), { ...QUIET, threads: 2 })).stateHash).toBe(told.stateHash);
  });

  test('shows itself', () => {
    expect(String(run)).toContain(`state ${run.stateHash}`);
    expect(run[JUPYTER]()).toMatchObject({
      'text/plain': String(run),
      'text/html': expect.stringMatching('<table>'),
    });
  });

  test('has a figure that is one output: Plotly, SVG, and text with the hash of its data', async () => {
    const shown = figure(run);
    const bundle = await shown[JUPYTER]();
    expect(Object.keys(bundle)).toEqual(['application/vnd.plotly.v1+json', 'image/svg+xml', 'text/plain']);
    expect(bundle['application/vnd.plotly.v1+json']).toEqual(shown.spec);
    expect(bundle['text/plain']).toBe(`${shown.caption}\ndata ${shown.dataHash}`);
    expect(figure(run).dataHash).toBe(shown.dataHash);
  });

  test('has figures in other themes and sizes', () => {
    expect(figure(run, { theme: 'dark' }).spec.layout.paper_bgcolor).not.toBe(
      figure(run).spec.layout.paper_bgcolor,
    );
    expect(figure(run, { width: '85mm' }).spec.layout.width).toBeLessThan(560);
    expect(figure(run, { theme: 'dark' }).dataHash).toBe(figure(run).dataHash);
  });

  test('has a figure whose file says what made it', async () => {
    const path = join(folder(), 'field.json');
    await figure(run).save(path);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(figure(run).dataHash);
    expect(text).toContain('simulate() of the package mckean');
  });
});

test('One replica has no interval, and no column of them', async () => {
  const run = await simulate({ ...PLAN, replicas: 1 }, QUIET);
  expect(run.observables.columns.map(({ name }) => name)).toEqual(['observable', 'statistic', 'value']);
});

test('A limit has both columns, and the path of its field', () => {
  const exact = limit(PLAN);
  expect(exact.table.columns.map(({ name }) => name)).toEqual(['name', 'limit', 'euler']);
  expect(exact.table.where({ name: 'risk' }).row().euler).toBe(exact.euler.risk);
  expect(figure(exact).caption).toContain('Field of the mean-field limit');
});

test('A sample has the numbers of the command line, and its law', async () => {
  const drawn = sample({ alpha: 1.5, type: 'III', dim: 2, count: 500, scale: 0.3, seed: 3 });
  const file = join(folder(), 'x.npy');
  const options = [
    '--alpha',
    '1.5',
    '--type',
    'III',
    '--dim',
    '2',
    '--count',
    '500',
    '--scale',
    '0.3',
    '--seed',
    '3',
  ];
  expect(drawn.sha256).toBe((await printed('sample', ...options, '--file', file, '--json')).sha256);
  expect(drawn.values.axes).toEqual(['vector', 'coordinate']);
  expect(figures(drawn).map(({ kind }) => kind)).toEqual(['tail', 'centre']);
});

test('A study of rates has its levels, slopes and verdicts as tables', async () => {
  const { steps: _, particles: __, replicas: ___, ...plan } = PLAN;
  const chaos = await study(
    { study: 'chaos', plan: { ...plan, steps: 4 }, particles: [4, 8, 16], replicas: 8 },
    QUIET,
  );
  expect(chaos.rates.length).toBe(1);
  expect(chaos.levels.column('level')).toEqual([4, 8, 16]);
  expect(chaos.rates.row().verdict).toBe(chaos.measured[0].verdict);
  expect(figure(chaos).kind).toBe('rate');
  expect(String(chaos)).toContain(chaos.measured[0].reason);
});

test('Tails and pruning take the same weights, and give tables and new weights', async () => {
  const { values } = sample({ alpha: 1.5, dim: 2, count: 60 });
  const found = await tails(values, { estimators: ['hill', 'quantile'] });
  expect(found.estimates.column('estimator')).toEqual(['quantile', 'hill']);
  expect(found.estimates.column('layer')).toEqual(['noise', 'noise']);
  expect(figures(found).map(({ kind }) => kind)).toEqual(['survival', 'quantile', 'k-plot']);
  const pruned = await prune(values, { method: 'all', target: { error: 0.1, squared: true } });
  expect(pruned.table.column('method')).toEqual(['node', 'magnitude', 'singular-value']);
  expect(pruned.relativeError).toBeLessThanOrEqual(0.1);
  expect(pruned.weights('magnitude')[0].weights.shape).toEqual([60, 2]);
  expect(() => pruned.weights('svd' as 'node')).toThrow('method is "svd"; it must be node or magnitude');
});

test('A training is its runs, and gives weights without biases', async () => {
  const trained = await train(
    {
      data: { train: { builtin: 'digits', classes: [3, 8] } },
      network: { hidden: [2], activation: 'tanh', scaling: 'mean-field' },
      loss: 'squared',
      noise: { type: 'II', alpha: 1.5, scale: 0.01 },
      initial: { hidden: { law: 'pytorch' }, output: [[1, -1]] },
      step: 0.1,
      steps: 2,
      seeds: [1, 2],
    },
    QUIET,
  );
  expect([...trained].map(({ seed }) => seed)).toEqual([1, 2]);
  expect(trained.layers(1).map(({ name, weights }) => [name, weights.shape])).toEqual([
    ['hidden1', [2, 64]],
    ['output', [1, 2]],
  ]);
  expect(trained.history.numbers('step')).toEqual(Float64Array.of(0, 2, 0, 2));
  expect(figure(trained).kind).toBe('training');
});

test('A call with a signal of its own stops by it', async () => {
  const aborted = AbortSignal.abort();
  await expect(simulate({ ...PLAN, steps: 2 ** 14 }, { ...QUIET, signal: aborted })).rejects.toThrow(
    'Stopped after',
  );
});

describe('A table', () => {
  const columns = [
    { name: 'name', unit: '', meaning: 'a word' },
    { name: 'x', unit: 'particles', meaning: 'a <number>' },
  ];
  const table = new Table(columns, [
    ['a "b"', 1 / 3],
    ['c', Number.NaN],
  ]);

  test('shows its numbers short and keeps them in full', () => {
    expect(String(table)).toBe('name         x\n─────  ───────\na "b"  0.33333\nc          NaN');
    expect(table.numbers('x')[0]).toBe(1 / 3);
    expect(table.toCsv()).toBe('name,x\n"a ""b""",0.3333333333333333\nc,NaN\n');
    expect(table.toHtml()).toContain('title="a &lt;number&gt;"');
    expect(JSON.parse(JSON.stringify(table))[0]).toEqual({ name: 'a "b"', x: 1 / 3 });
  });

  test('says what is not there', () => {
    expect(() => table.column('y')).toThrow('column is "y"; it must be one of name, x.');
    expect(() => table.numbers('name')).toThrow('The column name holds words');
    expect(() => table.row(2)).toThrow('row is 2; the table has 2 rows, from 0.');
    expect(table.where({ name: 'd' }).length).toBe(0);
  });
});
