/**
 * Random batches in place of all pairs, RBM-1 of Jin, Li & Liu: what it promises about the step τ between two divisions.
 *
 * The drift of a batch is right on average, and given the positions it differs from the exact one with variance
 * (1/(p − 1) − 1/(N − 1)) Λ_i, Λ_i the sample variance of K(x_i − x_j) over j ≠ i (test/models/pairDrift.test.ts has it over
 * all divisions). Errors of different steps are uncorrelated, so that their sum grows like √τ: the bound is sharp unless K is
 * constant where the particles are. Both systems take the same Euler steps here, so that Euler's own error is in both.
 * The theorems are quoted, without their texts at hand; the rate is measured.
 */
import type { SchemeOrder } from './scheme.ts';

export const randomBatchOrder: SchemeOrder = {
  error: 'strong, random batches against all pairs',
  exponent: () => 1 / 2,
  kind: 'upper',
  asymptotic: true,
  assumptions:
    'K bounded and Lipschitz with bounded second derivatives, b Lipschitz, batches of equal size p; over a fixed horizon (uniformly in time if b = −∇V with V strongly convex, more than twice as much as K is Lipschitz); Brownian noise, or Lévy noise with a first moment (1 < α ≤ 2)',
  source:
    'C·√(τ/(p − 1) + τ²) with C independent of N: Jin, Li & Liu, Random Batch Methods (RBM) for interacting particle systems, J. Comput. Phys. 400, 108877 (2020), Theorem 3.1; √τ with Lévy noise: Liu & Wang, On random batch methods (RBM) for interacting particle systems driven by Lévy processes, Stochastics and Dynamics 25 (2025), arXiv:2412.06291',
};
