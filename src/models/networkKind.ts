/** What theory asks of a network: how its φ grows, whether its drift has jumps, and its kind in words. */
import { ACTIVATIONS } from './activations.ts';
import { growthOf } from './formula/growth.ts';
import { readFunction } from './formula/readFunction.ts';
import { isActivationName, type NeuralNetworkSpec, networkOf } from './networkSpec.ts';

const BOUNDED = new Set(['tanh', 'sigmoid', 'sin']);

/** Growth of formula activations that were asked for. */
const known = new Map<string, 'bounded' | 'linear' | 'nonlinear'>();

function growthOfFormula(activation: string): 'bounded' | 'linear' | 'nonlinear' {
  let growth = known.get(activation);
  if (growth === undefined) {
    growth = growthOf(readFunction(activation, 'model.activation', ['s']).program);
    known.set(activation, growth);
  }
  return growth;
}

/**
 * With fixed output weights φ grows like the activation; with trained ones it is a product with a coordinate. Linear is
 * the network whose drift is linear in the field too.
 */
export function networkGrowth(spec: NeuralNetworkSpec): 'bounded' | 'linear' | 'nonlinear' {
  const { trained, loss } = networkOf(spec);
  if (trained) return 'nonlinear';
  if (BOUNDED.has(spec.activation)) return 'bounded';
  if (!isActivationName(spec.activation) && growthOfFormula(spec.activation) === 'bounded') return 'bounded';
  return spec.activation === 'identity' && loss.name === 'squared' ? 'linear' : 'nonlinear';
}

/** Whether the drift may jump: the activation, or a formula that has a kinked function or a comparison in it. */
export function mayHaveKinks({ activation, loss }: NeuralNetworkSpec): boolean {
  const kinked = (formula: string) => /\b(abs|sign|heaviside|relu|min|max)\b|[<>=?]/.test(formula);
  const units = isActivationName(activation) ? ACTIVATIONS[activation].kinks.length > 0 : kinked(activation);
  return units || (loss?.name === 'formula' && kinked(loss.formula));
}

/** "tanh network", with what differs from a plain one in brackets. */
export function networkWords(spec: NeuralNetworkSpec): string {
  const { trained, bias, outputs, loss, confinement, scaling, noiseOn } = networkOf(spec);
  const words = [
    ...(trained ? ['trained output weights'] : []),
    ...(bias ? ['bias'] : []),
    ...(outputs > 1 ? [`${outputs} outputs`] : []),
    ...(loss.name === 'squared' ? [] : [`${loss.name === 'formula' ? loss.formula : loss.name} loss`]),
    ...(confinement > 0 ? [`confinement ${confinement}`] : []),
    ...(scaling === 'plain' ? ['plain scaling'] : []),
    ...(trained && noiseOn === 'hidden' ? ['noise on hidden weights only'] : []),
  ];
  return `${spec.activation} network${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
}
