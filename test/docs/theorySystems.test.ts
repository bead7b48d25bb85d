/**
 * The equations of docs/theory.md about systems that are solved exactly, written out here (linear recursions, Runge–Kutta steps,
 * sums) and compared with the code. The page's ticks: theory.test.ts.
 * Watched failing: 1/N left out of z̄; the lag left out of an increment's age; A^{j+1} for A^j; m/2 for m/4 in both hierarchies;
 * K − σ for K − 2σ; x⁴/2 in the well; 1/p for 1/(p − 1).
 */
import { describe, expect, it } from 'vitest';
import { criticalScale } from '../../src/limits/doubleWellStationary.ts';
import { kuramotoLimit } from '../../src/limits/kuramoto.ts';
import { limitOf } from '../../src/limits/limit.ts';
import * as ou from '../../src/limits/meanFieldOu.ts';
import { eulerDifferenceScale, strongErrorScale } from '../../src/limits/meanFieldOuErrors.ts';
import { createModel } from '../../src/models/createModel.ts';
import { createPairDrift } from '../../src/models/pairDrift.ts';
import { euler } from '../../src/schemes/euler.ts';

const P = { a: 0.5, k: 1, alpha: 1.5, sigma: 0.7 };
const L = P.a + P.k;
const close = (measured: number, expected: number, relative: number) =>
  expect(Math.abs(measured / expected - 1)).toBeLessThan(relative);
const midpoints = (f: (x: number) => number, length: number, n: number): number => {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += f(((j + 0.5) * length) / n);
  return (sum * length) / n;
};
const stable = (sum: number) => P.sigma * sum ** (1 / P.alpha);

/**
 * Euler's scheme of the OU system, run on unit vectors in place of noise: rows are X^0 … X^{N−1} as sums of all increments; the
 * last N columns are the limit particle of X^0, which only L^0 drives.
 */
function kernels(particles: number, steps: number, step: number, { a, k } = P) {
  const width = particles * steps;
  const x = Array.from({ length: particles + 1 }, () => new Float64Array(width));
  for (let s = 0; s < steps; s++) {
    const mean = x[0].map((_, c) => x.slice(0, particles).reduce((sum, row) => sum + row[c], 0) / particles);
    x.forEach((row, i) => {
      for (let c = 0; c < width; c++)
        row[c] += step * (-a * row[c] + k * ((i < particles ? mean[c] : 0) - row[c]));
      row[s * particles + (i % particles)] += 1;
    });
  }
  return { rows: x.slice(0, particles), limit: x[particles] };
}
const sumOfPowers = (v: ArrayLike<number>) =>
  Array.from(v).reduce((sum, c) => sum + Math.abs(c) ** P.alpha, 0);

