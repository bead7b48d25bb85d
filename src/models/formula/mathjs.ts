/**
 * mathjs, loaded when the first formula is read and by the thread that reads it only (it takes 0.3 s). Two of its
 * functions are used, on texts that grammar.ts has checked or that are our own: `parse` and `derivative`. It never
 * evaluates or compiles anything.
 *
 * The modules that a browser loads must not import from node, so `require` is made when it is needed.
 */

/** The part of mathjs's syntax trees that formulas can have. */
export interface MathNode {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly content?: MathNode;
  readonly op?: string;
  readonly implicit?: boolean;
  readonly fn?: unknown;
  readonly args?: readonly MathNode[];
  readonly condition?: MathNode;
  readonly trueExpr?: MathNode;
  readonly falseExpr?: MathNode;
  toString(options: { implicit: 'show' }): string;
}

export interface Mathjs {
  parse(text: string): MathNode;
  derivative(text: string, variable: string): MathNode;
}

let loaded: Mathjs | undefined;

export function mathjs(): Mathjs {
  if (loaded === undefined) {
    const { createRequire } = process.getBuiltinModule('node:module');
    const { parse, derivative } = createRequire(import.meta.url)('mathjs/number') as Mathjs;
    loaded = { parse, derivative };
  }
  return loaded;
}
