/**
 * Upper tail and density of A, positive b-stable, by its Laplace inversion wrapped round the negative axis:
 *   P(A > x) = (1/π) ∫_0^∞ exp(−rx − r^b cos πb) sin(r^b sin πb) dr/r, density: the same with dr for dr/r.
 *
 * Used for 0.7 ≤ b < 1 and x ≥ `negativeAxisEdge(b)`, P(A > x) ≈ 0.3 there: beyond, Zolotarev's integral sharpens
 * (like b/(1 − b)·log x) and the series does not yet serve; before it this one cancels. With ε = 1 − b the exponent is −r(x − 1) − r(1 − r^{−ε} cos πε), whose second part is
 * computed without cancellation, so that b → 1 (A → 1) keeps its digits. Trapezoidal rule in s,
 * r = exp(s − e^{−s−SHIFT}).
 */
import { exp, expm1, log, sin } from '../math/elementary.ts';
import { DENSITY, LOWER, type TwoTails, UPPER } from './twoTails.ts';

const SHIFT = 3;
/** exp(−DECAY) is negligible beside 1. */
const DECAY = 42;

/** Smallest x at which nothing cancels; A is 1 + (1 − b)(log(1 − b) + O(1)) as b → 1. */
export function negativeAxisEdge(b: number): number {
  return 1 + (1 - b) * (3.2 + log(1 - b));
}

export function createNegativeAxisIntegral(b: number, step = 1 / 7): TwoTails {
  const rest = 1 - b;
  const sine = sin(Math.PI * rest);
  const half = sin((Math.PI * rest) / 2);
  const smallestLag = negativeAxisEdge(b) - 1;
  const ownDecay: number[] = [];
  const rate: number[] = [];
  const tailWeight: number[] = [];
  const densityWeight: number[] = [];
  let lowest = 0;
  while (b * (exp(-lowest - SHIFT) - lowest) < DECAY) lowest -= step;
  for (let s = lowest; ; s += step) {
    const squeeze = exp(-s - SHIFT);
    const logR = s - squeeze;
    const r = exp(logR);
    const ratio = exp(-rest * logR);
    const own = r * (2 * half * half * ratio - expm1(-rest * logR));
    if (own + smallestLag * r > DECAY) break;
    const weight = ((1 + squeeze) * step * sin(r * ratio * sine)) / Math.PI;
    ownDecay.push(own);
    rate.push(r);
    tailWeight.push(weight);
    densityWeight.push(weight * r);
  }
  const count = rate.length;

  return {
    evaluate(x, out) {
      const lag = x - 1;
      let tail = 0;
      let density = 0;
      for (let j = 0; j < count; j++) {
        const decay = rate[j] * lag + ownDecay[j];
        if (decay > DECAY) break;
        const size = exp(-decay);
        tail += size * tailWeight[j];
        density += size * densityWeight[j];
      }
      out[UPPER] = tail;
      out[LOWER] = 1 - tail;
      out[DENSITY] = density;
    },
  };
}
