/**
 * Identities of pruning on random matrices: every way of pruning, per layer and globally, centred and not.
 * Watched failing: pruned units left at 0 though centred, or medians not put back; squared for plain; a row norm one column
 * short, a row of NaN with norm 0; rank k + 1 for k, also from the vectors pruned; the weights given written to; κn rounded down in
 * the curves, and their power ignored; the global order taken for the first layer's.
 */
import fc from 'fast-check';
import ndarray from 'ndarray';
import { describe, expect, it } from 'vitest';
import { errorCurves, sampleCurve } from '../../src/pruning/errorCurves.ts';
import { rowNorms } from '../../src/pruning/nodePruning.ts';
import { createPruning, PRUNING_METHODS, prune } from '../../src/pruning/prune.ts';
import { frobenius, matrixOf, plainMedian, rowsOf, someRows } from './matrices.ts';

const ways = PRUNING_METHODS.flatMap((method) =>
  [false, true].map((centred) => ({ method, centred, way: centred ? `${method}, centred` : method })),
);
const powers = fc.constantFrom(0.5, 1, 1.3, 2, 3);

/** What the weights are measured from: 0, the median of all, or the median of each column. */
function centreOf(rows: number[][], method: string, centred: boolean): number[][] {
  const all = plainMedian(rows.flat());
  return rows.map((row) =>
    row.map((_, j) =>
      !centred ? 0 : method === 'magnitude' ? all : plainMedian(rows.map((other) => other[j])),
    ),
  );
}

describe.each(ways)('$way', ({ method, centred }) => {
  it('has error 0 at κ = 1, and the weights as they were', () => {
    fc.assert(
      fc.property(someRows, powers, (rows, power) => {
        const layers = [{ name: 'w', weights: matrixOf(rows) }];
        const all = prune(layers, { method, centred, power, target: { keptFraction: 1 } });
        expect([all.relativeError, all.prunedFraction]).toEqual([0, 0]);
        expect(rowsOf(all.weights()[0].weights)).toEqual(rows);
      }),
    );
  });

  it('has an error that never rises with κ, from 1 at κ = 0', () => {
    fc.assert(
      fc.property(someRows, powers, (rows, power) => {
        const { curve } = createPruning([{ name: 'w', weights: matrixOf(rows) }], { method, centred, power })
          .layers[0];
        const errors = Array.from({ length: curve.units + 1 }, (_, kept) => curve.relativeError(kept));
        const isZero = curve.ascending[curve.units - 1] === 0;
        expect([errors[0], errors[curve.units]]).toEqual([isZero ? 0 : 1, 0]);
        for (let k = 0; k < curve.units; k++) expect(errors[k + 1]).toBeLessThanOrEqual(errors[k]);
      }),
    );
  });

  it('reports the error of the weights that it hands out, ‖W − Ŵ‖_F / ‖W − M‖_F', () => {
    fc.assert(
      fc.property(someRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, keptFraction) => {
        const layers = [{ name: 'w', weights: matrixOf(rows) }];
        const pruned = prune(layers, { method, centred, target: { keptFraction } });
        const whole = frobenius(rows, centreOf(rows, method, centred));
        if (whole === 0) return;
        const error = frobenius(rows, rowsOf(pruned.weights()[0].weights)) / whole;
        // Centred, the weights themselves are rounded to 1e-16 of their own size, which may exceed that of the differences.
        const rounding = 1e-14 * Math.max(1, frobenius(rows) / whole);
        expect(Math.abs(pruned.relativeError - error)).toBeLessThan(rounding);
      }),
    );
  });

  it('gives the same bits for weights times a power of two', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: -300, max: 300 }), (rows, exponent) => {
        const factor = 2 ** exponent;
        const target = { error: 0.3 };
        const before = prune([{ name: 'w', weights: matrixOf(rows) }], { method, centred, target });
        const scaled = matrixOf(rows.map((row) => row.map((value) => value * factor)));
        const after = prune([{ name: 'w', weights: scaled }], { method, centred, target });
        expect(after.relativeError).toBe(before.relativeError);
        expect(after.layers[0].mask).toEqual(before.layers[0].mask);
        expect(rowsOf(after.weights()[0].weights)).toEqual(
          rowsOf(before.weights()[0].weights).map((row) => row.map((value) => value * factor)),
        );
      }),
    );
  });

  it('does not see in which order rows and columns stand', () => {
    fc.assert(
      fc.property(someRows, fc.infiniteStream(fc.nat(1000)), (rows, keys) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((item) => ({ item, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const columns = shuffled(rows[0].map((_, j) => j));
        const other = shuffled(rows).map((row) => columns.map((j) => row[j]));
        const errorsOf = (some: number[][]) => {
          const { curve } = createPruning([{ name: 'w', weights: matrixOf(some) }], { method, centred })
            .layers[0];
          return Array.from({ length: curve.units + 1 }, (_, kept) => curve.relativeError(kept));
        };
        const before = errorsOf(rows);
        errorsOf(other).forEach((error, k) => {
          expect(Math.abs(error - before[k])).toBeLessThan(1e-14);
        });
      }),
    );
  });

  it('reads any strides, and leaves what it is given alone', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const [height, width] = [rows.length, rows[0].length];
        const columnMajor = ndarray(
          Float64Array.from(
            { length: height * width },
            (_, at) => rows[at % height][Math.floor(at / height)],
          ),
          [width, height],
        ).transpose(1, 0);
        const target = { keptFraction: 0.5 };
        const plain = prune([{ name: 'w', weights: matrixOf(rows) }], { method, centred, target });
        const strided = prune([{ name: 'w', weights: columnMajor }], { method, centred, target });
        expect(rowsOf(strided.weights()[0].weights)).toEqual(rowsOf(plain.weights()[0].weights));
        expect(rowsOf(columnMajor)).toEqual(rows);
      }),
    );
  });

  it('is the same globally and per layer for one layer, and optimal globally for several', () => {
    fc.assert(
      fc.property(fc.array(someRows, { minLength: 2, maxLength: 4 }), (many) => {
        const layers = many.map((rows, at) => ({ name: `w${at}`, weights: matrixOf(rows) }));
        const options = { method, centred, keepOutput: false, target: { error: 0.2, squared: true } };
        const one = layers.slice(0, 1);
        const [own, whole] = (['layer', 'global'] as const).map((scope) => prune(one, { ...options, scope }));
        expect(JSON.stringify(own.layers)).toBe(JSON.stringify(whole.layers));
        const [perLayer, global] = (['layer', 'global'] as const).map((scope) =>
          prune(layers, { ...options, scope }),
        );
        expect(global.relativeError).toBeLessThanOrEqual(0.2);
        expect(perLayer.relativeError).toBeLessThanOrEqual(0.2 + 1e-15);
        // No other choice of units prunes more at the same error, save by the rounding of sums near the target.
        if (perLayer.relativeError < 0.2 - 1e-12)
          expect(global.prunedFraction).toBeGreaterThanOrEqual(perLayer.prunedFraction);
        const lost = global.weights().map(({ weights }, at) => frobenius(many[at], rowsOf(weights)));
        const total = many.map((rows) => frobenius(rows, centreOf(rows, method, centred)));
        const squares = (list: number[]) => list.reduce((sum, value) => sum + value ** 2, 0);
        const sizes = squares(many.map((rows) => frobenius(rows)));
        if (squares(total) > 0)
          expect(Math.abs(global.relativeError - squares(lost) / squares(total))).toBeLessThan(
            1e-14 * Math.max(1, sizes / squares(total)),
          );
      }),
    );
  });
});

