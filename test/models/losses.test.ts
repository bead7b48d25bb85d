/**
 * Faults planted, each fails here: gradients with the other sign; softmax without the subtraction of the largest output;
 * softmax's own class p − 1 by subtraction (digits lost); the largest of all points' outputs; logistic by log(1 + exp(−yf));
 * hinge with z − δ in place of z − δ/2, and with z²/δ; squared without its ½.
 */
import { describe, expect, it } from 'vitest';
import { createLoss, type LossSpec, largest } from '../../src/models/losses.ts';
import { positions } from './contract.ts';

const specs: readonly LossSpec[] = [
  { name: 'squared' },
  { name: 'logistic' },
  { name: 'softmax' },
  { name: 'hinge', width: 1 },
  { name: 'hinge', width: 0.25 },
];

/** Targets of one point. */
function targets({ name }: LossSpec, outputs: number): number[] {
  if (name === 'softmax') return [outputs - 1];
  if (name === 'squared') return [0.3, -1.2, 2.5].slice(0, outputs);
  return [1, -1, -1].slice(0, outputs);
}

describe.each(specs)('the loss %j', (spec) => {
  for (const outputs of spec.name === 'softmax' ? [2, 3] : [1, 2, 3]) {
    const loss = createLoss(spec, outputs);
    const y = targets(spec, outputs);
    const gradientAt = (f: ArrayLike<number>, at = 0) => {
      const out = new Float64Array(outputs);
      loss.gradient(f, at, y, 0, out, 0);
      return out;
    };

    it(`has the gradient of central differences with ${outputs} outputs`, () => {
      const h = 1e-5;
      for (let trial = 0; trial < 40; trial++) {
        const f = positions(40 * outputs)
          .slice(trial * outputs, (trial + 1) * outputs)
          .map((v) => 2 * v);
        const gradient = gradientAt(f);
        for (let k = 0; k < outputs; k++) {
          const [up, down] = [f.slice(), f.slice()];
          up[k] += h;
          down[k] -= h;
          const difference = (loss.value(up, 0, y, 0) - loss.value(down, 0, y, 0)) / (2 * h);
          expect(Math.abs(gradient[k] - difference)).toBeLessThan(5e-10);
        }
      }
    });

    it(`reads and writes at offsets, in place too, with ${outputs} outputs`, () => {
      const f = positions(3 * outputs);
      const part = f.slice(outputs, 2 * outputs);
      const shifted = [0, 0, 9, ...y];
      expect(loss.value(f, outputs, shifted, 3)).toBe(loss.value(part, 0, y, 0));
      const before = f.slice();
      const expected = gradientAt(part);
      loss.gradient(f, outputs, shifted, 3, f, outputs);
      expect(f.slice(outputs, 2 * outputs)).toEqual(expected);
      f.set(part, outputs);
      expect(f).toEqual(before);
    });

    it(`stays finite at outputs of ±1e5 and lets NaN through with ${outputs} outputs`, () => {
      for (const size of [1e5, -1e5]) {
        const f = Float64Array.from({ length: outputs }, (_, k) => (k % 2 ? -size : size));
        expect(loss.value(f, 0, y, 0)).toSatisfy(Number.isFinite);
        expect([...gradientAt(f)].every(Number.isFinite)).toBe(true);
      }
      const broken = new Float64Array(outputs).fill(0.5);
      broken[outputs - 1] = Number.NaN;
      expect(loss.value(broken, 0, y, 0)).toBeNaN();
      expect(gradientAt(broken)[outputs - 1]).toBeNaN();
    });
  }
});

describe('closed values of the losses', () => {
  const at = (spec: LossSpec, f: number[], y: number[]): [number, number[]] => {
    const loss = createLoss(spec, f.length);
    const out = new Float64Array(f.length);
    loss.gradient(f, 0, y, 0, out, 0);
    return [loss.value(f, 0, y, 0), [...out]];
  };

  it('squared is ½|f − y|²', () => {
    expect(at({ name: 'squared' }, [3, 1], [1, 2])).toEqual([2.5, [2, -1]]);
  });

  it('logistic is log 2 at 0, and keeps the digits of its tail', () => {
    const [value, [slope]] = at({ name: 'logistic' }, [0], [-1]);
    expect(value).toBeCloseTo(Math.LN2, 15);
    expect(slope).toBe(0.5);
    const [far, [farSlope]] = at({ name: 'logistic' }, [-60], [-1]);
    // e^(−60) by mpmath.
    expect(far / 8.75651076269652e-27).toBeCloseTo(1, 13);
    expect(farSlope / 8.75651076269652e-27).toBeCloseTo(1, 13);
  });

  it('softmax is log K at equal outputs, and keeps the digits of its tail', () => {
    const [value, gradient] = at({ name: 'softmax' }, [7, 7, 7, 7], [2]);
    expect(value).toBeCloseTo(2 * Math.LN2, 15);
    expect(gradient).toEqual([0.25, 0.25, -0.75, 0.25]);
    const [far, [own, other]] = at({ name: 'softmax' }, [1000, 940], [0]);
    for (const v of [far, -own, other]) expect(v / 8.75651076269652e-27).toBeCloseTo(1, 13);
    expect(at({ name: 'softmax' }, [-1000, 1000], [0])).toEqual([2000, [-1, 1]]);
  });

  it('hinge is 0, z²/2δ and z − δ/2 of z = 1 − yf', () => {
    const hinge: LossSpec = { name: 'hinge', width: 0.5 };
    expect(at(hinge, [1.5], [1])).toEqual([0, [-0]]);
    expect(at(hinge, [0.75], [1])).toEqual([0.0625, [-0.5]]);
    expect(at(hinge, [2], [-1])).toEqual([2.75, [1]]);
  });

  it('the largest output names the class; of equal ones, the first', () => {
    expect(largest([9, 1, 3, 3, 2, 9], 1, 4)).toBe(2);
  });
});
