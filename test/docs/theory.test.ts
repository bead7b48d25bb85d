/**
 * The equations of docs/theory.md about laws, schemes, estimators and pruning, written out here and compared with the code; and
 * the page itself: its ticks are the equations tested here and in theorySystems.test.ts, its files exist, and its formulas have
 * nothing that GitHub's Markdown would change on the way to MathJax.
 * Watched failing: a tick without a test; a file renamed in the page; a < in a formula; Γ(1 − p) for Γ(1 − p/α); 1/α² + 1 in the
 * variance; √2 missing in Type I of the reference code at every α; −m²v for −m²v/2 in a start; sin πb 1 % off round the negative
 * axis; ψ without α; k + 1 for k + 1/g; R for R − 1 in the jackknife; the moment estimator without 1 −; X_(3k) for X_(2k); n + 1 for
 * n in the bound; the quantile of another κ.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { initialModes } from '../../src/limits/initialLaw.ts';
import { createNoise } from '../../src/noise/createNoise.ts';
import type { NoiseSpec } from '../../src/noise/noiseLaw.ts';
import { createPositiveStable } from '../../src/noise/positiveStable.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { asymptoticError } from '../../src/pruning/theory/asymptoticError.ts';
import { exactError } from '../../src/pruning/theory/exactError.ts';
import { gaussianMagnitude, stableMagnitude } from '../../src/pruning/theory/laws.ts';
import { limitErrorPower } from '../../src/pruning/theory/limitError.ts';
import { createSchedule } from '../../src/schemes/schedule.ts';
import { createScheme } from '../../src/schemes/schemeSpec.ts';
import { binomialUpperBound } from '../../src/statistics/binomialBound.ts';
import { fitRate } from '../../src/statistics/rateFit.ts';
import { twoSidedFactor } from '../../src/statistics/studentT.ts';
import { ESTIMATORS } from '../../src/tails/estimators.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';

const PAGE = readFileSync(new URL('../../docs/theory.md', import.meta.url), 'utf8');
const GAMMA_E = 0.5772156649015329;

/** Γ by Stirling's series after a shift to x + 20: 14 digits. */
function gamma(x: number): number {
  let shift = 1;
  for (let k = 0; k < 20; k++) shift *= x + k;
  const y = x + 20;
  const series = 1 / (12 * y) - 1 / (360 * y ** 3) + 1 / (1260 * y ** 5) - 1 / (1680 * y ** 7);
  return (Math.sqrt((2 * Math.PI) / y) * (y / Math.E) ** y * Math.exp(series)) / shift;
}

const midpoints = (f: (x: number) => number, from: number, to: number, n: number): number => {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += f(from + ((j + 0.5) * (to - from)) / n);
  return (sum * (to - from)) / n;
};

const close = (measured: number, expected: number, relative: number) =>
  expect(Math.abs(measured / expected - 1)).toBeLessThan(relative);

