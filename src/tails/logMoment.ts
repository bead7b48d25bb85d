/**
 * Tail index by logarithms of block sums, for scalars and for vectors.
 *
 * The sum Y of K1 independent copies of a strictly stable X has the law of K1^{1/α}·X, hence
 *   1/α̂ = (mean log‖Y_i‖ − mean log‖X_j‖)/log K1,   Y_i = Σ_{j in block i} X_j,   i ≤ K2, n = K1·K2.
 * It is the mean over independent blocks of D_i = (log‖Y_i‖ − mean of log‖X_j‖ in block i)/log K1: Student's t interval
 * for 1/α, without a formula for the variance. Scale (scalar): log ŝ = mean log|X| − γ_E(1/α̂ − 1), again a mean over blocks.
 * Source: Mohammadi, Mohammadpour & Ogata, Metrika 78 (2015), Corollary 2.4 (scalar) and the same for vectors; K1 = ⌊√n⌋
 * as in the papers on SGD (there a divisor of n near √n). Any K1 ≥ 2 is valid: for an exactly stable law the interval
 * is about √K1/log K1 long, shortest near K1 = 7; for others, a large K1 looks further into the tail.
 * Blocks are made of neighbours in the order given: another order gives another estimate of the same kind.
 */
import { exp, log } from '../math/elementary.ts';
import { meanInterval } from '../statistics/interval.ts';
import { centreOf, columnCentres } from './centre.ts';
import type { Estimator, EstimatorName, EstimatorOptions, TailEstimate } from './estimate.ts';
import { aboveTwo, alphaOfGamma, noEstimate } from './noEstimate.ts';
import type { TailSample } from './tailSample.ts';

const EULER_GAMMA = 0.5772156649015329;
/** Below, Student's t on logarithms (skewed to the left) no longer covers. */
const FEWEST_BLOCKS = 10;

/** Logarithms of n sizes and of sums over neighbours; both may be −Infinity. */
interface LogSizes {
  readonly count: number;
  one(i: number): number;
  /** log of the size of the sum of items from … to − 1. */
  sum(from: number, to: number): number;
}

function scalarSizes(sample: TailSample, centred: boolean): LogSizes {
  const { values } = sample;
  const { location } = centreOf(sample, centred);
  // In units of the largest, so that no sum overflows.
  const unit = sample.magnitudes[0] / 2;
  return {
    count: values.length,
    one: (i) => log(Math.abs(values[i] - location)),
    sum(from, to) {
      let total = 0;
      for (let i = from; i < to; i++) total += (values[i] - location) / unit;
      return log(Math.abs(total)) + log(unit);
    },
  };
}

function vectorSizes(sample: TailSample, centred: boolean): LogSizes {
  const { values, dimension, count } = sample;
  const centres = columnCentres(sample, centred);
  const unit = sample.magnitudes[0] / 2;
  const total = new Float64Array(dimension);
  function sum(from: number, to: number): number {
    total.fill(0);
    for (let i = from; i < to; i++)
      for (let c = 0; c < dimension; c++) total[c] += (values[i * dimension + c] - centres[c]) / unit;
    let squares = 0;
    for (let c = 0; c < dimension; c++) squares += total[c] * total[c];
    return 0.5 * log(squares) + log(unit);
  }
  return { count, one: (i) => sum(i, i + 1), sum };
}

/** K1 of n items: ⌊√n⌋, or what makes `blocks` blocks. */
function blockLength(count: number, blocks: number | undefined): number {
  return blocks === undefined ? Math.floor(Math.sqrt(count)) : Math.floor(count / blocks);
}

function estimateFrom(
  name: EstimatorName,
  sizes: LogSizes,
  scaled: boolean,
  options: EstimatorOptions,
): TailEstimate {
  const { k } = options;
  const most = Math.floor(sizes.count / 2);
  if (k !== undefined && most >= FEWEST_BLOCKS && !(Number.isInteger(k) && k >= 2 && k <= most))
    throw new RangeError(
      `k is ${k}; for ${name} and ${sizes.count} items it must be a whole number of blocks from 2 to ${most}.`,
    );
  const length = blockLength(sizes.count, k);
  const blocks = k ?? Math.floor(sizes.count / Math.max(1, length));
  if (!(blocks >= FEWEST_BLOCKS && length >= 2)) {
    return noEstimate(
      name,
      `${sizes.count} items make ${blocks} blocks of ${length}; it takes at least ${FEWEST_BLOCKS} blocks of at least 2.`,
    );
  }
  const gammas: number[] = [];
  const logScales: number[] = [];
  let zeros = 0;
  let lostBlocks = 0;
  for (let block = 0; block < blocks; block++) {
    const from = block * length;
    let single = 0;
    let used = 0;
    for (let i = from; i < from + length; i++) {
      const size = sizes.one(i);
      if (size === Number.NEGATIVE_INFINITY) continue;
      single += size;
      used++;
    }
    zeros += length - used;
    const together = sizes.sum(from, from + length);
    if (used === 0 || together === Number.NEGATIVE_INFINITY) {
      lostBlocks++;
      continue;
    }
    const gamma = (together - single / used) / log(length);
    gammas.push(gamma);
    logScales.push(single / used - EULER_GAMMA * (gamma - 1));
  }
  if (gammas.length < FEWEST_BLOCKS)
    return noEstimate(
      name,
      `Only ${gammas.length} blocks have a sum that is not 0; it takes ${FEWEST_BLOCKS}.`,
    );
  const confidence = options.confidence ?? 0.95;
  const gamma = meanInterval(gammas, confidence);
  const logScale = meanInterval(logScales, confidence);
  const alpha = alphaOfGamma(gamma.estimate);
  const warnings = aboveTwo(alpha);
  // One zero is the median itself.
  if (zeros > 1)
    warnings.push(
      `${zeros} items are 0 after centring and have no logarithm: they are left out of the mean of logarithms.`,
    );
  if (lostBlocks > 0) warnings.push(`${lostBlocks} of ${blocks} blocks sum to 0 and are left out.`);
  return {
    name,
    alpha,
    interval: [alphaOfGamma(gamma.interval[1]), alphaOfGamma(gamma.interval[0])],
    k: blocks,
    ...(scaled && {
      scale: {
        estimate: exp(logScale.estimate),
        interval: [exp(logScale.interval[0]), exp(logScale.interval[1])] as const,
      },
    }),
    warnings,
  };
}

const SOURCE = 'Mohammadi, Mohammadpour & Ogata, Metrika 78 (2015), Corollary 2.4';

export const logMoment: Estimator = {
  name: 'log-moment',
  title: 'log-moment of block sums',
  assumptions:
    'Independent values of a strictly stable law (after centring: a symmetric one), all of one scale.',
  source: SOURCE,
  estimate: (sample, options = {}) =>
    estimateFrom('log-moment', scalarSizes(sample, options.centre ?? true), true, options),
};

export const logMomentMultivariate: Estimator = {
  name: 'log-moment-multivariate',
  title: 'log-moment of norms of block sums of rows',
  assumptions:
    'Independent rows of a strictly stable vector (after centring: a symmetric one); coordinates may depend.',
  source: SOURCE,
  estimate: (sample, options = {}) =>
    estimateFrom('log-moment-multivariate', vectorSizes(sample, options.centre ?? true), false, options),
};
