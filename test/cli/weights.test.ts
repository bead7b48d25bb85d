/**
 * `mckean tails` and `mckean prune` on files of weights: the JSON contract, the report, the pruned files.
 * Numbers against direct computation here (norms, sums of squares) and the law that the sample was drawn from.
 * Watched failing: the kept fraction for the pruned one under --fraction; transposed weights in the files written; NaN as text in JSON.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noiseVectors } from '../../src/engine/noiseVectors.ts';
import { readNpy, writeNpy } from '../../src/results/npy.ts';
import { dict, npy, zip } from '../results/zip.ts';
import { folder, mckean } from './mckean.ts';

const ROWS = 60;
const COLUMNS = 20;
const weights = noiseVectors(
  { type: 'II', alpha: 1.5, scale: 0.1, convention: 'standard' },
  COLUMNS,
  ROWS,
  3,
);
const dir = folder();
writeNpy(join(dir, 'w.npy'), weights, [ROWS, COLUMNS]);
const bytes = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength);
writeFileSync(
  join(dir, 'model.npz'),
  zip([
    { name: 'fc1.npy', data: npy(dict('<f8', `(${ROWS}, ${COLUMNS})`), bytes), method: 8 },
    { name: 'bias.npy', data: npy(dict('<f8', `(${ROWS},)`), bytes.subarray(0, 8 * ROWS)) },
    { name: 'fc2.npy', data: npy(dict('<f8', `(${COLUMNS}, ${ROWS})`), bytes) },
  ]),
);

async function json(words: readonly string[]) {
  const { code, stdout, stderr } = await mckean([...words, '--json'], dir);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

/** Squared norms of the rows, the smallest first. */
const energies = Array.from({ length: ROWS }, (_, i) =>
  weights.subarray(i * COLUMNS, (i + 1) * COLUMNS).reduce((sum, x) => sum + x * x, 0),
).sort((a, b) => a - b);
const total = energies.reduce((sum, e) => sum + e, 0);

describe('mckean prune', () => {
  it('keeps its contract, and prunes the rows that a loop prunes', async () => {
    const out = await json([
      'prune',
      'w.npy',
      '--method',
      'node',
      '--target',
      '0.1',
      '--squared',
      '--file',
      'out.npy',
    ]);
    let pruned = 0;
    let lost = 0;
    while ((lost + energies[pruned]) / total <= 0.1) lost += energies[pruned++];
    expect(out).toMatchObject({
      method: 'node',
      squared: true,
      prunedFraction: pruned / ROWS,
      untouched: [],
    });
    expect(out.keptFraction).toBeCloseTo(1 - pruned / ROWS, 14);
    expect(out.relativeError).toBeCloseTo(lost / total, 12);
    expect(out.layers).toHaveLength(1);
    const { data, shape } = readNpy(join(dir, 'out.npy'));
    expect(shape).toEqual([ROWS, COLUMNS]);
    const zeroRows = Array.from({ length: ROWS }, (_, i) =>
      data.subarray(i * COLUMNS, (i + 1) * COLUMNS).every((x) => x === 0),
    );
    expect(zeroRows.filter(Boolean)).toHaveLength(pruned);
  });

  it('takes fractions to prune and to keep, by all methods', async () => {
    const pruned = await json(['prune', 'w.npy', '--method', 'all', '--target', '0.25', '--fraction']);
    expect(pruned.methods.map((m: { method: string }) => m.method)).toEqual([
      'node',
      'magnitude',
      'singular-value',
    ]);
    for (const { prunedFraction, squared } of pruned.methods) {
      expect(prunedFraction).toBe(0.25);
      expect(squared).toBe(false);
    }
    const kept = await json(['prune', 'w.npy', '--method', 'node', '--target', '0.25', '--kept']);
    expect(kept.keptFraction).toBe(0.25);
  });

  it('prunes a model but for its last layer, names what is left out, and writes a report', async () => {
    const words = ['prune', 'model.npz', '--method', 'all', '--target', '0.3', '--out', 'pruned'];
    const { methods } = await json(words);
    expect(methods[0].layers.map((layer: { name: string }) => layer.name)).toEqual(['fc1']);
    expect(methods[0].untouched).toEqual(['fc2']);
    expect(methods[0].skipped[0].name).toBe('bias');
    const page = readFileSync(join(dir, 'pruned/report.html'), 'utf8');
    expect(page).toContain('stable entries');
    expect(page).toContain('Gaussian entries');
    expect(page.length).toBeLessThan(8e6);
    const files = readdirSync(join(dir, 'pruned/figures')).sort();
    expect(files).toEqual(['layer1-fc1-errors.json', 'layer1-fc1-norms.json']);
    expect(existsSync(join(dir, 'pruned/tables/curves.parquet'))).toBe(true);
  });

  it('writes a folder for several layers', async () => {
    await json(['prune', 'model.npz', '--method', 'magnitude', '--target', '0.3', '--file', 'layers']);
    expect(readdirSync(join(dir, 'layers')).sort()).toEqual(['fc1.npy', 'fc2.npy']);
    expect(readNpy(join(dir, 'layers/fc2.npy')).data).toEqual(weights);
  });
});

