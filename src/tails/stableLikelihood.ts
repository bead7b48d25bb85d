/**
 * Likelihood of the symmetric α-stable law, profiled over the scale, and its maximum on 0.5 ≤ α ≤ 2.
 *
 *   ℓ(α, s) = Σ_i log f_α(x_i/s) − n log s,   ℓ_p(α) = max_s ℓ(α, s).
 * Sums run over the grid of logGrid.ts, where log f comes from stableTable.ts: the cost of ℓ_p does not grow with n. α = 2,
 * where log f is a parabola, is done in closed form: s² = Σx²/(2n). The maximum is looked for in v = log(2 − α), between the
 * best three of a fixed list of α that is dense near 2: there one far value alone moves α̂ to about 2 − 1/n.
 * Source: DuMouchel, Ann. Statist. 1 (1973), 948–957 (regular for α < 2; at 2, α̂ is faster than n^{−1/2}, and mostly 2 itself).
 */
import { exp, log } from '../math/elementary.ts';
import { gamma } from '../math/gamma.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import { HALF, type LogGrid, lagrangeWeights, ORDER } from './logGrid.ts';
import { gridLog, logDensities, PER_UNIT } from './stableTable.ts';

/** Where the maximum is looked for first, ascending. */
const SCAN: readonly number[] = [
  ...[0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.85],
  ...[1.95, 1.985, 1.997, 1.9998, 1.99999, 1.99999999, 2],
];
/** Grid steps on either side of a start for which log f is at hand. */
const REACH = PER_UNIT;
/** Of log s in its derivatives. */
const STEP = 0.25 / PER_UNIT;
/** Of log s, far below any standard error: n = 1e12 has 1e−6. */
const SCALE_TOLERANCE = 1e-8;
/** Of ℓ_p where a maximum or a crossing is looked for: an error of 1e−4 standard errors. */
const VALUE_TOLERANCE = 1e-8;

export interface ProfilePoint {
  readonly alpha: number;
  /** log of the scale that is best at this α. */
  readonly logScale: number;
  readonly logLikelihood: number;
  /** −∂²ℓ/∂(log s)². */
  readonly information: number;
}

export interface StableMaximum extends ProfilePoint {
  /** α below (−1) or above (1) the best where ℓ_p has fallen by `drop`; 0.5 or 2 where it falls by less up to there. */
  crossing(side: -1 | 1, drop: number): number;
  profile(alpha: number): ProfilePoint;
}

/**
 * The largest ℓ_p of a sample.
 * @param grid of a sample of which less than a third of the values are 0 (with more, ℓ grows without end as s → 0)
 * @param logMeanSquare log of the mean square of the sample
 */
export function maximiseStableLikelihood(grid: LogGrid, logMeanSquare: number): StableMaximum {
  const { count, zeros, from, weights } = grid;
  const shares = new Float64Array(ORDER);
  const logs = new Float64Array(weights.length + 2 * (REACH + ORDER));

  /** Σ_j weights[j]·log f(t_j − τ) − n τ, but the zeros' log f(0); `logs` begins at grid point `low`. */
  function sumAt(tau: number, low: number): number {
    const place = -tau * PER_UNIT;
    const whole = Math.floor(place);
    lagrangeWeights(HALF - 1 + (place - whole), shares);
    const [a, b, c, d, e, f, g, h] = shares;
    let at = from + whole - (HALF - 1) - low;
    let total = 0;
    for (let j = 0; j < weights.length; j++, at++) {
      if (weights[j] === 0) continue;
      const left = a * logs[at] + b * logs[at + 1] + (c * logs[at + 2] + d * logs[at + 3]);
      const right = e * logs[at + 4] + f * logs[at + 5] + (g * logs[at + 6] + h * logs[at + 7]);
      total += weights[j] * (left + right);
    }
    return total - count * tau;
  }

  /** Newton's iteration for ∂ℓ/∂τ = 0 inside a bracket that closes in. */
  function bestScale(alpha: number, start: number): ProfilePoint {
    const low = from + Math.floor(-start * PER_UNIT) - REACH - ORDER;
    logDensities(alpha, low, low + logs.length, logs);
    let tau = start;
    let below = start - REACH / PER_UNIT;
    let above = start + REACH / PER_UNIT;
    for (;;) {
      const middle = sumAt(tau, low);
      const right = sumAt(tau + STEP, low);
      const left = sumAt(tau - STEP, low);
      const slope = (right - left) / (2 * STEP);
      const bend = (right - 2 * middle + left) / (STEP * STEP);
      if (slope > 0) below = tau;
      else above = tau;
      let next = tau - slope / bend;
      if (!(bend < 0 && next > below && next < above)) next = (below + above) / 2;
      if (Math.abs(next - tau) < SCALE_TOLERANCE) {
        // The bracket closed on its end: the best scale is further away.
        if (Math.abs(tau - start) > REACH / PER_UNIT - 2 * STEP) return bestScale(alpha, tau);
        const atZero = zeros === 0 ? 0 : zeros * log(gamma(1 / alpha) / (Math.PI * alpha));
        return { alpha, logScale: tau, logLikelihood: middle + atZero, information: -bend };
      }
      tau = next;
    }
  }

  let lastScale = logMedian(grid);
  function profile(alpha: number): ProfilePoint {
    if (alpha === 2) {
      const logScale = 0.5 * (logMeanSquare - Math.LN2);
      const logLikelihood = -count * (0.5 + log(2 * Math.sqrt(Math.PI)) + logScale);
      return { alpha, logScale, logLikelihood, information: 2 * count };
    }
    const point = bestScale(alpha, lastScale);
    lastScale = point.logScale;
    return point;
  }

  const scan = SCAN.map(profile);
  let at = 0;
  for (let i = 1; i < scan.length; i++) if (scan[i].logLikelihood > scan[at].logLikelihood) at = i;
  lastScale = scan[at].logScale;
  const inside = at > 0 && at < scan.length - 1;
  const best = inside ? climb(profile, scan[at - 1], scan[at], scan[at + 1]) : scan[at];

  return {
    ...best,
    profile,
    crossing(side, drop) {
      const level = best.logLikelihood - drop;
      const beyond = scan.filter((point) => side * (point.alpha - best.alpha) > 0);
      if (side < 0) beyond.reverse();
      let near: ProfilePoint = best;
      for (const far of beyond) {
        if (far.logLikelihood < level) return crossBetween(profile, near, far, level);
        near = far;
      }
      return side < 0 ? SMALLEST_ALPHA : 2;
    },
  };
}

