/** The names of the models in a few words, for titles. */
import type { ModelSpec } from '../models/spec.ts';

export const SYSTEM_NAMES: Readonly<Record<ModelSpec['name'], string>> = {
  'cosine-network': 'cosine network',
  'mean-field-ou': 'mean-field OU',
  'neural-network': 'neural network',
  code: 'code model',
  'linear-network': 'linear network',
  kuramoto: 'Kuramoto model',
  'double-well': 'double well',
  formula: 'formula model',
  pairwise: 'pairs',
};
