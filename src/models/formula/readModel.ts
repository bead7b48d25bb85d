/** From the spec of a formula model to its program: read once, when the plan is read, and sent to the workers. */
import { createBuilder } from './build.ts';
import { derivativeOf, negated } from './derivative.ts';
import { type FormulaGrowth, growthOf, isBoundedDrift } from './growth.ts';
import { parseFormula } from './parse.ts';
import type { Operation } from './program.ts';
import type { FormulaSpec } from './spec.ts';
import { formulaText } from './text.ts';
import { type Scope, scopeOf, type Tree } from './tree.ts';

/**
 * A model's formulas, compiled: plain data. Inputs are the coordinates of one particle, then the field; `field`, `drift`
 * and `factor` are the operations whose values these are.
 */
export interface FormulaProgram {
  readonly dim: number;
  readonly fieldDim: number;
  readonly inputs: readonly string[];
  readonly operations: readonly Operation[];
  readonly field: readonly number[];
  readonly drift: readonly number[];
  /** One for each coordinate, with multiplicative noise. */
  readonly factor?: readonly number[];
  readonly growth: FormulaGrowth;
  /** Whether the drift is seen to be bounded. */
  readonly boundedDrift: boolean;
  /** What was read, for `mckean explain`; a drift from a potential as it was derived. */
  readonly text: { readonly field: string[]; readonly drift: string[]; readonly noise?: string[] };
}

/** x1 … xd and m1 … mF; x and m where there is one. */
function modelScope({ dim, field, parameters }: FormulaSpec): Scope {
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, j) => (count === 1 ? [letter, `${letter}1`] : [`${letter}${j + 1}`]));
  return scopeOf([...names('x', dim), ...names('m', field.length)], parameters);
}

/** φ is a function of the particle alone: it does not see the field, which it makes. */
function fieldScope(spec: FormulaSpec): Scope {
  const { inputs, constants } = modelScope(spec);
  return { inputs: inputs.slice(0, spec.dim), constants };
}

/** The formulas of a model as trees, with the names of all. */
export interface ModelTrees {
  readonly scope: Scope;
  readonly field: readonly Tree[];
  readonly drift: readonly Tree[];
  readonly noise: readonly Tree[] | undefined;
}

/** @throws Error one sentence: field, text, position, reason */
export function treesOf(spec: FormulaSpec): ModelTrees {
  const scope = modelScope(spec);
  const read = (formulas: readonly string[], field: string, names: Scope) =>
    formulas.map((text, j) => parseFormula({ field: `${field}[${j}]`, text }, names));
  const field = read(spec.field, 'model.field', fieldScope(spec));
  const drift =
    spec.potential === undefined
      ? read(spec.drift ?? [], 'model.drift', scope)
      : slopesDown(parseFormula({ field: 'model.potential', text: spec.potential }, scope), scope, spec.dim);
  return { scope, field, drift, noise: spec.noise && read(spec.noise, 'model.noise', scope) };
}

/** @throws Error one sentence: field, text, position, reason */
export function readFormulaModel(spec: FormulaSpec): FormulaProgram {
  const { dim } = spec;
  const { scope, field, drift, noise } = treesOf(spec);
  const builder = createBuilder(scope, 'model');
  const add = (trees: readonly Tree[]) => trees.map(builder.add);
  const outputs = {
    field: add(field),
    drift: add(drift),
    ...(noise && { factor: factors(add(noise), dim) }),
  };
  const { inputs, operations } = builder.finish([]);
  return {
    ...{ dim, fieldDim: field.length, inputs, operations },
    ...outputs,
    growth: growthOf({ inputs, operations, outputs: outputs.field }),
    boundedDrift: isBoundedDrift({ inputs, operations, outputs: outputs.drift }, dim, outputs.field),
    text: {
      field: field.map(formulaText),
      drift: drift.map(formulaText),
      ...(noise && { noise: noise.map(formulaText) }),
    },
  };
}

/** −∂U/∂x_c for every coordinate. */
function slopesDown(potential: Tree, { inputs }: Scope, dim: number): Tree[] {
  return inputs.slice(0, dim).map(([name]) => negated(derivativeOf(potential, name)));
}

/** One factor for all coordinates, or one for each. */
function factors(of: readonly number[], dim: number): number[] {
  return Array.from({ length: dim }, (_, c) => of[of.length === 1 ? 0 : c]);
}
