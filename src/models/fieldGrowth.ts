/**
 * How φ, what one particle adds to the field, grows with the particle: it decides the rate of chaos and
 * which moments of field and coupled errors exist. Under α-stable noise a bounded φ leaves no tails; a
 * linear or an otherwise unbounded one (ReLU, softplus) gives the field tails of index α.
 */
import { createCodeModel } from './codeModel.ts';
import type { FieldGrowth } from './formula/growth.ts';
import type { FormulaProgram } from './formula/readModel.ts';
import type { ModelSpec } from './spec.ts';

export type { FieldGrowth };

/** @param program of a formula model, in which its growth was found when it was read */
export function fieldGrowth(model: ModelSpec, program: FormulaProgram | undefined): FieldGrowth {
  switch (model.name) {
    case 'cosine-network':
      return 'bounded';
    case 'mean-field-ou':
      return 'linear';
    case 'neural-network':
      return model.activation === 'tanh' || model.activation === 'sigmoid' ? 'bounded' : 'nonlinear';
    case 'formula':
      return program?.growth ?? 'nonlinear';
    case 'code':
      return createCodeModel(model).growth ?? 'nonlinear';
  }
}
