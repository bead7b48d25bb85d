/**
 * Rate of an error in N or η: weighted least squares of log(estimate) on log(level), interval from
 * whole-system replicas.
 *
 * Replica r is the same noise at every level, so levels are correlated within a replica; the delete-one
 * jackknife drops a whole replica from all levels at once and keeps that correlation. Student t with R − 1
 * degrees of freedom. The estimate of a level is (mean of samples)^{1/p}, or |mean| for signed samples.
 * Levels that carry no signal are dropped, each with its reason (see noiseFloor.ts).
 *
 * Weights are 1/Var(log estimate). A variance from few replicas is itself noisy (8 replicas: ± 50 %), so the
 * variances are smoothed by a straight line of log-variance on log-level first. Weights depend on the
 * data through two numbers only and are kept fixed in the jackknife, where the slope is then linear in the
 * log estimates; a wrong weight costs efficiency, not validity.
 */
import { exp, log } from '../math/elementary.ts';
import { meanAndError, requirePowerBelowHalfTail } from './interval.ts';
import { lineFit, smoothVariances } from './lineFit.ts';
import { type MeasuredLevel, reasonToDrop } from './noiseFloor.ts';
import type { DroppedLevel, Level, RateAxis, RateFit } from './rate.ts';
import { twoSidedFactor } from './studentT.ts';

/** Errors by level and replica, from which a rate is fitted. */
export interface RateInput {
  readonly axis: RateAxis;
  /** N or η, positive and distinct, in any order. */
  readonly levels: readonly number[];
  /** samples[l][r]: mean |err|^power of replica r at level l (≥ 0), or its signed mean error if `signed`. */
  readonly samples: readonly Float64Array[];
  /** p > 0, below α/2 where errors have stable tails; 1 if `signed`. */
  readonly power: number;
  /** Weak errors: samples are signed differences, the estimate is |mean|. */
  readonly signed?: boolean;
  /** Exact value of each level's error, where a closed form exists; carried along, not fitted. */
  readonly exact?: readonly number[];
  /** Of every interval; 0.95 unless told. */
  readonly confidence?: number;
  /** The levels to fit; all unless told. The others are listed as dropped. */
  readonly use?: readonly number[];
  /** Size of pure rounding in the metric's units, about 1e−13 of the state's size; 0 unless told. */
  readonly floor?: number;
  /** Tail index of the errors; given below 2, power ≥ tailIndex/2 is refused (no valid interval). */
  readonly tailIndex?: number;
}

/**
 * Fits the rate. With fewer than 2 usable levels the slope is NaN and its interval the whole line; `judge`
 * calls fewer than 3 inconclusive. Throws a sentence on malformed input.
 */
export function fitRate(input: RateInput): RateFit {
  checkInput(input);
  const confidence = input.confidence ?? 0.95;
  const replicas = input.samples[0].length;
  const factor = twoSidedFactor(confidence, replicas - 1);
  const used: MeasuredLevel[] = [];
  const dropped: DroppedLevel[] = [];
  const order = input.levels.map((_, l) => l).sort((a, b) => input.levels[a] - input.levels[b]);
  for (const l of order) {
    const measured = measure(input, l, factor);
    const leftOut = input.use !== undefined && !input.use.includes(input.levels[l]);
    const why = leftOut ? 'left out of the fit by request' : reasonToDrop(measured, input.floor ?? 0);
    if (why === undefined) used.push(measured);
    else dropped.push({ ...measured.level, why });
  }
  const levels = used.map((m) => m.level);
  const shared = { axis: input.axis, confidence, levels, dropped };
  if (used.length < 2) {
    const interval = [-Infinity, Infinity] as const;
    return { ...shared, slope: Number.NaN, interval, intercept: Number.NaN, localSlopes: [], band: [] };
  }

  const x = used.map((m) => log(m.level.level));
  const y = used.map((m) => m.logEstimate);
  const weights = smoothVariances(
    x,
    used.map((m) => m.relativeError * m.relativeError),
  ).map((v) => 1 / v);
  /** Any linear statistic of the log estimates with its jackknife standard error. */
  const withError = (statistic: (y: readonly number[]) => number): { value: number; half: number } => {
    const deleted = Float64Array.from({ length: replicas }, (_, r) =>
      statistic(used.map((m) => m.deleted[r])),
    );
    return { value: statistic(y), half: factor * (replicas - 1) * meanAndError(deleted).standardError };
  };
  const slope = withError((ys) => lineFit(x, ys, weights).slope);
  return {
    ...shared,
    slope: slope.value,
    interval: around(slope),
    intercept: lineFit(x, y, weights).intercept,
    ...(x.length > 2 ? { curvature: curvatureOf(x, weights, withError) } : {}),
    localSlopes: levels.slice(1).map((to, l) => {
      const local = withError((ys) => (ys[l + 1] - ys[l]) / (x[l + 1] - x[l]));
      return { from: levels[l].level, to: to.level, slope: local.value, interval: around(local) };
    }),
    band: levels.map(({ level }, l) => {
      const line = withError((ys) => {
        const fit = lineFit(x, ys, weights);
        return fit.intercept + fit.slope * x[l];
      });
      const [low, high] = around(line);
      return { level, low: exp(low), high: exp(high) };
    }),
  };
}

