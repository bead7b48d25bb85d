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
      asymptotic: false,
      assumptions: 'additive α-stable noise, 1 < α ≤ 2, Lipschitz drift',
      source:
        'exact by the closed form of the Ornstein–Uhlenbeck system; for Lévy drivers in general see Mikulevičius & Xu, On the rate of convergence of strong Euler approximation for SDEs driven by Lévy processes (Stochastics, 2018)',
    },
    {
      error: 'strong, off the grid',
      exponent: (alpha) => 1 / alpha,
      kind: 'exact',
      asymptotic: true,
      assumptions:
        'additive α-stable noise, 1 < α ≤ 2, piecewise-constant path, fixed offset of half a step; the error of order η at grid times is added',
      source:
        'Euler bound of Wan, Barsbey, Zaidi & Şimşekli (ICML 2024); sharp by self-similarity, L_{η/2} ~ (η/2)^{1/α} L_1',
    },
    {
      error: 'weak',
      exponent: () => 1,
      kind: 'exact',
      asymptotic: false,
      assumptions: 'additive α-stable noise, 1 < α ≤ 2, smooth bounded test function and drift',
      source:
        'order 1 up to any ε for Lipschitz test functions: Chen, Deng, Schilling & Xu, Approximation of the invariant measure of stable SDEs by an Euler–Maruyama scheme (Stochastic Processes and their Applications 163, 2023); at α = 2 Talay & Tubaro (1990)',
    },
  ],
  move: (step) => ({ drift: step, noise: 1, taming: 0 }),
};
