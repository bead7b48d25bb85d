/** The tail indices that a plan's noise brings in: of the particles' own noise and of the common one, where they have a scale. */
import { commonNoiseOf } from './commonNoise.ts';
import type { NoiseSpec } from './noiseLaw.ts';

/** Smallest and largest; both 2 where there is no noise. */
export function tailIndices(noise: NoiseSpec): { readonly least: number; readonly most: number } {
  const common = commonNoiseOf(noise);
  const all = [...(noise.scale > 0 ? [noise.alpha] : []), ...(common ? [common.alpha] : [])];
  return all.length === 0 ? { least: 2, most: 2 } : { least: Math.min(...all), most: Math.max(...all) };
}
