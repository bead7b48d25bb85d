/**
 * Laws of a size |x| with formulas: x symmetric α-stable, Gaussian, Student t or Laplace, and Pareto's law.
 *
 * Stable: CF exp(−|su|^α), C = C_α s^α; Gaussian: N(0, sd²), the stable law of α = 2 and scale sd/√2; Student: density
 * ∝ (1 + x²/ν)^{−(ν+1)/2}; Laplace: density e^{−|x|/s}/(2s); Pareto: P(|x| > r) = (r/least)^{−α} for r ≥ least.
 */

import { exp, expm1, log, log1p, pow } from '../../math/elementary.ts';
import { gamma, logGamma } from '../../math/gamma.ts';
import { createSymmetricStable } from '../../noise/symmetricStable.ts';
import { DENSITY, LOWER, type TwoTails, UPPER } from '../../noise/twoTails.ts';
import { lazily } from '../../results/lazily.ts';
import { createMagnitudeLaw, type MagnitudeLaw } from './magnitudeLaw.ts';

const t = lazily<typeof import('@stdlib/stats-base-dists-t')>('@stdlib/stats-base-dists-t');

/** |sX|, X standard symmetric α-stable, 0.5 ≤ alpha ≤ 2, scale > 0. */
export function stableMagnitude(alpha: number, scale: number = 1): MagnitudeLaw {
  requirePositive('scale', scale);
  const law = createSymmetricStable(alpha);
  return createMagnitudeLaw({
    name: alpha === 2 ? 'Gaussian' : `symmetric stable, alpha ${alpha}`,
    tails: scaled(law.absolute, scale),
    tailIndex: alpha === 2 ? Infinity : alpha,
    tailConstant: law.tailConstant * pow(scale, alpha),
    typical: scale,
    moment: (p) => law.absoluteMoment(p) * pow(scale, p),
    tailQuantile: (q) => scale * law.tailQuantile(q),
  });
}

/** |x|, x ~ N(0, deviation²). */
export function gaussianMagnitude(deviation: number = 1): MagnitudeLaw {
  return stableMagnitude(2, deviation * Math.SQRT1_2);
}

/** |x|, x Student's t with `degrees` ν > 0 degrees of freedom: tail index ν. */
export function studentMagnitude(degrees: number): MagnitudeLaw {
  requirePositive('degrees', degrees);
  const v = degrees;
  const logFront = logGamma((v + 1) / 2) - logGamma(v / 2) - 0.5 * log(Math.PI * v);
  return createMagnitudeLaw({
    name: `Student t, ${v} degrees of freedom`,
    tails: {
      evaluate(r, out) {
        out[UPPER] = 2 * t().cdf(-r, v);
        out[LOWER] = 1 - out[UPPER];
        out[DENSITY] = 2 * exp(logFront - ((v + 1) / 2) * log1p((r * r) / v));
      },
    },
    tailIndex: v,
    tailConstant: (2 * exp(logFront) * pow(v, (v + 1) / 2)) / v,
    typical: 1,
    moment: (p) =>
      exp(logGamma((p + 1) / 2) + logGamma((v - p) / 2) - logGamma(v / 2) + (p / 2) * log(v)) /
      Math.sqrt(Math.PI),
  });
}

/** |x|, x of density e^{−|x|/scale}/(2·scale): exponential. */
export function laplaceMagnitude(scale: number = 1): MagnitudeLaw {
  requirePositive('scale', scale);
  return createMagnitudeLaw({
    name: 'Laplace',
    tails: {
      evaluate(r, out) {
        out[UPPER] = exp(-r / scale);
        out[LOWER] = -expm1(-r / scale);
        out[DENSITY] = out[UPPER] / scale;
      },
    },
    tailIndex: Infinity,
    tailConstant: 0,
    typical: scale,
    moment: (p) => gamma(p + 1) * pow(scale, p),
    tailQuantile: (q) => -scale * log(q),
  });
}

/** P(|x| > r) = (r/least)^{−alpha} for r ≥ least > 0. */
export function paretoMagnitude(alpha: number, least: number = 1): MagnitudeLaw {
  requirePositive('alpha', alpha);
  requirePositive('least', least);
  return createMagnitudeLaw({
    name: `Pareto, alpha ${alpha}`,
    tails: {
      evaluate(r, out) {
        out[UPPER] = pow(r / least, -alpha);
        out[LOWER] = -expm1(-alpha * log(r / least));
        out[DENSITY] = (alpha * out[UPPER]) / r;
      },
    },
    tailIndex: alpha,
    tailConstant: pow(least, alpha),
    least,
    typical: least,
    moment: (p) => (alpha / (alpha - p)) * pow(least, p),
    tailQuantile: (q) => least * pow(q, -1 / alpha),
  });
}

/** The law of scale·Y. */
export function scaled(law: TwoTails, scale: number): TwoTails {
  return {
    evaluate(r, out) {
      law.evaluate(r / scale, out);
      out[DENSITY] /= scale;
    },
  };
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${name} must be a finite number above 0, but is ${value}.`);
}
