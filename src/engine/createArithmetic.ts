/** From a thread's place to the arithmetic that works there. */
import { createPairInteraction } from '../models/pairProgram.ts';
import type { Arithmetic } from './arithmetic.ts';
import { createCompiledArithmetic } from './kernels/compiled.ts';
import { createWindowedArithmetic } from './kernels/windowed.ts';
import { modelOf } from './modelOf.ts';
import { noiseProblem } from './noiseProblem.ts';
import { createPairwiseArithmetic, drawnLength } from './pairwise.ts';
import type { Place } from './place.ts';
import type { Problem } from './plan.ts';
import { createReferenceArithmetic } from './reference.ts';

/** @param floats makes zeros in the run's memory, where the thread may */
export function createArithmetic(
  problem: Problem,
  place: Place,
  floats?: (length: number) => Float64Array,
): Arithmetic {
  const { pairs } = problem;
  const { seed, model } = problem.plan;
  if (model.name !== 'pairwise' || pairs === undefined) return createPlain(problem, place, floats);
  return createPairwiseArithmetic({
    seed,
    model: modelOf(problem),
    pairs: createPairInteraction(pairs),
    method: model.method,
    noise: createPlain(noiseProblem(problem), place, floats),
    layout: place.kind === 'reference' ? 'rows' : 'tiles',
    drawn: drawnAt(place, drawnLength(model.dim)),
  });
}

function drawnAt(place: Place, length: number): Float64Array {
  if (place.kind !== 'memory') return new Float64Array(length);
  return new Float64Array(place.memory.buffer, place.drawn, length);
}

function createPlain(problem: Problem, place: Place, floats?: (length: number) => Float64Array): Arithmetic {
  switch (place.kind) {
    case 'reference':
      return createReferenceArithmetic(problem);
    case 'memory':
      return createCompiledArithmetic(problem, place, floats);
    case 'window':
      return createWindowedArithmetic(problem);
  }
}
