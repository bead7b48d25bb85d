/**
 * Formula models keep the model contract, and the three-line versions of the built-in models give their bits.
 * Watched failing: one lane for all particles; lanes that start anew in each chunk; every chunk of a drift written to the
 * start; one entry of the field for all.
 */
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../src/engine/modelOf.ts';
import { readPlan } from '../../../src/engine/plan.ts';
import { tanh } from '../../../src/math/elementary.ts';
import { cosineTargets } from '../../../src/models/cosineNetwork.ts';
import { createModel } from '../../../src/models/createModel.ts';
import { fieldGrowth } from '../../../src/models/fieldGrowth.ts';
import type { MeanFieldModel } from '../../../src/models/model.ts';
import { modelContract, positions } from '../contract.ts';

const read = (model: object) =>
  readPlan({
    model: { name: 'formula', ...model },
    noise: { alpha: 1.5, scale: 0.1 },
    initial: { law: 'point', value: 0 },
    horizon: 1,
    steps: 1,
    particles: 2,
  });
const make = (model: object) => modelOf(read(model));

const ISSUE = {
  dim: 2,
  parameters: { a: 1, k: 2 },
  field: ['x1', 'cos(x2)'],
  drift: ['-a*x1 + k*(m1 - x1)', 'sin(m2 - x2)'],
};
const OU = { parameters: { a: 0.5, k: 1.25 }, field: ['x'], drift: ['-a*x + k*(m - x)'] };
const WELL = { parameters: { k: 0.7 }, field: ['x'], potential: 'x^4/4 - x^2/2 + k/2*(x - m)^2' };
const KURAMOTO = {
  parameters: { k: 1.5 },
  field: ['cos(x)', 'sin(x)'],
  drift: ['k*(m2*cos(x) - m1*sin(x))'],
};

modelContract("the issue's formula model", { make: () => make(ISSUE), x: positions(16) });
modelContract('a formula OU system', { make: () => make(OU), x: positions(10) });
modelContract('a formula Kuramoto model', { make: () => make(KURAMOTO), x: positions(8) });
modelContract('a double well from its potential', {
  make: () => make(WELL),
  x: positions(12),
  energy(x) {
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    return x.reduce((sum, v) => sum + v ** 4 / 4 - v ** 2 / 2 + 0.35 * (v - mean) ** 2, 0);
  },
});
modelContract('a bounded field in three dimensions', {
  make: () =>
    make({
      dim: 3,
      field: ['tanh(x1 + x2)', 'sigmoid(x3)', 'relu(x1)', '1'],
      drift: ['m1 - x1^3', 'x1 > 0 ? m2 : m3', 'softplus(x2) - m4*abs(x3)'],
    }),
  x: positions(36),
});

/** All kernels of both, bit for bit, on ranges longer than a chunk. */
function sameBits(a: MeanFieldModel, b: MeanFieldModel): void {
  const n = 331;
  const x = positions(n * a.dim).map((v) => 40 * v);
  for (const [lo, hi] of [
    [0, n],
    [0, 64],
    [64, 193],
    [2, 5],
    [10, 10],
  ]) {
    const sums = [a, b].map((model) => {
      const sum = new Float64Array(a.fieldDim).fill(0.5);
      model.gather(x, lo, hi, sum);
      return sum;
    });
    expect(sums[1]).toEqual(sums[0]);
    for (const level of [0, 0.4]) {
      const field = new Float64Array(a.fieldDim).fill(level);
      const drifts = [a, b].map((model) => {
        const out = new Float64Array((hi - lo) * a.dim);
        model.drift(x, lo, hi, field, out);
        return out;
      });
      expect(drifts[1]).toEqual(drifts[0]);
    }
  }
}

describe('formula versions of built-in models', () => {
  it('OU gives the same bits', () => {
    sameBits(createModel({ name: 'mean-field-ou', a: 0.5, k: 1.25 }), make(OU));
  });

  it('the cosine network gives the same bits', () => {
    const spec = { name: 'cosine-network', amplitude: 1.6, phase: 0.7 } as const;
    const [c1, c2] = cosineTargets(spec);
    const drift = ['0.5*((c2 - m2)*cos(x) - (c1 - m1)*sin(x))'];
    sameBits(createModel(spec), make({ parameters: { c1, c2 }, field: ['cos(x)', 'sin(x)'], drift }));
  });

  it('Kuramoto gives the same bits in the order of operations of the built-in model, and 1e-15 in another', () => {
    const builtIn = createModel({ name: 'kuramoto', coupling: 1.5 });
    const drift = ['0.5*(2*k*m2*cos(x) - 2*k*m1*sin(x))'];
    sameBits(builtIn, make({ ...KURAMOTO, drift }));
    const x = positions(9);
    const [one, other] = [builtIn, make(KURAMOTO)].map((model) => {
      const out = new Float64Array(9);
      model.drift(x, 0, 9, Float64Array.of(0.3, -0.2), out);
      return out;
    });
    other.forEach((v, i) => {
      expect(Math.abs(v - one[i])).toBeLessThan(1e-15);
    });
  });
});

