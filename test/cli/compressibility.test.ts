/**
 * `mckean study` of compressibility as its user runs it: files, numbers as JSON, the same table on any number of threads, and a
 * refusal before anything is made.
 * Watched failing on: the seed of the command line left out; the study read as one of rates.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, mckean } from './mckean.ts';

const STUDY = {
  study: 'compressibility',
  plan: {
    model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
    noise: { type: 'II', scale: 0.5 },
    initial: { law: 'point', value: [0, 0] },
    horizon: 1,
    steps: 4,
    seed: 1,
  },
  alphas: [1.5],
  particles: [50, 100],
  replicas: [6, 4],
  kept: [0.1, 0.5],
  thresholds: [0.5],
};

it('leaves tables, figures and a report, and prints the numbers', async () => {
  const dir = folder({ 'wide.json': STUDY, 'bad.json': { ...STUDY, replicas: 1 } });
  const [one, two, bad] = await Promise.all([
    mckean(['study', 'wide.json', '--json', '--threads', '1', '--seed', '5', '--out', 'one'], dir),
    mckean(['study', 'wide.json', '--threads', '2', '--seed', '5', '--out', 'two'], dir),
    mckean(['study', 'bad.json', '--out', 'bad'], dir),
  ]);
  expect(one.stderr).toBe('');
  expect(one.code).toBe(0);
  const { systems, baselineAdded, needed, theory } = JSON.parse(one.stdout);
  expect(baselineAdded).toBe(true);
  expect(systems.map((s: { alpha: number; particles: number }) => [s.alpha, s.particles])).toEqual([
    [1.5, 50],
    [1.5, 100],
    [2, 50],
    [2, 100],
  ]);
  expect(needed).toHaveLength(4);
  expect(theory).toBeNull();
  expect(two.stdout).toContain('Gaussian baseline, was added');
  const table = (run: string, name: string) => readFileSync(join(dir, run, 'tables', name), 'utf8');
  expect(table('two', 'wide.csv')).toBe(table('one', 'wide.csv'));
  expect(table('one', 'wide.csv').split('\n')).toHaveLength(22);
  expect(JSON.parse(readFileSync(join(dir, 'one', 'manifest.json'), 'utf8')).plan.plan.seed).toBe(5);
  for (const name of ['wide-errors', 'wide-probabilities', 'wide-prunable', 'wide-neurons'])
    expect(existsSync(join(dir, 'one', 'tables', `${name}.parquet`))).toBe(true);
  expect(readFileSync(join(dir, 'one', 'report.html'), 'utf8')).toContain('Heavy tails compress');
  expect(bad.code).toBe(2);
  expect(bad.stderr).toContain('replicas is 1');
  expect(existsSync(join(dir, 'bad'))).toBe(false);
}, 60_000);
