/**
 * How the field's entries grow with the particle, read off their program; of bounded and linear ones together, linear.
 *
 * bounded: by interval arithmetic over all real x. linear: sums of multiples of coordinates. nonlinear: everything
 * else, also what intervals cannot see to be bounded (x/(1 + x²)): the careful answer, since its tails may be heavy.
 */
import { ALL, intervalsOf, isBoundedInterval } from './intervals.ts';
import { type Operation, operandsOf, type Program } from './program.ts';

export type FormulaGrowth = 'bounded' | 'linear' | 'nonlinear';

/** Which outputs are bounded over all inputs. */
function boundedOutputs(program: Program): boolean[] {
  const intervals = intervalsOf(
    program,
    program.inputs.map(() => ALL),
  );
  return program.outputs.map((o) => isBoundedInterval(intervals[o]));
}

/** Degree in the inputs: 0 constant, 1 affine, 2 anything else. */
function degreeOf(operation: Operation, of: readonly number[]): number {
  switch (operation[0]) {
    case 'number':
      return 0;
    case 'input':
      return 1;
    case 'negative':
      return of[0];
    case 'add':
    case 'subtract':
      return Math.max(...of);
    case 'multiply':
      return Math.min(2, of[0] + of[1]);
    case 'divide':
      return of[1] === 0 ? of[0] : 2;
    default:
      return Math.max(...of) === 0 ? 0 : 2;
  }
}

/** Which outputs are affine in the inputs. */
function affineOutputs({ operations, outputs }: Program): boolean[] {
  const degrees: number[] = [];
  for (const operation of operations) {
    degrees.push(
      degreeOf(
        operation,
        operandsOf(operation).map((o) => degrees[o]),
      ),
    );
  }
  return outputs.map((o) => degrees[o] <= 1);
}

/**
 * Whether the drift is bounded over all particles, the field in the range of φ.
 * @param field the entries of φ among the operations; inputs are dim coordinates, then the field
 */
export function isBoundedDrift(program: Program, dim: number, field: readonly number[]): boolean {
  const all = program.inputs.map(() => ALL);
  const ranges = intervalsOf(program, all);
  const bounds = intervalsOf(
    program,
    all.map((whole, j) => (j < dim ? whole : ranges[field[j - dim]])),
  );
  return program.outputs.every((o) => isBoundedInterval(bounds[o]));
}

/** @param program whose outputs are the entries of φ and whose inputs they read are coordinates */
export function growthOf(program: Program): FormulaGrowth {
  const bounded = boundedOutputs(program);
  if (bounded.every(Boolean)) return 'bounded';
  const affine = affineOutputs(program);
  return bounded.every((is, f) => is || affine[f]) ? 'linear' : 'nonlinear';
}
