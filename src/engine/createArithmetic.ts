/** From a thread's place to the arithmetic that works there. */
import type { Arithmetic } from './arithmetic.ts';
import { createCompiledArithmetic } from './kernels/compiled.ts';
import { createWindowedArithmetic } from './kernels/windowed.ts';
import type { Place } from './place.ts';
import type { Problem } from './plan.ts';
import { createReferenceArithmetic } from './reference.ts';

export function createArithmetic(problem: Problem, place: Place): Arithmetic {
  switch (place.kind) {
    case 'reference':
      return createReferenceArithmetic(problem);
    case 'memory':
      return createCompiledArithmetic(problem, place);
    case 'window':
      return createWindowedArithmetic(problem);
  }
}
