/**
 * Distribution function of a fitted symmetric stable law at many points: log P(|X| > x) of stableTable.ts, interpolated in log x.
 *
 * Relative error of either tail below 1e−8 for α ≤ 1.8 or α = 2; between, 1e−6 at most, where log P bends from the parabola of
 * the normal law to its power (x between 4 and 6).
 */
import { exp, log, log1p } from '../math/elementary.ts';
import { gamma } from '../math/gamma.ts';
import { gridPlace, HALF, lagrangeWeights, ORDER } from './logGrid.ts';
import { logTails } from './stableTable.ts';

export interface FittedLaw {
  cdf(x: number): number;
  logCdf(x: number): number;
  logSurvival(x: number): number;
}

/**
 * @param alpha from 0.5 to 2
 * @param largest magnitude of x − location that will be asked for
 */
export function createFittedLaw(alpha: number, location: number, scale: number, largest: number): FittedLaw {
  const to = Math.max(1, Math.floor(gridPlace(log(largest / scale))) + 1 + ORDER);
  const logs = new Float64Array(to + ORDER);
  logTails(alpha, -ORDER, to, logs);
  const shares = new Float64Array(ORDER);

  const densityAtZero = gamma(1 / alpha) / (Math.PI * alpha);

  /** log P(|X| > size). */
  function logTail(size: number): number {
    const place = size > 0 ? gridPlace(log(size)) : -1;
    if (place < 0) return log1p(-2 * densityAtZero * size);
    const whole = Math.floor(place);
    lagrangeWeights(place - whole + (HALF - 1), shares);
    let total = 0;
    for (let k = 0, at = whole + ORDER - (HALF - 1); k < ORDER; k++, at++) total += shares[k] * logs[at];
    return total;
  }

  function logBeyond(z: number): number {
    const tail = logTail(Math.abs(z));
    return z >= 0 ? tail - Math.LN2 : log1p(-exp(tail) / 2);
  }

  return {
    cdf(x) {
      const z = (x - location) / scale;
      const half = exp(logTail(Math.abs(z))) / 2;
      return z >= 0 ? 1 - half : half;
    },
    logCdf: (x) => logBeyond((location - x) / scale),
    logSurvival: (x) => logBeyond((x - location) / scale),
  };
}
