/**
 * Closed forms of the mean-field OU system against the handed reference, against 40-digit quadrature of the
 * integrals as they stand (ou-limits.json) and against Riemann sums.
 *
 * Faults planted, each seen to fail: the power 1/α of a scale left out, z̄ without 1/N, the lag term left out of
 * the off-grid error, A^{j+1} for A^j, coarse steps counted one fine step late.
 */
import { describe, expect, it } from 'vitest';
import * as ou from '../../src/limits/meanFieldOu.ts';
import { eulerDifferenceScale, strongErrorScale } from '../../src/limits/meanFieldOuErrors.ts';
import precise from '../fixtures/ou-limits.json' with { type: 'json' };
import reference from '../fixtures/reference-mean-field-ou.json' with { type: 'json' };

/** The relative difference of two numbers. */
function relative(a: number, b: number): number {
  return Math.abs(a / b - 1);
}

describe('the mean-field OU limit against the handed reference', () => {
  const { a, k, sigma, horizon } = reference;
  for (const row of reference.cases) {
    const p = { a, k, sigma, alpha: row.alpha };
    it(`gives closed forms to 1e-13 and quadratures to their 1e-11 at alpha ${row.alpha}`, () => {
      expect(relative(ou.limitScale(p, horizon), row.limitScale)).toBeLessThan(1e-13);
      expect(relative(ou.limitScaleEuler(p, 1 / 8, 8), row.limitScaleEuler8)).toBeLessThan(1e-13);
      expect(relative(ou.limitScaleEuler(p, 1 / 64, 64), row.limitScaleEuler64)).toBeLessThan(1e-13);
      expect(relative(ou.particleScaleEuler(p, 10, 1 / 8, 8), row.scaleN10Euler8)).toBeLessThan(1e-13);
      expect(relative(ou.chaosErrorScaleEuler(p, 10, 1 / 8, 8), row.chaosErrorScaleN10Euler8)).toBeLessThan(
        1e-13,
      );
      for (const [fineStep, scale] of row.coarseMinusFineScale) {
        const pair = { fineStep, ratio: 2, coarseSteps: 1 / fineStep / 2 };
        expect(relative(eulerDifferenceScale(p, pair), scale)).toBeLessThan(1e-13);
      }
      // These reference numbers come from double precision quadrature; 16 digits are in ou-limits.json.
      expect(Math.abs(ou.particleScale(p, 10, horizon) - row.scaleN10)).toBeLessThan(1e-11);
      expect(Math.abs(ou.chaosErrorScale(p, 10, horizon) - row.chaosErrorScaleN10)).toBeLessThan(1e-11);
      for (const [step, scale] of row.strongEulerErrorScale)
        expect(Math.abs(strongErrorScale(p, step, 1 / step) - scale)).toBeLessThan(1e-11);
    });
  }
});

describe('the mean-field OU limit against 40-digit quadrature', () => {
  for (const { alpha, a, k, sigma, particles, horizon, steps, values } of precise.cases) {
    const p = { a, k, sigma, alpha };
    const step = horizon / steps;
    it(`gives every scale to 1e-12 at alpha ${alpha}, a ${a}, k ${k}, step ${step.toPrecision(3)}`, () => {
      const z = [1, -0.8, 0.1];
      const mine: Record<keyof typeof values, number> = {
        limit: ou.limitScale(p, horizon),
        limitEuler: ou.limitScaleEuler(p, step, steps),
        particle: ou.particleScale(p, particles, horizon),
        particleEuler: ou.particleScaleEuler(p, particles, step, steps),
        'logCF(1,-0.8,0.1)': ou.jointLogCF(p, particles, z, horizon),
        'logCFEuler(1,-0.8,0.1)': ou.jointLogCFEuler(p, particles, z, step, steps),
        chaos: ou.chaosErrorScale(p, particles, horizon),
        chaosEuler: ou.chaosErrorScaleEuler(p, particles, step, steps),
        strong: strongErrorScale(p, step, steps),
        strongOffGrid: strongErrorScale(p, step, steps, step / 2),
      };
      for (const [name, value] of Object.entries(values))
        expect(relative(mine[name as keyof typeof values], value), name).toBeLessThan(1e-12);
    });
  }
});

