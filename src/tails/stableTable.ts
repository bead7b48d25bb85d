/**
 * Density and tail of the standard symmetric α-stable law for all α at once, on a grid of log x: what fits of large samples
 * and their simulated copies are made of.
 *
 * With f_α(x) = f_2(x) + (2 − α)·r_α(x) and the same for P(|X| > x), the two functions of α
 *   r_α(x)·(1 + x²)^{(1+α)/2},   (P_α − P_2)/(2 − α)·(1 + x²)^{α/2}
 * are analytic on [0.5, 2] and bounded in x; they are interpolated in α (alphaNodes.ts), at whose nodes src/noise/symmetricStable.ts gives them exactly. So the tail keeps its digits as
 * α → 2, where it vanishes like 2 − α. At α = 2 the law is N(0, 2) itself.
 * Relative error of density and tail at the grid, and of log f between its points: test/tails/stableTable.test.ts.
 */
import { exp, log } from '../math/elementary.ts';
import { createSymmetricStable, requireAlpha } from '../noise/symmetricStable.ts';
import { DENSITY, UPPER } from '../noise/twoTails.ts';
import { alphaNodes, mix, NODES, nodeWeights } from './alphaNodes.ts';

/** log x of the first grid point: below it log f differs from log f(0) by less than 1e−8 (α = 0.5), 1e−10 (α ≥ 0.8). */
export const FIRST = -13;
/** Grid points a unit of log x. */
export const PER_UNIT = 24;
/** log x of the last: beyond it f·x^{1+α} and P·x^α are constant to 1e−8 (α = 0.5), 1e−13 (α ≥ 0.8). */
const LAST = 36;
export const POINTS = (LAST - FIRST) * PER_UNIT + 1;

interface Tables {
  /** Row point, column node. */
  readonly density: Float64Array;
  readonly tail: Float64Array;
  /** log x, log(1 + x²), and of N(0, 2): density and P(|X| > x). */
  readonly logOnePlus: Float64Array;
  readonly gaussDensity: Float64Array;
  readonly gaussTail: Float64Array;
  readonly x: Float64Array;
}

let made: Tables | undefined;

function tables(): Tables {
  if (made !== undefined) return made;
  const x = new Float64Array(POINTS);
  const logOnePlus = new Float64Array(POINTS);
  const gaussDensity = new Float64Array(POINTS);
  const gaussTail = new Float64Array(POINTS);
  const out = new Float64Array(3);
  const gauss = createSymmetricStable(2).absolute;
  for (let j = 0; j < POINTS; j++) {
    x[j] = exp(FIRST + j / PER_UNIT);
    logOnePlus[j] = x[j] > 1e8 ? 2 * log(x[j]) : log(1 + x[j] * x[j]);
    if (x[j] < 60) gauss.evaluate(x[j], out);
    else out.fill(0);
    gaussDensity[j] = out[DENSITY] / 2;
    gaussTail[j] = out[UPPER];
  }
  const density = new Float64Array(POINTS * NODES);
  const tail = new Float64Array(POINTS * NODES);
  for (let k = 0; k < NODES; k++) {
    const alpha = alphaNodes[k];
    const law = createSymmetricStable(alpha).absolute;
    for (let j = 0; j < POINTS; j++) {
      law.evaluate(x[j], out);
      const weight = exp((alpha / 2) * logOnePlus[j]) / (2 - alpha);
      density[j * NODES + k] = (out[DENSITY] / 2 - gaussDensity[j]) * weight * Math.sqrt(1 + x[j] * x[j]);
      tail[j * NODES + k] = (out[UPPER] - gaussTail[j]) * weight;
    }
  }
  made = { density, tail, logOnePlus, gaussDensity, gaussTail, x };
  return made;
}

const LOG_TWO_ROOT_PI = log(2 * Math.sqrt(Math.PI));
const HALF_ROOT_PI = Math.sqrt(Math.PI) / 2;
const weights = new Float64Array(NODES);

/** log x_j, for every integer j. */
export function gridLog(j: number): number {
  return FIRST + j / PER_UNIT;
}

/**
 * out[j − from] = log f(x_j) of the standard law, from ≤ j < to: any integers. Beyond the table f is constant at the centre and
 * a power in the tail.
 * @throws RangeError when alpha is outside [0.5, 2]
 */
export function logDensities(alpha: number, from: number, to: number, out: Float64Array): void {
  requireAlpha(alpha);
  const t = tables();
  nodeWeights(alpha, weights);
  fill(from, to, out, alpha === 2 ? 0 : 1 + alpha, (j) => {
    const x = j < POINTS ? t.x[j] : exp(gridLog(j));
    if (alpha === 2) return -0.25 * x * x - LOG_TWO_ROOT_PI;
    const heavy = (2 - alpha) * mix(t.density, j, weights);
    const power = 0.5 * (1 + alpha) * t.logOnePlus[j];
    const gauss = t.gaussDensity[j];
    return gauss === 0 ? log(heavy) - power : log(gauss + heavy * exp(-power));
  });
}

/** out[j − from] = log P(|X| > x_j), as `logDensities`. */
export function logTails(alpha: number, from: number, to: number, out: Float64Array): void {
  requireAlpha(alpha);
  const t = tables();
  nodeWeights(alpha, weights);
  fill(from, to, out, alpha === 2 ? 0 : alpha, (j) => {
    const gauss = t.gaussTail[Math.min(j, POINTS - 1)];
    if (alpha === 2 && gauss === 0) {
      const x = exp(gridLog(j));
      // The first term of the asymptotic series, where P itself underflows.
      return -0.25 * x * x - log(x * HALF_ROOT_PI);
    }
    if (alpha === 2) return log(gauss);
    const heavy = (2 - alpha) * mix(t.tail, j, weights);
    const power = 0.5 * alpha * t.logOnePlus[j];
    return gauss === 0 ? log(heavy) - power : log(gauss + heavy * exp(-power));
  });
}

/** `at` inside the table; below it its first value; above it a line of slope −`slope` in log x, or `at` itself for slope 0. */
function fill(from: number, to: number, out: Float64Array, slope: number, at: (j: number) => number): void {
  const first = from < 0 ? at(0) : 0;
  const last = to > POINTS && slope > 0 ? at(POINTS - 1) : 0;
  for (let j = from; j < to; j++) {
    if (j < 0) out[j - from] = first;
    else if (j < POINTS || slope === 0) out[j - from] = at(j);
    else out[j - from] = last - slope * (gridLog(j) - LAST);
  }
}