describe('theory.md, linear systems', () => {
  const [N, steps] = [4, 6];
  const step = 1 / steps;
  const { rows, limit } = kernels(N, steps, step);

  it('(18) a particle of the limit', () => {
    close(ou.limitScale(P, 1), stable(midpoints((u) => Math.exp(-P.alpha * L * u), 1, 4000)), 1e-7);
    close(ou.limitScaleEuler(P, step, steps), stable(step * sumOfPowers(limit)), 1e-12);
  });

  it('(19) the joint law of N particles', () => {
    const z = [2, -1, 0.5];
    const mixed = rows[0].map((_, c) => z.reduce((sum, v, i) => sum + v * rows[i][c], 0));
    close(ou.jointLogCFEuler(P, N, z, step, steps), -(P.sigma ** P.alpha) * step * sumOfPowers(mixed), 1e-12);
    const mean = 1.5 / N;
    const exact = [...z, 0].reduce(
      (sum, v) =>
        sum +
        midpoints(
          (u) => Math.abs(v * Math.exp(-L * u) + mean * (Math.exp(-P.a * u) - Math.exp(-L * u))) ** P.alpha,
          1,
          4000,
        ),
      0,
    );
    close(ou.jointLogCF(P, N, z, 1), -(P.sigma ** P.alpha) * exact, 1e-5);
  });

  it('(20) (36) the chaos error is one number for all particles', () => {
    const error = rows[0].map((v, c) => v - limit[c]);
    close(ou.chaosErrorScaleEuler(P, N, step, steps), stable(step * sumOfPowers(error)), 1e-12);
    // Particle 1's own limit particle has the same kernel on its own increments.
    const own = limit.map((_, c) => (c % N === 1 ? limit[c - 1] : 0));
    rows[1].forEach((v, c) => {
      expect(v - own[c]).toBeCloseTo(error[c], 14);
    });
    const integral = midpoints((u) => (Math.exp(-P.a * u) - Math.exp(-L * u)) ** P.alpha, 1, 4000);
    close(ou.chaosErrorScale(P, N, 1), N ** (1 / P.alpha - 1) * stable(integral), 1e-6);
  });

  it('(21) (38) (39) the strong error on and off the grid', () => {
    const A = 1 - step * L;
    for (const lag of [0, step / 2]) {
      let sum = midpoints((u) => Math.exp(-P.alpha * L * u), lag, 2000);
      for (let j = 0; j < steps; j++)
        sum += midpoints(
          (v) => Math.abs(Math.exp(-L * (j * step + v + lag)) - A ** j) ** P.alpha,
          step,
          2000,
        );
      close(strongErrorScale(P, step, steps, lag), stable(sum), 1e-5);
    }
    const order = (at: (h: number) => number) => Math.log2(at(2 ** -9) / at(2 ** -10));
    expect(order((h) => strongErrorScale(P, h, Math.round(1 / h)))).toBeCloseTo(
      euler.orders[0].exponent(1.5),
      2,
    );
    const off = order((h) => strongErrorScale(P, h, Math.round(1 / h), h / 2));
    expect(Math.abs(off - euler.orders[1].exponent(1.5))).toBeLessThan(0.02);
  });

  it('(22) one step against half of it', () => {
    const coarse = 1 - 2 * step * L;
    const gaps = Array.from({ length: steps }, (_, j) => (1 - step * L) ** j - coarse ** Math.floor(j / 2));
    close(
      eulerDifferenceScale(P, { fineStep: step, ratio: 2, coarseSteps: steps / 2 }),
      stable(step * sumOfPowers(gaps)),
      1e-12,
    );
  });

  it('(23) the linear network', () => {
    const c = 1.5;
    const values = limitOf({
      model: { name: 'linear-network', c, target: 0.4 },
      noise: { type: 'II', alpha: P.alpha, scale: P.sigma, convention: 'standard' },
      initial: { law: 'point', value: 1 },
      horizon: 1,
      steps,
      particles: N,
    }).values;
    const integral = midpoints((u) => (1 - Math.exp(-c * u)) ** P.alpha, 1, 4000);
    close(values.chaosErrorScale as number, N ** (1 / P.alpha - 1) * stable(integral), 1e-6);
    close(values.location as number, 0.4 + 0.6 * Math.exp(-c), 1e-13);
  });
});

type Complex = readonly [number, number];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const conj = ([a, b]: Complex): Complex => [a, -b];
const scale = (s: number, [a, b]: Complex): Complex => [s * a, s * b];
const polar = (r: number, t: number): Complex => [r * Math.cos(t), r * Math.sin(t)];

/** Fourth-order Runge–Kutta of a list of complex numbers. */
function rungeKutta(f: (y: Complex[]) => Complex[], start: Complex[], t: number, steps: number): Complex[] {
  let y = start;
  const h = t / steps;
  const add = (u: Complex[], s: number, v: Complex[]) => u.map((a, j) => plus(a, scale(s, v[j])));
  for (let s = 0; s < steps; s++) {
    const k1 = f(y);
    const k2 = f(add(y, h / 2, k1));
    const k3 = f(add(y, h / 2, k2));
    const k4 = f(add(y, h, k3));
    y = y.map((a, j) =>
      plus(a, scale(h / 6, plus(plus(k1[j], scale(2, k2[j])), plus(scale(2, k3[j]), k4[j])))),
    );
  }
  return y;
}

