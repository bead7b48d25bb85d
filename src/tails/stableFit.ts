import { logMoment } from './logMoment.ts';
import type { EstimatorOptions } from './estimate.ts';
import type { TailSample } from './tailSample.ts';
import { centreOf } from './centre.ts';
export interface StableFit { alpha: number; scale: number; location: number; warnings: readonly string[] }
export function stableFit(sample: TailSample, options: EstimatorOptions): StableFit {
  const e = logMoment.estimate(sample, options);
  return { alpha: Math.min(2, e.alpha), scale: e.scale?.estimate ?? NaN, location: centreOf(sample, options.centre ?? true).location, warnings: e.warnings };
}
