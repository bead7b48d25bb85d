/**
 * Faults planted and seen to fail here: Zolotarev's exponent b/(1 − b) replaced by 1/(1 − b); its step 1/60 → 1/30 for
 * b > 0.65; the integral round the negative axis used from 1.2 instead of 3.2 on (cancellation), and its exponent
 * r − r^b cos π(1 − b) computed by subtraction, which loses digits at b = 0.999999.
 */
import { describe, expect, test } from 'vitest';
import { createNegativeAxisIntegral, negativeAxisEdge } from '../../src/noise/negativeAxisIntegral.ts';
import { createPositiveStable } from '../../src/noise/positiveStable.ts';
import { createPositiveZolotarev } from '../../src/noise/zolotarevIntegral.ts';
import { type LawCase, readFixture, relativeError } from './fixtures.ts';

const { cases } = readFixture<{ cases: LawCase[] }>('positive-stable.json');

describe('the positive stable law agrees with 40-digit values to 1e-12', () => {
  test.each(cases)('at b = $b: density, cdf, survival and quantiles', ({ b, rows }) => {
    const law = createPositiveStable(b!);
    for (const [x, upper, lower, density] of rows) {
      expect(relativeError(law.survival(x), upper), `P(A > ${x})`).toBeLessThan(1e-12);
      expect(relativeError(law.cdf(x), lower), `P(A < ${x})`).toBeLessThan(1e-12);
      expect(relativeError(law.density(x), density), `density at ${x}`).toBeLessThan(1e-12);
      if (upper <= 0.5) expect(relativeError(law.tailQuantile(upper), x)).toBeLessThan(1e-12);
      if (lower <= 0.5) expect(relativeError(law.quantile(lower), x)).toBeLessThan(1e-12);
    }
  });
});

test('the fixtures reach probabilities of 1e-15 on both sides', () => {
  for (const { b, rows } of cases) {
    // b = 0.99995 has 5e−5 of its mass only in the whole right tail
    expect(Math.min(...rows.map(([, upper]) => upper)), `b = ${b}`).toBeLessThan(2e-15);
    expect(Math.min(...rows.map(([, , lower]) => lower)), `b = ${b}`).toBeLessThan(1e-15);
  }
});

test('Zolotarev’s integral and the one round the negative axis meet to 1e-13 where they change over', () => {
  const [a, b] = [new Float64Array(3), new Float64Array(3)];
  for (const index of [0.701, 0.8, 0.95, 0.995, 0.9999, 0.999999]) {
    const zolotarev = createPositiveZolotarev(index);
    const negativeAxis = createNegativeAxisIntegral(index);
    for (const z of [0, 0.1, 0.2]) {
      const x = negativeAxisEdge(index) + z * (1 - index);
      zolotarev.evaluate(x, a);
      negativeAxis.evaluate(x, b);
      for (let k = 0; k < 3; k++) expect(relativeError(a[k], b[k]), `b ${index}, x ${x}`).toBeLessThan(1e-13);
    }
  }
});

test('quantiles invert both tails at any probability', () => {
  for (const b of [0.25, 0.37, 0.5, 0.66, 0.71, 0.9, 0.97]) {
    const law = createPositiveStable(b);
    for (const p of [1e-40, 1e-18, 1e-9, 1e-3, 0.1, 0.25, 0.4, 0.5]) {
      expect(relativeError(law.cdf(law.quantile(p)), p), `b ${b}, p ${p}`).toBeLessThan(1e-12);
      expect(relativeError(law.survival(law.tailQuantile(p)), p), `b ${b}, q ${p}`).toBeLessThan(1e-12);
    }
  }
});

test('the Laplace transform of the density is exp(-g^b)', () => {
  // ∫ e^{−gx} dF by the trapezoidal rule in log x on the density, against the exact value
  for (const b of [0.3, 0.5, 0.75, 0.9]) {
    const law = createPositiveStable(b);
    for (const g of [0.2, 1, 3]) {
      let sum = 0;
      const h = 1 / 64;
      const lowest = Math.log(law.quantile(1e-18));
      for (let k = 0; k < 6000; k++) {
        const x = Math.exp(lowest + k * h);
        sum += h * x * Math.exp(-g * x) * law.density(x);
      }
      expect(relativeError(sum, Math.exp(law.logLaplace(g))), `b ${b}, g ${g}`).toBeLessThan(1e-10);
    }
  }
});

test('what is outside the range is refused in one sentence', () => {
  for (const b of [0.24, 1, Number.NaN]) {
    expect(() => createPositiveStable(b)).toThrow(`b must be a number from 0.25 to below 1, but is ${b}.`);
  }
  expect(() => createPositiveStable(0.5).quantile(1)).toThrow(
    'p must lie strictly between 0 and 1, but is 1.',
  );
  expect(createPositiveStable(0.5).cdf(0)).toBe(0);
  expect(createPositiveStable(0.5).survival(-1)).toBe(1);
});
