/** The model of a problem. Each call gives an instance with its own scratch memory: one per thread. */
import { createModel } from '../models/createModel.ts';
import type { MeanFieldModel } from '../models/model.ts';
import type { Problem } from './plan.ts';

export function modelOf({ plan, data }: Problem): MeanFieldModel {
  return createModel(plan.model, data, plan.particles);
}
