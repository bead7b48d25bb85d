/** Which networks theory has no rate for: refused when a study of them is read. */
import type { Plan } from '../engine/plan.ts';
import { derivativeOf } from '../models/formula/derivative.ts';
import { areSeenLipschitz } from '../models/formula/lipschitz.ts';
import { parseFormula } from '../models/formula/parse.ts';
import { scopeOf } from '../models/formula/tree.ts';
import { isActivationName, networkOf } from '../models/networkSpec.ts';

/** Whether act and act′ are seen to have no jumps and bounded derivatives: then the drift is Lipschitz. */
function isSmoothFormula(activation: string): boolean {
  const scope = scopeOf(['s']);
  const tree = parseFormula({ field: 'model.activation', text: activation }, scope);
  return areSeenLipschitz(scope, [], [tree, derivativeOf(tree, 's')]);
}

/** @throws RangeError one sentence */
export function refuseNetworksWithoutRate({ model, noise }: Plan, rates: string): void {
  if (model.name !== 'neural-network') return;
  const { trained, scaling } = networkOf(model);
  if (!isActivationName(model.activation) && !isSmoothFormula(model.activation))
    throw new RangeError(
      `model.activation is ${JSON.stringify(model.activation)}; interval arithmetic does not see that it and its derivative are Lipschitz, and no rate of ${rates} is known for it, so use a named activation.`,
    );
  if (scaling === 'plain')
    throw new RangeError(
      `model.scaling is "plain"; such a network has no mean-field limit, and no rate of ${rates} is known for it, so it must be mean-field.`,
    );
  if (trained && noise.scale > 0)
    throw new RangeError(
      `model.outputWeights is {"kind":"trained"}; its drift is not Lipschitz, and no rate of ${rates} is known for it under this noise, so it must be alternating or constant.`,
    );
}
