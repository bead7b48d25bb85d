/**
 * What pruning gave, as numbers of a run's row, as a tidy table (one row per run, pruning and pruned network), and as JSON.
 * Numbers that there are none of (test scores without test data, accuracies and bounds without classes) are NaN in tables.
 */
import type { TrainingNoise } from '../engine/training.ts';
import type { Cell } from '../results/csv.ts';
import type { CompressionBound } from './compressionBound.ts';
import type { PrunedScores, PruningResult } from './pruneEvaluation.ts';
import type { PruningSpec } from './pruningSpec.ts';

const NUMBERS = [
  'prunedFraction',
  'relativeError',
  'trainLoss',
  'trainAccuracy',
  'testLoss',
  'testAccuracy',
] as const;
const BOUND = ['value', 'delta', 'bits', 'trainError', 'points'] as const;

/** Names of the numbers of one run. */
export function pruningColumns(prunings: readonly PruningSpec[]): string[] {
  return prunings.flatMap(({ fractions }, k) =>
    [
      ...NUMBERS.map((name) => `${name}_target`),
      ...fractions.flatMap((_, f) => NUMBERS.map((name) => `${name}_fraction${f + 1}`)),
      ...BOUND.map((name) => `${name}_bound`),
    ].map((name) => `pruning${k + 1}_${name}`),
  );
}

export function pruningValues({ cut, curve, bound }: PruningResult): number[] {
  return [
    ...[cut, ...curve].flatMap((pruned) => NUMBERS.map((name) => pruned[name])),
    ...BOUND.map((name) => bound?.[name] ?? Number.NaN),
  ];
}

export function pruningOf(prunings: readonly PruningSpec[], values: Float64Array): PruningResult[] {
  let at = 0;
  const take = <K extends string>(names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, values[at++]])) as Record<K, number>;
  return prunings.map((pruning) => {
    const cut: PrunedScores = take(NUMBERS);
    const curve: PrunedScores[] = pruning.fractions.map(() => take(NUMBERS));
    const bound: CompressionBound = take(BOUND);
    return { pruning, cut, curve, ...(Number.isNaN(bound.value) ? {} : { bound }) };
  });
}

export const PRUNING_COLUMNS = [
  'run',
  'type',
  'alpha',
  'scale',
  'convention',
  'seed',
  'pruning',
  'method',
  'layers',
  'scope',
  'centre',
  'squared',
  'at',
  ...NUMBERS,
  'bound',
];

interface PrunedRun {
  readonly noise: TrainingNoise;
  readonly seed: number;
  readonly pruning: readonly PruningResult[];
}

/** The rows of the tidy table; `at` is target or fraction, and a bound stands beside the target alone. */
export function pruningCells(runs: readonly PrunedRun[]): Cell[][] {
  return runs.flatMap(({ noise, seed, pruning }, run) =>
    pruning.flatMap(({ pruning: { method, layers, scope, centre, squared }, cut, curve, bound }, k) =>
      [cut, ...curve].map((pruned): Cell[] => [
        run,
        noise.type,
        noise.alpha,
        noise.scale,
        noise.convention,
        seed,
        k + 1,
        method,
        layers,
        scope,
        String(centre),
        String(squared),
        pruned === cut ? 'target' : 'fraction',
        ...NUMBERS.map((name) => pruned[name]),
        pruned === cut ? (bound?.value ?? Number.NaN) : Number.NaN,
      ]),
    ),
  );
}

/** JSON has no NaN. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** A pruning as the command line's JSON has it. */
export function pruningJson({ pruning, cut, curve, bound }: PruningResult): object {
  const { method, target, squared, layers, scope, centre } = pruning;
  const numbers = (pruned: PrunedScores) =>
    Object.fromEntries(NUMBERS.map((name) => [name, orNull(pruned[name])]));
  return {
    ...{ method, target, squared, layers, scope, centre },
    ...numbers(cut),
    bound: bound ?? null,
    accuracyCurve: curve.map(numbers),
  };
}
