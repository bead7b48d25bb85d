/**
 * Tamed Euler: θ ← θ + η b/(1 + η‖b‖) + ΔL. The drift's part of a step is shorter than 1, so that a superlinear
 * confinement cannot throw a particle that jumped far out still farther, as it does with plain Euler.
 *
 * Sources: Hutzenthaler, Jentzen & Kloeden, Strong convergence of an explicit numerical method for SDEs with nonglobally
 * Lipschitz continuous coefficients (Annals of Applied Probability 22, 2012: order ½ in general); with Lévy noise Dareiotis,
 * Kumar & Sabanis, On tamed Euler approximations of SDEs driven by Lévy noise with applications to delay equations (SIAM J.
 * Numer. Anal. 54, 2016: moments that α < 2 lacks). Additive Gaussian noise has order 1, since the scheme is then Milstein's
 * too: Wang & Gan, The tamed Milstein method for commutative stochastic differential equations with non-globally Lipschitz
 * continuous coefficients (J. Difference Equ. Appl. 19, 2013). Taming changes a step by η²‖b‖b: under α-stable noise an
 * unbounded drift gives that error tails of index α/2, and no rate is claimed.
 */
import { euler } from './euler.ts';
import type { Scheme } from './scheme.ts';

export const tamedEuler: Scheme = {
  name: 'tamed-euler',
  orders: euler.orders.map((order) => ({
    ...order,
    asymptotic: true,
    assumptions:
      'additive noise; Gaussian noise and a one-sided Lipschitz drift of polynomial growth, or 1 < α ≤ 2 and a bounded Lipschitz drift',
    source:
      'additive noise, where tamed Euler is tamed Milstein: Wang & Gan (J. Difference Equ. Appl. 19, 2013); for a bounded Lipschitz drift as the Euler scheme, taming adds an error of order 1',
  })),
  move: (step) => ({ drift: step, noise: 1, taming: step }),
};
