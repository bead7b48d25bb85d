/** Which networks theory has no rate for: refused when a study of them is read. */
import type { Plan } from '../engine/plan.ts';
import { networkOf } from '../models/networkSpec.ts';

/** @throws RangeError one sentence */
export function refuseNetworksWithoutRate({ model, noise }: Plan, rates: string): void {
  if (model.name !== 'neural-network') return;
  const { trained, scaling } = networkOf(model);
  if (scaling === 'plain')
    throw new RangeError(
      `model.scaling is "plain"; such a network has no mean-field limit, and no rate of ${rates} is known for it, so it must be mean-field.`,
    );
  if (trained && noise.scale > 0)
    throw new RangeError(
      `model.outputWeights is {"kind":"trained"}; its drift is not Lipschitz, and no rate of ${rates} is known for it under this noise, so it must be alternating or constant.`,
    );
}
