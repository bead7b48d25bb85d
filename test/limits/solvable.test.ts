/**
 * The limits of the linear network, the Kuramoto model and the double well against other methods
 * (solvable-limits.json, made by make-solvable-limits.py), against closed forms and against each other.
 */
import { describe, expect, it } from 'vitest';
import { marginalLimit } from '../../src/limits/cosineNetwork.ts';
import { doubleWellLimit } from '../../src/limits/doubleWell.ts';
import { doubleWellEuler } from '../../src/limits/doubleWellEuler.ts';
import { criticalScale, stationaryMean, stationaryMoments } from '../../src/limits/doubleWellStationary.ts';
import { cauchyOrder, criticalCoupling, kuramotoMarginal } from '../../src/limits/kuramoto.ts';
import { eulerFieldPath, hasExactLimit, type LimitArguments, limitOf } from '../../src/limits/limit.ts';
import * as ou from '../../src/limits/meanFieldOu.ts';
import { eulerDifferenceScale, strongErrorScale } from '../../src/limits/meanFieldOuErrors.ts';
import type { CoordinateLaw } from '../../src/models/initialSpec.ts';
import fixture from '../fixtures/solvable-limits.json' with { type: 'json' };

const base: Omit<LimitArguments, 'model'> = {
  noise: { type: 'II', alpha: 1.5, scale: 0.5, convention: 'standard' },
  initial: { law: 'normal', mean: 0.3, variance: 0.25 },
  horizon: 1,
  steps: 64,
  particles: 10,
};

const noiseOf = (alpha: number, scale: number) => ({ ...base.noise, alpha, scale });

function near(value: unknown, expected: unknown, tolerance: number): void {
  const [a, b] = [[value].flat() as number[], [expected].flat() as number[]];
  expect(a.length).toBe(b.length);
  b.forEach((e, j) => {
    expect(Math.abs(a[j] - e)).toBeLessThan(tolerance * Math.max(1, Math.abs(e)));
  });
}

