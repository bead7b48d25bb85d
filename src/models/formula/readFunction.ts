/**
 * One formula of a few variables, with its derivatives: an activation in s, a loss in f and y.
 */
import { createBuilder } from './build.ts';
import { derivativeOf } from './derivative.ts';
import { parseFormula } from './parse.ts';
import type { Program } from './program.ts';
import { formulaText } from './text.ts';
import { scopeOf } from './tree.ts';

/** Plain data: can be sent to a worker. Programs have one output. */
export interface ReadFunction {
  readonly variables: readonly string[];
  readonly program: Program;
  /** ∂/∂v for every variable v. */
  readonly derivative: Readonly<Record<string, Program>>;
  readonly text: string;
  readonly derivativeText: Readonly<Record<string, string>>;
}

/**
 * @param field where the formula stands, for refusals: "model.activation"
 * @param variables its names, in the order of the programs' inputs
 * @throws Error one sentence with position and reason
 */
export function readFunction(
  text: string,
  field: string,
  variables: readonly string[],
  parameters: Readonly<Record<string, number>> = {},
): ReadFunction {
  const scope = scopeOf(variables, parameters);
  const tree = parseFormula({ field, text }, scope);
  const slopes = variables.map((v) => [v, derivativeOf(tree, v)] as const);
  const programOf = (of: typeof tree): Program => {
    const builder = createBuilder(scope, field);
    return builder.finish([builder.add(of)]);
  };
  return {
    variables,
    program: programOf(tree),
    derivative: Object.fromEntries(slopes.map(([v, slope]) => [v, programOf(slope)])),
    text: formulaText(tree),
    derivativeText: Object.fromEntries(slopes.map(([v, slope]) => [v, formulaText(slope)])),
  };
}
