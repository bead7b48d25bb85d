/**
 * Quantiles of the gamma law against mpmath (test/fixtures/make_tail_extremes.py), tails against closed forms.
 * Watched failing: FAULTS
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gammaQuantile, gammaTails } from '../../src/statistics/gammaLaw.ts';
import { normalFactor, normalQuantile } from '../../src/statistics/normal.ts';

const { gammaQuantiles } = JSON.parse(
  readFileSync(new URL('../fixtures/tail-extremes.json', import.meta.url), 'utf8'),
) as { gammaQuantiles: { p: number; shape: number; value: number }[] };

it.each(gammaQuantiles)('quantile p = $p of Gamma($shape)', ({ p, shape, value }) => {
  expect(Math.abs(gammaQuantile(p, shape) / value - 1)).toBeLessThan(5e-13);
});

it('is the exponential law at shape 1 and a Poisson sum at whole shapes', () => {
  for (const x of [1e-8, 0.3, 2, 40]) {
    expect(Math.abs(gammaTails(x, 1).upper / Math.exp(-x) - 1)).toBeLessThan(1e-14);
    const upper = Math.exp(-x) * (1 + x + (x * x) / 2 + x ** 3 / 6);
    expect(Math.abs(gammaTails(x, 4).upper / upper - 1)).toBeLessThan(1e-13);
  }
  expect(gammaTails(0, 3)).toEqual({ lower: 0, upper: 1 });
});

it('refuses what has no quantile', () => {
  expect(() => gammaQuantile(0, 1)).toThrow('p must lie strictly between 0 and 1, but is 0.');
  expect(() => gammaQuantile(0.5, 0)).toThrow('shape must be a finite number above 0, but is 0.');
});

it('normal quantiles', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
  expect(normalFactor(0.95)).toBeCloseTo(1.959963984540054, 13);
  expect(() => normalFactor(1)).toThrow('confidence is 1');
});