describe('a formula model', () => {
  it('with noise writes the factor of every coordinate', () => {
    const spec = { ...ISSUE, noise: ['1 + m1*tanh(x1)', 'x2 - m2'] };
    const x = positions(6);
    const out = new Float64Array(6);
    make(spec).noiseFactor?.(x, 0, 3, Float64Array.of(0.5, 2), out);
    expect(out).toEqual(x.map((v, j) => (j % 2 === 0 ? 1 + 0.5 * tanh(v) : v - 2)));
    make({ ...ISSUE, noise: ['m2'] }).noiseFactor?.(x, 0, 3, Float64Array.of(0.5, 2), out);
    expect([...out]).toEqual([2, 2, 2, 2, 2, 2]);
    expect(make(ISSUE).noiseFactor).toBeUndefined();
  });

  it('describes its field by m1, m2 …', () => {
    expect(make(ISSUE).describeField(Float64Array.of(3, 4))).toEqual({ m1: 3, m2: 4 });
  });

  it('allows numbers as formulas and x1, m1 beside x, m', () => {
    const x = Float64Array.of(2);
    const out = new Float64Array(1);
    make({ field: ['x + x1', 7], drift: ['m1 - x'] }).drift(x, 0, 1, Float64Array.of(5, 6), out);
    expect(out[0]).toBe(3);
    make({ field: ['x'], drift: ['m1 - m + x1'] }).drift(x, 0, 1, Float64Array.of(5), out);
    expect(out[0]).toBe(2);
  });

  it('needs its program', () => {
    expect(() => createModel(read(OU).plan.model)).toThrow(
      'A formula model needs its program; readPlan makes it.',
    );
  });

  it('carries its program as plain data, with the drift derived from a potential', () => {
    const problem = read(WELL);
    expect(structuredClone(problem)).toEqual(problem);
    expect(problem.program?.text.drift).toEqual(['-(x^3 - x + k / 2 * (2 * (x - m)))']);
  });
});

describe('the growth of a field of formulas', () => {
  // Faults planted, each fails here: exp bounded; intervals of a difference with its ends not exchanged; x·y affine; a
  // quotient by an interval around 0; u·u by the product of two different intervals.
  it.each([
    ['bounded', 'sin(x1)'],
    ['bounded', 'cos(x1*x2)^3/(2 + sin(x2))'],
    ['bounded', 'tanh(x1) + atan(x2^2) - sigmoid(x1*x2)'],
    ['bounded', 'exp(-x1^2)'],
    ['bounded', '1/(1 + x1^2)'],
    ['bounded', 'min(max(x1, -2), 2)'],
    ['bounded', '(x1 > 0 ? 1 : -1)'],
    ['bounded', 'heaviside(x2)'],
    ['bounded', 'log(1 + exp(-abs(x1)))'],
    ['bounded', 'a'],
    ['linear', 'x1'],
    ['linear', '-(a*x1 - x2/3) + 1'],
    ['linear', '2^3*x1'],
    ['nonlinear', 'x1^2'],
    ['nonlinear', 'x1*x2'],
    ['nonlinear', 'relu(x1)'],
    ['nonlinear', 'softplus(x1)'],
    ['nonlinear', 'exp(x1)'],
    ['nonlinear', 'exp(-x1)'],
    ['nonlinear', '1/x1'],
    ['nonlinear', '1/sin(x1)'],
    ['nonlinear', '1/(sin(x1) - (1 + sin(x2)))'],
    ['nonlinear', 'tan(x1)'],
    ['nonlinear', 'sin(x1) - exp(x2)'],
    ['nonlinear', 'max(x1, -2)'],
    ['nonlinear', 'x1/x2'],
    ['nonlinear', 'abs(x1)^0.5'],
    ['nonlinear', 'log(abs(x1))'],
  ])('is %s for %s', (growth, formula) => {
    const { plan, program } = read({ dim: 2, parameters: { a: 2 }, field: [formula], drift: ['x1', 'x2'] });
    expect(fieldGrowth(plan.model, program)).toBe(growth);
    // an entry that is bounded changes nothing
    const both = read({ dim: 2, parameters: { a: 2 }, field: [formula, 'sin(x1)'], drift: ['x1', 'x2'] });
    expect(both.program?.growth).toBe(growth);
  });
});
