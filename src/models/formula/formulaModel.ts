/**
 * A model made of formulas: φ and b (and s) as the plan writes them, or b = −∂U/∂x from a potential U(x, m).
 *
 *   dX^i = b(X^i, m) dt + s(X^i, m) dL^i,   m = (1/N) Σ φ(X^j),   s (Itô) is taken at the step's start; 1 unless given
 *
 * This is the reference: operation by operation over a chunk of particles. The compiled kernel gives the same bits.
 */
import type { MeanFieldModel } from '../model.ts';
import { createEvaluator } from './evaluator.ts';
import type { FormulaProgram } from './readModel.ts';

/** Particles evaluated together; even, so that lanes go on from chunk to chunk. */
const CHUNK = 64;

export function createFormulaModel(program: FormulaProgram): MeanFieldModel {
  const { dim, fieldDim, inputs, operations, factor } = program;
  const evaluatorOf = (outputs: readonly number[]) => createEvaluator({ inputs, operations, outputs }, CHUNK);
  const fieldOf = evaluatorOf(program.field);
  const even = new Float64Array(fieldDim);
  const odd = new Float64Array(fieldDim);

  function take(columns: readonly Float64Array[], x: Float64Array, first: number, count: number): void {
    for (let c = 0; c < dim; c++) {
      const column = columns[c];
      for (let p = 0; p < count; p++) column[p] = x[(first + p) * dim + c];
    }
  }

  /** A kernel that writes the outputs of one evaluator, given x and the field. */
  function perParticle(outputs: readonly number[]): MeanFieldModel['drift'] {
    const { inputs: columns, outputs: values, run } = evaluatorOf(outputs);
    return (x, lo, hi, field, out) => {
      for (let f = 0; f < fieldDim; f++) columns[dim + f].fill(field[f]);
      for (let first = lo; first < hi; first += CHUNK) {
        const count = Math.min(CHUNK, hi - first);
        take(columns, x, first, count);
        run(count);
        for (let c = 0; c < dim; c++) {
          const value = values[c];
          for (let p = 0; p < count; p++) out[(first - lo + p) * dim + c] = value[p];
        }
      }
    };
  }

  return {
    name: 'formula',
    dim,
    fieldDim,
    gather(x, lo, hi, sum) {
      even.fill(0);
      odd.fill(0);
      for (let first = lo; first < hi; first += CHUNK) {
        const count = Math.min(CHUNK, hi - first);
        take(fieldOf.inputs, x, first, count);
        fieldOf.run(count);
        for (let f = 0; f < fieldDim; f++) {
          const value = fieldOf.outputs[f];
          for (let p = 0; p < count; p += 2) even[f] += value[p];
          for (let p = 1; p < count; p += 2) odd[f] += value[p];
        }
      }
      for (let f = 0; f < fieldDim; f++) sum[f] += even[f] + odd[f];
    },
    drift: perParticle(program.drift),
    ...(factor && { noiseFactor: perParticle(factor) }),
    describeField(field) {
      return Object.fromEntries(Array.from({ length: fieldDim }, (_, f) => [`m${f + 1}`, field[f]]));
    },
  };
}
