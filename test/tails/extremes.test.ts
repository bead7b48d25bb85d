/**
 * The estimators from the largest values against independent implementations (R's poweRlaw, NumPy, SciPy), and what they do at the
 * edges: nothing is clamped, nothing is dropped silently.
 * Watched failing: FAULTS
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXTREME_ESTIMATORS } from '../../src/tails/extremes.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { interceptWeight, spacingsEstimate } from '../../src/tails/logSpacings.ts';
import { positiveLogs } from '../../src/tails/positiveLogs.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';

type Found = [number, [number | null, number | null]];
interface Case {
  law: string;
  k: number;
  values?: number[];
  found: Record<string, Found>;
}

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/tail-extremes.json', import.meta.url), 'utf8'),
) as { cases: Case[] };
const samples = new Map(
  fixture.cases.flatMap(({ law, values }) => (values ? [[law, createTailSample(values)] as const] : [])),
);
const estimator = (name: string) => EXTREME_ESTIMATORS.find((known) => known.name === name)!;

/** poweRlaw maximises by a general optimiser; SciPy's t quantile has about nine digits; the rest is rounding. */
const ACCURACY: Record<string, number> = { hill: 1e-7, paulauskas: 1e-8 };

function expectClose(measured: number, expected: number | null, infinite: number, accuracy: number): void {
  if (expected === null) expect(measured).toBe(infinite);
  else expect(Math.abs(measured - expected)).toBeLessThan(accuracy * Math.max(1, Math.abs(expected)));
}

describe('estimators from the largest values', () => {
  for (const { law, k, found } of fixture.cases) {
    it.each(EXTREME_ESTIMATORS)(
      `$name agrees with an independent implementation: ${law}, k = ${k}`,
      (own) => {
        const [gamma, [low, high]] = found[own.name];
        const sample = samples.get(law)!;
        const accuracy = ACCURACY[own.name] ?? 1e-11;
        const index = own.index(sample, { k })!;
        expectClose(index.gamma, gamma, Number.NaN, accuracy);
        expectClose(index.interval[0], low, Number.NEGATIVE_INFINITY, accuracy);
        expectClose(index.interval[1], high, Number.POSITIVE_INFINITY, accuracy);
        const { alpha, interval } = own.estimate(sample, { k });
        expect(alpha).toBe(index.gamma > 0 ? 1 / index.gamma : Number.POSITIVE_INFINITY);
        expect(interval[0]).toBeLessThanOrEqual(interval[1]);
        expect(interval[0]).toBe(index.interval[1] > 0 ? 1 / index.interval[1] : Number.POSITIVE_INFINITY);
      },
    );

    it(`the bias-reduced interval agrees with SciPy's Pearson III law: ${law}, k = ${k}`, () => {
      const [gamma, [low, high]] = found.intercept;
      const own = spacingsEstimate(positiveLogs(samples.get(law)!), k, interceptWeight, 0.95);
      expectClose(own.gamma, gamma, Number.NaN, 1e-11);
      if (gamma > 0 && low! > 0 && high! > 0) {
        expectClose(own.interval[0], low, 0, 1e-10);
        expectClose(own.interval[1], high, 0, 1e-10);
      }
    });
  }

  it.each(EXTREME_ESTIMATORS)(
    '$name does not change with the scale by powers of two, nor with signs',
    (own) => {
      const values = sampleLaw('student', 1.5, 1000, { seed: 3, replica: 0 });
      const whole = own.estimate(createTailSample(values));
      const other = own.estimate(createTailSample(values.map((x, i) => (i % 3 === 0 ? -x : x) / 1024)));
      expect(other.alpha).toBeCloseTo(whole.alpha, 11);
      expect(other.interval[0]).toBeCloseTo(whole.interval[0], 10);
    },
  );

  it.each(EXTREME_ESTIMATORS)('$name finds the index of an exact Pareto sample, whatever its size', (own) => {
    for (const alpha of [0.05, 1, 40]) {
      const values = sampleLaw('pareto', alpha, 4000, { seed: 4, replica: 1 });
      const { interval } = own.estimate(createTailSample(values), { confidence: 1 - 1e-6 });
      expect(interval[0]).toBeLessThan(alpha);
      expect(interval[1]).toBeGreaterThan(alpha);
    }
  });

  it('says that a light tail has an infinite index, and does not clamp', () => {
    const uniform = createTailSample(
      sampleLaw('pareto', 1, 2000, { seed: 5, replica: 0 }).map((x) => 1 - 1 / x / 2),
    );
    for (const name of ['moment', 'pickands']) {
      const { alpha, interval, warnings } = estimator(name).estimate(uniform);
      expect(alpha).toBe(Number.POSITIVE_INFINITY);
      expect(interval[1]).toBe(Number.POSITIVE_INFINITY);
      expect(warnings.join(' ')).toContain('light tail');
    }
    const { alpha, warnings } = estimator('hill').estimate(uniform);
    expect(alpha).toBeGreaterThan(5);
    expect(warnings.join(' ')).toContain('cannot be told from a light one');
  });

  it.each(EXTREME_ESTIMATORS)('$name has no estimate of few values or of equal ones, and says why', (own) => {
    const few = own.estimate(createTailSample([1, 2, 3, 0, 0]));
    expect(few.alpha).toBeNaN();
    expect(few.interval).toEqual([Number.NaN, Number.NaN]);
    expect(few.warnings.join(' ')).toContain('3 values are not zero; an estimate needs at least 20');
    const equal = own.estimate(createTailSample(new Array(600).fill(2)));
    expect(equal.warnings.join(' ')).toContain('equal their neighbour');
    if (own.name === 'paulauskas') expect(equal.alpha).toBe(Number.POSITIVE_INFINITY);
    else {
      expect(equal.alpha).toBeNaN();
      expect(equal.warnings.join(' ')).toContain('Large values are equal');
    }
  });

  it.each(EXTREME_ESTIMATORS)('$name refuses a k or a confidence outside its range', (own) => {
    const sample = samples.get('pareto')!;
    expect(() => own.estimate(sample, { k: 1 })).toThrow(/^k is 1; for .* from 2 to \d+\.$/);
    expect(() => own.estimate(sample, { k: 201 })).toThrow(/^k is 201;/);
    expect(() => own.estimate(sample, { k: 7.5 })).toThrow(/^k is 7.5;/);
    expect(() => own.estimate(sample, { confidence: 1 })).toThrow(/^confidence is 1;/);
  });

  it('Hill warns where the bootstrap’s k lies outside of its interval', () => {
    const stable = createTailSample(sampleLaw('stable', 1.9, 5000, { seed: 1, replica: 0 }));
    const { alpha, interval, warnings } = estimator('hill').estimate(stable);
    expect(alpha > interval[1]).toBe(true);
    expect(warnings.join(' ')).toContain('lies outside the interval');
  });

  it('Paulauskas leaves blocks of zeros out, and says so', () => {
    const values = sampleLaw('pareto', 1, 900, { seed: 2, replica: 0 }).fill(0, 0, 70);
    const { warnings } = estimator('paulauskas').estimate(createTailSample(values));
    expect(warnings.join(' ')).toMatch(/2 of 28 blocks hold zeros only/);
    expect(warnings.join(' ')).toContain('70 of 900 values are zero');
  });
});
