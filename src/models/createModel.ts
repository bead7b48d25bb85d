/**
 * From a checked spec to the model it names. Each call gives an instance with its own scratch memory: one
 * per thread.
 */
import { createCodeModel } from './codeModel.ts';
import { createCosineNetwork } from './cosineNetwork.ts';
import type { ModelData } from './data.ts';
import { createFormulaModel } from './formula/formulaModel.ts';
import type { FormulaProgram } from './formula/readModel.ts';
import { createMeanFieldOu } from './meanFieldOu.ts';
import type { MeanFieldModel } from './model.ts';
import { createNeuralNetwork } from './neuralNetwork.ts';
import type { ModelSpec } from './spec.ts';

/**
 * @param program of a formula model
 * @param particles N of the system, which only networks of plain scaling depend on
 * @throws Error when a model that needs data, its compiled formulas or N gets none, or data that do not fit
 */
export function createModel(
  spec: ModelSpec,
  data?: ModelData,
  program?: FormulaProgram,
  particles?: number,
): MeanFieldModel {
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
  }
}
