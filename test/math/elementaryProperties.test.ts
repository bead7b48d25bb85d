/**
 * Properties that hold bit for bit or to the rounding, on arguments that fast-check chooses (fixed seed).
 *
 * Watched failing on: C5 left out (identity); QUADRANT[2] = 1 (oddness of sin, evenness of cos); k of tanh.ts taken
 * by Math.floor (oddness); t w subtracted (monotonicity of tanh); A[10] = 0 (monotonicity of atan); Q7 wrong in the
 * fifth digit (log of exp).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as elementary from '../../src/math/elementary.ts';
import recorded from '../fixtures/elementary-bits.json' with { type: 'json' };
import { elementaryBits } from '../fixtures/make_elementary_bits.ts';

const { atan, cos, exp, exp2, expm1, log, log1p, log2, pow, sin, sincos, tan, tanh } = elementary;
const runs = { numRuns: 3000, seed: 20240607 };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('symmetry', () => {
  for (const [name, f] of Object.entries({ sin, tan, atan, tanh })) {
    it(`${name} is odd, bit for bit`, () => {
      fc.assert(
        fc.property(finite, (x) => Object.is(f(-x), -f(x))),
        runs,
      );
    });
  }
  it('cos is even, bit for bit', () => {
    fc.assert(
      fc.property(finite, (x) => Object.is(cos(-x), cos(x))),
      runs,
    );
  });
});

describe('identities', () => {
  it('sin^2 + cos^2 = 1 to 4 roundings, for any finite argument', () => {
    fc.assert(
      fc.property(finite, (x) => Math.abs(sin(x) ** 2 + cos(x) ** 2 - 1) <= 4 * 2 ** -52),
      runs,
    );
  });
  it('sincos gives the bits of sin and cos, for any finite argument', () => {
    const out = new Float64Array(2);
    fc.assert(
      fc.property(finite, (x) => {
        sincos(x, out);
        return Object.is(out[0], sin(x)) && Object.is(out[1], cos(x));
      }),
      runs,
    );
  });
  it('log(exp x) = x to two roundings of the larger of x and 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -708, max: 709, noNaN: true }),
        (x) => Math.abs(log(exp(x)) - x) <= 2 ** -51 * Math.max(1, Math.abs(x)),
      ),
      runs,
    );
  });
  it('pow(x, 1) = x and pow(x, 2) = x x to 2 ulp', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-150, max: 1e150, noNaN: true }), (x) => {
        const square = Math.abs(pow(x, 2) / (x * x) - 1) <= 2 ** -50;
        return Math.abs(pow(x, 1) / x - 1) <= 2 ** -51 && square;
      }),
      runs,
    );
  });
});

describe('monotonicity', () => {
  // Steps of 2^-40 relative are thousands of ulp: an error of 3 ulp cannot hide a jump between table entries or pieces.
  const rising = { exp, exp2, expm1, atan, tanh };
  const borders = [0.34657359027997264, 1.0397207708399179, 0.5, 0.4375, 0.6875, 1.1875, 2.4375, 0.41, -0.29];
  // where tanh goes to its next table entry
  borders.push(1 / 64, 3 / 64, 31 / 64, 65 / 64, 129 / 64);
  for (const [name, f] of Object.entries({ ...rising, log, log2, log1p })) {
    it(`${name} rises across the borders of its reduction`, () => {
      for (const border of [...borders, Math.SQRT2, Math.SQRT1_2]) {
        if (border < 0 && !(name in rising) && name !== 'log1p') continue;
        for (let i = -50; i < 50; i++) {
          const x = border * (1 + i * 2 ** -40);
          const next = border * (1 + (i + 1) * 2 ** -40);
          expect(border < 0 ? f(next) : f(x)).toBeLessThan(border < 0 ? f(x) : f(next));
        }
      }
    });
  }
  it('tanh and atan never leave their range', () => {
    fc.assert(
      fc.property(finite, (x) => Math.abs(tanh(x)) <= 1 && Math.abs(atan(x)) <= Math.PI / 2),
      runs,
    );
  });
});

describe('bits', () => {
  // Recorded on Node 24 and found the same on Node 20: a change of one bit in one result fails here. Watched failing on
  // faults below the accuracy bounds: T2 = -17/315 in tanh.ts, productError left out of halfPi.ts, tan.ts and log2.ts, BASE_REST out of atan.ts,
  // the residual of 1 + x out of log1p.
  it('are those recorded, for every function over 4000 arguments', () => {
    expect(elementaryBits()).toEqual(recorded);
  });
});
