/**
 * Tamed Euler: θ ← θ + η b/(1 + η‖b‖) + ΔL. The drift's part of a step is shorter than 1, so that a superlinear
 * confinement cannot throw a particle that jumped far out still farther, as it does with plain Euler.
 *
 * Sources: Hutzenthaler, Jentzen & Kloeden, Strong convergence of an explicit numerical method for SDEs with nonglobally
 * Lipschitz continuous coefficients (Annals of Applied Probability 22, 2012); with Lévy noise Dareiotis, Kumar & Sabanis,
 * On tamed Euler approximations of SDEs driven by Lévy noise with applications to delay equations (SIAM J. Numer. Anal.
 * 54, 2016). For a Lipschitz drift taming changes a step by η²‖b‖b, an error of order 1 at grid times, as plain Euler has.
 */
import { euler } from './euler.ts';
import type { Scheme } from './scheme.ts';

export const tamedEuler: Scheme = {
  name: 'tamed-euler',
  orders: euler.orders.map((order) => ({
    ...order,
    assumptions: `${order.assumptions}; taming adds an error of order 1, η²‖b‖b a step`,
    source: `${order.source}; taming: Hutzenthaler, Jentzen & Kloeden (Ann. Appl. Probab. 22, 2012), Dareiotis, Kumar & Sabanis (SIAM J. Numer. Anal. 54, 2016)`,
  })),
  move: (step) => ({ drift: step, noise: 1, taming: step }),
};
