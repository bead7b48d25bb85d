/**
 * Faults planted, each fails here: slope of sin without its sign (sin in place of cos), slope of sigmoid p(1 + p), slope 1
 * of relu at its kink, softplus without the split at 0 (overflow), slopeFrom of tanh 1 − t, identity's slope 1 for NaN.
 */
import { describe, expect, it } from 'vitest';
import { ACTIVATION_NAMES, ACTIVATIONS, logistic, softplus } from '../../src/models/activations.ts';

const plain: Record<(typeof ACTIVATION_NAMES)[number], (s: number) => number> = {
  tanh: Math.tanh,
  sigmoid: (s) => 1 / (1 + Math.exp(-s)),
  relu: (s) => Math.max(0, s),
  softplus: (s) => Math.log1p(Math.exp(-Math.abs(s))) + Math.max(0, s),
  identity: (s) => s,
  sin: Math.sin,
};
const places = [-6.3, -2.75, -1, -0.37, -0.01, 0.003, 0.5, 1.25, 3.1, 7.9];

describe.each(ACTIVATION_NAMES)('the activation %s', (name) => {
  const { value, slope, slopeFrom, kinks } = ACTIVATIONS[name];

  it('has the values of plain JavaScript to 4e-16', () => {
    for (const s of places)
      expect(Math.abs(value(s) - plain[name](s))).toBeLessThan(4e-16 * Math.max(1, Math.abs(s)));
  });

  it('has the slope of central differences', () => {
    const h = 1e-5;
    for (const s of places) {
      const difference = (value(s + h) - value(s - h)) / (2 * h);
      expect(Math.abs(slope(s) - difference)).toBeLessThan(2e-10 + 1e-10 * Math.abs(difference));
    }
  });

  it('gives its slope from its value, to the bit', () => {
    for (const s of [...places, ...kinks, -0, 1e5, -1e5]) expect(slopeFrom(s, value(s))).toBe(slope(s));
  });

  it('lets NaN through and stays finite at large arguments', () => {
    expect([value(Number.NaN), slope(Number.NaN), slopeFrom(Number.NaN, Number.NaN)]).toEqual(
      new Array(3).fill(Number.NaN),
    );
    for (const s of [1e5, -1e5]) expect([value(s), slope(s)].every(Number.isFinite)).toBe(true);
  });

  it('has slope 0 at its kinks', () => {
    for (const s of kinks) expect([slope(s), slope(-s)].map(Math.abs)).toEqual([0, 0]);
  });
});

it('keeps the digits of small values: softplus(−40) = e^(−40), logistic(0) = ½', () => {
  expect(softplus(-40) / 4.248354255291589e-18).toBeCloseTo(1, 14);
  expect(logistic(0)).toBe(0.5);
});
