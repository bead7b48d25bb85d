/**
 * P(D > 0), D = (1 − e)L − eK, given that the (k + 1)-th largest size is one of a few thresholds near each other:
 *   (1/2πi) ∫_{c−i∞}^{c+i∞} E e^{zD} dz/z,   E e^{zL} = e^{z r^p} E[e^{zY} | Y < r^p]^{n−k−1},  E e^{−zK} = E[e^{−zY} | Y > r^p]^k.
 * c minimises E e^{cD}/c. L is practically bounded, so a size of which one alone makes D < 0 is counted and not transformed:
 * nothing oscillates faster than the nodes, and no tail index matters. Trapezoidal rule in Im z, step c/4: it errs by e^{−8π}.
 */
import { atan, exp, log, log1p, pow, sincos } from '../../math/elementary.ts';
import { createWalk, realSums } from './exponentialSums.ts';
import type { MagnitudeLaw } from './magnitudeLaw.ts';
import { type SplitNodes, splitNodes } from './splitNodes.ts';

/** Thresholds near each other, ascending, and what is the same at every e. */
export interface Cluster {
  /** Tail probability, what is left (1 − q), and probability of every threshold. */
  readonly tail: Float64Array;
  readonly rest: Float64Array;
  readonly weight: Float64Array;
  readonly cuts: Float64Array;
}

export interface Sample {
  readonly law: MagnitudeLaw;
  readonly p: number;
  /** n − k − 1 and k. */
  readonly lost: number;
  readonly kept: number;
  /** Size beyond which none of the n is. */
  readonly farthest: number;
}

const LINE_STEP = 0.25;
/** log of a probability that is 0 to the accuracy of the law. */
const NEGLIGIBLE = -32;
/** |Im z|·e·Y up to which the nodes resolve e^{−zeY}: at least, and so many times the spread of D where that takes more. */
const LEAST_PHASE = 800;
const SPREADS = 30;
/** Nodes beyond which the law is refused: p far below the tail index, and many units. */
const MOST_PHASE = 2e5;