describe('theory.md, laws', () => {
  it('(1) the characteristic function is the transform of the density', () => {
    const law = createSymmetricStable(1.5);
    // ∫ f cos(ux): the mass beyond r goes like r^{−α} and oscillates.
    close(
      2 * midpoints((x) => law.density(x) * Math.cos(0.7 * x), 0, 400, 40_000),
      Math.exp(-(0.7 ** 1.5)),
      1e-4,
    );
    close(createSymmetricStable(2).density(0.3), Math.exp(-(0.3 ** 2) / 4) / Math.sqrt(4 * Math.PI), 1e-12);
    close(createSymmetricStable(1).density(0.3), 1 / (Math.PI * (1 + 0.3 ** 2)), 1e-12);
  });

  it('(2) the tail', () => {
    for (const alpha of [0.8, 1.2, 1.75]) {
      const constant = (2 / Math.PI) * gamma(alpha) * Math.sin((Math.PI * alpha) / 2);
      const law = createSymmetricStable(alpha);
      const far = 1e6;
      close(2 * law.survival(far) * far ** alpha, constant, 1e-3);
    }
  });

  it('(3) the moments', () => {
    for (const [alpha, p] of [
      [1.5, 0.5],
      [1.2, 1.1],
      [2, 3],
      [1.8, -0.5],
    ])
      close(
        createSymmetricStable(alpha).absoluteMoment(p),
        (2 ** p * gamma((1 + p) / 2) * (alpha === 2 ? 1 : gamma(1 - p / alpha))) /
          (gamma(1 / 2) * (alpha === 2 ? 1 : gamma(1 - p / 2))),
        1e-11,
      );
  });

  it('(4) the logarithm', () => {
    for (const alpha of [1, 1.5, 2]) {
      const law = createSymmetricStable(alpha);
      close(1 + law.meanLogAbs, 1 + GAMMA_E * (1 / alpha - 1), 1e-14);
      close(law.varLogAbs, (Math.PI ** 2 / 6) * (1 / alpha ** 2 + 1 / 2), 1e-14);
      const [h, up, down] = [1e-4, law.absoluteMoment(1e-4), law.absoluteMoment(-1e-4)];
      expect(law.meanLogAbs).toBeCloseTo(Math.log(up / down) / (2 * h), 6);
      expect(law.varLogAbs).toBeCloseTo(Math.log(up * down) / h ** 2, 4);
    }
  });

  const noise = (spec: Partial<NoiseSpec>, dim: number) =>
    createNoise({ type: 'II', alpha: 1.5, scale: 0.7, convention: 'standard', ...spec }, dim, 0.25);

  it('(6) (7) (10) the three noise types and their self-similarity', () => {
    const u = [0.3, -1.2, 0.8];
    const forms = {
      I: Math.abs(u[0] + u[1] + u[2]) ** 1.5,
      II: u.reduce((sum, v) => sum + Math.abs(v) ** 1.5, 0),
      III: Math.hypot(...u) ** 1.5,
    };
    for (const type of ['I', 'II', 'III'] as const) {
      close(noise({ type }, 3).logCF(u, 2), -2 * 0.7 ** 1.5 * forms[type], 1e-13);
      const scale = (-noise({ type, scale: 1 }, 2).logCF([1, -1], 1)) ** (1 / 1.5);
      expect(scale).toBeCloseTo({ I: 0, II: 2 ** (1 / 1.5), III: Math.SQRT2 }[type], 12);
    }
  });

  it('(8) Type III is Gaussian with a positive stable variance', () => {
    // P(|√(2A) G| > r) = E erfc(r/√(4A)): midpoints in the quantiles of A.
    const b = createPositiveStable(0.75);
    const law = createSymmetricStable(1.5);
    const gauss = createSymmetricStable(2);
    const n = 600;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += 2 * gauss.survival(3 / Math.sqrt(b.tailQuantile((j + 0.5) / n)));
    close(sum / n, 2 * law.survival(3), 1e-3);
  });

  it('(11) the convention of the reference code', () => {
    const scale = (type: 'I' | 'II' | 'III', alpha: number) =>
      (-noise({ type, alpha, scale: 1, convention: 'reference-code' }, 1).logCF([1], 1)) ** (1 / alpha);
    close(scale('III', 1.5), Math.SQRT1_2, 1e-12);
    close(scale('I', 2), Math.SQRT1_2, 1e-12);
    for (const [type, alpha] of [
      ['I', 1.5],
      ['II', 1.5],
      ['II', 2],
    ] as const)
      close(scale(type, alpha), 1, 1e-12);
  });
});