describe('errors between two Euler paths', () => {
  const p = { a: 0.5, k: 1, sigma: 0.7, alpha: 1.5 };

  /** Kernels of every fine increment of every particle, by running both N-particle recursions on unit noise. */
  function bruteForce(n: number, fineStep: number, ratio: number, coarseSteps: number, lag: number): number {
    const cells = coarseSteps * ratio + lag;
    const move = (x: number[], step: number, add: number[]) => {
      const m = x.reduce((s, v) => s + v, 0) / n;
      return x.map((v, i) => v + step * (-p.a * v + p.k * (m - v)) + add[i]);
    };
    let sum = 0;
    for (let cell = 0; cell < cells; cell++) {
      for (let source = 0; source < n; source++) {
        const unit = (at: number) =>
          Array.from({ length: n }, (_, i) => (at === cell && i === source ? 1 : 0));
        let fine = new Array<number>(n).fill(0);
        let coarse = new Array<number>(n).fill(0);
        let pending = new Array<number>(n).fill(0);
        for (let c = 0; c < cells; c++) {
          const noise = unit(c);
          fine = move(fine, fineStep, noise);
          pending = pending.map((v, i) => v + noise[i]);
          if ((c + 1) % ratio === 0) {
            coarse = move(coarse, ratio * fineStep, pending);
            pending = pending.map(() => 0);
          }
        }
        sum += Math.abs(coarse[0] - fine[0]) ** p.alpha;
      }
    }
    return p.sigma * (fineStep * sum) ** (1 / p.alpha);
  }

  it.each([
    { particles: 3, ratio: 2, coarseSteps: 5, lag: 0 },
    { particles: 3, ratio: 2, coarseSteps: 5, lag: 1 },
    { particles: 4, ratio: 4, coarseSteps: 2, lag: 3 },
    { particles: 1, ratio: 8, coarseSteps: 2, lag: 4 },
  ])(
    'have the scale that running both recursions on unit noise gives: %j',
    ({ particles, ratio, coarseSteps, lag }) => {
      const mine = eulerDifferenceScale(p, { fineStep: 0.05, ratio, coarseSteps, lag, particles });
      expect(relative(mine, bruteForce(particles, 0.05, ratio, coarseSteps, lag))).toBeLessThan(1e-13);
    },
  );

  it('tend to those of limit particles as N grows', () => {
    const pair = { fineStep: 0.01, ratio: 2, coarseSteps: 50, lag: 1 };
    const limit = eulerDifferenceScale(p, pair);
    expect(relative(eulerDifferenceScale(p, { ...pair, particles: 1e9 }), limit)).toBeLessThan(1e-3);
    expect(relative(eulerDifferenceScale(p, { ...pair, particles: 10 }), limit)).toBeGreaterThan(1e-3);
  });

  it('tend to the error against the exact solution as the fine step shrinks, on and off the grid', () => {
    for (const lag of [0, 1]) {
      const exact = strongErrorScale(p, 1 / 8, 8, lag / 16);
      const gap = (ratio: number) =>
        relative(
          eulerDifferenceScale(p, { fineStep: 1 / 8 / ratio, ratio, coarseSteps: 8, lag: (lag * ratio) / 2 }),
          exact,
        );
      expect(gap(4096)).toBeLessThan(2e-3);
      expect(gap(1024) / gap(4096)).toBeGreaterThan(3.5);
    }
  });

  it('are of order η on the grid, and off it σ(η/2)^{1/α} with a correction of relative order η^{α−1}', () => {
    const slope = Math.log2(strongErrorScale(p, 1 / 512, 512) / strongErrorScale(p, 1 / 1024, 1024));
    expect(slope).toBeCloseTo(1, 2);
    const correction = (n: number) =>
      (strongErrorScale(p, 1 / n, n, 0.5 / n) / p.sigma) ** p.alpha * 2 * n - 1;
    expect(correction(256) / correction(1024)).toBeCloseTo(4 ** (p.alpha - 1), 1);
    expect(correction(1024)).toBeLessThan(0.1);
  });
});

