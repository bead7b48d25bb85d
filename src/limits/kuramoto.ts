/**
 * The limit of the Kuramoto model: the Fourier hierarchy
 *   ρ_m′ = (mK/2)(ρ_1 ρ_{m−1} − ρ̄_1 ρ_{m+1}) − D_m ρ_m,  D_m = σ^α m^α,
 * that of cosineNetwork.ts with c = 0, κ = 2K. At α = 1 a wrapped Cauchy law stays one, ρ_m = ρ_1^m, and r = |ρ_1| obeys
 * r′ = (K/2)r(1 − r²) − σr, so that with g = K − 2σ
 *   r² = r_0² / (e^{−gt} + K r_0² (1 − e^{−gt})/g):
 * the logistic curve towards q* = 1 − 2σ/K. The incoherent state is stable up to K_c = 2σ^α.
 * Sources: Ott and Antonsen, Chaos 18 (2008) 037113; Cestnik and Pikovsky, arXiv:2207.02302 (Cauchy noise keeps their
 * manifold); docs/theory.md, (28) and (29).
 */
import { cos, exp, sin } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { type Marginal, marginalLimit } from './cosineNetwork.ts';
import { marginalLimitEuler } from './cosineNetworkEuler.ts';
import { decayIntegral } from './meanFieldOu.ts';

/** The oscillators in their limit. */
export interface KuramotoLaw {
  readonly coupling: number;
  readonly alpha: number;
  readonly initial: CoordinateLaw;
  /** D_m = −log E e^{imL_1} of the noise. */
  damping(m: number): number;
}

/** The oscillators as a phase with w = 2Kρ_1. */
export function kuramotoMarginal({ coupling, initial, damping }: KuramotoLaw): Marginal {
  return { target: [0, 0], feedback: 2 * coupling, initial, damping };
}

/** K_c = 2D_1: the coupling from which on the incoherent state is unstable. */
export function criticalCoupling({ damping }: Pick<KuramotoLaw, 'damping'>): number {
  return 2 * damping(1);
}

/** r at time t under Cauchy noise of scale σ from a wrapped Cauchy law of order r_0. */
export function cauchyOrder(coupling: number, sigma: number, start: number, t: number): number {
  const growth = coupling - 2 * sigma;
  const q = start * start;
  // Each form where its exponential falls.
  const square =
    growth >= 0
      ? q / (exp(-growth * t) + coupling * q * decayIntegral(growth, t))
      : (q * exp(growth * t)) / (1 + coupling * q * decayIntegral(-growth, t));
  return Math.sqrt(square);
}

/** Whether the closed form holds: Cauchy noise and a Cauchy start. */
export function hasClosedForm({ alpha, initial }: KuramotoLaw): boolean {
  return alpha === 1 && initial.law === 'stable' && initial.alpha === 1;
}

/** ρ_1, ρ_2 at time t, as (re, im, re, im). @throws Error when the accuracy cannot be met */
export function kuramotoLimit(law: KuramotoLaw, t: number): Float64Array {
  const { coupling, initial, damping } = law;
  if (!hasClosedForm(law) || initial.law !== 'stable') return marginalLimit(kuramotoMarginal(law), [t]);
  const r = cauchyOrder(coupling, damping(1), exp(-initial.scale), t);
  const [c, s] = [cos(initial.location), sin(initial.location)];
  return Float64Array.of(r * c, r * s, r * r * (c * c - s * s), 2 * r * r * c * s);
}

/** ρ_1, ρ_2 at the grid times of the Euler scheme, (steps + 1) × 4. @throws Error when the accuracy cannot be met */
export function kuramotoLimitEuler(law: KuramotoLaw, step: number, steps: number): Float64Array {
  return marginalLimitEuler(kuramotoMarginal(law), step, steps);
}

/** The limit's numbers by name, from ρ_1 and ρ_2. */
export function kuramotoValues(rho: Float64Array): Record<string, number | [number, number]> {
  return { rho1: [rho[0], rho[1]], rho2: [rho[2], rho[3]], order: modulus(rho[0], rho[1]) };
}
