/** The model of a problem. Each call gives an instance with its own scratch memory: one per thread. */
import { createModel } from '../models/createModel.ts';
import type { MeanFieldModel } from '../models/model.ts';
import { guardedModel } from './guardedModel.ts';
import type { Problem } from './plan.ts';

export function modelOf({ plan, data, program }: Problem): MeanFieldModel {
  const make = () => createModel(plan.model, { data, program, particles: plan.particles });
  return plan.model.name === 'code' ? guardedModel(make, plan.model.path) : make();
}