describe('theory.md, phases', () => {
  const [amplitude, phase, alpha, sigma] = [1.6, 0.7, 1.5, 0.5];
  const start = (m: number): Complex => polar(Math.exp(-(m * m * 0.25) / 2), -0.5 * m);
  const plan = {
    model: { name: 'cosine-network', amplitude, phase },
    noise: { type: 'II', alpha, scale: sigma, convention: 'standard' },
    initial: { law: 'normal', mean: -0.5, variance: 0.25 },
    horizon: 1,
    steps: 4,
    particles: 10,
  } as const;

  it('(13) (24) the drift is −N times the gradient of the risk, by central differences', () => {
    const x = Float64Array.of(0.3, -1.1, 2.2);
    const model = createModel(plan.model);
    const risk = (y: Float64Array) => {
      const rho = scale(1 / 3, [...y].map((t) => polar(1, t)).reduce(plus));
      const w = plus(polar(amplitude, phase), scale(-1, rho));
      return (w[0] ** 2 + w[1] ** 2) / 4;
    };
    const field = new Float64Array(2);
    model.gather(x, 0, 3, field);
    const drift = new Float64Array(3);
    model.drift(
      x,
      0,
      3,
      field.map((v) => v / 3),
      drift,
    );
    for (let i = 0; i < 3; i++) {
      const moved = (by: number) => risk(x.map((v, j) => (j === i ? v + by : v)));
      expect(drift[i]).toBeCloseTo((-3 * (moved(1e-5) - moved(-1e-5))) / 2e-5, 8);
    }
  });

  it('(25) the hierarchy of Fourier modes', () => {
    const modes = 24;
    const c = polar(amplitude, phase);
    const rate = (y: Complex[]): Complex[] => {
      const at = (m: number): Complex => (m === 0 ? [1, 0] : (y[m - 1] ?? [0, 0]));
      const w = plus(c, scale(-1, at(1)));
      return y.map((rho, j) => {
        const m = j + 1;
        const transport = plus(times(w, at(m - 1)), scale(-1, times(conj(w), at(m + 1))));
        return plus(scale(m / 4, transport), scale(-((sigma * m) ** alpha), rho));
      });
    };
    const rho = rungeKutta(
      rate,
      Array.from({ length: modes }, (_, j) => start(j + 1)),
      1,
      300,
    );
    const [re, im] = limitOf(plan).values.rho1 as Complex;
    expect(rho[0][0]).toBeCloseTo(re, 8);
    expect(rho[0][1]).toBeCloseTo(im, 8);
  });

  it('(26) the Euler scheme, by quadrature of the pushed density', () => {
    const [modes, points, step] = [60, 256, 1 / 4];
    let rho = Array.from({ length: modes + 1 }, (_, m) => start(m));
    for (let s = 0; s < 4; s++) {
      const w = plus(polar(amplitude, phase), scale(-1, rho[1]));
      const next = rho.map((): Complex => [0, 0]);
      for (let q = 0; q < points; q++) {
        const t = (2 * Math.PI * q) / points;
        const density = rho.reduce((sum, r, m) => sum + (m === 0 ? 1 : 2) * times(r, polar(1, -m * t))[0], 0);
        const to = t + (step / 2) * times(w, polar(1, -t))[1];
        next.forEach((_, m) => {
          next[m] = plus(next[m], scale(density / points, polar(1, m * to)));
        });
      }
      rho = next.map((r, m) => scale(Math.exp(-step * (sigma * m) ** alpha), r));
    }
    const [re, im] = limitOf(plan).euler.rho1 as Complex;
    expect(rho[1][0]).toBeCloseTo(re, 10);
    expect(rho[1][1]).toBeCloseTo(im, 10);
  });

  it('(27) two coordinates, for each noise type', () => {
    const M = 6;
    const side = 2 * M + 1;
    const c = [polar(1.6, 0.7), polar(1.1, -0.3)];
    const mean = [-0.5, 0.4];
    const at = (y: Complex[], m: number, n: number): Complex =>
      Math.abs(m) > M || Math.abs(n) > M ? [0, 0] : y[(m + M) * side + n + M];
    const grid = Array.from({ length: side * side }, (_, j) => [Math.floor(j / side) - M, (j % side) - M]);
    const begin = grid.map(([m, n]) => polar(Math.exp(-0.25 * (m * m + n * n)), m * mean[0] + n * mean[1]));
    const damping = {
      I: (m: number, n: number) => Math.abs(m + n) ** alpha,
      II: (m: number, n: number) => Math.abs(m) ** alpha + Math.abs(n) ** alpha,
      III: (m: number, n: number) => Math.hypot(m, n) ** alpha,
    };
    for (const type of ['I', 'II', 'III'] as const) {
      const rate = (y: Complex[]): Complex[] => {
        const w = [plus(c[0], scale(-1, at(y, 1, 0))), plus(c[1], scale(-1, at(y, 0, 1)))];
        return grid.map(([m, n]) => {
          const one = plus(times(w[0], at(y, m - 1, n)), scale(-1, times(conj(w[0]), at(y, m + 1, n))));
          const two = plus(times(w[1], at(y, m, n - 1)), scale(-1, times(conj(w[1]), at(y, m, n + 1))));
          const drift = plus(scale(m / 4, one), scale(n / 4, two));
          return plus(drift, scale(-(sigma ** alpha) * damping[type](m, n), at(y, m, n)));
        });
      };
      const rho = rungeKutta(rate, begin, 0.5, 25);
      const values = limitOf({
        ...plan,
        model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
        noise: { ...plan.noise, type },
        initial: { law: 'normal', mean, variance: 0.5 },
        horizon: 0.5,
      }).values['rho(1,-1)'] as Complex;
      expect(at(rho, 1, -1)[0]).toBeCloseTo(values[0], 5);
      expect(at(rho, 1, -1)[1]).toBeCloseTo(values[1], 5);
    }
  });

  it('(29) Kuramoto under Cauchy noise', () => {
    const [K, s, r0] = [2, 0.5, 0.4];
    const rate = ([[r]]: Complex[]): Complex[] => [[(K / 2) * r * (1 - r * r) - s * r, 0]];
    const [[r]] = rungeKutta(rate, [[r0, 0]], 3, 600);
    const initial = { law: 'stable', alpha: 1, scale: -Math.log(r0), location: 0 } as const;
    const rho = kuramotoLimit({ coupling: K, alpha: 1, initial, damping: (m) => s * m }, 3);
    close(rho[0], r, 1e-9);
  });

  it('(31) the critical noise of the double well', () => {
    const k = 1.3;
    const sigma2 = criticalScale(k) ** 2;
    const weight = (x: number) => Math.exp(-(x ** 4 / 4 - x ** 2 / 2 + (k * x ** 2) / 2) / sigma2);
    const second = midpoints((x) => x * x * weight(x), 8, 4000) / midpoints(weight, 8, 4000);
    close(k * second, sigma2, 1e-9);
  });

  it('(44) random batches: right on average, with that variance, over the three divisions of four particles', () => {
    const x = Float64Array.of(0.4, -1.3, 0.7, 2);
    const K = (z: number) => z * z - 2 * z;
    const drift = createPairDrift({
      dim: 1,
      interaction: (z, count, out) => {
        for (let t = 0; t < count; t++) out[t] = K(z[t]);
      },
      drift: (_, count, out) => out.fill(0, 0, count),
    });
    const out = new Float64Array(4);
    const first = (order: number[], batches: number) => {
      drift(x, Int32Array.from(order), batches, out);
      return out[0];
    };
    const exact = first([0, 1, 2, 3], 1);
    const batched = [
      [0, 1, 2, 3],
      [0, 2, 1, 3],
      [0, 3, 1, 2],
    ].map((order) => first(order, 2));
    const average = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    close(average(batched), exact, 1e-14);
    const partners = [1, 2, 3].map((j) => K(x[0] - x[j]));
    const spread = partners.reduce((sum, v) => sum + (v - average(partners)) ** 2, 0) / 2;
    close(average(batched.map((v) => (v - exact) ** 2)), (1 / (2 - 1) - 1 / (4 - 1)) * spread, 1e-13);
  });
});
