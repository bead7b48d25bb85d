/**
 * The pruning of n particles of a plan's limit, predicted: the mean error at every width, the mean of the prunable fraction, and
 * the width that (κ, ε, δ) needs.
 *
 * Particles are taken as independent, each with the law of one particle of the limit (propagation of chaos): the error is then a
 * function of n numbers of that law, whose own law is exact at every n (src/pruning/theory/exactError.ts).
 */
import { exp, log, pow } from '../math/elementary.ts';
import { createPositiveStable } from '../noise/positiveStable.ts';
import { keptAtLeast } from '../pruning/pruningTarget.ts';
import { asymptoticFactor } from '../pruning/theory/asymptoticError.ts';
import { exactError } from '../pruning/theory/exactError.ts';
import { limitErrorPower } from '../pruning/theory/limitError.ts';
import type { MagnitudeLaw } from '../pruning/theory/magnitudeLaw.ts';
import { prunableFraction } from '../pruning/theory/prunable.ts';
import type { LimitArguments } from './limitArguments.ts';
import { type ParticleLawOptions, particleLaw } from './particleLaw.ts';

/** Plain data: a worker thread may be asked. */
export interface PredictionTask {
  readonly plan: LimitArguments;
  readonly time: NonNullable<ParticleLawOptions['time']>;
  /** Widths n, ascending. */
  readonly particles: readonly number[];
  /** κ. */
  readonly kept: readonly number[];
  /** p of the relative ℓ_p error. */
  readonly power: number;
  /** The relative error up to which particles are pruned; not squared. */
  readonly target: number;
  /** ε, not squared. */
  readonly thresholds: readonly number[];
  readonly deltas: readonly number[];
}

export interface Prediction {
  /** E err^p, widths × κ. */
  readonly errors: readonly (readonly number[])[];
  /** The mean of the prunable fraction at every width. */
  readonly prunable: readonly number[];
  /** N*(κ, ε), δ × ε × κ: infinite where no width reaches it, the narrowest width where that already does. */
  readonly needed: readonly (readonly (readonly number[])[])[];
}

/** @returns undefined where the law of one particle is not known */
export function predictPruning(task: PredictionTask): Prediction | undefined {
  const { plan, time, particles, kept, power, target, thresholds, deltas } = task;
  const law = particleLaw(plan, { time });
  if (law === undefined) return undefined;
  return {
    errors: particles.map((n) =>
      kept.map((fraction) => exactError(law, power, { units: n, kept: keptAtLeast(n, fraction) }).mean),
    ),
    prunable: particles.map((n) => prunableFraction(law, power, target, n)),
    needed: deltas.map((delta) =>
      thresholds.map((threshold) =>
        kept.map((fraction) => widthReached(law, power, { fraction, threshold, delta, least: particles[0] })),
      ),
    ),
  };
}

interface Demand {
  readonly fraction: number;
  readonly threshold: number;
  readonly delta: number;
  /** Fewest units that are tried. */
  readonly least: number;
}

/** Most units of which the exact law is asked; above, the formula for large n agrees with it to 5 digits. */
const MOST = 1e10;

/** n with P(err ≤ ε) = 1 − δ to about a percent, for drawing; src/pruning/theory/neuronsNeeded.ts finds the very number. */
function widthReached(law: MagnitudeLaw, p: number, { fraction, threshold, delta, least }: Demand): number {
  const power = pow(threshold, p);
  if (limitErrorPower(law, p, fraction) >= power) return Number.POSITIVE_INFINITY;
  let guess = least;
  if (p > law.tailIndex) {
    const index = law.tailIndex / p;
    const size = asymptoticFactor(law, p, fraction) / createPositiveStable(index).tailQuantile(1 - delta);
    const units = pow(size / power, index / (1 - index));
    if (units > MOST) return units;
    guess = Math.max(least, units);
  }
  const lacking = (logN: number) => {
    const units = Math.round(exp(logN));
    const { mean, survival } = exactError(law, p, { units, kept: keptAtLeast(units, fraction) });
    // Markov's inequality decides where the error is far smaller than ε, and there the survival has no digits left.
    const most = mean / power;
    const lack = (most < delta / 2 ? most : survival(power)) - delta;
    if (Number.isNaN(lack))
      throw new Error(
        `P(err > ${threshold}) of ${units} units with the fraction ${fraction} kept cannot be computed.`,
      );
    return lack;
  };
  const at = crossing(lacking, log(guess), log(least), log(MOST));
  return at === log(least) ? least : exp(at);
}

/** Where a falling function of log n crosses 0, to 1 %, by regula falsi (Illinois) from a guess; an end where it does not. */
function crossing(f: (s: number) => number, guess: number, least: number, most: number): number {
  let [low, high] = [guess, guess];
  let [atLow, atHigh] = [f(guess), 0];
  atHigh = atLow;
  for (let stride = 0.7; atHigh > 0; stride *= 2) {
    if (high >= most) return Number.POSITIVE_INFINITY;
    [low, atLow] = [high, atHigh];
    high = Math.min(most, high + stride);
    atHigh = f(high);
  }
  for (let stride = 0.7; atLow <= 0; stride *= 2) {
    if (low <= least) return least;
    [high, atHigh] = [low, atLow];
    low = Math.max(least, low - stride);
    atLow = f(low);
  }
  while (high - low > 0.01) {
    const s = Math.min(high - 0.004, Math.max(low + 0.004, (low * atHigh - high * atLow) / (atHigh - atLow)));
    const value = f(s);
    if (value > 0) {
      [low, atLow] = [s, value];
      atHigh /= 2;
    } else {
      [high, atHigh] = [s, value];
      atLow /= 2;
    }
  }
  return (low + high) / 2;
}
