/**
 * The law of ‖X‖, X the noise of one neuron in d dimensions, where it is known: columns of pure noise.
 *
 * Type I, X = Z·(1, …, 1): √d·|Z|. Type III, X = √(2A)·G: √(2A)·χ_d, A positive (α/2)-stable; tail constant
 * 2^{α/2}E χ_d^α/Γ(1 − α/2). α = 2, Types II and III: √2·χ_d. Type II below α = 2 with d > 1: no formula.
 * Mixture over χ_d² by the trapezoidal rule in its logarithm.
 */
import { exp, log, pow } from '../../math/elementary.ts';
import { gamma, logGamma } from '../../math/gamma.ts';
import { incompleteGamma } from '../../math/incompleteGamma.ts';
import type { NoiseType } from '../../noise/noiseLaw.ts';
import { createPositiveStable } from '../../noise/positiveStable.ts';
import { DENSITY, LOWER, UPPER } from '../../noise/twoTails.ts';
import { stableMagnitude } from './laws.ts';
import { createMagnitudeLaw, type MagnitudeLaw } from './magnitudeLaw.ts';

/** Of standard noise: one coordinate has the CF exp(−|u|^α). Undefined where there is no formula. */
export function columnNorm(type: NoiseType, alpha: number, dim: number): MagnitudeLaw | undefined {
  if (dim === 1) return stableMagnitude(alpha);
  if (type === 'I') return stableMagnitude(alpha, Math.sqrt(dim));
  if (alpha === 2) return chiMagnitude(dim, Math.SQRT2);
  return type === 'III' ? rotationalMagnitude(alpha, dim) : undefined;
}

/** scale·χ_d. */
export function chiMagnitude(dim: number, scale: number = 1): MagnitudeLaw {
  const out2 = new Float64Array(2);
  const logFront = log(2) - logGamma(dim / 2);
  return createMagnitudeLaw({
    name: `norm of a Gaussian vector in ${dim} dimensions`,
    tails: {
      evaluate(r, out) {
        const x = (r * r) / (2 * scale * scale);
        incompleteGamma(dim / 2, x, out2);
        out[UPPER] = out2[0];
        out[LOWER] = out2[1];
        out[DENSITY] = exp(logFront + (dim / 2) * log(x) - x) / r;
      },
    },
    tailIndex: Infinity,
    tailConstant: 0,
    typical: scale * Math.sqrt(dim),
    finest: { length: (scale * Math.sqrt(dim)) / 4, until: 40 * scale * Math.sqrt(dim) },
    moment: (p) => pow(scale * Math.SQRT2, p) * exp(logGamma((dim + p) / 2) - logGamma(dim / 2)),
  });
}

/** √(2A)·χ_d, 0.5 ≤ alpha < 2. */
function rotationalMagnitude(alpha: number, dim: number): MagnitudeLaw {
  const law = createPositiveStable(alpha / 2);
  const { squares, weights } = logChiSquare(dim);
  const part = new Float64Array(3);
  const momentOfChi = pow(2, alpha / 2) * exp(logGamma((dim + alpha) / 2) - logGamma(dim / 2));
  return createMagnitudeLaw({
    name: `norm of rotationally invariant noise, alpha ${alpha}, in ${dim} dimensions`,
    tails: {
      evaluate(r, out) {
        out.fill(0, 0, 3);
        for (let j = 0; j < squares.length; j++) {
          const a = (r * r) / (2 * squares[j]);
          law.tails.evaluate(a, part);
          out[UPPER] += weights[j] * part[UPPER];
          out[LOWER] += weights[j] * part[LOWER];
          out[DENSITY] += (weights[j] * part[DENSITY] * 2 * a) / r;
        }
      },
    },
    tailIndex: alpha,
    tailConstant: (pow(2, alpha / 2) * momentOfChi) / gamma(1 - alpha / 2),
    typical: Math.sqrt(dim),
    finest: { length: Math.sqrt(dim) / 10, until: 20 * Math.sqrt(dim) },
    moment: (p) =>
      (pow(2, p) * exp(logGamma((dim + p) / 2) - logGamma(dim / 2)) * gamma(1 - p / alpha)) /
      gamma(1 - p / 2),
  });
}

/** Nodes χ_d² and weights: density of its logarithm ∝ exp(dt/2 − e^t/2), standard deviation about √(2/d). */
function logChiSquare(dim: number): { squares: number[]; weights: number[] } {
  const step = (dim < 20 ? 0.35 : 0.7) * Math.sqrt(2 / dim);
  const squares: number[] = [];
  const weights: number[] = [];
  for (const direction of [1, -1]) {
    for (let j = direction === 1 ? 0 : 1; ; j++) {
      const shift = direction * j * step;
      const weight = exp((dim / 2) * (shift - exp(shift) + 1));
      if (weight < 1e-16) break;
      squares.push(dim * exp(shift));
      weights.push(weight);
    }
  }
  const total = weights.reduce((a, b) => a + b, 0);
  return { squares, weights: weights.map((w) => w / total) };
}
