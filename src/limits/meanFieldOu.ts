/**
 * Exact laws of the mean-field Ornstein–Uhlenbeck system from X_0 = 0:
 *   dX^i = −aX^i dt + k(M − X^i)dt + σ dL^i,  l = a + k;  Euler factors A = 1 − ηl, B = 1 − ηa, K steps.
 * M is an OU process with rate a and X^i − M one with rate l, so X^i_t = Σ_j ∫ (kernel of L^j) dL^j, and a sum
 * of independent stable integrals has scale^α = σ^α Σ_j ∫ |kernel|^α. The linear network is this system around its
 * target with a = c, k = −c, so l = 0: kernels 1 and e^{−cu}. Every function returns the scale s of
 * an SαS number (CF exp(−|su|^α)). Valid for 0 < α ≤ 2, σ ≥ 0, any finite a, k; times ≥ 0, whole steps.
 * Source: docs/theory.md, (17) to (20); discretisation errors in meanFieldOuErrors.ts.
 */
import { exp, expm1, log, log1p, pow } from '../math/elementary.ts';
import { integrate } from './quadrature.ts';

export interface OuParameters {
  readonly a: number;
  readonly k: number;
  readonly alpha: number;
  /** Scale of one coordinate of the noise after unit time. */
  readonly sigma: number;
}

/** ∫₀^t e^{−ru} du. */
export function decayIntegral(rate: number, t: number): number {
  return rate === 0 ? t : -expm1(-rate * t) / rate;
}

/** Σ_{j<K} |A|^{αj}, A = 1 − ηl. */
function powerSum(step: number, rate: number, steps: number, alpha: number): number {
  const logFactor = alpha * logAbs(step, rate);
  if (logFactor === 0) return steps;
  return expm1(steps * logFactor) / expm1(logFactor);
}

/** log|1 − ηl|, −∞ where the factor vanishes. */
export function logAbs(step: number, rate: number): number {
  return step * rate < 1 ? log1p(-step * rate) : log(step * rate - 1);
}

function scaleOf(p: OuParameters, integral: number): number {
  return p.sigma * pow(integral, 1 / p.alpha);
}

/** Limit particle at time t: scale^α = σ^α (1 − e^{−αlt})/(αl). */
export function limitScale(p: OuParameters, t: number): number {
  return scaleOf(p, decayIntegral(p.alpha * (p.a + p.k), t));
}

/** Limit particle of the Euler scheme: scale^α = σ^α η (1 − |A|^{αK})/(1 − |A|^α). */
export function limitScaleEuler(p: OuParameters, step: number, steps: number): number {
  return steps === 0 ? 0 : scaleOf(p, step * powerSum(step, p.a + p.k, steps, p.alpha));
}

/**
 * ∫₀^t |ζ e^{−lu} + z̄(e^{−au} − e^{−lu})|^α du. The bracket vanishes at most once, where
 * e^{−ku} = z̄/(z̄ − ζ); written around that point u₀ it is −z̄ e^{−au} expm1(−k(u − u₀)), with all its digits.
 */
function kernelIntegral({ a, k, alpha }: OuParameters, zeta: number, mean: number, t: number): number {
  if (k === 0 || mean === 0) return pow(Math.abs(zeta), alpha) * decayIntegral(alpha * (a + k), t);
  if (mean === zeta) return pow(Math.abs(mean), alpha) * decayIntegral(alpha * a, t);
  const ratio = mean / (mean - zeta);
  const root = ratio > 0 ? -log(ratio) / k : Number.NaN;
  const power = (u: number, fromRoot: number) =>
    pow(Math.abs(Math.abs(k * fromRoot) < 1 ? mean * exp(-a * u) * expm1(-k * fromRoot) : away(u)), alpha);
  /** Where e^{−ku} overflows its product with e^{−au} need not. */
  const away = (u: number) => {
    const growth = expm1(-k * u);
    if (growth === Infinity) return (zeta - mean) * exp(-(a + k) * u) + mean * exp(-a * u);
    return zeta * exp(-(a + k) * u) - mean * exp(-a * u) * growth;
  };
  if (!(root > 0 && root < t)) return integrate((u) => power(u, u - root), t);
  return integrate((s) => power(root - s, -s), root) + integrate((s) => power(root + s, s), t - root);
}

