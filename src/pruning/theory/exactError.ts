/**
 * The exact law of error^p = L/(L + K) when the k largest of n independent sizes are kept, L and K the sums of the p-th
 * powers of what is lost and of what is kept, for any law and any n.
 *
 * Given the (k + 1)-th largest size r, the n − k − 1 below it and the k above it are independent, each with its law
 * conditioned on its side (David & Nagaraja, Order Statistics, 2003, section 2.5), so that with Y = |x|^p
 *   E e^{−gL} = e^{−g r^p} E[e^{−gY} | Y < r^p]^{n−k−1},   E e^{−gK} = E[e^{−gY} | Y > r^p]^k,
 *   E error^p = ∫₀^∞ E[L e^{−gL}] E[e^{−gK}] dg,   P(error^p > e) = P((1 − e)L − eK > 0): errorSurvival.ts,
 * averaged over r (thresholds.ts). Trapezoidal rule in log g. For the mean any n ≥ 1, 9 digits; for `survival` and
 * `quantile` n ≥ 10: absolute error about 1e−5 (test/pruning/theory), 1e−4 where one or two of very heavy sizes are kept; with p far
 * below α and very many units, or an extreme quantile that a law cannot give, an error is thrown.
 */
import { exp, log, log1p, pow } from '../../math/elementary.ts';
import type { ErrorLaw } from './errorLaw.ts';
import { type Cluster, clusterSurvival } from './errorSurvival.ts';
import { realSums, slopeSums } from './exponentialSums.ts';
import type { MagnitudeLaw } from './magnitudeLaw.ts';
import { splitNodes } from './splitNodes.ts';
import { type Thresholds, thresholds } from './thresholds.ts';

/** k units kept of n. */
export interface Units {
  /** n. */
  readonly units: number;
  /** k, from 0 to n. */
  readonly kept: number;
}

export const FEWEST_UNITS = 10;
/** Probability that any of n sizes lies beyond the last node. */
const BEYOND = 1e-13;
/** Step of the trapezoidal rule in log g. */
const LOG_STEP = 0.4;
/** Thresholds whose p-th powers differ by less than this factor share one contour. */
const NEAR = 3;
/** Thresholds that together are less likely are left out of the law, not of the mean. */
const UNLIKELY = 1e-11;

/** @throws RangeError for a power or numbers of units outside their ranges */
export function exactError(law: MagnitudeLaw, p: number, { units, kept }: Units): ErrorLaw {
  if (!(p > 0 && p < Infinity))
    throw new RangeError(`The power p must be a finite number above 0, but is ${p}.`);
  if (!(units >= 1 && units < Infinity))
    throw new RangeError(`The number of units must be at least 1, but is ${units}.`);
  if (!(kept >= 0 && kept <= units))
    throw new RangeError(`The number of units kept must be from 0 to ${units}, but is ${kept}.`);
  if (kept === 0) return certain(1);
  if (kept === units) return certain(0);
  const cut = thresholds(units, kept);
  const cuts = cut.tail.map((q, t) =>
    q < 0.5 || law.least > 0 ? law.tailQuantile(q) : law.quantile(cut.rest[t]),
  );
  const unit = law.tailQuantile(cut.mode);
  const lowest = Math.max(law.least, cuts[0] * pow(10, -16 / (p + 1)));
  const farthest = law.tailQuantile(BEYOND / units);
  const atCut = cuts.map((r) => pow(r / unit, p));
  const lost = units - kept - 1;
  let mean: number | undefined;

  function meanPower(): number {
    const below = splitNodes(law, p, unit, cuts, 'below', { from: lowest, to: cuts[cuts.length - 1] });
    const above = splitNodes(law, p, unit, cuts, 'above', { from: cuts[0], to: farthest });
    const low = new Float64Array(cuts.length);
    const slope = new Float64Array(cuts.length);
    const high = new Float64Array(cuts.length);
    /** g·E[L e^{−gL}]·E e^{−gK} at log g. */
    const integrand = (logG: number): number => {
      const g = exp(logG);
      realSums(below, -g, low);
      slopeSums(below, -g, slope);
      realSums(above, -g, high);
      let sum = 0;
      for (let t = 0; t < cuts.length; t++) {
        const a = lost === 0 ? 0 : share(low[t], cut.rest[t]); // none below the threshold
        const logM = lost * log1p(a) + kept * log1p(share(high[t], cut.tail[t])) - g * atCut[t];
        sum += cut.weight[t] * exp(logM) * (atCut[t] + (lost * slope[t]) / cut.rest[t] / (1 + a));
      }
      return g * sum;
    };
    const start = -log(units * law.partialMoment(p, unit) * pow(unit, -p) + 1);
    let total = 0;
    for (let s = start + LOG_STEP; ; s += LOG_STEP) {
      const term = integrand(s);
      total += term;
      if (!(term > 1e-13 * total) && s > start + 4) break;
    }
    for (let s = start; ; s -= LOG_STEP) {
      const term = integrand(s);
      total += term;
      if (!(term >= 1e-13 * total)) break;
    }
    return LOG_STEP * total;
  }

  let parts: ((e: number) => number)[] | undefined;

  function survival(e: number): number {
    if (!(e > 0)) return 1;
    // the n − k smallest of n numbers never hold more than their share
    if (e >= (units - kept) / units) return 0;
    if (units < FEWEST_UNITS)
      throw new RangeError(
        `The law of the error is computed for ${FEWEST_UNITS} units or more, not for ${units}.`,
      );
    const sample = { law, p, lost, kept, farthest };
    parts ??= clusters(cut, cuts, p).map((cluster) => clusterSurvival(sample, cluster));
    const sum = parts.reduce((total, part) => total + part(e), 0);
    if (Number.isNaN(sum))
      throw new Error(`P(error^${p} > ${e}) of ${units} units, ${kept} kept, has no digits.`);
    // a probability that rounding took out of [0, 1]
    return Math.min(1, Math.max(0, sum));
  }

  return {
    get mean() {
      mean ??= meanPower();
      return mean;
    },
    survival,
    quantile(probability) {
      if (!(probability > 0 && probability < 1))
        throw new RangeError(`probability must lie strictly between 0 and 1, but is ${probability}.`);
      mean ??= meanPower();
      return solveLogit((e) => survival(e) - (1 - probability), mean);
    },
  };
}

