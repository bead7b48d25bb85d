/**
 * How φ, what one particle adds to the field, grows with the particle: it decides the rate of chaos and
 * which moments of field and coupled errors exist. Under α-stable noise a bounded φ leaves no tails; a
 * linear or an otherwise unbounded one (ReLU, softplus) gives the field tails of index α. A `confined` φ is
 * linear, but a cubic drift confines the particle: its tails have index α + 2 at any time after 0, so that the field
 * has a variance (Samorodnitsky and Grigoriu, Stochastic Process. Appl. 105 (2003) 69–97).
 */

import { createCodeModel } from './codeModel.ts';
import type { FormulaProgram } from './formula/readModel.ts';
import { networkGrowth } from './networkKind.ts';
import type { ModelSpec } from './spec.ts';

export type FieldGrowth = 'bounded' | 'confined' | 'linear' | 'nonlinear';

/** @param program of a formula model, in which its growth was found when it was read */
export function fieldGrowth(model: ModelSpec, program: FormulaProgram | undefined): FieldGrowth {
  switch (model.name) {
    case 'cosine-network':
    case 'kuramoto':
      return 'bounded';
    case 'mean-field-ou':
    case 'linear-network':
    case 'pairwise':
      return 'linear';
    case 'double-well':
      return 'confined';
    case 'neural-network':
      return networkGrowth(model);
    case 'formula':
      return program?.growth ?? 'nonlinear';
    case 'code':
      return createCodeModel(model).growth ?? 'nonlinear';
  }
}
