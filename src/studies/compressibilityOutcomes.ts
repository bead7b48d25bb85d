/**
 * What the replicas of a compressibility study say: means and probabilities with their intervals, and N*(κ, ε), the width from
 * which the error is at most ε with probability 1 − δ.
 *
 * err^p and the prunable fraction lie in [0, 1], so that their means exist whatever the tails of the particles; the intervals of
 * err^p and of the kept fraction, over decades, are the jackknife's on the logarithm, which cover less than they say with few
 * replicas and α near 2 (docs/compressibility-study.md). Probabilities have exact intervals (Clopper–Pearson), quantiles
 * distribution-free ones from order statistics.
 */
import { exp, log, pow } from '../math/elementary.ts';
import { keptAtLeast } from '../pruning/pruningTarget.ts';
import { type Estimate, meanInterval, powerMeanInterval } from '../statistics/interval.ts';
import { type Proportion, proportionInterval } from '../statistics/proportionInterval.ts';
import { type QuantileEstimate, quantileInterval } from '../statistics/quantileInterval.ts';
import type { CompressedReplica } from './compressibility.ts';
import type { CompressibilityStudy } from './compressibilityStudy.ts';
import type { Score } from './prunedScores.ts';

export interface CurvePoint {
  readonly kept: number;
  readonly keptUnits: number;
  /** E err^p, squared for p = 2. */
  readonly mean: Estimate;
  /** P(err ≤ ε), one per threshold. */
  readonly probabilities: readonly Proportion[];
  /** The (1 − δ)-quantile of err, one per δ. */
  readonly quantiles: readonly QuantileEstimate[];
}

export interface ScoreOutcome {
  readonly score: Score;
  readonly whole: Estimate;
  readonly atTarget: Estimate;
  readonly byKept: readonly Estimate[];
}

/** One width at one tail index. */
export interface LevelOutcome {
  readonly alpha: number;
  readonly particles: number;
  readonly steps: number;
  readonly replicas: number;
  readonly curve: readonly CurvePoint[];
  readonly prunable: Estimate;
  readonly scores: readonly ScoreOutcome[];
}

/** A number of neurons, or where it lies beyond the widths that were simulated. */
export interface NeuronsFound {
  readonly relation: 'about' | 'at most' | 'more than';
  readonly neurons: number;
}

/** N*(κ, ε) at one tail index and one δ. */
export interface NeededNeurons {
  readonly alpha: number;
  readonly kept: number;
  readonly threshold: number;
  readonly delta: number;
  readonly found: NeuronsFound;
  /** From the ends of the quantiles' 95 % intervals. */
  readonly interval: readonly [NeuronsFound, NeuronsFound];
}

/** What a compressibility study found, by α and n. */
export interface CompressibilityOutcomes {
  readonly levels: readonly LevelOutcome[];
  readonly needed: readonly NeededNeurons[];
}

/**
 * Means, probabilities, quantiles and neurons needed from the replicas of a study, each beside its theory.
 */
export function compressibilityOutcomes(
  study: CompressibilityStudy,
  replicas: readonly (readonly CompressedReplica[])[],
): CompressibilityOutcomes {
  const levels = study.systems.map(({ alpha, particles, steps }, s): LevelOutcome => {
    const all = replicas[s];
    return {
      alpha,
      particles,
      steps,
      replicas: all.length,
      curve: study.kept.map((kept, k) => {
        const errors = all.map((replica) => replica.errors[k]);
        return {
          kept,
          keptUnits: keptAtLeast(particles, kept),
          mean: meanOfPower(errors, study.power),
          probabilities: study.thresholds.map((threshold) =>
            proportionInterval(errors.filter((error) => error <= threshold).length, all.length),
          ),
          quantiles: study.deltas.map((delta) => quantileInterval(errors, 1 - delta)),
        };
      }),
      prunable: meanPrunable(all.map((replica) => replica.prunable)),
      scores: [...all[0].scores.keys()].map((score) => {
        const own = all.map((replica) => replica.scores.get(score)!);
        return {
          score,
          whole: meanInterval(own.map(({ whole }) => whole)),
          atTarget: meanInterval(own.map(({ atTarget }) => atTarget)),
          byKept: study.kept.map((_, k) => meanInterval(own.map(({ byKept }) => byKept[k]))),
        };
      }),
    };
  });
  return { levels, needed: neededNeurons(study, levels) };
}

/** The mean of error^p, with an interval of positive numbers; errors that are all 0 have no logarithm. */
function meanOfPower(errors: readonly number[], power: number): Estimate {
  const powers = errors.map((error) => pow(error, power));
  return powers.some((value) => value > 0) ? powerMeanInterval(powers, 1) : meanInterval(powers);
}

/** The mean of fractions below 1: what is kept has an interval of positive numbers. */
function meanPrunable(fractions: readonly number[]): Estimate {
  const kept = meanOfPower(
    fractions.map((fraction) => 1 - fraction),
    1,
  );
  const [low, high] = kept.interval;
  return { ...kept, estimate: 1 - kept.estimate, interval: [1 - high, 1 - low] };
}

function neededNeurons(
  { alphas, kept, thresholds, deltas }: CompressibilityStudy,
  levels: readonly LevelOutcome[],
): NeededNeurons[] {
  return alphas.flatMap((alpha) => {
    const widths = levels.filter((level) => level.alpha === alpha);
    return kept.flatMap((fraction, k) =>
      deltas.flatMap((delta, d) => {
        const quantiles = widths.map(({ particles, curve }) => ({ particles, ...curve[k].quantiles[d] }));
        return thresholds.map((threshold): NeededNeurons => {
          const reach = (of: (q: (typeof quantiles)[number]) => number) =>
            staysBelow(
              quantiles.map((q) => ({ particles: q.particles, error: of(q) })),
              threshold,
            );
          return {
            alpha,
            kept: fraction,
            threshold,
            delta,
            found: reach((q) => q.estimate),
            interval: [reach((q) => q.interval[0]), reach((q) => q.interval[1])],
          };
        });
      }),
    );
  });
}

/**
 * The width from which the error stays at most the threshold: beyond the widest that is above it. The error need not fall with
 * n, since ⌈κn⌉ jumps. Between two widths log n is linear in log error.
 */
function staysBelow(
  widths: readonly { readonly particles: number; readonly error: number }[],
  threshold: number,
): NeuronsFound {
  const above = widths.findLastIndex(({ error }) => error > threshold);
  if (above === widths.length - 1) return { relation: 'more than', neurons: widths.at(-1)!.particles };
  if (above < 0) return { relation: 'at most', neurons: widths[0].particles };
  const [before, after] = [widths[above], widths[above + 1]];
  // From an error that no order statistic bounds, or to one of 0, nothing can be interpolated.
  const between = Number.isFinite(before.error) && after.error > 0;
  if (!between) return { relation: 'about', neurons: after.particles };
  const share = log(before.error / threshold) / log(before.error / after.error);
  return {
    relation: 'about',
    neurons: before.particles * exp(share * log(after.particles / before.particles)),
  };
}