describe('theory.md, how the numbers are computed', () => {
  it('(62) (63) (64) the tail of the symmetric law, in three ways', () => {
    const x = 3;
    let series = 0;
    let factorial = 1;
    for (let k = 1; k <= 60; k++) {
      factorial *= k;
      const sine = (k % 2 ? 1 : -1) * Math.sin((k * Math.PI * 0.8) / 2);
      series += (2 / Math.PI) * (gamma(0.8 * k) / factorial) * sine * x ** (-0.8 * k);
    }
    close(series, 2 * createSymmetricStable(0.8).survival(x), 1e-10);
    const alpha = 1.6;
    const kappa = alpha / (alpha - 1);
    const integrand = (t: number) => {
      const V = (Math.cos(t) / Math.sin(alpha * t)) ** kappa * (Math.cos((alpha - 1) * t) / Math.cos(t));
      return (2 / Math.PI) * Math.exp(-(x ** kappa) * V);
    };
    // Beyond π/α the sine is negative and V ends.
    close(
      midpoints(integrand, 0, Math.PI / alpha < Math.PI / 2 ? Math.PI / alpha : Math.PI / 2, 4000),
      2 * createSymmetricStable(alpha).survival(x),
      1e-6,
    );
    const turned = midpoints(
      (s) => {
        const [r, angle] = [Math.exp(s), Math.PI / (4 * 1.2)];
        const power = r ** 1.2;
        const [re, im] = [power * Math.cos(1.2 * angle), power * Math.sin(1.2 * angle)];
        const decay = Math.exp(-x * r * Math.sin(angle));
        const phase = x * r * Math.cos(angle);
        const one = [1 - Math.exp(-re) * Math.cos(im), Math.exp(-re) * Math.sin(im)];
        return decay * (Math.cos(phase) * one[1] + Math.sin(phase) * one[0]);
      },
      -25,
      5,
      6000,
    );
    close((2 / Math.PI) * turned, 2 * createSymmetricStable(1.2).survival(x), 1e-6);
  });

  it('(65) the tail of the positive law, by its integral round the negative axis', () => {
    const [b, x] = [0.9, 2];
    const integral = midpoints(
      (s) => {
        const r = Math.exp(s);
        return Math.exp(-r * x - r ** b * Math.cos(Math.PI * b)) * Math.sin(r ** b * Math.sin(Math.PI * b));
      },
      -30,
      4,
      6000,
    );
    close(integral / Math.PI, createPositiveStable(b).survival(x), 1e-6);
  });

  it('(67) the modes of a start', () => {
    const re = new Float64Array(3);
    const im = new Float64Array(3);
    initialModes({ law: 'normal', mean: -0.5, variance: 0.3 }, re, im);
    expect(re[2]).toBeCloseTo(Math.exp(-0.6) * Math.cos(-1), 13);
    expect(im[2]).toBeCloseTo(Math.exp(-0.6) * Math.sin(-1), 13);
    initialModes({ law: 'uniform', low: 0, high: 3 }, re, im);
    expect(re[2]).toBeCloseTo(midpoints((t) => Math.cos(2 * t), 0, 3, 4000) / 3, 6);
    initialModes({ law: 'stable', location: 0.4, scale: 0.7, alpha: 1.3 }, re, im);
    expect(re[2]).toBeCloseTo(Math.exp(-(1.4 ** 1.3)) * Math.cos(0.8), 13);
  });
});

