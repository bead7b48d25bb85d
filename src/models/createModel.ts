/**
 * From a checked spec to the model it names. Each call gives an instance with its own scratch memory: one
 * per thread.
 */
import { createCosineNetwork } from './cosineNetwork.ts';
import type { ModelData } from './data.ts';
import { createMeanFieldOu } from './meanFieldOu.ts';
import type { MeanFieldModel } from './model.ts';
import { createNeuralNetwork } from './neuralNetwork.ts';
import type { ModelSpec } from './spec.ts';

/**
 * @param particles N of the system, which only networks of plain scaling depend on
 * @throws Error when a model that needs data, or N, gets none, or data that do not fit
 */
export function createModel(spec: ModelSpec, data?: ModelData, particles?: number): MeanFieldModel {
  switch (spec.name) {
    case 'cosine-network':
      return createCosineNetwork(spec);
    case 'mean-field-ou':
      return createMeanFieldOu(spec);
    case 'neural-network':
      if (data === undefined)
        throw new Error('model.data is missing; a neural-network needs its data set loaded first.');
      return createNeuralNetwork(spec, data, particles);
  }
}
