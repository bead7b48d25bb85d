/**
 * Euler–Maruyama for dθ = b(θ, m) dt + dL:   θ ← θ + η b(θ, m) + ΔL.
 *
 * Orders for additive α-stable noise and Lipschitz drift. On the grid the noise is integrated exactly, so
 * only the drift's lag is left (strong order 1). Off the grid the piecewise-constant path misses the jumps
 * since the last grid time, of size η^{1/α}: this is where the 1/α of Wan et al. (ICML 2024) is sharp.
 */
import type { Scheme } from './scheme.ts';

export const euler: Scheme = {
  name: 'euler',
  orders: [
    {
      error: 'strong, grid times',
      exponent: () => 1,
      kind: 'exact',
      assumptions: 'additive α-stable noise, α > 1, Lipschitz drift',
      source:
        'Mikulevicius & Xu, On the rate of convergence of strong Euler approximation for SDEs driven by Lévy processes (Stochastics, 2018); exact for the Ornstein–Uhlenbeck system by its closed form',
    },
    {
      error: 'strong, off the grid',
      exponent: (alpha) => 1 / alpha,
      kind: 'exact',
      assumptions: 'additive α-stable noise, α > 1, piecewise-constant path, fixed offset of half a step',
      source:
        'Wan, Barsbey, Zaidi & Şimşekli (ICML 2024), Euler bound; sharp by self-similarity, L_{η/2} ~ (η/2)^{1/α} L_1',
    },
    {
      error: 'weak',
      exponent: () => 1,
      kind: 'exact',
      assumptions: 'additive α-stable noise, smooth bounded test function and drift',
      source:
        'Protter & Talay, The Euler scheme for Lévy driven stochastic differential equations (Annals of Probability, 1997)',
    },
  ],
  advance(x, at, count, step, drift, increment, incrementAt) {
    let finite = 0;
    for (let j = 0; j < count; j++) {
      const next = x[at + j] + step * drift[j] + increment[incrementAt + j];
      x[at + j] = next;
      finite += next * 0;
    }
    return finite;
  },
};
