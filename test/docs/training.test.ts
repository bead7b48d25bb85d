/** The examples of docs/training.md run as they stand, and give what the page says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, mckean } from '../cli/mckean.ts';

const page = readFileSync(new URL('../../docs/training.md', import.meta.url), 'utf8');
const block = (language: string) => page.match(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``))![1];

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
