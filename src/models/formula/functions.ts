/**
 * The functions of formulas. `slopes` are partial derivatives that mathjs does not know or does not give as we want
 * them (at a kink, or without overflow), as formulas in u and v; for the others mathjs is asked (derivative.ts).
 *
 * At kinks: relu′(0) = 0, abs′(0) = 0, sign′ = heaviside′ = 0 everywhere. min and max have the slope of their first
 * argument where both are equal.
 */

export interface FormulaFunction {
  readonly arity: 1 | 2;
  /** ∂/∂u, ∂/∂v. */
  readonly slopes?: readonly string[];
}

const smooth: FormulaFunction = { arity: 1 };

export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  ['sin', smooth],
  ['cos', smooth],
  ['tan', { arity: 1, slopes: ['1 + tan(u)^2'] }],
  ['atan', smooth],
  ['sinh', smooth],
  ['cosh', smooth],
  ['tanh', { arity: 1, slopes: ['1 - tanh(u)^2'] }],
  ['exp', smooth],
  ['expm1', { arity: 1, slopes: ['exp(u)'] }],
  ['log', smooth],
  ['log1p', { arity: 1, slopes: ['1 / (1 + u)'] }],
  ['sqrt', smooth],
  ['abs', { arity: 1, slopes: ['sign(u)'] }],
  ['sign', { arity: 1, slopes: ['0'] }],
  ['heaviside', { arity: 1, slopes: ['0'] }],
  ['relu', { arity: 1, slopes: ['heaviside(u)'] }],
  ['sigmoid', { arity: 1, slopes: ['sigmoid(u) * (1 - sigmoid(u))'] }],
  ['softplus', { arity: 1, slopes: ['sigmoid(u)'] }],
  ['min', { arity: 2 }],
  ['max', { arity: 2 }],
  ['pow', { arity: 2 }],
]);

export const FUNCTION_NAMES: string = [...FUNCTIONS.keys()].join(', ');
