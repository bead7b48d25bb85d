/**
 * A checked formula as a tree of plain data. Parentheses are gone: the tree is the grouping. Nodes may be shared, so a
 * derivative is no larger than a constant times its formula, and trees are compared by identity.
 */

export type Arithmetic = '+' | '-' | '*' | '/' | '^';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Tree }
  | { readonly kind: 'arithmetic'; readonly op: Arithmetic; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Tree[] }
  | { readonly kind: 'choice'; readonly when: Condition; readonly then: Tree; readonly otherwise: Tree };

export interface Condition {
  readonly op: Comparison;
  readonly left: Tree;
  readonly right: Tree;
}

/** The names a formula may use. */
export interface Scope {
  /** Variables in the order of a program's inputs; each with its spellings, the first of which is printed. */
  readonly inputs: readonly (readonly string[])[];
  /** Parameters, π and e by name: numbers known when the formula is read. */
  readonly constants: ReadonlyMap<string, number>;
}

/** π and e, which every formula knows. */
export const MATHEMATICAL: readonly (readonly [string, number])[] = [
  ['pi', Math.PI],
  ['e', Math.E],
];

export function scopeOf(
  inputs: readonly (string | readonly string[])[],
  parameters: Readonly<Record<string, number>> = {},
): Scope {
  return {
    inputs: inputs.map((names) => (typeof names === 'string' ? [names] : names)),
    constants: new Map([...Object.entries(parameters), ...MATHEMATICAL]),
  };
}