/** Sums `term(z_j)` over all j ≤ N, each distinct value once; entries beyond `z` are 0. */
function sumOverParticles(z: ArrayLike<number>, particles: number, term: (zeta: number) => number): number {
  const counts = new Map<number, number>([[0, particles - z.length]]);
  for (let j = 0; j < z.length; j++) counts.set(z[j], (counts.get(z[j]) ?? 0) + 1);
  let sum = 0;
  for (const [zeta, count] of counts) if (count > 0) sum += count * term(zeta);
  return sum;
}

function meanOf(z: ArrayLike<number>, particles: number): number {
  let sum = 0;
  for (let j = 0; j < z.length; j++) sum += z[j];
  return sum / particles;
}

/** log E exp(i Σ_j z_j X^j_t) of the N-particle system; `z` may be shorter than N, the rest is 0. */
export function jointLogCF(p: OuParameters, particles: number, z: ArrayLike<number>, t: number): number {
  const mean = meanOf(z, particles);
  return -pow(p.sigma, p.alpha) * sumOverParticles(z, particles, (zeta) => kernelIntegral(p, zeta, mean, t));
}

/** The same for its Euler scheme after `steps` steps. */
export function jointLogCFEuler(
  p: OuParameters,
  particles: number,
  z: ArrayLike<number>,
  step: number,
  steps: number,
): number {
  const mean = meanOf(z, particles);
  const factorA = 1 - step * (p.a + p.k);
  const factorB = 1 - step * p.a;
  const term = (zeta: number) => {
    let sum = 0;
    let powerA = 1;
    let powerB = 1;
    for (let j = 0; j < steps; j++) {
      sum += pow(Math.abs(zeta * powerA + mean * (powerB - powerA)), p.alpha);
      powerA *= factorA;
      powerB *= factorB;
    }
    return sum;
  };
  return -pow(p.sigma, p.alpha) * step * sumOverParticles(z, particles, term);
}

/** One particle among N at time t. */
export function particleScale(p: OuParameters, particles: number, t: number): number {
  return pow(-jointLogCF(p, particles, [1], t), 1 / p.alpha);
}

export function particleScaleEuler(p: OuParameters, particles: number, step: number, steps: number): number {
  return pow(-jointLogCFEuler(p, particles, [1], step, steps), 1 / p.alpha);
}

/**
 * Coupled chaos error X^{i,N} − X̄^i, the same number for every i:
 * scale = σN^{1/α−1} (∫₀^t |e^{−au} − e^{−lu}|^α du)^{1/α}.
 */
export function chaosErrorScale(p: OuParameters, particles: number, t: number): number {
  return pow(particles, 1 / p.alpha - 1) * scaleOf(p, kernelIntegral(p, 0, 1, t));
}

/** Both particles by Euler: scale = σN^{1/α−1} (η Σ_{j<K} |B^j − A^j|^α)^{1/α}. */
export function chaosErrorScaleEuler(
  p: OuParameters,
  particles: number,
  step: number,
  steps: number,
): number {
  const factorA = 1 - step * (p.a + p.k);
  const factorB = 1 - step * p.a;
  let sum = 0;
  let powerA = 1;
  let powerB = 1;
  for (let j = 0; j < steps; j++) {
    sum += pow(Math.abs(powerB - powerA), p.alpha);
    powerA *= factorA;
    powerB *= factorB;
  }
  return pow(particles, 1 / p.alpha - 1) * scaleOf(p, step * sum);
}
