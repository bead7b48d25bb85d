/** Which models the compiled kernels know, and their numbers there (assembly/memory.ts, Model). */
import { servedByKernel } from '../../models/networkSpec.ts';
import type { Plan } from '../plan.ts';

/** In the order of the kernels' Model. */
const MODELS = ['cosine-network', 'mean-field-ou', 'neural-network', 'kuramoto', 'external'] as const;
export type KernelModel = (typeof MODELS)[number];

/** The kernels' own name of the plan's model; `external` for one whose gather and drift they call from outside. */
export function kernelModel({ model, scheme }: Pick<Plan, 'model' | 'scheme'>): KernelModel {
  if (scheme.name === 'sgd') return 'external';
  if (model.name === 'neural-network' && !servedByKernel(model)) return 'external';
  return MODELS.find((name) => name === model.name) ?? 'external';
}

export function kernelModelNumber(plan: Pick<Plan, 'model' | 'scheme'>): number {
  return MODELS.indexOf(kernelModel(plan));
}
