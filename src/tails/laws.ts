/**
 * Laws with a known tail index, sampled by address: what the estimators are tried on.
 *
 * - `stable`: symmetric α-stable, E exp(iuX) = exp(−|u|^α) (Type II noise, 0.5 ≤ α ≤ 2);
 * - `pareto`: P(X > x) = x^{−α}, x ≥ 1, by inversion;
 * - `student`: t with ν = α degrees of freedom, X = cos(2πV)·√(ν(W^{−2/ν} − 1)), V and W uniform (R. Bailey, Polar generation of
 *   random variates with the t-distribution, Math. Comp. 62, 1994);
 * - `gaussian`: N(0, 2), the stable law of α = 2 under its other name: a light tail.
 * Uniforms: Role.data, particle = index of the value, cell 0, coordinates 3 and 4.
 */
import { cos, expm1, log, pow } from '../math/elementary.ts';
import { createNoise } from '../noise/createNoise.ts';
import { createBitSource, type PathAddress, Role } from '../random/address.ts';
import { uniform53 } from '../random/uniform.ts';

export const LAWS = ['stable', 'pareto', 'student', 'gaussian'] as const;
export type LawName = (typeof LAWS)[number];

/** `count` independent values at an address. @throws RangeError for a stable α outside [0.5, 2] */
export function sampleLaw(law: LawName, alpha: number, count: number, path: PathAddress): Float64Array {
  const out = new Float64Array(count);
  if (law === 'stable' || law === 'gaussian') {
    const spec = {
      type: 'II',
      alpha: law === 'gaussian' ? 2 : alpha,
      scale: 1,
      convention: 'standard',
    } as const;
    createNoise(spec, 1, 1).addIncrement(path, 0, count, 0, 1, out);
    return out;
  }
  const bits = createBitSource(path, Role.data);
  const word = new Uint32Array(2);
  const uniform = (i: number, coordinate: number) => {
    bits.word(i, 0, coordinate, word);
    return uniform53(word[0], word[1]);
  };
  for (let i = 0; i < count; i++) {
    const u = uniform(i, 3);
    if (law === 'pareto') out[i] = pow(u, -1 / alpha);
    else out[i] = cos(2 * Math.PI * uniform(i, 4)) * Math.sqrt(alpha * expm1((-2 / alpha) * log(u)));
  }
  return out;
}
