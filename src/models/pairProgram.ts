/** The formulas of a pairwise model as programs: made by readPairs.ts when the plan is read, and sent to the workers. */
import { createEvaluator, type Evaluator } from './formula/evaluator.ts';
import type { FormulaGrowth } from './formula/growth.ts';
import type { Program } from './formula/program.ts';
import type { PairInteraction } from './pairInteraction.ts';

/** Plain data. */
export interface PairProgram {
  readonly dim: number;
  /** K of the coordinates of z = X^i − X^j. */
  readonly interaction: Program;
  /** b of the coordinates of one particle; without it the particles have no drift of their own. */
  readonly drift?: Program;
  /** How K grows with z: whether coupled errors keep the tails of the noise. */
  readonly growth: FormulaGrowth;
}

/** Rows evaluated together, at most. */
const CHUNK = 512;

/** The programs evaluated by the TypeScript evaluator, many rows at once. */
export function createPairInteraction({ dim, interaction, drift }: PairProgram): PairInteraction {
  return {
    dim,
    interaction: rowsBy(createEvaluator(interaction, CHUNK), dim),
    drift: drift ? rowsBy(createEvaluator(drift, CHUNK), dim) : noDrift(dim),
  };
}

/** The drift of particles that have none of their own. */
export function noDrift(dim: number): PairInteraction['drift'] {
  return (_, count, out) => {
    out.fill(0, 0, count * dim);
  };
}

function rowsBy({ inputs, outputs, run }: Evaluator, dim: number): PairInteraction['interaction'] {
  return (rows, count, out) => {
    for (let first = 0; first < count; first += CHUNK) {
      const many = Math.min(CHUNK, count - first);
      for (let c = 0; c < dim; c++) {
        const column = inputs[c];
        for (let t = 0; t < many; t++) column[t] = rows[(first + t) * dim + c];
      }
      run(many);
      for (let c = 0; c < dim; c++) {
        const value = outputs[c];
        for (let t = 0; t < many; t++) out[(first + t) * dim + c] = value[t];
      }
    }
  };
}
