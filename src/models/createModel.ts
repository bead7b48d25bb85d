/**
 * From a checked spec to the model it names. Each call gives an instance with its own scratch memory: one
 * per thread.
 */
import { createCosineNetwork } from './cosineNetwork.ts';
import type { ModelData } from './data.ts';
import { createFormulaModel } from './formula/formulaModel.ts';
import type { FormulaProgram } from './formula/readModel.ts';
import { createMeanFieldOu } from './meanFieldOu.ts';
import type { MeanFieldModel } from './model.ts';
import { createNeuralNetwork } from './neuralNetwork.ts';
import { createPairwise } from './pairwise.ts';
import type { ModelSpec } from './spec.ts';

/** @throws Error when a model that needs data, or its compiled formulas, gets none */
export function createModel(spec: ModelSpec, data?: ModelData, program?: FormulaProgram): MeanFieldModel {
  switch (spec.name) {
    case 'cosine-network':
      return createCosineNetwork(spec);
    case 'mean-field-ou':
      return createMeanFieldOu(spec);
    case 'neural-network':
      if (data === undefined)
        throw new Error('model.data is missing; a neural-network needs its data set loaded first.');
      return createNeuralNetwork(spec, data);
    case 'pairwise':
      return createPairwise(spec);
    case 'formula':
      if (program === undefined) throw new Error('A formula model needs its program; readPlan makes it.');
      return createFormulaModel(program);
  }
}
