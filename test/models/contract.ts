/**
 * The contract that every mean-field model keeps; each model's test calls it with an instance and positions.
 */
import { describe, expect, it } from 'vitest';
import type { MeanFieldModel } from '../../src/models/model.ts';

export interface ContractCase {
  readonly make: () => MeanFieldModel;
  /** Particle-major positions; an even number of particles. */
  readonly x: Float64Array;
  /** Particles i and i + period are exchangeable: 1, or 2 where output weights alternate. */
  readonly period?: number;
  /** The drift is the same for every particle and reads no position; the step itself keeps a NaN. */
  readonly sameDrift?: boolean;
  /** N·R of the whole system, where the drift is −∂_i(N R); computed without the model. */
  readonly energy?: (x: Float64Array) => number;
}

/** A reproducible spread of positions in about ±1.5, no two equal. */
export function positions(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => 3 * (((j + 1) * 0.618033988749895) % 1) - 1.5);
}

function mean(model: MeanFieldModel, x: Float64Array): Float64Array {
  const n = x.length / model.dim;
  const sum = new Float64Array(model.fieldDim);
  model.gather(x, 0, n, sum);
  return sum.map((s) => s / n);
}

export function modelContract(
  title: string,
  { make, x, period = 1, sameDrift = false, energy }: ContractCase,
): void {
  const model = make();
  const { dim, fieldDim } = model;
  const n = x.length / dim;
  describe(`${title} keeps the model contract`, () => {
    // Faults planted, each fails here: gather that skips its last particle (hi − 1); that adds the lanes of the range
    // before once more.
    it('gathers a range as the sum of its parts, wherever it is cut at an even number', () => {
      const whole = new Float64Array(fieldDim);
      model.gather(x, 0, n, whole);
      for (const cut of [2, 4, n - 2]) {
        const parts = new Float64Array(fieldDim);
        model.gather(x, 0, cut, parts);
        model.gather(x, cut, n, parts);
        for (let f = 0; f < fieldDim; f++) expect(parts[f]).toBeCloseTo(whole[f], 13);
      }
    });

    it('gathers two lanes from 0, so that a range before it changes no bit but by its own sum', () => {
      const [first, second, both] = [0, 1, 2].map(() => new Float64Array(fieldDim));
      model.gather(x, 0, 2, first);
      model.gather(x, 2, n - 1, second);
      model.gather(x, 0, 2, both);
      model.gather(x, 2, n - 1, both);
      expect(both).toEqual(first.map((s, f) => s + second[f]));
    });

    it('adds to the sum it is given', () => {
      const from = new Float64Array(fieldDim).fill(1000);
      const zero = new Float64Array(fieldDim);
      model.gather(x, 0, n, from);
      model.gather(x, 0, n, zero);
      for (let f = 0; f < fieldDim; f++) expect(from[f] - 1000).toBeCloseTo(zero[f], 9);
    });

    // Fault planted: drift that writes to out[i·dim + c] in place of out[(i − lo)·dim + c] fails here.
    it('drifts each particle alone: any range gives the bits of the whole', () => {
      const field = mean(model, x);
      const whole = new Float64Array(n * dim);
      model.drift(x, 0, n, field, whole);
      for (const [lo, hi] of [
        [0, 1],
        [1, n],
        [2, 3],
        [n / 2, n],
      ]) {
        const part = new Float64Array((hi - lo) * dim).fill(Number.NaN);
        model.drift(x, lo, hi, field, part);
        expect(part).toEqual(whole.slice(lo * dim, hi * dim));
      }
    });

    it('leaves positions and field as they were', () => {
      const before = x.slice();
      const field = mean(model, x);
      const fieldBefore = field.slice();
      model.drift(x, 0, n, field, new Float64Array(n * dim));
      expect(x).toEqual(before);
      expect(field).toEqual(fieldBefore);
    });

    it('has a field that does not change when exchangeable particles change places', () => {
      const swapped = x.slice();
      const j = period * dim;
      for (let c = 0; c < dim; c++) [swapped[c], swapped[j + c]] = [x[j + c], x[c]];
      const [a, b] = [mean(model, x), mean(model, swapped)];
      for (let f = 0; f < fieldDim; f++) expect(b[f]).toBeCloseTo(a[f], 13);
    });

    it('gives two instances the same bits', () => {
      expect(mean(make(), x)).toEqual(mean(model, x));
    });

    it('lets a non-finite position through to the field and the drift', () => {
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const broken = x.slice();
        broken[dim] = bad;
        const out = new Float64Array(n * dim);
        model.drift(broken, 0, n, mean(model, x), out);
        if (Number.isNaN(bad)) {
          expect(mean(model, broken).some(Number.isNaN)).toBe(true);
          if (!sameDrift) expect(out.slice(dim, 2 * dim).some(Number.isNaN)).toBe(true);
        }
        expect(out.slice(0, dim).every(Number.isFinite)).toBe(true);
      }
    });

    it('describes its field in finite numbers', () => {
      for (const value of Object.values(model.describeField(mean(model, x)))) {
        for (const part of [value].flat()) expect(part).toSatisfy(Number.isFinite);
      }
    });

    if (energy) {
      // Faults planted, each fails here: drift without the ½ (cosine), with the sign of a_i dropped, with
      // act in place of act′ (network), with 1/N too much.
      it('drifts along −N ∂R, by central differences of a risk computed without the model', () => {
        const field = mean(model, x);
        const out = new Float64Array(n * dim);
        model.drift(x, 0, n, field, out);
        const h = 1e-5;
        for (let j = 0; j < Math.min(x.length, 24); j++) {
          const [up, down] = [x.slice(), x.slice()];
          up[j] += h;
          down[j] -= h;
          expect(out[j]).toBeCloseTo(-(energy(up) - energy(down)) / (2 * h), 7);
        }
      });
    }
  });
}
