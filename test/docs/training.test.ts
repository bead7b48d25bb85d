/** The examples of docs/training.md and docs/examples run as they stand, and give what the pages say. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { evaluatePruned } from '../../src/studies/pruneEvaluation.ts';
import { pruningSpecSchema } from '../../src/studies/pruningSpec.ts';
import { readTraining } from '../../src/studies/training.ts';
import { folder, mckean } from '../cli/mckean.ts';

const docs = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
const page = docs('training.md');
const block = (language: string, number = 0) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))][number][1];

it('the training file trains both noises well above chance', async () => {
  const dir = folder({ 'train.yaml': block('yaml') });
  const args = block('sh').trim().replace('npm run -s mckean -- ', '').split(' ');
  const { code, stdout, stderr } = await mckean([...args, '--json'], dir);
  expect([code, stderr]).toEqual([0, '']);
  const { runs } = JSON.parse(stdout);
  expect(runs).toHaveLength(4);
  for (const { history } of runs) expect(history.at(-1).testAccuracy).toBeGreaterThan(0.8);
  for (const part of [
    'runs/digits/tables/history.csv',
    'runs/digits/figures/history.html',
    'weights/noise1-seed2/hidden2.npy',
  ])
    expect(existsSync(join(dir, part)), part).toBe(true);
});

it('the code runs', async () => {
  const index = new URL('../../src/index.ts', import.meta.url).href;
  const { readTraining, train } = await import(index);
  const body = block('ts')
    .replace(/^import .*$/m, '')
    .replace(/console\.log\((.*)\);/, 'return [$1];');
  const run = new Function('readTraining', 'train', `return (async () => {${body}})();`);
  const [history, weights] = await run(readTraining, train);
  expect(history.map((row: { step: number }) => row.step)).toEqual([0, 10]);
  expect(weights[0]).toHaveLength(128);
});

it('the pruning that it shows is read, and pruning of own weights runs', async () => {
  const { pruning } = parse(block('yaml', 1));
  const { pruning: own } = readTraining({ ...parse(block('yaml')), pruning }).spec;
  expect(own).toEqual([pruning]);
  const body = block('ts', 1)
    .replace(/^import .*$/m, '')
    .replace(/console\.log\((.*)\);/, 'return [$1];');
  const run = new Function(
    'evaluatePruned',
    'pruningSpecSchema',
    'readTraining',
    `return (async () => {${body}})();`,
  );
  const [prunedFraction, testAccuracy, bound, fractions] = await run(
    evaluatePruned,
    pruningSpecSchema,
    readTraining,
  );
  expect([prunedFraction > 0, testAccuracy > 0, bound > 0 && bound <= 1, fractions]).toEqual([
    true,
    true,
    true,
    21,
  ]);
});

it('the bound of docs/bounds.md is what its command gives', async () => {
  const dir = folder({ 'digits-bound.yaml': docs('examples/digits-bound.yaml') });
  const { stdout } = await mckean(['train', 'digits-bound.yaml', '--json', '--threads', '1'], dir);
  const run = JSON.parse(stdout).runs[1];
  const said = docs('bounds.md').match(
    /bound (0\.\d+) for the network as trained and (0\.\d+) after .* \((\d+) % of the weights;\s+training accuracy (0\.\d+) before, (0\.\d+) after/,
  )!;
  const [whole, , magnitude] = run.pruning;
  expect(said.slice(1)).toEqual([
    whole.bound.value.toFixed(3),
    magnitude.bound.value.toFixed(3),
    (100 * magnitude.prunedFraction).toFixed(0),
    run.history.at(-1).trainAccuracy.toFixed(3),
    magnitude.trainAccuracy.toFixed(3),
  ]);
});
