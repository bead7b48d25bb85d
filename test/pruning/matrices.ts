/** Random matrices for fuzzes, and the plain loops that the pruning code is held against. */
import fc from 'fast-check';
import ndarray from 'ndarray';
import type { WeightMatrix } from '../../src/pruning/layer.ts';

export function matrixOf(rows: readonly (readonly number[])[]): WeightMatrix {
  return ndarray(Float64Array.from(rows.flat()), [rows.length, rows[0].length]);
}

export function rowsOf(weights: WeightMatrix): number[][] {
  const [rows, columns] = weights.shape;
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => weights.get(i, j)));
}

const tied = fc.integer({ min: -2, max: 2 });
const signed = (size: fc.Arbitrary<number>) =>
  fc.tuple(size, fc.boolean()).map(([value, negative]) => (negative ? -value : value));
const spread = signed(fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const heavy = signed(fc.double({ min: 1e-3, max: 1, noNaN: true }).map((u) => u ** -3));

/** Rows of 1 to 9 × 1 to 9 numbers: few values with ties and zeros, spread, or heavy-tailed. */
export const someRows: fc.Arbitrary<number[][]> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(tied, spread, heavy))
  .chain(([rows, columns, entry]) =>
    fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

/** ‖A − B‖_F by the definition. */
export function frobenius(a: readonly number[][], b?: readonly number[][]): number {
  return Math.sqrt(a.flat().reduce((sum, value, at) => sum + (value - (b?.flat()[at] ?? 0)) ** 2, 0));
}

/** The middle of the sorted values, or the mean of the two middle ones. */
export function plainMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}