/** e ↦ P(D > 0 and the threshold is in the cluster), 0 < e < 1. */
export function clusterSurvival(sample: Sample, cluster: Cluster): (e: number) => number {
  const { law, p, lost, kept, farthest } = sample;
  const { tail, rest, weight, cuts } = cluster;
  const last = cuts.length - 1;
  const unit = cuts[last];
  const from = Math.max(law.least, cuts[0] * pow(10, -16 / (p + 1)));
  const below = splitNodes(law, p, unit, cuts, 'below', { from, to: unit });
  const atCut = cuts.map((r) => pow(r / unit, p));
  // L is below `most` but for a probability of e^{−20} (Bernstein's inequality)
  const first = (law.partialMoment(p, unit) * pow(unit, -p)) / rest[last];
  const second = (law.partialMoment(2 * p, unit) * pow(unit, -2 * p)) / rest[last];
  const most = Math.min(lost, lost * first + 6.4 * Math.sqrt(lost * second) + 13.4) + 1;

  const likely = weight.reduce((sum, one) => sum + one, 0);
  const deviation = Math.sqrt(Math.max(0, lost * (second - first * first)));
  // the largest of the sizes kept is mostly of this size
  const largest = law.tailQuantile(Math.min(tail[last], 1 / (lost + kept + 1)));
  const typical = pow(largest / unit, p);
  const body = (law.partialMoment(p, largest) - law.partialMoment(p, unit)) * pow(unit, -p);
  const middleOfKept = kept * (body / tail[last] + 1 / kept);

  function survival(e: number): number {
    const reach = (most * (1 - e)) / e;
    const to = Math.min(unit * pow(reach, 1 / p), farthest);
    if (to <= cuts[0]) return 0;
    // what is kept is too small for D < 0, whatever else
    if (to === farthest && (1 - e) * atCut[0] >= e * kept * pow(to / unit, p)) return likely;
    // A peak of D that is far from 0 may be blurred.
    const distance = Math.abs((1 - e) * (1 + lost * first) - e * middleOfKept);
    const spread = (1 - e) * deviation + e * typical + distance / 5;
    const phase = Math.max(LEAST_PHASE, (SPREADS * e * pow(to / unit, p)) / spread);
    if (phase > MOST_PHASE)
      throw new RangeError(
        `The law of the error is not computed for p = ${p} and ${lost + kept + 1} units at tail index ${law.tailIndex}: p is too small for so many.`,
      );
    const above = splitNodes(law, p, unit, cuts, 'above', {
      from: cuts[0],
      to,
      reach: pow(to / unit, p),
      phase,
    });
    return integral(e, above, law.survival(above.end), phase);
  }

  function integral(e: number, above: SplitNodes, beyond: number, phase: number): number {
    const { c, bound } = steepest(e, above, beyond);
    if (bound < NEGLIGIBLE) return 0;
    const step = LINE_STEP * c;
    const end = phase / (e * pow(above.end / unit, p));
    const low = createWalk(below, c * (1 - e), step * (1 - e), cuts.length);
    const high = createWalk(above, -c * e, -step * e, cuts.length);
    const turn = new Float64Array(2);
    let total = 0;
    let quiet = 0;
    for (let im = 0; im < end && quiet < 20; im += step) {
      low.sums();
      high.sums();
      let re = 0;
      let imaginary = 0;
      for (let t = 0; t <= last; t++) {
        const a = low.re[t] / rest[t];
        const b = low.im[t] / rest[t];
        const u = (high.re[t] - beyond) / tail[t];
        const v = high.im[t] / tail[t];
        const size =
          c * (1 - e) * atCut[t] +
          (lost / 2) * log1p(2 * a + a * a + b * b) +
          (kept / 2) * log1p(2 * u + u * u + v * v);
        const angle = im * (1 - e) * atCut[t] + lost * argument(1 + a, b) + kept * argument(1 + u, v);
        const height = weight[t] * exp(size);
        sincos(angle, turn);
        re += height * turn[1];
        imaginary += height * turn[0];
      }
      const square = c * c + im * im;
      const term = (taper(im / end) * (re * c + imaginary * im)) / square;
      total += im === 0 ? term / 2 : term;
      quiet = step * Math.sqrt((re * re + imaginary * imaginary) / square) < 1e-13 ? quiet + 1 : 0;
      low.advance();
      high.advance();
    }
    return (step / Math.PI) * total;
  }

  /** The c at which E e^{cD}/c is least, and the least log E e^{cD} on the way: a bound on log P(D > 0) (Chernoff's). */
  function steepest(e: number, above: SplitNodes, beyond: number): { c: number; bound: number } {
    let bound = 0;
    const low = new Float64Array(cuts.length);
    const high = new Float64Array(cuts.length);
    const height = (c: number): number => {
      realSums(below, c * (1 - e), low);
      realSums(above, -c * e, high);
      let highest = -Infinity;
      const logs = low.map((a, t) => {
        const value =
          log(weight[t]) +
          c * (1 - e) * atCut[t] +
          lost * log1p(a / rest[t]) +
          kept * log1p((high[t] - beyond) / tail[t]);
        highest = Math.max(highest, value);
        return value;
      });
      const sum = logs.reduce((total, value) => total + exp(value - highest), 0);
      const value = highest + log(sum);
      // E e^{−cK} is all rounding: c lies far beyond the lowest point
      if (Number.isNaN(value)) return Infinity;
      bound = Math.min(bound, value);
      return value - log(c);
    };
    const c = lowestPoint(height, 1 / (lost * first + 1));
    return { c, bound };
  }

  return survival;
}

/**
 * 1 up to 0.2, falling smoothly to 0 at 1. Where E e^{zD} has not died out, it is the narrow peak of D ≈ (1 − e)L, far from
 * D = 0, that keeps it up; to smooth the law of D by a narrow kernel changes nothing at 0, where its density is smooth.
 */
function taper(x: number): number {
  const s = (x - 0.2) / 0.8;
  return s <= 0 ? 1 : s >= 1 ? 0 : 1 / (1 + exp(1 / (1 - s) - 1 / s));
}

/** The angle of re + i·im. */
function argument(re: number, im: number): number {
  if (re > 0) return atan(im / re);
  const right = im < 0 ? -Math.PI : Math.PI;
  return re === 0 ? right / 2 : right + atan(im / re);
}

/** Where a convex function of log c is lowest, to about a tenth: downhill by factors, then golden section. */
function lowestPoint(f: (c: number) => number, start: number): number {
  const at = (s: number) => f(exp(s));
  let middle = log(start);
  let value = at(middle);
  const stride = 1.5;
  for (const direction of [1, -1]) {
    for (;;) {
      const next = at(middle + direction * stride);
      if (!(next < value)) break;
      middle += direction * stride;
      value = next;
    }
  }
  let [low, high] = [middle - stride, middle + stride];
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 0.2) {
    const a = high - golden * (high - low);
    const b = low + golden * (high - low);
    if (at(a) <= at(b)) high = b;
    else low = a;
  }
  return exp((low + high) / 2);
}
