/**
 * The fixed-tree sum against a recursive definition of the tree, and the compensated sum against exact integers.
 *
 * Watched failing on: rows added from left to right (tree, error growth); the last merges done from the other end
 * (tree); values used as scratch (unchanged input); the compensation's branch turned round (compensated sum).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTreeSum, sum, type TreeSum } from '../../src/math/sum.ts';

const runs = { numRuns: 300, seed: 20240607 };
const term = fc.double({ min: -1e15, max: 1e15, noNaN: true });

/** The definition: the largest power of two below n rows on the left, the rest on the right. */
function recursive(rows: number[]): number {
  if (rows.length <= 1) return rows[0] ?? 0;
  let left = 1;
  while (2 * left < rows.length) left *= 2;
  return recursive(rows.slice(0, left)) + recursive(rows.slice(left));
}

/** The tree sum of the first `count` rows of `values`. */
function treeSum(tree: TreeSum, width: number, values: Float64Array, count: number): Float64Array {
  const out = new Float64Array(width);
  for (let row = 0; row < count; row++) tree.push(values, row * width);
  tree.finish(out);
  return out;
}

describe('the fixed-tree sum', () => {
  it('adds every column in the tree of its definition, bit for bit, and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(term, { maxLength: 700 }), (width, numbers) => {
        const values = Float64Array.from(numbers);
        const before = values.slice();
        const count = Math.floor(numbers.length / width);
        const out = treeSum(createTreeSum(width, count), width, values, count);
        expect(values).toEqual(before);
        for (let j = 0; j < width; j++) {
          const column = Array.from({ length: count }, (_, i) => numbers[i * width + j]);
          if (out[j] !== recursive(column)) return false;
        }
        return true;
      }),
      runs,
    );
  });

  it('can be used again with fewer rows', () => {
    const tree = createTreeSum(2, 100);
    const values = Float64Array.from({ length: 200 }, (_, i) => i);
    expect([...treeSum(tree, 2, values, 100)]).toEqual([9900, 10000]);
    expect([...treeSum(tree, 2, values, 3)]).toEqual([6, 9]);
    expect([...treeSum(tree, 2, values, 0)]).toEqual([0, 0]);
    expect(() => treeSum(tree, 2, values, 101)).toThrow('count must be at most 100, but is 101.');
  });

  it('loses at most log2 n roundings on n equal terms that a plain loop gets wrong', () => {
    const n = 1 << 17;
    const [total] = treeSum(createTreeSum(1, n), 1, new Float64Array(n).fill(0.1), n);
    expect(total).toBe(0.1 * n);
  });

  it('carries a NaN through to the result', () => {
    const values = new Float64Array([1, 2, Number.NaN, 4, 5]);
    expect(treeSum(createTreeSum(1, 5), 1, values, 5)[0]).toBeNaN();
  });
});

describe('the compensated sum', () => {
  it('is exact to one rounding where a plain sum loses everything', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum(new Float64Array(10).fill(0.1))).toBe(1);
    expect(sum([])).toBe(0);
  });

  it('equals the exact sum of large integers of both signs, rounded once', () => {
    const integers = fc.array(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), { maxLength: 200 });
    fc.assert(
      fc.property(integers, (terms) => {
        const exact = Number(terms.reduce((a, b) => a + b, 0n));
        return sum(terms.map(Number)) === exact;
      }),
      runs,
    );
  });

  it('is not finite when a term is not', () => {
    expect(sum([1, Infinity])).toBe(Infinity);
    expect(sum([Infinity, -Infinity])).toBeNaN();
    expect(sum([1, Number.NaN, 2])).toBeNaN();
  });
});