/** log of about the median of the sizes, from which any scale is near. */
function logMedian({ count, zeros, from, weights }: LogGrid): number {
  let below = zeros;
  let j = 0;
  while (j < weights.length - 1 && below < count / 2) below += weights[j++];
  return gridLog(from + j);
}

/** v = log(2 − α), finite at 2 as well. */
const toV = (alpha: number) => log(2 - alpha + 1e-9);
const toAlpha = (v: number) => 2 - (exp(v) - 1e-9);

/** The top of ℓ_p between left and right, `middle` being above both: parabolas through the best three, else golden sections. */
function climb(
  profile: (alpha: number) => ProfilePoint,
  left: ProfilePoint,
  middle: ProfilePoint,
  right: ProfilePoint,
): ProfilePoint {
  let [a, b, c] = [left, middle, right];
  let widthBefore = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 60; step++) {
    const [u, v, w] = [toV(a.alpha), toV(b.alpha), toV(c.alpha)];
    const rise = (v - u) * (b.logLikelihood - c.logLikelihood);
    const fall = (v - w) * (b.logLikelihood - a.logLikelihood);
    let next = v - (0.5 * ((v - u) * rise - (v - w) * fall)) / (rise - fall);
    const width = Math.abs(w - u);
    const slow = step % 3 === 2 && width > widthBefore / 2;
    if (step % 3 === 2) widthBefore = width;
    const inside = (next - u) * (next - w) < 0;
    if (!inside || slow) next = Math.abs(w - v) > Math.abs(u - v) ? v + 0.382 * (w - v) : v + 0.382 * (u - v);
    if (Math.abs(next - v) < 1e-7) break;
    const tried = profile(toAlpha(next));
    const gain = tried.logLikelihood - b.logLikelihood;
    const towardsC = (next - v) * (w - v) > 0;
    if (gain > 0) [a, b, c] = towardsC ? [b, tried, c] : [a, tried, b];
    else if (towardsC) c = tried;
    else a = tried;
    if (Math.abs(gain) < VALUE_TOLERANCE && Math.abs(next - v) < 1e-4) break;
  }
  return b;
}

/** α between `near` (ℓ_p ≥ level) and `far` (below): the Illinois method in v. */
function crossBetween(
  profile: (alpha: number) => ProfilePoint,
  near: ProfilePoint,
  far: ProfilePoint,
  level: number,
): number {
  let [u, fu] = [toV(near.alpha), near.logLikelihood - level];
  let [w, fw] = [toV(far.alpha), far.logLikelihood - level];
  let kept = 0;
  for (let step = 0; step < 60 && Math.abs(w - u) > 1e-7; step++) {
    const v = fw > Number.NEGATIVE_INFINITY ? (u * fw - w * fu) / (fw - fu) : (u + w) / 2;
    const f = profile(toAlpha(v)).logLikelihood - level;
    if (Math.abs(f) < VALUE_TOLERANCE * 100) return toAlpha(v);
    if (f > 0) {
      [u, fu] = [v, f];
      if (kept === 1) fw /= 2;
      kept = 1;
    } else {
      [w, fw] = [v, f];
      if (kept === -1) fu /= 2;
      kept = -1;
    }
  }
  return toAlpha((u + w) / 2);
}
