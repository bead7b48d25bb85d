/** Whether φ grows as a code model says: its rates and the powers of its studies depend on it. */
import type { MeanFieldModel } from './model.ts';

/** How far out φ is asked for, in multiples of the positions. */
const FAR = 1e6;
/** What a φ of the growth it is said to have may gain besides. */
const SLACK = 1e3;

/**
 * A sentence when φ at positions a million times as far out is larger than a bounded or a linear one can be.
 * @param sizes Σ_i |φ_f(θ_i)| of positions
 */
export function growthFault(
  growth: 'bounded' | 'linear' | 'nonlinear' | undefined,
  model: MeanFieldModel,
  x: Float64Array,
  sizes: (model: MeanFieldModel, x: Float64Array) => Float64Array,
): string | undefined {
  if (growth === undefined || growth === 'nonlinear') return undefined;
  const near = sizes(model, x);
  const far = sizes(
    model,
    x.map((v) => FAR * v),
  );
  const most = SLACK * (growth === 'bounded' ? 1 : FAR);
  const particles = x.length / model.dim;
  const f = far.findIndex((size, entry) => !(size <= most * (near[entry] + particles)));
  if (f < 0) return undefined;
  return `growth is "${growth}", but entry ${f} of φ goes from ${near[f] / particles} to ${far[f] / particles} a particle when positions are ${FAR} times as far out`;
}