// Faults planted, each seen to fail here: k = c in place of −c; a = 0; the target left out of the location, or of the
// field's path; no care of an exponential that overflows.
describe('the limit of the linear network', () => {
  it.each(fixture.linear)('agrees with unit impulses and quadrature: alpha $alpha, c $c', (row) => {
    const { values, euler, kind } = limitOf({
      ...base,
      model: { name: 'linear-network', c: row.c, target: row.target },
      noise: noiseOf(row.alpha, row.sigma),
      initial: { law: 'point', value: row.start },
      horizon: row.horizon,
      steps: row.steps,
      particles: row.particles,
    });
    expect(kind).toBe('closed form');
    const compare = (mine: Record<string, unknown>, other: Record<string, number>) => {
      for (const [name, expected] of Object.entries(other))
        expect(Math.abs((mine[name] as number) - expected), name).toBeLessThanOrEqual(
          1e-12 * Math.abs(expected),
        );
    };
    compare(values, row.values);
    compare(euler, row.euler);
    expect([values.initialFactor, euler.initialFactor]).toEqual([1, 1]);
  });

  it('keeps its digits where the decay over the horizon is beyond the range of an exponential', () => {
    const p = { a: 2, k: -2, alpha: 1.5, sigma: 0.7 };
    // ∫ (1 − e^{−2u})^{3/2} du misses the horizon by a constant that does not depend on it.
    const missing = (t: number) => t - (ou.chaosErrorScale(p, 1, t) / 0.7) ** 1.5;
    near(missing(1000), missing(20), 1e-9);
    const share = (0.9 ** 1.5 + 9 * 0.1 ** 1.5) * 1000;
    expect((ou.particleScale(p, 10, 1000) / 0.7) ** 1.5 / share).toBeCloseTo(1, 3);
  });

  it('is met by the mean-field OU system as a + k tends to 0, from either side', () => {
    const at = (l: number) => ({ a: 1.3, k: l - 1.3, alpha: 1.5, sigma: 0.7 });
    const scales = (l: number) => [
      ou.limitScale(at(l), 2),
      ou.limitScaleEuler(at(l), 1 / 8, 16),
      ou.particleScale(at(l), 10, 2),
      ou.chaosErrorScale(at(l), 10, 2),
      ou.chaosErrorScaleEuler(at(l), 10, 1 / 8, 16),
      strongErrorScale(at(l), 1 / 8, 16, 1 / 16),
    ];
    for (const l of [1e-14, -1e-14]) near(scales(l), scales(0), 1e-13);
    // Across the two sides the scales are a smooth function of l.
    const [left, middle, right] = [-1e-4, 0, 1e-4].map(scales);
    left.slice(0, 5).forEach((v, j) => {
      expect(Math.abs(v + right[j] - 2 * middle[j])).toBeLessThan(1e-7);
    });
  });

  it('has no strong error on the grid, since the drift of its limit is a number, and one off the grid', () => {
    const p = { a: 1.3, k: -1.3, alpha: 1.5, sigma: 0.7 };
    expect(strongErrorScale(p, 1 / 8, 16)).toBe(0);
    near(strongErrorScale(p, 1 / 8, 16, 1 / 16), 0.7 * (1 / 16) ** (1 / 1.5), 1e-14);
    expect(eulerDifferenceScale(p, { fineStep: 1 / 16, ratio: 2, coarseSteps: 8 })).toBe(0);
    expect(
      eulerDifferenceScale(p, { fineStep: 1 / 16, ratio: 2, coarseSteps: 8, particles: 10 }),
    ).toBeGreaterThan(0);
  });

  it('has a mean that moves to the target, in the bits of a particle that sits there', () => {
    const model = { name: 'linear-network', c: 1.3, target: 0.4 } as const;
    const path = eulerFieldPath({ ...base, model, initial: { law: 'uniform', low: 1, high: 3 }, steps: 8 });
    near(
      [...path],
      Array.from({ length: 9 }, (_, k) => 0.4 + 1.6 * (1 - 1.3 / 8) ** k),
      1e-14,
    );
    const rest = eulerFieldPath({ ...base, model, initial: { law: 'point', value: 0.4 } });
    expect(new Set(rest)).toEqual(new Set([0.4]));
  });
});

