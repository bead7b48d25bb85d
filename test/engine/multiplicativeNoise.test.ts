/**
 * Multiplicative noise, θ ← θ + η b + s(θ, m) ΔL with s at the step's start (Itô), against exact laws and moments.
 * False-alarm rate 5e−7 each. Watched failing: the drift taken for the factor; the factor squared.
 * Budget of false alarms: 4 × 5e-7.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../src/statistics/goodness.ts';

const PARTICLES = 100_000;
const Z = 5.026;

async function positions(model: object, more: object): Promise<Float64Array> {
  const plan = {
    model: { name: 'formula', field: ['x1'], drift: ['0'], ...model },
    noise: { type: 'II', alpha: 1.5, scale: 0.7 },
    initial: { law: 'point', value: 0.8 },
    horizon: 1,
    steps: 1,
    particles: PARTICLES,
    seed: 5,
    ...more,
  };
  return (await simulate(readPlan(plan), { driver: 'serial' })).positions;
}

describe('multiplicative noise', () => {
  it('scales the increment of each coordinate by its own factor of particle and field: exact law of a step', async () => {
    const model = { dim: 2, drift: ['0', '0'], noise: ['1 + x1^2', '2*m1 + x2'] };
    const x = await positions(model, {});
    for (const [c, factor] of [1 + 0.8 ** 2, 3 * 0.8].entries()) {
      const { cdf } = createSymmetricStable(1.5);
      const moved = Float64Array.from({ length: PARTICLES }, (_, i) => (x[2 * i + c] - 0.8) / (0.7 * factor));
      const limit = Math.sqrt(Math.log(2 / 5e-7) / 2 / PARTICLES);
      expect(kolmogorovSmirnov(moved, cdf).statistic).toBeLessThan(limit);
    }
  });

  it('is Itô’s: geometric Brownian motion keeps its mean, and its second moment is the exact one of the steps', async () => {
    const steps = 32;
    const s = 0.25;
    const x = await positions(
      { dim: 1, noise: ['s*x'], parameters: { s } },
      { noise: { type: 'II', alpha: 2, scale: 1 }, steps },
    );
    // noise of scale 1 at α = 2 has variance 2η a step
    const growth = (power: number) => {
      // E (1 + s√(2η)Z)^power, Z standard normal
      const v = (2 * s * s) / steps;
      const moments: Record<number, number> = { 1: 1, 2: 1 + v, 4: 1 + 6 * v + 3 * v * v };
      return moments[power] ** steps;
    };
    const mean = (of: (v: number) => number) => x.reduce((sum, v) => sum + of(v), 0) / PARTICLES;
    const [first, second] = [0.8, 0.8 ** 2 * growth(2)];
    const fourth = 0.8 ** 4 * growth(4);
    expect(Math.abs(mean((v) => v) - first)).toBeLessThan(Z * Math.sqrt((second - first ** 2) / PARTICLES));
    expect(Math.abs(mean((v) => v * v) - second)).toBeLessThan(
      Z * Math.sqrt((fourth - second ** 2) / PARTICLES),
    );
    // Stratonovich's mean would be e^{s²} times as large: power of the first test
    expect(Math.exp(s * s) * first - first).toBeGreaterThan(
      2 * Z * Math.sqrt((second - first ** 2) / PARTICLES),
    );
  });
});
