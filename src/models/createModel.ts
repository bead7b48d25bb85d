/**
 * From a checked spec to the model it names. Each call gives an instance with its own scratch memory: one
 * per thread.
 */
import { createCodeModel } from './codeModel.ts';
import { createCosineNetwork } from './cosineNetwork.ts';
import type { ModelData } from './data.ts';
import { createDoubleWell } from './doubleWell.ts';
import { createFormulaModel } from './formula/formulaModel.ts';
import type { FormulaProgram } from './formula/readModel.ts';
import { createKuramoto } from './kuramoto.ts';
import { createLinearNetwork } from './linearNetwork.ts';
import { createMeanFieldOu } from './meanFieldOu.ts';
import type { MeanFieldModel } from './model.ts';
import { createNeuralNetwork } from './neuralNetwork.ts';
import { createPairwise } from './pairwise.ts';
import type { ModelSpec } from './spec.ts';

/** What a model needs besides its spec. Plain data that travels to workers. */
export interface ModelNeeds {
  /** Of a network. */
  readonly data?: ModelData | undefined;
  /** Of a formula model: its formulas, compiled. */
  readonly program?: FormulaProgram | undefined;
  /** N of the system, which only networks of plain scaling depend on. */
  readonly particles?: number | undefined;
}

/** @throws Error when a model gets not all that it needs, or data that do not fit */
export function createModel(spec: ModelSpec, { data, program, particles }: ModelNeeds = {}): MeanFieldModel {
  switch (spec.name) {
    case 'cosine-network':
      return createCosineNetwork(spec);
    case 'mean-field-ou':
      return createMeanFieldOu(spec);
    case 'neural-network':
      if (data === undefined)
        throw new Error('model.data is missing; a neural-network needs its data set loaded first.');
      return createNeuralNetwork(spec, data, particles);
    case 'formula':
      if (program === undefined) throw new Error('A formula model needs its program; readPlan makes it.');
      return createFormulaModel(program);
    case 'code':
      return createCodeModel(spec);
    case 'linear-network':
      return createLinearNetwork(spec);
    case 'kuramoto':
      return createKuramoto(spec);
    case 'double-well':
      return createDoubleWell(spec);
    case 'pairwise':
      return createPairwise(spec);
  }
}