describe('row norms', () => {
  it('are those of a plain loop', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        rowNorms(matrixOf(rows)).forEach((norm, i) => {
          expect(Math.abs(norm - frobenius([rows[i]]))).toBeLessThanOrEqual(1e-15 * rows[0].length * norm);
        });
      }),
    );
  });

  it('neither overflow nor underflow, and pass on what is not finite', () => {
    const [large, small] = rowNorms(
      matrixOf([
        [3e200, 4e200],
        [3e-200, -4e-200],
      ]),
    );
    expect(large / 5e200).toBeCloseTo(1, 15);
    expect(small / 5e-200).toBeCloseTo(1, 15);
    expect([
      ...rowNorms(
        matrixOf([
          [Number.NaN, 0],
          [0, Number.NaN],
          [Number.NaN, Number.NaN],
        ]),
      ),
    ]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([...rowNorms(matrixOf([[-Infinity, 0]]))]).toEqual([Infinity]);
  });
});

describe('errorCurves', () => {
  const layers = ['a', 'b', 'out'].map((name, at) => ({
    name,
    weights: matrixOf([
      [1, -2, at],
      [3, 0.5, -1],
      [0.1, 7, 2],
      [1, 1, 1],
    ]),
  }));

  it('has a curve for every method, power and layer, and one for all layers', () => {
    const curves = errorCurves(layers, { powers: [1, 2], keptFractions: [0, 0.5, 1] });
    expect(curves.map(({ method, power, layer }) => `${method} ${power} ${layer}`)).toEqual(
      PRUNING_METHODS.flatMap((method) =>
        ['a', 'b', undefined].flatMap((layer) => [1, 2].map((power) => `${method} ${power} ${layer}`)),
      ),
    );
    for (const { method, power, layer, relativeError } of curves) {
      const scope = layer === undefined ? 'global' : 'layer';
      const chosen = layer === undefined ? ['a', 'b'] : [layer];
      const half = prune(layers, { method, power, scope, layers: chosen, target: { keptFraction: 0.5 } });
      expect([...relativeError]).toEqual([1, half.relativeError, 0]);
    }
  });

  it('is drawn at every percent unless told', () => {
    const [curve] = errorCurves(layers.slice(0, 1), { methods: ['magnitude'] });
    expect(curve.keptFraction.length).toBe(101);
    // Of 12 entries ⌈0.25 · 12⌉ = 3 are kept, and ⌈0.26 · 12⌉ = 4.
    const { curve: exact } = createPruning(layers.slice(0, 1), { method: 'magnitude' }).layers[0];
    expect([curve.relativeError[25], curve.relativeError[26]]).toEqual([
      exact.relativeError(3),
      exact.relativeError(4),
    ]);
    expect(() => sampleCurve(exact, [1.1])).toThrow('A kept fraction is 1.1');
  });
});
