/**
 * Whether a formula model's drift and φ are seen to be Lipschitz in particle and field: no formula of them jumps, and
 * interval arithmetic bounds every partial derivative over all real x and all m in the range of φ, where the field lies.
 *
 * The rates of the schemes are known for such drifts. Intervals do not see every bound, so "no" means "not seen".
 */
import { createBuilder } from './build.ts';
import { derivativeOf } from './derivative.ts';
import { ALL, intervalsOf, isBoundedInterval } from './intervals.ts';
import { treesOf } from './readModel.ts';
import type { FormulaSpec } from './spec.ts';
import type { Scope, Tree } from './tree.ts';

/** Functions with a jump. */
const JUMPING: ReadonlySet<string> = new Set(['sign', 'heaviside']);

/** Whether the tree holds a choice (which may jump) or a function that jumps. */
function mayJump(tree: Tree, seen: Set<Tree> = new Set()): boolean {
  if (seen.has(tree)) return false;
  seen.add(tree);
  switch (tree.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negative':
      return mayJump(tree.of, seen);
    case 'arithmetic':
      return mayJump(tree.left, seen) || mayJump(tree.right, seen);
    case 'call':
      return JUMPING.has(tree.name) || tree.of.some((part) => mayJump(part, seen));
    case 'choice':
      return true;
  }
}

/** Whether intervals bound all partial derivatives of the trees. */
function hasBoundedSlopes(scope: Scope, field: readonly Tree[], drift: readonly Tree[]): boolean {
  const dim = scope.inputs.length - field.length;
  const program = (trees: readonly Tree[]) => {
    const builder = createBuilder(scope, 'model');
    return builder.finish(trees.map(builder.add));
  };
  const all = scope.inputs.map(() => ALL);
  const entries = program(field);
  const ranges = intervalsOf(entries, all);
  const inputs = all.map((whole, j) => (j < dim ? whole : ranges[entries.outputs[j - dim]]));
  return drift.every((tree) => {
    const slopes = program(scope.inputs.map(([name]) => derivativeOf(tree, name)));
    const bounds = intervalsOf(slopes, inputs);
    return slopes.outputs.every((o) => isBoundedInterval(bounds[o]));
  });
}

/** Of a spec whose formulas have been read before without a refusal. */
export function isSeenLipschitz(spec: FormulaSpec): boolean {
  const { scope, field, drift } = treesOf(spec);
  return areSeenLipschitz(scope, field, [...drift, ...field]);
}

/** The same of formulas in the inputs of `scope`, the last of which are the entries of a field. */
export function areSeenLipschitz(scope: Scope, field: readonly Tree[], drift: readonly Tree[]): boolean {
  if (drift.some((tree) => mayJump(tree))) return false;
  try {
    return hasBoundedSlopes(scope, field, drift);
  } catch {
    // the derivatives of a long formula need more operations than a program has
    return false;
  }
}
