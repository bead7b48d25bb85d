/**
 * The main job: every claim that the tool knows, measured, and every oracle. Studies run one after the
 * other; each spreads its replicas over the threads.
 */
import { type Plan, type Problem, readPlan } from '../engine/plan.ts';
import { createPool } from '../engine/pool.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { simulate } from '../engine/simulate.ts';
import { eulerFieldPath } from '../limits/limit.ts';
import type { MeasuredRate } from './measureRate.ts';
import { prunedNetwork, prunedNoise } from './oracles/compressibility.ts';
import { noiseAddresses, threadIndependence } from './oracles/determinism.ts';
import { FALSE_ALARM_Z, type Oracle, oracle } from './oracles/oracle.ts';
import { drawNoise, noiseProjections, noiseTypes, type Projection, samplerLaw } from './oracles/sampler.ts';
import {
  doubleWellMoments,
  kuramotoClosedForm,
  kuramotoOrder,
  linearNetworkLaw,
} from './oracles/solvable.ts';
import { cosineTypes, ouCommonError, ouLaw } from './oracles/systems.ts';
import { COSINE, type PresetName, presetStudies } from './presets.ts';
import type { ReplicaTable } from './replicas.ts';
import { runStudy, studyColumns } from './runStudy.ts';
import { readStudy } from './study.ts';

/** How much work, by how many threads, and where replicas are kept. */
export interface VerifyOptions {
  readonly preset: PresetName;
  readonly seed: number;
  readonly threads: number;
  /** Where a study keeps its replicas; in a run folder it is a file, so that a killed run resumes. */
  readonly table: (name: string, columns: readonly string[]) => ReplicaTable;
  /** Called as replicas of the study `label` are done. */
  readonly onProgress?: (label: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface NamedRate extends MeasuredRate {
  /** The study's name, which is its table's. */
  readonly study: string;
}

/** What the report draws beside the rates. */
export interface Evidence {
  /** |X| of draws, ascending, per α. */
  readonly laws: readonly { readonly alpha: number; readonly sorted: Float64Array }[];
  readonly projections: {
    readonly alpha: number;
    readonly samples: number;
    readonly rows: readonly Projection[];
  };
  /** The field of a cosine network over time: replicas × (steps + 1) × 2, and its exact Euler limit. */
  readonly path: {
    readonly plan: Plan;
    readonly fields: Float64Array;
    readonly limit: Float64Array;
  };
}

/** Every claim with its verdict, every exactly known case with its error. */
export interface Verification {
  readonly claims: readonly NamedRate[];
  readonly oracles: readonly Oracle[];
  readonly evidence: Evidence;
  /** What the studies were run on. */
  readonly problems: readonly Problem[];
  readonly elapsedSeconds: number;
  readonly threads: number;
}

/** @throws RunFailure, Interrupted */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const started = performance.now();
  const { preset, seed, threads, signal } = options;
  const projections = {
    alpha: 1.5,
    samples: 100_000 * ORACLE_SCALE[preset],
    rows: noiseProjections(1.5, 100_000 * ORACLE_SCALE[preset], seed),
  };
  const oracles = await runOracles(options, projections);
  const claims: NamedRate[] = [];
  const problems: Problem[] = [];
  const pool = createPool(threads);
  try {
    const studies = presetStudies(preset, seed);
    for (const [position, named] of studies.entries()) {
      const label = `${named.name} (${position + 1} of ${studies.length} studies)`;
      const study = readStudy(named.study);
      problems.push(study.problem);
      const rates = await runStudy(study, {
        pool,
        table: options.table(named.name, studyColumns(study)),
        onProgress: (done, total) => options.onProgress?.(label, done, total),
        ...(signal ? { signal } : {}),
      });
      claims.push(...rates.map((rate) => ({ ...rate, study: named.name })));
    }
  } finally {
    await pool.close();
  }
  for (const rate of claims) {
    const worst = exactLevels(rate);
    if (worst) oracles.push(worst);
  }
  const evidence = await gatherEvidence(seed, projections);
  const elapsedSeconds = (performance.now() - started) / 1000;
  return { claims, oracles, evidence, problems, elapsedSeconds, threads };
}

/** How much larger the oracles' samples are than at the quick preset. */
const ORACLE_SCALE: Record<PresetName, number> = { quick: 1, standard: 4, thorough: 20 };

async function gatherEvidence(seed: number, projections: Evidence['projections']): Promise<Evidence> {
  const laws = [1.2, 1.5, 1.9].map((alpha) => ({
    alpha,
    sorted: drawNoise('II', alpha, 1, 100_000, seed).map(Math.abs).sort(),
  }));
  const problem = readPlan({
    ...COSINE,
    noise: { type: 'II', alpha: 1.5, scale: 0.5 },
    horizon: 4,
    steps: 128,
    particles: 256,
    replicas: 24,
    seed,
  });
  const { fields } = await simulate(problem, { driver: 'serial' });
  return { laws, projections, path: { plan: problem.plan, fields, limit: eulerFieldPath(problem.plan) } };
}

async function runOracles(
  { preset, seed, threads, signal, onProgress }: VerifyOptions,
  projections: Evidence['projections'],
): Promise<Oracle[]> {
  const scale = ORACLE_SCALE[preset];
  const options = { threads, ...(signal ? { signal } : {}) };
  const jobs: (() => Oracle[] | Promise<Oracle[]>)[] = [
    ...[1, 1.2, 1.5, 1.75, 2].map((alpha) => () => samplerLaw(alpha, 100_000 * scale, seed)),
    () => noiseTypes(projections.alpha, projections.rows),
    () => ouLaw(40_000 * scale, seed, options),
    () => [ouCommonError(seed)],
    () => cosineTypes(4096, 8 * scale, seed, options),
    () => threadIndependence(seed),
    () => noiseAddresses(seed),
    () => linearNetworkLaw(10_000 * scale, seed, options),
    () => [kuramotoClosedForm()],
    () => kuramotoOrder(2048, 32 * scale, seed, options),
    () => doubleWellMoments(2048, 32 * scale, seed, options),
    () => [prunedNoise(1.5, 400 * scale, seed), prunedNoise(2, 100 * scale, seed)],
    async () => [
      await prunedNetwork(1.5, 200 * scale, seed, options),
      await prunedNetwork(2, 50 * scale, seed, options),
    ],
  ];
  const oracles: Oracle[] = [];
  for (const [done, job] of jobs.entries()) {
    onProgress?.('oracles', done, jobs.length);
    oracles.push(...(await job()));
    await new Promise(setImmediate);
    if (signal?.aborted) throw new Interrupted('Stopped; what had finished is kept.');
  }
  onProgress?.('oracles', jobs.length, jobs.length);
  return oracles;
}

/** The level of a rate that is furthest from its exact error, in standard errors of its own. */
function exactLevels({ claim, fit }: MeasuredRate): Oracle | undefined {
  let worst: Oracle | undefined;
  for (const { level, estimate, interval, exact } of fit.levels) {
    if (exact === undefined) continue;
    const half = (interval[1] - interval[0]) / 2;
    const name = claim.axis === 'particles' ? `N = ${level}` : `η = 1/${Math.round(1 / level)}`;
    const here = oracle(
      `exact-error/${claim.id}`,
      `error at the level furthest from its closed form (${name}): ${claim.id}`,
      exact,
      estimate,
      (FALSE_ALARM_Z / 1.96) * half,
    );
    if (worst === undefined || here.error / here.tolerance > worst.error / worst.tolerance) worst = here;
  }
  return worst;
}
