/**
 * A layer large enough for the Gram matrix: its singular values are those of the SVD, and its tail energies what is lost.
 * Watched failing: the SVD taken at any size; rank k + 1 for k where the pruned vectors are subtracted.
 */
import ndarray from 'ndarray';
import { describe, expect, it } from 'vitest';
import { createPruning } from '../../src/pruning/prune.ts';
import { decompose } from '../../src/pruning/singularValues.ts';
import { draws, seeded } from '../statistics/seeded.ts';

describe('a layer of 700 × 400 heavy-tailed weights', () => {
  const [rows, columns] = [700, 400];
  const { stable } = seeded(11);
  const values = draws(rows * columns, () => stable(1.5));
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

  it('has by the Gram matrix, which it takes, the singular values of the SVD', () => {
    const scaled = values.map((value) => value / largest);
    const bySvd = decompose(scaled, columns, 'svd').values;
    const chosen = decompose(scaled, columns).values;
    expect(chosen).toEqual(decompose(scaled, columns, 'gram').values);
    expect(chosen).not.toEqual(bySvd);
    chosen.forEach((value, i) => {
      expect(Math.abs(value - bySvd[i])).toBeLessThan(3e-14 * bySvd[0]);
    });
  });

  it('loses what is reported, for every rank', () => {
    const layers = [{ name: 'w', weights: ndarray(values, [rows, columns]) }];
    const pruning = createPruning(layers, { method: 'singular-value' });
    const energy = (of: Float64Array) => of.reduce((sum, value) => sum + value * value, 0);
    for (const rank of [1, 7, 100, 200, 201, 333, 399]) {
      const pruned = pruning.to({ keptFraction: rank / columns, squared: true });
      const { data } = pruned.weights()[0].weights;
      expect(pruned.layers[0].kept).toBe(rank);
      const lost = energy(values.map((value, at) => value - data[at]));
      expect(Math.abs(pruned.relativeError - lost / energy(values))).toBeLessThan(1e-14);
    }
  });
});
