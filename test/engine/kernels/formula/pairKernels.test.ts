/**
 * Compiled formulas of pairs have the bits of the TypeScript evaluator, for any number of rows, far out and at 0.
 * Watched failing: tiles of three coordinates read as rows; the second 512 rows written over the first; a count of rows
 * that is odd left one short.
 */
import { describe, expect, it } from 'vitest';
import { createPairKernels } from '../../../../src/engine/kernels/formula/pairKernels.ts';
import { createPairInteraction } from '../../../../src/models/pairProgram.ts';
import type { PairwiseSpec } from '../../../../src/models/pairwiseSpec.ts';
import { readPairs } from '../../../../src/models/readPairs.ts';

const specs: Record<string, Pick<PairwiseSpec, 'dim' | 'interaction' | 'drift'>> = {
  'one coordinate': {
    dim: 1,
    interaction: ['-k*sin(z) + tanh(z)/(1 + z^2) + exp(-abs(z)) + log1p(z^2)'],
    drift: ['-x^3 + cos(x)'],
  },
  'two coordinates, no drift': { dim: 2, interaction: ['z1/sqrt(z1^2 + z2^2)', 'z2 > 0 ? k : -z1'] },
  'three coordinates, one constant': {
    dim: 3,
    interaction: ['z3 - z1', 'k', 'atan(z2)*max(z1, z3)'],
    drift: ['-x1', 'k*x2*x3', 'sin(x3)'],
  },
};

describe('createPairKernels', () => {
  it.each(Object.entries(specs))('%s', (_, part) => {
    const program = readPairs({
      name: 'pairwise',
      ...part,
      parameters: { k: 1.7 },
      method: { name: 'exact' },
    });
    const { dim } = part;
    const [compiled, reference] = [createPairKernels(program), createPairInteraction(program)];
    const rows = Float64Array.from({ length: 1301 * dim }, (_, j) => 40 * Math.sin(j * j) * 10 ** (j % 3));
    rows.set([0, Number.NaN, Infinity, -Infinity, 1e300, -0, 5e-324], 9);
    for (const count of [1, 2, 3, 5, 511, 512, 513, 1024, 1301]) {
      for (const kind of ['interaction', 'drift'] as const) {
        const [a, b] = [new Float64Array(rows.length).fill(7), new Float64Array(rows.length).fill(7)];
        compiled[kind](rows, count, a);
        reference[kind](rows, count, b);
        const differ = b.findIndex((v, j) => !Object.is(v, a[j]));
        expect(differ, `${kind} of ${count} rows`).toBe(-1);
      }
    }
  });
});
