/** The activation of a network, by name or formula, on all preactivations of a particle at once. */
import { ACTIVATIONS } from './activations.ts';
import { columnFunction, type NetworkFormulas } from './networkFormulas.ts';
import { isActivationName } from './networkSpec.ts';

export interface NetworkActivation {
  /** out[j] = act(s[j]) for j < count. */
  values(s: Float64Array, count: number, out: Float64Array): void;
  /** out[j] = act′(s[j]) for j < count; `out` may be `s`. */
  slopes(s: Float64Array, count: number, out: Float64Array): void;
  /** Both; `slopes` may be `s`. */
  both(s: Float64Array, count: number, values: Float64Array, slopes: Float64Array): void;
}

/**
 * @param size the largest count
 * @throws Error when the activation is a formula that has not been read
 */
export function createNetworkActivation(
  activation: string,
  formulas: NetworkFormulas | undefined,
  size: number,
): NetworkActivation {
  if (isActivationName(activation)) return named(ACTIVATIONS[activation]);
  if (formulas?.activation === undefined)
    throw new Error(`model.activation is "${activation}"; a formula must be read first, as readPlan does.`);
  const { program, derivative } = formulas.activation;
  const values = columnFunction(program, size);
  const slopes = columnFunction(derivative.s, size);
  return {
    values,
    slopes,
    both(s, count, h, out) {
      values(s, count, h);
      slopes(s, count, out);
    },
  };
}

function named({
  value,
  slope,
  slopeFrom,
}: (typeof ACTIVATIONS)[keyof typeof ACTIVATIONS]): NetworkActivation {
  return {
    values(s, count, out) {
      for (let j = 0; j < count; j++) out[j] = value(s[j]);
    },
    slopes(s, count, out) {
      for (let j = 0; j < count; j++) out[j] = slope(s[j]);
    },
    both(s, count, values, slopes) {
      for (let j = 0; j < count; j++) {
        const v = value(s[j]);
        values[j] = v;
        slopes[j] = slopeFrom(s[j], v);
      }
    },
  };
}
