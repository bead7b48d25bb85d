/**
 * Whole runs: the formula versions of the built-in models end in the same bits, compiled and in the reference, and so do
 * models that have no built-in version.
 * Watched failing: -a*x + k*(x - m) for OU; the sine's sign in the cosine network.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../src/engine/plan.ts';
import { simulate } from '../../../../src/engine/simulate.ts';
import { cosineTargets } from '../../../../src/models/cosineNetwork.ts';
import { sha256Float64 } from '../../../../src/results/hash.ts';

const read = (model: object, more: object = {}) =>
  readPlan({
    model,
    noise: { type: 'II', alpha: 1.5, scale: 0.4 },
    initial: { law: 'normal', mean: 0, variance: 1 },
    horizon: 1,
    steps: 8,
    particles: 331,
    replicas: 2,
    ...more,
  });

async function bits(model: object, kernel: 'compiled' | 'reference', more?: object): Promise<string> {
  const { positions, fields } = await simulate(read(model, more), { kernel });
  return `${sha256Float64(positions)} ${sha256Float64(fields)}`;
}

const cosine = { name: 'cosine-network', amplitude: 1.6, phase: 0.7 } as const;
const [c1, c2] = cosineTargets(cosine);

describe('runs of formula models', () => {
  it.each([
    [
      { name: 'mean-field-ou', a: 0.5, k: 1.25 },
      { parameters: { a: 0.5, k: 1.25 }, field: ['x'], drift: ['-a*x + k*(m - x)'] },
    ],
    [
      cosine,
      {
        parameters: { c1, c2 },
        field: ['cos(x1)', 'sin(x1)'],
        drift: ['0.5*((c2 - m2)*cos(x1) - (c1 - m1)*sin(x1))'],
      },
    ],
    [
      { name: 'kuramoto', coupling: 1.5 },
      {
        parameters: { k: 1.5 },
        field: ['cos(x)', 'sin(x)'],
        drift: ['0.5*(2*k*m2*cos(x) - 2*k*m1*sin(x))'],
      },
    ],
  ])('end in the bits of %o', async (builtIn, formulas) => {
    const expected = await bits(builtIn, 'compiled');
    for (const kernel of ['compiled', 'reference'] as const)
      expect(await bits({ name: 'formula', ...formulas }, kernel)).toBe(expected);
  });

  it.each([
    {
      dim: 2,
      parameters: { a: 1, k: 2 },
      field: ['x1', 'cos(x2)'],
      drift: ['-a*x1 + k*(m1 - x1)', 'sin(m2 - x2)'],
      noise: ['1 + 0.5*tanh(x1)', '1/(1 + m2^2)'],
    },
    {
      dim: 3,
      field: ['tanh(x1 + x3)', 'softplus(x2)'],
      potential: 'abs(x1)^1.5 + (x2 - m2)^2 + cos(x1*x3) - m1*x3',
    },
  ])('compiled and reference end in the same bits: %o', async (formulas) => {
    const dim = formulas.dim;
    const initial = { law: 'normal', mean: new Array(dim).fill(0), variance: new Array(dim).fill(0.25) };
    const model = { name: 'formula', ...formulas };
    expect(await bits(model, 'compiled', { initial })).toBe(await bits(model, 'reference', { initial }));
  });
});
