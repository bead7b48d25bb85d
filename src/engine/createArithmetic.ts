/** From a thread's place to the arithmetic that works there. */
import { createPairInteraction } from '../models/pairProgram.ts';
import type { Arithmetic } from './arithmetic.ts';
import { createCompiledArithmetic } from './kernels/compiled.ts';
import { createPairKernels } from './kernels/formula/pairKernels.ts';
import { createWindowedArithmetic } from './kernels/windowed.ts';
import { createPairwiseArithmetic } from './pairwise.ts';
import type { Place } from './place.ts';
import type { Problem } from './plan.ts';
import { createReferenceArithmetic } from './reference.ts';

/** @param floats makes zeros in the run's memory; only the thread that started the run can */
export function createArithmetic(
  problem: Problem,
  place: Place,
  floats?: (length: number) => Float64Array,
): Arithmetic {
  const arithmetic = arithmeticAt(problem, place, floats);
  const { pairs } = problem;
  if (pairs === undefined) return arithmetic;
  const interaction = place.kind === 'reference' ? createPairInteraction(pairs) : createPairKernels(pairs);
  return createPairwiseArithmetic(problem, interaction, arithmetic);
}

function arithmeticAt(
  problem: Problem,
  place: Place,
  floats: ((length: number) => Float64Array) | undefined,
): Arithmetic {
  switch (place.kind) {
    case 'reference':
      return createReferenceArithmetic(problem);
    case 'memory':
      return createCompiledArithmetic(problem, place, floats);
    case 'window':
      return createWindowedArithmetic(problem);
  }
}