describe('theory.md, schemes and statistics', () => {
  it('(32) (33) the step of every scheme', () => {
    const [alpha, rate, step] = [1.5, 3, 0.2];
    const split = createScheme({ name: 'split-step', rate, schedule: { name: 'constant' } }, alpha).move(
      step,
    );
    close(
      split.drift,
      midpoints((u) => Math.exp(-rate * u), 0, step, 4000),
      1e-7,
    );
    const integral = midpoints((u) => Math.exp(-alpha * rate * u), 0, step, 4000);
    close(split.noise, (integral / step) ** (1 / alpha), 1e-7);
    const constant = { schedule: { name: 'constant' } } as const;
    expect(createScheme({ name: 'euler', ...constant }, alpha).move(step)).toEqual({
      drift: step,
      noise: 1,
      taming: 0,
    });
    expect(createScheme({ name: 'tamed-euler', ...constant }, alpha).move(step).taming).toBe(step);
  });

  it('(34) the schedules', () => {
    const [steps, horizon] = [10, 2];
    const shapes = {
      power: (k: number) => (k + 1 / 0.5) ** -0.4,
      cosine: (k: number) => 0.1 + 0.9 * ((1 + Math.cos((Math.PI * k) / steps)) / 2),
    };
    const made = {
      power: createSchedule({ name: 'power', exponent: 0.4, g: 0.5 }, { horizon, steps }),
      cosine: createSchedule({ name: 'cosine', final: 0.1 }, { horizon, steps }),
    };
    for (const name of ['power', 'cosine'] as const) {
      const shape = Array.from({ length: steps }, (_, k) => shapes[name](k));
      const sum = shape.reduce((a, b) => a + b, 0);
      shape.forEach((value, k) => {
        close(made[name][k], (horizon * value) / sum, 1e-13);
      });
    }
  });

  it('(48) the jackknife of a slope', () => {
    // Two levels: whatever the weights, the line goes through both.
    const samples = [Float64Array.of(1.1, 0.9, 1.3, 0.8, 1), Float64Array.of(0.6, 0.4, 0.7, 0.45, 0.5)];
    const slopeOf = (keep: (r: number) => boolean) => {
      const [a, b] = samples.map((s) => {
        const kept = [...s].filter((_, r) => keep(r));
        return Math.log(kept.reduce((sum, v) => sum + v, 0) / kept.length) / 0.5;
      });
      return (b - a) / Math.log(2);
    };
    const without = [0, 1, 2, 3, 4].map((out) => slopeOf((r) => r !== out));
    const mean = without.reduce((a, b) => a + b, 0) / 5;
    const variance = (4 / 5) * without.reduce((sum, b) => sum + (b - mean) ** 2, 0);
    const fit = fitRate({ axis: 'particles', levels: [32, 64], samples, power: 0.5 });
    close(
      fit.slope,
      slopeOf(() => true),
      1e-12,
    );
    close((fit.interval[1] - fit.interval[0]) / 2, twoSidedFactor(0.95, 4) * Math.sqrt(variance), 1e-9);
  });

  it('(55) (56) (57) (58) (59) the estimators of the tail index', () => {
    const x = Float64Array.from({ length: 60 }, (_, i) => ((7 * i) % 60) ** 1.3 + 0.5 + ((i * i) % 7) / 9);
    const sorted = [...x].sort((a, b) => b - a);
    const logs = sorted.map(Math.log);
    const alphaOf = (name: string, k: number) =>
      ESTIMATORS.find((e) => e.name === name)!.estimate(createTailSample(x), { k, centre: false }).alpha;
    const moment = (k: number, j: number) =>
      logs.slice(0, k).reduce((sum, l) => sum + (l - logs[k]) ** j, 0) / k;
    close(alphaOf('hill', 12), 1 / moment(12, 1), 1e-12);
    const [a, b, c] = [sorted[9], sorted[19], sorted[39]];
    const pickands = Math.log2((a - b) / (b - c));
    // γ̂ ≤ 0 is a light tail.
    if (pickands > 0) close(alphaOf('pickands', 10), 1 / pickands, 1e-12);
    else expect(alphaOf('pickands', 10)).toBe(Infinity);
    const gammaMoment = moment(12, 1) + 1 - 0.5 / (1 - moment(12, 1) ** 2 / moment(12, 2));
    expect(gammaMoment > 0 ? 1 / gammaMoment : Infinity).toBeCloseTo(alphaOf('moment', 12), 9);
    close(alphaOf('ratio', 8), Math.log(8) / (logs[0] - logs[7]), 1e-12);
    const shares = [0, 1, 2, 3, 4, 5].map((block) => {
      const [first, second] = [...x.subarray(10 * block, 10 * block + 10)].sort((p, q) => q - p);
      return second / first;
    });
    const share = shares.reduce((sum, v) => sum + v, 0) / 6;
    close(alphaOf('paulauskas', 6), share / (1 - share), 1e-12);
    const sums = Array.from({ length: 12 }, (_, block) =>
      x.subarray(5 * block, 5 * block + 5).reduce((sum, v) => sum + v, 0),
    );
    const gap = sums.reduce((sum, y) => sum + Math.log(y), 0) / 12 - logs.reduce((sum, l) => sum + l, 0) / 60;
    close(alphaOf('log-moment', 12), Math.log(5) / gap, 1e-12);
  });
});