describe('pruned weights keep the shape and the order of axes', () => {
  const data = Float64Array.from({ length: 24 }, (_, i) => i + 1);
  const prune = ['--method', 'node', '--target', '0.5', '--fraction', '--file', 'kept.npy'];
  const pruned = async (extents: number[], more: string[] = []) => {
    writeNpy(join(dir, 'kernels.npy'), data, extents);
    await json(['prune', 'kernels.npy', ...prune, ...more]);
    return readNpy(join(dir, 'kept.npy'));
  };

  it('of a convolution', async () => {
    const { shape, data: kept } = await pruned([4, 3, 2, 1]);
    expect(shape).toEqual([4, 3, 2, 1]);
    expect(kept).toEqual(data.map((x, i) => (i < 12 ? 0 : x)));
  });

  it('whose neurons are the last axis', async () => {
    const { shape, data: kept } = await pruned([3, 2, 4], ['--transpose']);
    expect(shape).toEqual([3, 2, 4]);
    expect(kept).toEqual(data.map((x, i) => (i % 4 < 2 ? 0 : x)));
  });

  it('of a vector', async () => {
    const { shape, data: kept } = await pruned([24], ['--transpose']);
    expect(shape).toEqual([24]);
    expect(kept).toEqual(data.map((x, i) => (i < 12 ? 0 : x)));
  });
});

describe('mckean tails', () => {
  it('keeps its contract for one array, and finds its law', async () => {
    const out = await json(['tails', 'w.npy']);
    expect(out.n).toBe(ROWS * COLUMNS);
    for (const { name, interval } of out.estimators) {
      expect(typeof name).toBe('string');
      expect(interval).toHaveLength(2);
    }
    // α̂ has a standard error of about 0.04 at n = 1200: seven of them, false alarm below 1e−11, and the seed is fixed.
    expect(Math.abs(out.stableFit.alpha - 1.5)).toBeLessThan(0.28);
    expect(Math.abs(out.stableFit.scale - 0.1)).toBeLessThan(0.03);
  });

  it('writes a report of every layer of a model', async () => {
    const out = await json(['tails', 'model.npz', '--out', 'tails']);
    expect(out.n).toBeUndefined();
    expect(out.layers.map((layer: { name: string }) => layer.name)).toEqual(['fc1', 'fc2']);
    expect(out.skipped[0].name).toBe('bias');
    const page = readFileSync(join(dir, 'tails/report.html'), 'utf8');
    for (const words of ['fc1', 'fc2', 'Pareto tail', 'Hill']) expect(page).toContain(words);
    const files = readdirSync(join(dir, 'tails/figures')).sort();
    expect(files).toEqual(
      ['fc1', 'fc2'].flatMap((name, l) =>
        ['k-plot', 'quantiles', 'survival'].map((kind) => `layer${l + 1}-${name}-${kind}.json`),
      ),
    );
  });

  it('takes rows as vectors', async () => {
    const out = await json(['tails', 'w.npy', '--rows', '--estimators', 'log-moment-multivariate,hill']);
    expect(out.n).toBe(ROWS);
    expect(out.stableFit).toBeUndefined();
    expect(out.estimators.map((one: { name: string }) => one.name)).toEqual([
      'log-moment-multivariate',
      'hill',
    ]);
  });

  it('says null and why where there is no number', async () => {
    writeNpy(join(dir, 'few.npy'), Float64Array.of(1, 2, 3), [3]);
    const out = await json(['tails', 'few.npy', '--estimators', 'hill']);
    expect(out.estimators[0].alpha).toBeNull();
    expect(out.estimators[0].warning).toMatch(/alpha is undefined \(null\)/);
  });
});
