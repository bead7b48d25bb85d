/** The outcomes of a compressibility study as tidy tables: one row per number that has an interval of its own. */
import type { Cell, PlainTable } from '../results/csv.ts';
import type { Estimate } from '../statistics/interval.ts';
import type { CompressibilityOutcomes, LevelOutcome, NeuronsFound } from './compressibilityOutcomes.ts';
import type { CompressibilityStudy } from './compressibilityStudy.ts';
import type { TheoryCurves } from './compressibilityTheory.ts';

/** Tables by name; predictions are NaN where theory has none. */
export function compressibilityTables(
  { thresholds, deltas }: Pick<CompressibilityStudy, 'thresholds' | 'deltas'>,
  { levels, needed }: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
): Record<string, PlainTable> {
  const each = (rows: (level: LevelOutcome) => Cell[][]): Cell[][] =>
    levels.flatMap((level) =>
      rows(level).map((row) => [level.alpha, level.particles, level.steps, level.replicas, ...row]),
    );
  const system = ['alpha', 'particles', 'steps', 'replicas'];
  return {
    errors: {
      columns: [...system, 'kept', 'keptUnits', 'meanErrorPower', 'low', 'high', 'predicted'],
      rows: each(({ alpha, particles, curve }) => {
        const own = theory?.errors.find((e) => e.alpha === alpha && e.particles === particles);
        return curve.map(({ kept, keptUnits, mean }) => [
          kept,
          keptUnits,
          ...cells(mean),
          own?.mean[own.kept.indexOf(kept)] ?? Number.NaN,
        ]);
      }),
    },
    probabilities: {
      columns: [...system, 'kept', 'threshold', 'successes', 'probability', 'low', 'high'],
      rows: each(({ curve }) =>
        curve.flatMap(({ kept, probabilities }) =>
          probabilities.map(({ successes, estimate, interval }, t) => [
            kept,
            thresholds[t],
            successes,
            estimate,
            ...interval,
          ]),
        ),
      ),
    },
    quantiles: {
      columns: [...system, 'kept', 'delta', 'errorQuantile', 'low', 'high'],
      rows: each(({ curve }) =>
        curve.flatMap(({ kept, quantiles }) =>
          quantiles.map(({ estimate, interval }, d) => [kept, deltas[d], estimate, ...interval]),
        ),
      ),
    },
    prunable: {
      columns: [...system, 'prunable', 'low', 'high', 'predicted'],
      rows: each(({ alpha, particles, prunable }) => {
        const own = theory?.prunable.find((line) => line.alpha === alpha);
        return [[...cells(prunable), own?.fraction[own.particles.indexOf(particles)] ?? Number.NaN]];
      }),
    },
    scores: {
      columns: [...system, 'score', 'pruning', 'kept', 'mean', 'low', 'high'],
      rows: each(({ scores, curve }) =>
        scores.flatMap(({ score, whole, atTarget, byKept }) => [
          [score, 'none', 1, ...cells(whole)],
          [score, 'target', Number.NaN, ...cells(atTarget)],
          ...byKept.map((mean, k) => [score, 'fraction', curve[k].kept, ...cells(mean)]),
        ]),
      ),
    },
    neurons: {
      columns: [
        'alpha',
        'kept',
        'threshold',
        'delta',
        'relation',
        'neurons',
        'lowRelation',
        'low',
        'highRelation',
        'high',
        'predicted',
      ],
      rows: needed.map(({ alpha, kept, threshold, delta, found, interval }) => {
        const own = theory?.needed.find(
          (line) => line.alpha === alpha && line.threshold === threshold && line.delta === delta,
        );
        return [
          alpha,
          kept,
          threshold,
          delta,
          ...[found, ...interval].flatMap(({ relation, neurons }: NeuronsFound) => [relation, neurons]),
          own?.neurons[own.kept.indexOf(kept)] ?? Number.NaN,
        ];
      }),
    },
  };
}

function cells({ estimate, interval }: Estimate): number[] {
  return [estimate, ...interval];
}
