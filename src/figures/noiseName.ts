/** The name of a training's noise in figures. */
import type { TrainingNoise } from '../engine/training.ts';
import { formatNumber } from './text.ts';

/** `Type I, α = 1.75, σ = 0.01`, or `no noise`. */
export function noiseName({ type, alpha, scale, convention, unscaled }: TrainingNoise): string {
  if (scale === 0) return 'no noise';
  const how = [convention === 'standard' ? '' : convention, unscaled ? 'unscaled' : ''].filter(Boolean);
  return `Type ${type}, α = ${alpha}, σ = ${formatNumber(scale, 3)}${how.length > 0 ? ` (${how.join(', ')})` : ''}`;
}
