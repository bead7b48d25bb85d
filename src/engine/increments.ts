/**
 * Increments of a plan's noise as the reference draws them: the particles' own, on the model's noisy coordinates, and the
 * common one. With a common noise cell by cell, own before common: the same sums whether cells are drawn together or not.
 */
import type { MeanFieldModel } from '../models/model.ts';
import { COMMON_ROLES, commonNoiseOf } from '../noise/commonNoise.ts';
import { createNoise } from '../noise/createNoise.ts';
import type { NoiseLaw } from '../noise/noiseLaw.ts';
import type { Plan } from './plan.ts';

export function createIncrements(plan: Plan, model: MeanFieldModel): NoiseLaw['addIncrement'] {
  const { dim } = model;
  const noisy = model.noisy ?? dim;
  const cellLength = plan.horizon / plan.cells;
  const own = createNoise(plan.noise, noisy, cellLength);
  const spec = commonNoiseOf(plan.noise);
  if (spec === undefined && noisy === dim) return own.addIncrement;
  const common = spec && createNoise(spec, noisy, cellLength, COMMON_ROLES);
  const shared = new Float64Array(noisy);
  const one = new Float64Array(2 * noisy);

  return (path, lo, hi, fromCell, toCell, out) => {
    for (let i = lo; i < hi; i++) {
      const at = (i - lo) * dim;
      for (let cell = fromCell; cell < toCell; cell++) {
        one.fill(0);
        own.addIncrement(path, i, i + 1, cell, cell + 1, one);
        for (let c = 0; c < noisy; c++) out[at + c] += one[c];
        if (common === undefined) continue;
        shared.fill(0);
        common.addIncrement(path, 0, 1, cell, cell + 1, shared);
        for (let c = 0; c < noisy; c++) out[at + c] += shared[c];
      }
    }
  };
}
