/**
 * How the field's entries grow with the particle, read off their program. All entries must agree.
 *
 * bounded: by interval arithmetic over all real x. linear: sums of multiples of coordinates. nonlinear: everything
 * else, also what intervals cannot see to be bounded (x/(1 + x²)): the careful answer, since its tails may be heavy.
 */
import { ALL, intervalsOf, isBoundedInterval } from './intervals.ts';
import { type Operation, operandsOf, type Program } from './program.ts';

export type FormulaGrowth = 'bounded' | 'linear' | 'nonlinear';

function isBounded(program: Program): boolean {
  const intervals = intervalsOf(
    program,
    program.inputs.map(() => ALL),
  );
  return program.outputs.every((o) => isBoundedInterval(intervals[o]));
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

function isAffine({ operations, outputs }: Program): boolean {
  const degrees: number[] = [];
  for (const operation of operations) {
    degrees.push(
      degreeOf(
        operation,
        operandsOf(operation).map((o) => degrees[o]),
      ),
    );
  }
  return outputs.every((o) => degrees[o] <= 1);
}

/** @param program whose outputs are the entries of φ and whose inputs they read are coordinates */
export function growthOf(program: Program): FormulaGrowth {
  if (isBounded(program)) return 'bounded';
  return isAffine(program) ? 'linear' : 'nonlinear';
}
