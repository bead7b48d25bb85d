/**
 * The compressibility study: what is lost when the smallest neurons of a simulated network are pruned, over tail indices α,
 * widths n and kept fractions κ.
 *
 * Measured on the final state Θ of every system: the relative error (Σ_{pruned} ‖θ_i‖^p / Σ_i ‖θ_i‖^p)^{1/p} of keeping the
 * ⌈κn⌉ neurons of the largest norm, the fraction that can be pruned at the target error, and the scores of the pruned network.
 * Source: Wan, Barsbey, Zaidi & Şimşekli (ICML 2024). The unit of replication is a whole system. Particle i of replica r has
 * the same noise at every width, so that widths are not independent of each other; replicas are.
 */

import ndarray from 'ndarray';
import { modelOf } from '../engine/modelOf.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { type Simulation, simulate } from '../engine/simulate.ts';
import type { MeanFieldModel } from '../models/model.ts';
import { createErrorCurve, type ErrorCurve } from '../pruning/errorCurve.ts';
import { nodeCurve } from '../pruning/nodePruning.ts';
import type { CompressibilityStudy, CompressibleSystem } from './compressibilityStudy.ts';
import { prunedScores, type Score, scoresOf } from './prunedScores.ts';
import type { StudyContext } from './replicas.ts';

/** Numbers that one replica gives: see `compressibilityColumns` for their names. */
export interface CompressedReplica {
  /** Relative errors, one per κ, not squared. */
  readonly errors: Float64Array;
  /** The largest fraction whose pruning keeps the error at the target. */
  readonly prunable: number;
  /** Of the whole network, of the one pruned to the target, and one per κ. */
  readonly scores: ReadonlyMap<Score, { whole: number; atTarget: number; byKept: Float64Array }>;
}

/** Names of the numbers of one replica, after its α, width, steps and its number at this α and width. */
export function compressibilityColumns(study: CompressibilityStudy): string[] {
  return [
    'alpha',
    'particles',
    'steps',
    'system',
    ...study.kept.map((kept) => `error_kept${kept}`),
    'prunable',
    ...scoresOf(modelOf(study.problem)).flatMap((score) => [
      score,
      `${score}_target`,
      ...study.kept.map((kept) => `${score}_kept${kept}`),
    ]),
  ];
}

/** ⌈κn⌉: at least the fraction κ is kept. A product that rounding put just above a whole number counts as that number. */
export function keptUnits(kept: number, units: number): number {
  const exact = kept * units;
  const nearest = Math.round(exact);
  return Math.abs(exact - nearest) <= 1e-12 * units ? nearest : Math.ceil(exact);
}

/** Positions that a batch of replicas holds at most: 64 MiB. */
const BATCH_FLOATS = 2 ** 23;

/**
 * Runs what the table has not; row numbers count the systems of `study.systems`, replica by replica.
 * @returns the replicas of every system
 * @throws RunFailure, Interrupted
 */
export async function runCompressibility(
  study: CompressibilityStudy,
  { pool, table, onProgress, signal }: StudyContext,
): Promise<CompressedReplica[][]> {
  const scores = scoresOf(modelOf(study.problem));
  const cost = ({ particles, steps }: CompressibleSystem) => particles * steps;
  const total = study.systems.reduce((sum, system) => sum + cost(system) * system.replicas, 0);
  let finished = 0;
  let first = 0;
  const starts: number[] = [];
  for (const system of study.systems) {
    starts.push(first);
    const model = modelOf(system.problem);
    for (const { from, count } of missing(table.rows, first, system, model)) {
      const plan = { ...system.problem.plan, replicas: count };
      const run = await simulate(
        { ...system.problem, plan },
        { ...(pool ? { pool } : { threads: 1 }), firstReplica: from, ...(signal ? { signal } : {}) },
      );
      for (let k = 0; k < count; k++)
        table.append(first + from + k, measure(study, system, model, scores, run, k, from + k));
      onProgress?.(finished + cost(system) * (from + count), total);
      if (signal?.aborted) throw new Interrupted('Stopped; what had finished is kept.');
    }
    first += system.replicas;
    finished += cost(system) * system.replicas;
    onProgress?.(finished, total);
  }
  return study.systems.map(({ replicas }, s) =>
    Array.from({ length: replicas }, (_, r) => readReplica(study, scores, table.rows.get(starts[s] + r)!)),
  );
}

/** Runs of replicas that the table has not, each small enough to be held at once. */
function missing(
  rows: ReadonlyMap<number, unknown>,
  first: number,
  { particles, steps, replicas }: CompressibleSystem,
  { dim, fieldDim }: MeanFieldModel,
): { from: number; count: number }[] {
  const most = Math.max(1, Math.floor(BATCH_FLOATS / (particles * dim + (steps + 1) * fieldDim)));
  const batches: { from: number; count: number }[] = [];
  for (let r = 0; r < replicas; r++) {
    if (rows.has(first + r)) continue;
    const last = batches.at(-1);
    if (last !== undefined && last.from + last.count === r && last.count < most) last.count++;
    else batches.push({ from: r, count: 1 });
  }
  return batches;
}

function measure(
  study: CompressibilityStudy,
  { alpha, particles, steps }: CompressibleSystem,
  model: MeanFieldModel,
  scores: readonly Score[],
  run: Simulation,
  index: number,
  replica: number,
): Float64Array {
  const size = particles * run.dim;
  const positions = run.positions.subarray(index * size, (index + 1) * size);
  const { kept, power, width } = study;
  const curve = curveOf(positions, particles, run.dim, width, power);
  const counts = kept.map((fraction) => keptUnits(fraction, particles));
  const atTarget = curve.keptFor(plainTarget(study));
  const levels = [...new Set([...counts, atTarget, particles])].sort((a, b) => a - b);
  const found =
    scores.length === 0
      ? []
      : prunedScores(model, scores, { positions, particles, width, order: curve.order }, levels);
  const at = (count: number, s: number) => found[levels.indexOf(count)][s];
  return Float64Array.from([
    alpha,
    particles,
    steps,
    replica,
    ...counts.map((count) => curve.relativeError(count)),
    1 - atTarget / particles,
    ...scores.flatMap((_, s) => [at(particles, s), at(atTarget, s), ...counts.map((count) => at(count, s))]),
  ]);
}

/** The target as a relative error that is not squared. */
export function plainTarget({ target }: Pick<CompressibilityStudy, 'target'>): number {
  return target.squared ? Math.sqrt(target.error) : target.error;
}

function curveOf(
  positions: Float64Array,
  particles: number,
  dim: number,
  width: number,
  power: number,
): ErrorCurve {
  if (dim === 1) return createErrorCurve(positions, power);
  return nodeCurve(ndarray(positions, [particles, dim]).hi(particles, width), power);
}

function readReplica(
  { kept }: CompressibilityStudy,
  scores: readonly Score[],
  row: Float64Array,
): CompressedReplica {
  const errors = 4;
  const prunable = errors + kept.length;
  const stride = 2 + kept.length;
  return {
    errors: row.subarray(errors, prunable),
    prunable: row[prunable],
    scores: new Map(
      scores.map((score, s) => {
        const from = prunable + 1 + s * stride;
        const byKept = row.subarray(from + 2, from + stride);
        return [score, { whole: row[from], atTarget: row[from + 1], byKept }];
      }),
    ),
  };
}
