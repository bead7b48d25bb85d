/**
 * The table behind fits, against src/noise (itself tested against 40 digits), on its grid and between its points; and what is
 * read from it: weights on the log grid, the fitted law.
 * Watched failing: 20 nodes in α for 36; the factor 2 − α left out at evaluation; (1 + x²)^{α/2} for ^{(1+α)/2} in the density; 4 points
 * of interpolation for 8; a value spread one grid point too far; P for P/2 in the fitted law; P = 1 below the
 * grid; no tangent beyond 2; another covariance of quantiles.
 */
import { describe, expect, it } from 'vitest';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { createFittedLaw } from '../../src/tails/fittedLaw.ts';
import { createLogGrid, ORDER } from '../../src/tails/logGrid.ts';
import { quantileShape } from '../../src/tails/quantileShape.ts';
import { gridLog, logDensities, logTails, POINTS } from '../../src/tails/stableTable.ts';

const ALPHAS = [0.5, 0.63, 0.8, 1, 1.21, 1.5, 1.75, 1.9, 1.97, 1.999, 1.999999, 2];

describe('stableTable', () => {
  it.each(ALPHAS)('has log density and log tail at alpha = %f to 3e−10', (alpha) => {
    const law = createSymmetricStable(alpha);
    const density = new Float64Array(POINTS);
    const tail = new Float64Array(POINTS);
    logDensities(alpha, 0, POINTS, density);
    logTails(alpha, 0, POINTS, tail);
    for (let j = 0; j < POINTS; j += 7) {
      const x = Math.exp(gridLog(j));
      if (alpha === 2 && x > 35) break; // P underflows
      expect(Math.abs(density[j] - Math.log(law.density(x)))).toBeLessThan(3e-10);
      expect(Math.abs(tail[j] - Math.log(2 * law.survival(x)))).toBeLessThan(1e-11);
    }
  });

  it('goes on beyond its ends: constant at the centre, a power in the tail, a parabola at alpha = 2', () => {
    const out = new Float64Array(2);
    const far = (alpha: number, j: number) => {
      logDensities(alpha, j, j + 1, out);
      return out[0];
    };
    expect(far(1.5, -500)).toBeCloseTo(Math.log(createSymmetricStable(1.5).density(0)), 9);
    expect(far(1.5, POINTS + 240) - far(1.5, POINTS)).toBeCloseTo(-2.5 * 10, 9);
    const x = Math.exp(gridLog(POINTS + 5));
    expect(far(2, POINTS + 5) / (-0.25 * x * x)).toBeCloseTo(1, 12);
    logTails(2, 425, 426, out); // x = e^{4.7}: P = e^{−3060} underflows
    const y = Math.exp(gridLog(425));
    expect(out[0]).toBeCloseTo(-0.25 * y * y - Math.log((y * Math.sqrt(Math.PI)) / 2), 3);
    expect(() => logDensities(2.01, 0, 1, out)).toThrow('from 0.5 to 2');
  });
});

describe('logGrid', () => {
  it('sums any smooth function of log|x| over a sample', () => {
    const values = Float64Array.from({ length: 300 }, (_, i) => (i % 2 ? -1 : 1) * 1.1 ** (i - 150) + 3);
    const grid = createLogGrid(values, 3);
    const g = (t: number) => Math.sin(t / 2) - Math.log(1 + Math.exp(2 * t));
    let sum = 0;
    for (let j = 0; j < grid.weights.length; j++) sum += grid.weights[j] * g(gridLog(grid.from + j));
    let direct = 0;
    for (const x of values) direct += g(Math.log(Math.abs(x - 3)));
    expect(grid.zeros).toBe(0);
    expect(Math.abs(sum - direct)).toBeLessThan(1e-7);
  });

  it('counts zeros, and knows samples that are nothing else', () => {
    const grid = createLogGrid(Float64Array.of(1, 2, 1, 1), 1);
    expect([grid.count, grid.zeros]).toEqual([4, 3]);
    expect(grid.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(grid.weights.filter((w) => w !== 0).length).toBeLessThanOrEqual(ORDER);
    expect(createLogGrid(Float64Array.of(5, 5), 5).zeros).toBe(2);
  });
});

describe('createFittedLaw', () => {
  it.each([0.5, 1, 1.5, 1.75, 2])('has both tails at alpha = %f', (alpha) => {
    const law = createSymmetricStable(alpha);
    const fitted = createFittedLaw(alpha, 2, 3, 300);
    for (const z of [-90, -8, -3.3, -1, -1e-3, -1e-9, 0, 1e-7, 0.2, 1.7, 5, 70]) {
      if (alpha === 2 && Math.abs(z) > 30) continue;
      const x = 2 + 3 * z;
      expect(Math.abs(fitted.cdf(x) / law.cdf(z) - 1)).toBeLessThan(1e-8);
      expect(Math.abs(fitted.logCdf(x) - Math.log(law.cdf(z)))).toBeLessThan(1e-8);
      expect(Math.abs(fitted.logSurvival(x) - Math.log(law.survival(z)))).toBeLessThan(1e-8);
    }
  });
});

describe('quantileShape', () => {
  it.each([0.5, 0.77, 1, 1.5, 1.93, 1.9999])('has the quantiles of alpha = %f', (alpha) => {
    const law = createSymmetricStable(alpha);
    const shape = quantileShape(alpha);
    expect(shape.logRatio).toBeCloseTo(Math.log(law.quantile(0.95) / law.quantile(0.75)), 9);
    expect(shape.logQuartile).toBeCloseTo(Math.log(law.quantile(0.75)), 9);
  });

  it('has the variances of Cov(x_p, x_q) = p(1 − q)/(f_p f_q)', () => {
    const law = createSymmetricStable(1.3);
    const p = [0.05, 0.25, 0.75, 0.95];
    const x = p.map((at) => law.quantile(at));
    const variance = (a: number[], b: number[]) => {
      let total = 0;
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) {
          const cov = Math.min(p[i], p[j]) * (1 - Math.max(p[i], p[j]));
          total += (a[i] * b[j] * cov) / law.density(x[i]) / law.density(x[j]);
        }
      return total;
    };
    const [outer, inner] = [x[3] - x[0], x[2] - x[1]];
    const range = [0, -1 / inner, 1 / inner, 0];
    const ratio = [-1 / outer, 1 / inner, -1 / inner, 1 / outer];
    const shape = quantileShape(1.3);
    expect(Math.abs(shape.ratioVariance / variance(ratio, ratio) - 1)).toBeLessThan(1e-8);
    expect(Math.abs(shape.rangeVariance / variance(range, range) - 1)).toBeLessThan(1e-8);
    expect(Math.abs(shape.covariance / variance(ratio, range) - 1)).toBeLessThan(1e-8);
  });

  it('goes through 2 on a tangent', () => {
    const slope = (a: number, b: number) => (quantileShape(b).logRatio - quantileShape(a).logRatio) / (b - a);
    expect(slope(2, 2.5) / slope(1.999, 2)).toBeCloseTo(1, 2);
    expect(quantileShape(3).ratioVariance).toBe(quantileShape(2).ratioVariance);
  });
});
