/**
 * Whether a drift is seen to be bounded: then the coupled error of two different steps has no heavy tails, though the noise
 * has. A linear drift passes the tails on: two steps see a jump for different times.
 */
import type { Problem } from '../engine/plan.ts';
import { networkGrowth } from '../models/networkKind.ts';
import { networkOf } from '../models/networkSpec.ts';

export function hasBoundedDrift({
  plan,
  program,
  pairs,
}: Pick<Problem, 'plan' | 'program' | 'pairs'>): boolean {
  const { model } = plan;
  switch (model.name) {
    case 'cosine-network':
    case 'kuramoto':
      return true;
    case 'neural-network':
      return networkGrowth(model) === 'bounded' && networkOf(model).confinement === 0;
    case 'formula':
      return program?.boundedDrift === true && program.factor === undefined;
    case 'pairwise':
      return pairs?.growth === 'bounded' && pairs.drift === undefined;
    default:
      return false;
  }
}
