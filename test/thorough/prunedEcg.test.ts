/**
 * docs/examples/ecg5000.yaml on the user's copy of ECG5000, with one seed: the heavier tail lets more neurons go at the same
 * squared error, and pruning costs hardly any accuracy. Not statistical: the seed is fixed.
 * Watched failing on: Gaussian noise for both.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readTraining, train } from '../../src/studies/training.ts';

const path = fileURLToPath(new URL('../../docs/examples/ecg5000.yaml', import.meta.url));
const file = parse(readFileSync(path, 'utf8'));
const there = existsSync(resolve(dirname(path), file.data.train.file));
if (!there) console.log('ECG5000 is not where docs/examples/ecg5000.yaml has it: its test is skipped.');

it.skipIf(!there)('ECG5000: more neurons go at α = 1.75 than at 2, at the same accuracy', async () => {
  const own = { ...file, seeds: [1], pruning: { ...file.pruning, fractions: [] } };
  const runs = await train(readTraining(own, dirname(path)), { threads: 2 });
  const [heavy, baseline] = runs.map(({ pruning }) => pruning[0].cut);
  expect(heavy.prunedFraction).toBeGreaterThan(baseline.prunedFraction + 0.05);
  for (const { history, pruning } of runs) {
    expect(pruning[0].cut.relativeError).toBeLessThanOrEqual(0.1);
    expect(history.at(-1)!.testAccuracy).toBeGreaterThan(0.9);
    expect(pruning[0].cut.testAccuracy).toBeGreaterThan(history.at(-1)!.testAccuracy - 0.03);
  }
});
