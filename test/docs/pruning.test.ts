/**
 * The program of docs/pruning.md does what its comments say.
 * Watched failing: 2 neurons kept for 1 in the page; the plain error for the squared one.
 */
import { readFileSync } from 'node:fs';
import ndarray from 'ndarray';
import { expect, it } from 'vitest';
import { type PrunedWeights, prune } from '../../src/interactive/prune.ts';
import { rowsOf } from '../pruning/matrices.ts';

const page = readFileSync(new URL('../../docs/pruning.md', import.meta.url), 'utf8');
const [, program] = page.match(/```ts\n([\s\S]*?)```/)!;

it('docs/pruning.md shows a program that runs', async () => {
  const body = program.replace(/^import .*$/gm, '');
  const pruned: PrunedWeights = await new Function(
    'ndarray',
    'prune',
    `return (async () => { ${body}; return pruned; })();`,
  )(ndarray, prune);
  const comment = (line: string) =>
    program
      .split('\n')
      .find((own) => own.startsWith(line))!
      .split('// ')[1];
  const [hidden] = pruned.layers;
  expect(`${hidden.kept} of ${hidden.units} neurons`).toBe(comment('pruned.layers[0].kept'));
  const [over, under] = comment('pruned.relativeError').match(/\d+/g)!.map(Number);
  expect(pruned.relativeError).toBeCloseTo(over / under, 15);
  const rows = rowsOf(pruned.weights()[0].weights).map((row) => `(${row.join(', ')})`);
  expect(`rows ${rows.join(', ')}`).toBe(comment('pruned.weights()'));
});