/** Thresholds in groups of nearly equal ones. */
function clusters({ tail, rest, weight }: Thresholds, cuts: Float64Array, p: number): Cluster[] {
  const found: Cluster[] = [];
  for (let from = 0; from < cuts.length; ) {
    let to = from + 1;
    while (to < cuts.length && pow(cuts[to] / cuts[from], p) < NEAR) to++;
    const part = (values: Float64Array) => values.slice(from, to);
    const likely = part(weight).reduce((a, b) => a + b, 0);
    if (likely > UNLIKELY)
      found.push({ tail: part(tail), rest: part(rest), weight: part(weight), cuts: part(cuts) });
    from = to;
  }
  return found;
}

/** E[e^{−gY} − 1 | side]; it is above −1, where e^{−gY} is all rounding: then e^{−gL} or e^{−gK} is 0. */
const share = (sum: number, probability: number) => Math.max(-1 + 1e-15, sum / probability);

function certain(value: number): ErrorLaw {
  return { mean: value, survival: (e) => (e < value ? 1 : 0), quantile: () => value };
}

/** Root in (0, 1) of a decreasing f, by regula falsi (Illinois) in log(e/(1 − e)). */
function solveLogit(f: (e: number) => number, start: number): number {
  const at = (s: number) => f(1 / (1 + exp(-s)));
  let low = log(start / (1 - start));
  let high = low;
  let [atLow, atHigh] = [at(low), 0];
  atHigh = atLow;
  for (let stride = 0.3; atHigh > 0; stride *= 2) {
    [low, atLow] = [high, atHigh];
    high += stride;
    atHigh = at(high);
  }
  for (let stride = 0.3; atLow < 0; stride *= 2) {
    [high, atHigh] = [low, atLow];
    low -= stride;
    atLow = at(low);
  }
  for (let iteration = 0; iteration < 100 && high - low > 1e-10 && atLow !== 0; iteration++) {
    const s = (low * atHigh - high * atLow) / (atHigh - atLow);
    const value = at(s);
    if (value === 0 || s === low || s === high) return 1 / (1 + exp(-s));
    if (value > 0) {
      [low, atLow] = [s, value];
      atHigh /= 2;
    } else {
      [high, atHigh] = [s, value];
      atLow /= 2;
    }
    if (Math.abs(value) < 1e-11) return 1 / (1 + exp(-s));
  }
  return 1 / (1 + exp(-(low + high) / 2));
}
