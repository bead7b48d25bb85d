/**
 * Singular values: Eckart–Young on random matrices, the two ways against each other, and what is hard for them.
 * Watched failing: no scaling (1e300 overflows); values, vectors or images not sorted; σ² for σ; roots of the eigenvalues of
 * the Gram matrix, negative ones set to 0; a term beyond the last in the product; rank k + 1 for k.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../../src/pruning/product.ts';
import { prune } from '../../src/pruning/prune.ts';
import { singularValueUnits } from '../../src/pruning/singularValuePruning.ts';
import { decompose } from '../../src/pruning/singularValues.ts';
import { draws, seeded } from '../statistics/seeded.ts';
import { frobenius, matrixOf, rowsOf, someRows } from './matrices.ts';

const { normal, stable } = seeded(5);

/** Rows × columns drawn numbers, the largest of size 1. */
function tall(rows: number, columns: number, draw: () => number): Float64Array {
  const values = draws(rows * columns, draw);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return values.map((value) => value / largest);
}

describe('product', () => {
  it('is that of three plain loops, for any range of terms', () => {
    const size = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(size, size, size, fc.nat(11), fc.nat(11), (rows, inner, columns, one, two) => {
        const from = Math.min(one, two, inner);
        const to = Math.min(Math.max(one, two), inner);
        const left = draws(rows * inner, normal);
        const right = draws(inner * columns, normal);
        product(left, right, inner, columns, from, to).forEach((value, at) => {
          const [i, j] = [Math.floor(at / columns), at % columns];
          let sum = 0;
          for (let k = from; k < to; k++) sum += left[i * inner + k] * right[k * columns + j];
          expect(Math.abs(value - sum)).toBeLessThan(1e-13);
        });
      }),
    );
  });
});

describe.each(['svd', 'gram'] as const)('decompose by %s', (method) => {
  it.each([
    ['normal', 40, 12, normal],
    ['heavy-tailed', 60, 15, () => stable(1.1)],
    ['square', 20, 20, normal],
    ['one column', 9, 1, normal],
  ] as const)('%s: B = Σ σ u vᵀ with orthonormal vectors', (_, rows, columns, draw) => {
    const matrix = tall(rows, columns, draw);
    const { values, vectors, images } = decompose(matrix, columns, method);
    product(images, vectors, columns, columns).forEach((value, at) => {
      expect(Math.abs(value - matrix[at])).toBeLessThan(1e-14 * values[0]);
    });
    for (let i = 0; i < columns; i++) {
      if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
      for (let k = 0; k <= i; k++) {
        let [dot, imageDot] = [0, 0];
        for (let j = 0; j < columns; j++) dot += vectors[i * columns + j] * vectors[k * columns + j];
        for (let r = 0; r < rows; r++) imageDot += images[r * columns + i] * images[r * columns + k];
        expect(Math.abs(dot - (i === k ? 1 : 0))).toBeLessThan(1e-13);
        expect(Math.abs(imageDot - (i === k ? values[i] ** 2 : 0))).toBeLessThan(1e-13 * values[0] ** 2);
      }
    }
  });

  it('loses no tail energy, though singular values fall over 14 decades', () => {
    const columns = 8;
    const left = decompose(tall(30, columns, normal), columns, 'svd');
    const right = decompose(tall(columns, columns, normal), columns, 'svd').vectors;
    const graded = left.images.map((value, at) => {
      const i = at % columns;
      return (value / left.values[i]) * 10 ** (-2 * i);
    });
    const matrix = product(graded, right, columns, columns);
    const { values } = decompose(matrix, columns, method);
    for (let k = 0; k < columns; k++) {
      const tail = Math.sqrt(values.slice(k).reduce((sum, value) => sum + value * value, 0));
      const exact = Math.sqrt(
        Array.from({ length: columns - k }, (_, i) => 10 ** (-4 * (k + i))).reduce((a, b) => a + b),
      );
      // Resolved down to 1e-15 of the largest by the SVD; from the Gram matrix what is below 1e-8 is mixed.
      expect(Math.abs(tail - exact)).toBeLessThan(method === 'svd' || exact > 1e-7 ? 3e-15 : 2e-8);
    }
  });
});

describe('singular-value pruning', () => {
  it('has the tail energy for its error, ‖W − W_k‖_F² = Σ_{i>k} σ_i², and rank k', () => {
    fc.assert(
      fc.property(someRows, fc.nat(8), (rows, some) => {
        const units = singularValueUnits(matrixOf(rows), false);
        const rank = Math.min(some, units.sizes.length);
        const mask = Uint8Array.from(units.sizes, (_, i) => (i < rank ? 1 : 0));
        const kept = rowsOf(units.weightsKeeping(mask));
        const tail = Math.sqrt(units.sizes.slice(rank).reduce((sum, size) => sum + size * size, 0));
        const largest = units.sizes[0];
        expect(Math.abs(frobenius(rows, kept) - tail)).toBeLessThanOrEqual(2e-14 * largest);
        const again = singularValueUnits(matrixOf(kept), false).sizes;
        again.forEach((size, i) => {
          expect(Math.abs(size - (i < rank ? units.sizes[i] : 0))).toBeLessThanOrEqual(2e-14 * largest);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for a matrix and its transpose', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const weights = matrixOf(rows);
        const turned = singularValueUnits(weights.transpose(1, 0), false).sizes;
        const { sizes } = singularValueUnits(weights, false);
        sizes.forEach((size, i) => {
          expect(Math.abs(size - turned[i])).toBeLessThanOrEqual(1e-14 * sizes[0]);
        });
      }),
    );
  });

  it('stands weights of any size', () => {
    for (const size of [1e300, 1e-300, 5e-324]) {
      const pruned = prune(
        [
          {
            name: 'w',
            weights: matrixOf([
              [size, 0],
              [0, size],
              [0, 0],
            ]),
          },
        ],
        {
          method: 'singular-value',
          target: { keptFraction: 0.5 },
        },
      );
      expect(pruned.relativeError).toBeCloseTo(Math.SQRT1_2, 15);
      expect(pruned.layers[0].smallestKept).toBe(size);
      expect(frobenius(rowsOf(pruned.weights()[0].weights).map((row) => row.map((w) => w / size)))).toBe(1);
    }
  });
});