// Faults planted, each seen to fail here: κ = K; q* = 1 − σ/K; the start's scale in place of e^{−scale}; K_c = σ^α; κ = −1 in
// the imaginary part of the hierarchy, or in the real part of the Euler push.
describe('the limit of the Kuramoto model', () => {
  it.each(fixture.kuramoto)(
    'agrees with other methods: alpha $alpha, K $coupling, $initial.law start',
    (row) => {
      const limit = limitOf({
        ...base,
        model: { name: 'kuramoto', coupling: row.coupling },
        noise: noiseOf(row.alpha, row.sigma),
        initial: row.initial as CoordinateLaw,
        horizon: row.horizon,
        steps: row.steps,
      });
      const cauchy = row.alpha === 1 && row.initial.law === 'stable' && row.initial.alpha === 1;
      expect(limit.kind).toBe(cauchy ? 'closed form' : 'Fourier hierarchy');
      near(limit.values.rho1, row.rho1, 1e-11);
      near(limit.values.rho2, row.rho2, 1e-11);
      near(limit.values.order, Math.hypot(...row.rho1), 1e-11);
      near(limit.euler.rho1, row.rho1Euler, 1e-12);
      near(limit.euler.rho2, row.rho2Euler, 1e-12);
    },
  );

  it.each(fixture.cauchy)('has the closed form at alpha 1: K $coupling, sigma $sigma', (row) => {
    near(cauchyOrder(row.coupling, row.sigma, row.start, row.horizon), row.order, 1e-14);
    const initial = { law: 'stable', location: 0.7, scale: -Math.log(row.start), alpha: 1 } as const;
    const law = { coupling: row.coupling, alpha: 1, initial, damping: (m: number) => row.sigma * m };
    const rho = marginalLimit(kuramotoMarginal(law), [row.horizon]);
    near(Math.hypot(rho[0], rho[1]), row.order, 1e-12);
    near(Math.atan2(rho[1], rho[0]), 0.7, 1e-12);
    near(Math.hypot(rho[2], rho[3]), row.order ** 2, 1e-12);
  });

  it('keeps the closed form through the critical coupling, and after a long time', () => {
    const at = (coupling: number) => cauchyOrder(coupling, 0.5, 0.3, 4);
    near(at(1 + 1e-9) + at(1 - 1e-9), 2 * at(1), 1e-14);
    near(cauchyOrder(2, 0.5, 1e-3, 1e6), Math.sqrt(1 - (2 * 0.5) / 2), 1e-15);
    expect(cauchyOrder(0.5, 0.5, 0.9, 1e6)).toBe(0);
    expect(cauchyOrder(-3, 0, 0.9, 1e6)).toBe(0);
  });

  it.each([0.8, 1, 1.5, 2])(
    'loses the stability of the incoherent state at K_c = 2σ^α, alpha %d',
    (alpha) => {
      const damping = (m: number) => (0.6 * m) ** alpha;
      const critical = criticalCoupling({ damping });
      near(critical, 2 * 0.6 ** alpha, 1e-15);
      // A nearly uniform law: r grows or falls by e^{(K − K_c)t/2}.
      const initial = { law: 'stable', location: 0, scale: 12, alpha: 1 } as const;
      for (const factor of [0.9, 1, 1.1]) {
        const law = { coupling: factor * critical, alpha, initial, damping };
        const [re] = marginalLimit(kuramotoMarginal(law), [3]);
        near(Math.log(re) + 12, (3 * (factor - 1) * critical) / 2, 1e-7);
      }
    },
  );

  it('keeps the wrapped Cauchy family by Euler only as the step falls', () => {
    const plan: LimitArguments = {
      ...base,
      model: { name: 'kuramoto', coupling: 2 },
      noise: noiseOf(1, 0.5),
      initial: { law: 'stable', location: 0, scale: 1, alpha: 1 },
    };
    const error = (steps: number) => {
      const { values, euler } = limitOf({ ...plan, steps });
      return Math.abs((euler.order as number) - (values.order as number));
    };
    expect(error(64) / error(128)).toBeCloseTo(2, 1);
  });

  it('follows characteristics without noise, and the modes of a Cauchy start', () => {
    const still = { ...base, model: { name: 'kuramoto', coupling: 1.4 } as const, noise: noiseOf(1, 0) };
    const faint = { ...still, noise: noiseOf(1, 1e-13) };
    near(limitOf(still).values.rho1, limitOf(faint).values.rho1, 1e-11);
    near(limitOf(still).euler.rho1, limitOf(faint).euler.rho1, 1e-11);
    const cauchy = { ...still, initial: { law: 'stable', location: 0, scale: 1, alpha: 1 } as const };
    near(limitOf(cauchy).values.order, cauchyOrder(1.4, 0, Math.exp(-1), 1), 1e-13);
  });

  it('has the field path of the model, ending at the Euler limit', () => {
    const plan: LimitArguments = { ...base, model: { name: 'kuramoto', coupling: 1.4 } };
    const path = eulerFieldPath(plan);
    expect(path.length).toBe(2 * 65);
    near([...path.slice(-2)], limitOf(plan).euler.rho1, 1e-15);
  });
});