describe('edge cases of the mean-field OU system', () => {
  const base = { sigma: 0.7, alpha: 1.5 };

  it('without drift all paths are the noise itself', () => {
    const p = { ...base, a: 0, k: 0 };
    const noise = 0.7 * 2 ** (1 / 1.5);
    expect(relative(ou.limitScale(p, 2), noise)).toBeLessThan(1e-14);
    expect(relative(ou.limitScaleEuler(p, 0.25, 8), noise)).toBeLessThan(1e-14);
    expect(ou.chaosErrorScale(p, 10, 2)).toBe(0);
    expect(strongErrorScale(p, 0.25, 8)).toBe(0);
    expect(relative(strongErrorScale(p, 0.25, 8, 0.125), 0.7 * 0.125 ** (1 / 1.5))).toBeLessThan(1e-14);
  });

  it('without interaction particles are limit particles', () => {
    const p = { ...base, a: 2, k: 0 };
    expect(relative(ou.particleScale(p, 5, 1), ou.limitScale(p, 1))).toBeLessThan(1e-14);
    expect(ou.chaosErrorScaleEuler(p, 5, 0.1, 10)).toBe(0);
  });

  it('when the Euler factor A is 0, only the last increment is left', () => {
    const p = { ...base, a: 3, k: 1 };
    expect(relative(ou.limitScaleEuler(p, 0.25, 4), 0.7 * 0.25 ** (1 / 1.5))).toBeLessThan(1e-14);
    // All increments but the last: the exact kernel alone; the last: 1 − e^{−4v}.
    let sum = -Math.expm1(-6 * 0.75) / 6 / Math.exp(1.5);
    const m = 200_000;
    for (let i = 0; i < m; i++) sum += ((1 - Math.exp((-4 * (i + 0.5) * 0.25) / m)) ** 1.5 * 0.25) / m;
    expect(relative(strongErrorScale(p, 0.25, 4), 0.7 * sum ** (1 / 1.5))).toBeLessThan(1e-9);
  });

  it('expanding systems (l < 0) and overshooting Euler factors (A < 0) agree with Riemann sums', () => {
    for (const [a, k, step, steps] of [
      [1, -3, 0.125, 8],
      [4, 2, 0.25, 6],
      [0.3, -0.6, 0.5, 3],
    ]) {
      const p = { ...base, a, k };
      const l = a + k;
      let sum = 0;
      const m = 40_000;
      for (let j = 0; j < steps; j++)
        for (let i = 0; i < m; i++)
          sum +=
            (Math.abs(Math.exp(-l * step * (j + (i + 0.5) / m)) - (1 - step * l) ** j) ** 1.5 * step) / m;
      expect(relative(strongErrorScale(p, step, steps), 0.7 * sum ** (1 / 1.5))).toBeLessThan(1e-7);
    }
  });

  it('a joint CF of equal arguments is that of the mean', () => {
    const p = { ...base, a: 0.5, k: 1 };
    const z = new Array<number>(8).fill(0.3);
    const scale = 0.7 * 8 ** (1 / 1.5 - 1) * ou.decayIntegral(1.5 * 0.5, 1) ** (1 / 1.5);
    expect(relative(ou.jointLogCF(p, 8, z, 1), -((2.4 * scale) ** 1.5))).toBeLessThan(1e-13);
  });

  it('no steps, no time and no noise give scale 0', () => {
    const p = { ...base, a: 0.5, k: 1 };
    expect(ou.limitScale(p, 0)).toBe(0);
    expect(ou.limitScaleEuler(p, 0.1, 0)).toBe(0);
    expect(ou.chaosErrorScale({ ...p, sigma: 0 }, 4, 1)).toBe(0);
  });
});
