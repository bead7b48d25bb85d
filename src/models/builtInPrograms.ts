/**
 * Built-in models whose kernels are those of formulas: their programs, operation by operation what their TypeScript models
 * compute (doubleWell.ts, linearNetwork.ts), so that the bits are the same. Inputs are x, then the field.
 */
import type { FormulaProgram } from './formula/readModel.ts';
import type { DoubleWellSpec, LinearNetworkSpec, ModelSpec } from './spec.ts';

/** undefined for every other model. */
export function builtInProgram(model: ModelSpec): FormulaProgram | undefined {
  if (model.name === 'double-well') return doubleWell(model);
  return model.name === 'linear-network' ? linearNetwork(model) : undefined;
}

const text = { field: [], drift: [] };

/** φ = (x, x²), b = x − x·x·x + k(m − x). */
function doubleWell({ coupling }: DoubleWellSpec): FormulaProgram {
  return {
    ...{ dim: 1, fieldDim: 2, inputs: ['x', 'm1', 'm2'], growth: 'nonlinear', boundedDrift: false, text },
    operations: [
      ['input', 0],
      ['input', 1],
      ['multiply', 0, 0],
      ['multiply', 2, 0],
      ['subtract', 0, 3],
      ['number', coupling],
      ['subtract', 1, 0],
      ['multiply', 5, 6],
      ['add', 4, 7],
    ],
    field: [0, 2],
    drift: [8],
  };
}

/** φ = x, b = −c(m − θ*). */
function linearNetwork({ c, target }: LinearNetworkSpec): FormulaProgram {
  return {
    ...{ dim: 1, fieldDim: 1, inputs: ['x', 'm'], growth: 'linear', boundedDrift: false, text },
    operations: [
      ['input', 0],
      ['input', 1],
      ['number', target],
      ['subtract', 1, 2],
      ['number', -c],
      ['multiply', 4, 3],
    ],
    field: [0],
    drift: [5],
  };
}
