/**
 * The parts of a network's particle, (hidden weights, [bias], [output weights]), and how many numbers feed the unit that
 * each coordinate belongs to: for a hidden weight or bias the inputs, for a trained output weight the N neurons. The
 * latter decides PyTorch's default start, U(−1/√fan_in, 1/√fan_in): torch.nn.Linear.reset_parameters, where
 * kaiming_uniform with a = √5 has exactly this bound, and so has the bias.
 */
import { networkOf } from './networkSpec.ts';
import type { ModelSpec } from './spec.ts';

export interface NetworkStart {
  /** Of every coordinate. */
  readonly fanIn: readonly number[];
  /** Coordinates before the output weights; all of them where these are fixed. */
  readonly hidden: number;
}

/**
 * @param particles N, the neurons
 * @returns undefined for a model that is no network
 */
export function networkStart(model: ModelSpec, dim: number, particles: number): NetworkStart | undefined {
  if (model.name !== 'neural-network') return undefined;
  const { trained, bias, outputs } = networkOf(model);
  const hidden = dim - (trained ? outputs : 0);
  const features = hidden - (bias ? 1 : 0);
  return { hidden, fanIn: Array.from({ length: dim }, (_, c) => (c < hidden ? features : particles)) };
}
