/**
 * The parts of a network's particle, and how many numbers feed the unit that a coordinate belongs to, its fan-in: the inputs
 * for a hidden weight or bias, the N neurons for an output weight. It decides PyTorch's default start,
 * U(−1/√fan_in, 1/√fan_in) (torch.nn.Linear.reset_parameters: kaiming_uniform with a = √5 has exactly this bound, and so
 * has the bias).
 */
import { networkOf } from './networkSpec.ts';
import type { ModelSpec } from './spec.ts';

export interface NetworkParts {
  /** So many leading coordinates are hidden weights and bias; output weights follow. */
  readonly hidden: number;
  /** Of every coordinate. */
  readonly fanIn: readonly number[];
}

/** The parts of a particle of `dim` coordinates among N, or undefined for a model that is no network. */
export function networkParts(model: ModelSpec, dim: number, particles: number): NetworkParts | undefined {
  if (model.name !== 'neural-network') return undefined;
  const { trained, bias, outputs } = networkOf(model);
  const hidden = trained ? dim - outputs : dim;
  const inputs = bias ? hidden - 1 : hidden;
  return { hidden, fanIn: Array.from({ length: dim }, (_, c) => (c < hidden ? inputs : particles)) };
}
