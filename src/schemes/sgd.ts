/**
 * Stochastic gradient descent: Euler with the drift of a minibatch of the data in place of all of it. All particles see the
 * same batch in a step; the batch is a function of its address (src/random/batches.ts).
 *
 * Order ½: the batch's drift is right on average and independent from step to step (with replacement), so that its errors
 * add up like a random walk: T/η terms of size η, √(ηT) in all. At grid times this outweighs Euler's own order 1.
 */
import { euler } from './euler.ts';
import type { Scheme, SchemeOrder } from './scheme.ts';

const half: SchemeOrder = {
  error: 'strong, grid times',
  exponent: () => 1 / 2,
  kind: 'exact',
  asymptotic: true,
  assumptions:
    'batches drawn independently at every step, Lipschitz drift of every batch; Euler’s own error of order 1 is added',
  source:
    'martingale part of stochastic gradient descent with step η: De Bortoli, Durmus, Fontaine & Şimşekli, Quantitative propagation of chaos for SGD in wide neural networks (NeurIPS 2020); Li, Tai & E (ICML 2017)',
};

export const sgd: Scheme = {
  name: 'sgd',
  orders: [half],
  move: euler.move,
};