describe('theory.md, pruning', () => {
  it('(51) what is lost of very many numbers', () => {
    const gauss = createSymmetricStable(2);
    // |x| of variance 1 at κ = 0.1: E[x²; |x| < q] = (1 − κ) − 2qφ(q).
    const q = gauss.tailQuantile(0.1) / Math.SQRT2;
    const phi = Math.exp(-(q ** 2) / 2) / Math.sqrt(2 * Math.PI);
    close(limitErrorPower(gaussianMagnitude(), 2, 0.1), 0.9 - 2 * q * phi, 1e-10);
    expect(limitErrorPower(stableMagnitude(1.5), 2, 0.1)).toBe(0);
    const law = createSymmetricStable(1.5);
    const cut = law.tailQuantile(0.1);
    const partial = 2 * midpoints((x) => x * law.density(x), 0, cut, 4000);
    close(limitErrorPower(stableMagnitude(1.5), 1, 0.1), partial / law.absoluteMoment(1), 1e-6);
  });

  it('(52) what is lost of two normal numbers, in closed form', () => {
    // min²/(min² + max²) = min(sin², cos²) of a uniform angle.
    close(exactError(gaussianMagnitude(), 2, { units: 2, kept: 1 }).mean, 1 / 2 - 1 / Math.PI, 1e-7);
  });

  it('(53) what is lost of many stable numbers', () => {
    const [alpha, n] = [1.5, 1e4];
    const law = createSymmetricStable(alpha);
    const cut = law.tailQuantile(0.1);
    const mu = 2 * midpoints((x) => x * x * law.density(x), 0, cut, 4000);
    const constant = (2 / Math.PI) * gamma(alpha) * Math.sin((Math.PI * alpha) / 2);
    const expected =
      n ** (1 - 2 / alpha) * mu * gamma(1 + 2 / alpha) * (constant * gamma(1 - alpha / 2)) ** (-2 / alpha);
    close(asymptoticError(stableMagnitude(alpha), 2, 0.1, n).mean, expected, 1e-5);
  });

  it('(61) no errors: the bound is 1 − (δ·2^{−|h|})^{1/n}', () => {
    const [n, delta, bits] = [200, 0.05, 30];
    const logDelta = Math.log(delta) - bits * Math.LN2;
    close(binomialUpperBound(0, n, logDelta), 1 - (delta * 2 ** -bits) ** (1 / n), 1e-12);
  });
});

describe('theory.md, the page', () => {
  const titles = ['theory.test.ts', 'theorySystems.test.ts']
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .flatMap((text) =>
      [...text.matchAll(/it\('((?:\(\d+\) )+)/g)].flatMap(([, found]) => found.trim().split(' ')),
    );

  it('ticks what is tested, and nothing else', () => {
    const ticked = [...PAGE.matchAll(/\*\*(\(\d+\))\*\* ✓/g)].map(([, number]) => number);
    expect(ticked.sort()).toEqual([...titles].sort());
    const numbers = [...PAGE.matchAll(/\*\*\((\d+)\)\*\*/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('names files that exist', () => {
    const files = [...PAGE.matchAll(/`((?:src|test)\/[\w/]+\.ts)`/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
  });

  it('has formulas that Markdown leaves alone', () => {
    const formulas = PAGE.match(/\$\$[^$]+\$\$|\$[^$\n]+\$/g)!;
    expect(formulas.length).toBeGreaterThan(100);
    // A backslash before punctuation is eaten, _ after a bracket may open emphasis, < may open a tag.
    for (const formula of formulas) expect(formula).not.toMatch(/\\[,;:!{}_|\\*]|[})|\]]_|</);
  });
});