/** The coefficient of x² beside a line: y against what a line leaves of x². */
function curvatureOf(
  x: readonly number[],
  weights: readonly number[],
  withError: (statistic: (y: readonly number[]) => number) => { value: number; half: number },
): RateFit['curvature'] {
  const squares = x.map((v) => v * v);
  const line = lineFit(x, squares, weights);
  const rest = squares.map((square, l) => square - line.intercept - line.slope * x[l]);
  const norm = rest.reduce((sum, z, l) => sum + weights[l] * z * z, 0);
  const curvature = withError((y) => rest.reduce((sum, z, l) => sum + weights[l] * z * y[l], 0) / norm);
  return { value: curvature.value, interval: around(curvature) };
}

function around({ value, half }: { value: number; half: number }): [number, number] {
  return [value - half, value + half];
}

/** Estimate, interval, log estimate without each replica, and relative variance of one level. */
function measure(input: RateInput, l: number, factor: number): MeasuredLevel {
  const samples = input.samples[l];
  const replicas = samples.length;
  const power = input.signed ? 1 : input.power;
  const { mean, standardError } = meanAndError(samples);
  const logOf = (m: number) => log(Math.abs(m)) / power;
  const deleted = Float64Array.from(samples, (s) => logOf(mean + (mean - s) / (replicas - 1)));
  const relativeError = standardError / Math.abs(mean);
  const logEstimate = logOf(mean);
  const half = input.signed
    ? factor * standardError
    : factor * (replicas - 1) * meanAndError(deleted).standardError;
  const interval: [number, number] = input.signed
    ? [Math.max(0, Math.abs(mean) - half), Math.abs(mean) + half]
    : [exp(logEstimate - half), exp(logEstimate + half)];
  const exact = input.exact?.[l];
  const level: Level = {
    level: input.levels[l],
    estimate: input.signed ? Math.abs(mean) : exp(logEstimate),
    interval,
    replicas,
    ...(exact === undefined ? {} : { exact }),
  };
  return { level, logEstimate, deleted, relativeError, signed: input.signed === true, samples };
}

function checkInput(input: RateInput): void {
  const { levels, samples, power, exact, use } = input;
  const refuse = (sentence: string): never => {
    throw new RangeError(sentence);
  };
  if (levels.length === 0 || samples.length !== levels.length) {
    refuse(
      `samples has ${samples.length} levels and levels has ${levels.length}; both need the same number, at least 1.`,
    );
  }
  if (!levels.every((v) => v > 0 && v < Infinity) || new Set(levels).size !== levels.length) {
    refuse(`levels is [${levels}]; levels must be positive, finite and distinct.`);
  }
  const replicas = samples[0].length;
  const odd = samples.findIndex((s) => s.length !== replicas);
  if (odd >= 0) {
    refuse(
      `samples[${odd}] has ${samples[odd].length} replicas and samples[0] has ${replicas}; all levels need the same.`,
    );
  }
  if (!(power > 0 && power < Infinity)) refuse(`power is ${power}; it must be positive and finite.`);
  if (input.signed && power !== 1) refuse(`power is ${power}; signed samples have power 1.`);
  if (!input.signed) {
    const l = samples.findIndex((s) => s.some((v) => v < 0));
    if (l >= 0)
      refuse(
        `samples[${l}] has a negative number; means of |err|^${power} cannot be negative unless signed.`,
      );
  }
  if (exact !== undefined && exact.length !== levels.length) {
    refuse(`exact has ${exact.length} values and levels has ${levels.length}; both need the same number.`);
  }
  const unknown = use?.find((v) => !levels.includes(v));
  if (unknown !== undefined) refuse(`use names the level ${unknown}; the levels are [${levels}].`);
  const floor = input.floor ?? 0;
  if (!(floor >= 0 && floor < Infinity)) refuse(`floor is ${floor}; it must be finite and at least 0.`);
  if (input.tailIndex !== undefined) requirePowerBelowHalfTail(power, input.tailIndex);
}
