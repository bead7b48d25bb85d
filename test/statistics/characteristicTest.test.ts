/**
 * The test of a characteristic function against laws that it must accept and laws that it must refuse.
 * Budget of false alarms: 5 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { characteristicTest } from '../../src/statistics/characteristicTest.ts';
import { kolmogorovSmirnov } from '../../src/statistics/goodness.ts';
import { draws, seeded } from './seeded.ts';

const random = seeded(11);
const N = 40_000;
const cauchy = () => Math.tan(Math.PI * (random.uniform() - 0.5));
const ALARM = 1e-6;

/** n Gaussian vectors of type I (one number repeated), II (independent); III is II for Gaussians. */
const typeI = () => {
  const z = draws(N, random.normal);
  return Float64Array.from({ length: 2 * N }, (_, k) => Math.SQRT2 * z[k >> 1]);
};
const cfI = (u: Float64Array) => -((u[0] + u[1]) ** 2);
const cfII = (u: Float64Array) => -(u[0] ** 2 + u[1] ** 2);
const US = [
  [1, 0],
  [0, 1],
  [1, -1],
  [0.5, 0.5],
];

describe('characteristicTest', () => {
  it('accepts its own law and finds a scale wrong by 8 % (the planted fault)', () => {
    const sample = draws(N, cauchy);
    const us = [[0.25], [0.5], [1], [2]];
    const right = characteristicTest(sample, 1, us, (u) => -Math.abs(u[0]));
    expect(right.degrees).toBe(8);
    expect(right.pValue).toBeGreaterThan(ALARM);
    expect(right.points[2].expected).toBeCloseTo(Math.exp(-1), 14);
    for (const point of right.points) expect(Math.abs(point.z[0])).toBeLessThan(5);
    expect(characteristicTest(sample, 1, us, (u) => -1.08 * Math.abs(u[0])).pValue).toBeLessThan(ALARM);
  });

  it('finds a law that is not symmetric by its sines', () => {
    const sample = draws(N, () => cauchy() + 0.05);
    const { points, pValue } = characteristicTest(sample, 1, [[1]], (u) => -Math.abs(u[0]));
    expect(points[0].z[1]).toBeGreaterThan(5);
    expect(pValue).toBeLessThan(ALARM);
  });

  it('has uniform p-values, with correlated u and both parts', () => {
    // KS of 1500 p-values; false-alarm rate 1e−6. Planted fault: Σ without its off-diagonal.
    const p = draws(
      300,
      () => characteristicTest(draws(300, cauchy), 1, [[0.5], [0.55], [0.6]], (u) => -Math.abs(u[0])).pValue,
    );
    expect(kolmogorovSmirnov(p, (v) => v).pValue).toBeGreaterThan(ALARM);
  });

  it('tells the noise types apart, and meets directions without variance exactly', () => {
    const one = typeI();
    const right = characteristicTest(one, 2, US, cfI);
    expect(right.degrees).toBe(2); // four u, one direction with variance: (1, 0), (0, 1), (½, ½) are the same
    expect(right.pValue).toBeGreaterThan(ALARM);
    expect(right.points[2]).toMatchObject({ expected: 1, measured: [1, 0], z: [0, 0] });
    expect(characteristicTest(one, 2, US, cfII).pValue).toBeLessThan(ALARM);

    const two = draws(2 * N, () => Math.SQRT2 * random.normal());
    expect(characteristicTest(two, 2, US, cfII).pValue).toBeGreaterThan(ALARM);
    const mistaken = characteristicTest(two, 2, US, cfI);
    expect(mistaken.statistic).toBe(Infinity);
    expect(mistaken.pValue).toBe(0);
    expect(mistaken.points[2].z[0]).toBe(Infinity);
  });

  it('finds one coordinate of Type I noise that differs in one vector of 400', () => {
    const one = typeI();
    for (let i = 0; i < N; i += 400) one[2 * i] += 1;
    expect(characteristicTest(one, 2, US, cfI).pValue).toBe(0);
  });

  it('finds the factor √2 missing in Type III noise', () => {
    // Isotropic α = 1: X = G/|G'|, the missing √2 planted as a scale.
    const isotropic = (scale: number) => {
      const x = new Float64Array(2 * N);
      for (let i = 0; i < N; i++) {
        const root = scale / Math.abs(random.normal());
        x[2 * i] = root * random.normal();
        x[2 * i + 1] = root * random.normal();
      }
      return x;
    };
    const cf = (u: Float64Array) => -Math.sqrt(u[0] ** 2 + u[1] ** 2);
    expect(characteristicTest(isotropic(1), 2, US, cf).pValue).toBeGreaterThan(ALARM);
    expect(characteristicTest(isotropic(Math.SQRT1_2), 2, US, cf).pValue).toBeLessThan(ALARM);
  });

  it('refuses a zero u, a u of the wrong length and a sample that is not rows', () => {
    const cf = () => 0;
    expect(() => characteristicTest([1, 2], 2, [[0, 0]], cf)).toThrow(/not all 0/);
    expect(() => characteristicTest([1, 2], 2, [[1]], cf)).toThrow(/needs 2 coordinates/);
    expect(() => characteristicTest([1, 2, 3], 2, [[1, 1]], cf)).toThrow(/multiple of dim 2/);
  });
});
