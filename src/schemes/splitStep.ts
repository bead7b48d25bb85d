/**
 * Split step with an exact linear part: b(θ, m) = −λθ + g(θ, m), λ > 0 the scheme's rate. Over a step g and the direction
 * of the noise stay what they are at its start, the linear flow is exact:
 *   θ ← e^{−λη}θ + φ g + ψ ΔL,   φ = (1 − e^{−λη})/λ,   ψ = ((1 − e^{−αλη})/(αλη))^{1/α},
 * which is θ + φ b + ψ ΔL, since φλ = 1 − e^{−λη}. Stable for every η however stiff the confinement. ψ ΔL has the law of
 * ∫ e^{−λ(η − s)} dL_s for each of the noise types, so that for g = 0 the law at grid times is exact, for any η.
 *
 * Strong order 1 at grid times: ψ ΔL differs from that integral by a stable number of scale of order λη·η^{1/α}, independently
 * from step to step, so that two steps differ by errors with the tails of the noise.
 * Source: exponential integrators, Hochbruck & Ostermann (Acta Numerica 19, 2010), exponential Euler with the linear part
 * exact; the factor of the noise is the scale of the stable integral (Samorodnitsky & Taqqu 1994, section 3.2).
 */
import { expm1, pow } from '../math/elementary.ts';
import { euler } from './euler.ts';
import type { Scheme } from './scheme.ts';

/** @param rate λ > 0, per unit of time */
export function createSplitStep(rate: number, alpha: number): Scheme {
  return {
    name: 'split-step',
    orders: euler.orders.map((order) => ({
      ...order,
      assumptions: `${order.assumptions}; linear part of rate ${rate} exact`,
      source: `${order.source}; exponential Euler: Hochbruck & Ostermann (Acta Numerica 19, 2010)`,
    })),
    move: (step) => ({
      drift: -expm1(-rate * step) / rate,
      noise: pow(-expm1(-alpha * rate * step) / (alpha * rate * step), 1 / alpha),
      taming: 0,
    }),
  };
}
