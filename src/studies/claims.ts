/**
 * The claims registry: what theory says about each rate that a study can measure, with its source.
 * A measurement without a claim here has nothing to be judged by, and is refused.
 */
import type { Metric } from '../engine/coupling.ts';
import type { Plan } from '../engine/plan.ts';
import { euler } from '../schemes/euler.ts';
import type { SchemeOrder } from '../schemes/scheme.ts';
import type { RateClaim } from '../statistics/rate.ts';

const WAN =
  'Wan, Barsbey, Zaidi & Şimşekli, Implicit Compressibility of Overparametrized Neural Networks Trained with Heavy-Tailed SGD (ICML 2024)';

/** How far one particle can push the field: decides the rate of chaos. */
function fieldTails(plan: Plan): 'bounded' | 'stable' {
  switch (plan.model.name) {
    case 'cosine-network':
      return 'bounded';
    case 'mean-field-ou':
      return 'stable';
    case 'neural-network':
      return plan.model.activation === 'tanh' || plan.model.activation === 'sigmoid' ? 'bounded' : 'stable';
  }
}

/** Chaos error against the number of particles N. */
export function chaosClaim(plan: Plan): RateClaim {
  const { alpha } = plan.noise;
  const system = plan.model.name;
  if (fieldTails(plan) === 'bounded') {
    return {
      id: `chaos/${system}/alpha=${alpha}`,
      statement: `Propagation of chaos, bounded field (${system}, α = ${alpha}): the coupled error falls like N^(−1/2)`,
      axis: 'particles',
      exponent: -1 / 2,
      kind: 'exact',
      assumptions:
        'bounded smooth field statistic, Lipschitz drift, independent identically distributed start',
      source: `upper bound: ${WAN}, propagation of chaos; exact by the central limit theorem for the field`,
    };
  }
  return {
    id: `chaos/${system}/alpha=${alpha}`,
    statement: `Propagation of chaos, field with tails of index α (${system}, α = ${alpha}): the coupled error falls like N^(−(1 − 1/α))`,
    axis: 'particles',
    exponent: -(1 - 1 / alpha),
    kind: 'exact',
    assumptions: '1 < α ≤ 2, linear field statistic (for a nonlinear unbounded one only asymptotically)',
    source:
      'closed form of the mean-field Ornstein–Uhlenbeck system: the mean of N α-stable variables has scale N^(1/α − 1)',
  };
}

const ERROR_OF = {
  horizon: 'strong, grid times',
  sup: 'strong, grid times',
  'off-grid': 'strong, off the grid',
  weak: 'weak',
} as const satisfies Record<Exclude<Metric['kind'], 'spread'>, SchemeOrder['error']>;

/** Discretisation error against the step η. */
export function discretisationClaim(plan: Plan, metric: keyof typeof ERROR_OF): RateClaim {
  const { alpha } = plan.noise;
  const error = ERROR_OF[metric];
  const order = euler.orders.find((o) => o.error === error)!;
  return {
    id: `euler/${error.replace('strong, ', 'strong ').replaceAll(' ', '-')}/${plan.model.name}/alpha=${alpha}`,
    statement: `Euler scheme, ${error} error (${plan.model.name}, α = ${alpha}): falls like η^(${error.endsWith('grid') ? '1/α' : '1'})`,
    axis: 'step',
    exponent: order.exponent(alpha),
    kind: order.kind,
    assumptions: order.assumptions,
    source: order.source,
  };
}