// Faults planted, each seen to fail here: noise variance σ²η; the field of the step before; a lattice of spacing 1.4 s;
// extrapolation that stops early; no look at overshooting; a criticality 1 % off; the stationary law without k in its
// tilt.
describe('the limit of the double well', () => {
  it.each(fixture.doubleWell)(
    'agrees with a spectral Fokker–Planck solver: k $coupling, sigma $sigma',
    (row) => {
      const plan: LimitArguments = {
        ...base,
        model: { name: 'double-well', coupling: row.coupling },
        noise: noiseOf(2, row.sigma),
        initial: { law: 'normal', mean: row.mean, variance: row.variance },
        horizon: row.horizon,
        steps: row.steps,
      };
      const { kind, values, euler } = limitOf(plan);
      expect(kind).toBe('Fokker–Planck');
      near([values.mean, values.secondMoment], row.moments, 1e-9);
      near([euler.mean, euler.secondMoment], row.euler, 1e-11);
      near([...eulerFieldPath(plan).slice(-2)], row.euler, 1e-11);
    },
  );

  it('takes point, uniform and stable starts, and tends to continuous time at rate η', () => {
    const starts: CoordinateLaw[] = [
      { law: 'point', value: 0.5 },
      { law: 'uniform', low: -1, high: 2 },
      { law: 'stable', location: 0.3, scale: 0.4, alpha: 2 },
    ];
    for (const initial of starts) {
      for (const sigma2 of [0.25, 0]) {
        const law = { coupling: 1, sigma2, initial };
        const [limit] = doubleWellLimit(law, 1);
        const error = (n: number) => Math.abs(doubleWellEuler(law, 1 / n, n)[2 * n] - limit);
        expect(error(64) / error(128)).toBeCloseTo(2, 1);
      }
    }
    // A stable start with α = 2 is the normal one with twice the squared scale.
    const normal = { law: 'normal', mean: 0.3, variance: 0.32 } as const;
    const [a, b] = [starts[2], normal].map((initial) =>
      doubleWellLimit({ coupling: 1, sigma2: 0.25, initial }, 1),
    );
    near([...a], [...b], 1e-12);
  });

  it('without noise and coupling follows x′ = x − x³ exactly', () => {
    const limit = doubleWellLimit({ coupling: 0, sigma2: 0, initial: { law: 'point', value: 0.5 } }, 2);
    const x = 1 / Math.sqrt(1 + 3 * Math.exp(-4));
    near([...limit], [x, x * x], 1e-10);
  });

  it.each(fixture.critical)('has its critical noise: k $coupling', ({ coupling, scale }) => {
    near(criticalScale(coupling), scale, 1e-12);
    expect(stationaryMean(coupling, (1.02 * scale) ** 2)).toBe(0);
    expect(stationaryMean(coupling, (0.98 * scale) ** 2)).toBeGreaterThan(0.1);
  });

  it.each(fixture.stationary)(
    'has its stationary mean: k $coupling, sigma $sigma',
    ({ coupling, sigma, mean }) => {
      near(stationaryMean(coupling, sigma * sigma), mean, 1e-12);
    },
  );

  it('comes to rest in the stationary law', () => {
    const [coupling, sigma2] = [1, 0.16];
    const m = stationaryMean(coupling, sigma2);
    const [mean, square] = stationaryMoments(coupling, sigma2, m);
    near(mean, m, 1e-13);
    const initial = { law: 'normal', mean: 0.9, variance: 0.1 } as const;
    near([...doubleWellLimit({ coupling, sigma2, initial }, 40)], [m, square], 1e-8);
  });

  it('refuses what it cannot compute, in a sentence', () => {
    const model = { name: 'double-well', coupling: 1 } as const;
    const plan = { ...base, model };
    expect(hasExactLimit(plan)).toBe(false);
    expect(hasExactLimit({ ...plan, noise: noiseOf(2, 0.5) })).toBe(true);
    expect(hasExactLimit({ ...plan, noise: noiseOf(1.5, 0) })).toBe(true);
    const message =
      'No exact limit is known for double-well with noise.alpha 1.5, only with 2; simulate it, or study it with reference: doubling.';
    expect(() => limitOf(plan)).toThrow(message);
    expect(() => eulerFieldPath(plan)).toThrow(message);
    const gauss = { ...plan, noise: noiseOf(2, 0.5) };
    expect(() => eulerFieldPath({ ...gauss, steps: 2 })).toThrow(
      /^The law of the double well reaches .* take more steps\.$/,
    );
    const heavy = { law: 'stable', location: 0, scale: 1, alpha: 1.5 } as const;
    expect(() => limitOf({ ...gauss, initial: heavy })).toThrow(/^initial\.alpha is 1\.5; .* starts only\.$/);
  });
});
