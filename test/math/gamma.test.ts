/**
 * gamma and logGamma against mpmath (test/fixtures/make_elementary.py).
 *
 * Watched failing on: STIRLING[2] = 0 (both, factorials); TAYLOR[5] = 0 and TAYLOR[16] = 0 (logGamma); the shift
 * ending at 6 instead of 12 (gamma, factorials).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gamma, logGamma } from '../../src/math/gamma.ts';

const fixture: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../fixtures/elementary.json', import.meta.url), 'utf8'),
);

describe('the gamma function', () => {
  for (const [name, f] of Object.entries({ gamma, logGamma })) {
    it(`${name} has a relative error of at most 1e-14, near the zeros of log gamma too`, () => {
      let worst = 0;
      let at = Number.NaN;
      for (const [x, value] of fixture[name]) {
        const error = value === 0 ? Math.abs(f(x)) : Math.abs(f(x) / value - 1);
        if (!(error <= worst)) [worst, at] = [error, x];
      }
      console.log(`${name}: worst relative error ${worst.toExponential(2)} at ${at}`);
      expect(worst, `${name}(${at})`).toBeLessThanOrEqual(1e-14);
    });
  }

  it('gives factorials to 1e-14 up to 170!', () => {
    let factorial = 1n;
    for (let n = 1n; n <= 170n; n++) {
      factorial *= n;
      expect(Math.abs(gamma(Number(n) + 1) / Number(factorial) - 1)).toBeLessThan(1e-14);
    }
  });

  it('is Infinity at 0 and where it overflows, and NaN below 0', () => {
    expect([gamma(0), gamma(172), gamma(Infinity), logGamma(0), logGamma(Infinity)]).toEqual(
      Array(5).fill(Infinity),
    );
    expect([gamma(-1.5), gamma(Number.NaN), logGamma(-1.5), logGamma(Number.NaN)]).toEqual(
      Array(4).fill(Number.NaN),
    );
  });
});
