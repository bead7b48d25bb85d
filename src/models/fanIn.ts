/**
 * How many numbers feed the unit that a coordinate of a particle belongs to: for a hidden weight (or bias) the inputs. It
 * decides PyTorch's default start, U(−1/√fan_in, 1/√fan_in) (torch.nn.Linear.reset_parameters: kaiming_uniform with
 * a = √5 has exactly this bound, and so has the bias).
 */
import type { ModelSpec } from './spec.ts';

/** One number per coordinate, or undefined for a model that is no network. */
export function fanIns(model: ModelSpec, dim: number): readonly number[] | undefined {
  return model.name === 'neural-network' ? new Array<number>(dim).fill(dim) : undefined;
}
