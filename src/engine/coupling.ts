/**
 * Several systems on the same noise, stepped together over the finest cells, and the differences between
 * them. Both studies of rates are made of this: chaos compares N particles with limit particles (or with 2N),
 * discretisation compares a step with half of it. The noise of a cell is drawn once for all systems.
 *
 * A coarse increment is the sum of its fine cells; particle i has the same noise and the same start in every
 * system. One job is one replica: the unit of replication is a whole system, never a particle.
 */
import { cos, pow } from '../math/elementary.ts';
import type { PairMethod } from '../models/pairwiseSpec.ts';
import type { Arithmetic } from './arithmetic.ts';
import { BLOCK, blockCount, createFieldMean, spanCount } from './blocks.ts';
import { initialOf } from './initialOf.ts';
import { requireFinite } from './kernel.ts';
import { fitsMemory } from './memory.ts';
import { batchNumber, hasBatches } from './minibatch.ts';
import { modelOf } from './modelOf.ts';
import { createMoves } from './moves.ts';
import type { Problem } from './plan.ts';
import { defaultThreads } from './pool.ts';
import { createReferenceSite, createSite } from './site.ts';

export interface CoupledSystem {
  readonly particles: number;
  /** Steps to the horizon; divides the plan's cells. */
  readonly steps: number;
  /**
   * Drives the particles by this field instead of their own, (steps + 1) × fieldDim: limit particles of
   * the Euler scheme with these steps.
   */
  readonly field?: Float64Array;
  /** Sees all data points at every step, where the plan has minibatches. */
  readonly fullBatch?: true;
  /** How the particles of a pairwise model meet, where not as the plan says. */
  readonly method?: PairMethod;
}

/**
 * What is measured between systems a and b; i runs over the particles that both have, ‖·‖ is Euclidean.
 * - `horizon`: mean_i ‖a_i − b_i‖^power at the horizon.
 * - `sup`: mean_i max over the grid times of the coarser system of ‖a_i − b_i‖^power.
 * - `off-grid`: mean_i ‖a_i − b_i‖^power half a step of a after half the horizon, where a's
 *    piecewise-constant path still has its value at half the horizon and b (of half the step) has moved on.
 * - `weak`: mean_i cos(a_i1 − 2) − cos(b_i1 − 2) at the horizon, signed; first coordinate, power unused.
 *    (A bounded test function, neither odd nor even, so that no symmetry hides an error.)
 * - `spread`: max over i and coordinates of |(a_i − b_i) − (a_0 − b_0)| at the horizon: zero where all particles have one error.
 */
export type Metric =
  | { readonly kind: 'horizon' | 'sup' | 'off-grid'; readonly power: number }
  | { readonly kind: 'weak' }
  | { readonly kind: 'spread' };

export interface Comparison {
  /** Indices of the two systems; a is the coarser one. */
  readonly a: number;
  readonly b: number;
  readonly metric: Metric;
}

export interface CouplingJob {
  readonly problem: Problem;
  /** As in SimulateOptions. */
  readonly kernel?: 'compiled' | 'reference';
  readonly replica: number;
  readonly systems: readonly CoupledSystem[];
  readonly comparisons: readonly Comparison[];
}

/** Several replicas of one job, so that one message to a worker is worth its cost. */
export interface CouplingBatch extends Omit<CouplingJob, 'replica'> {
  readonly replicas: readonly number[];
}

/** One row per replica, in their order. @throws RunFailure when a particle becomes non-finite */
export function runCouplings({ replicas, ...job }: CouplingBatch): Float64Array[] {
  const run = createCoupling(job);
  return replicas.map(run);
}

/**
 * Bytes that one job keeps: positions, pending increments and span sums of every system, the start and one cell's
 * noise, in whole blocks. Activations come on top where they fit.
 */
export function couplingMemory(systems: readonly CoupledSystem[], dim: number, fieldDim: number): number {
  const blocks = systems.map(({ particles }) => blockCount(particles));
  const sum = blocks.reduce((a, b) => a + b, 0);
  const spans = systems.reduce((count, { particles }) => count + spanCount(particles), 0);
  return 8 * (2 * BLOCK * dim * (sum + Math.max(...blocks)) + spans * fieldDim);
}

/** One number per comparison. @throws RunFailure when a particle becomes non-finite */
export function runCoupling({ replica, ...job }: CouplingJob): Float64Array {
  return createCoupling(job)(replica);
}

/** Makes the systems' memory once; each call runs one replica in it. */
function createCoupling(job: Omit<CouplingJob, 'replica'>): (replica: number) => Float64Array {
  const { problem, systems, comparisons } = job;
  const { plan } = problem;
  const { dim, fieldDim } = modelOf(problem);
  const bytes = couplingMemory(systems, dim, fieldDim);
  const site = job.kernel === 'reference' ? createReferenceSite(problem) : createSite(problem, bytes);
  const { arithmetic } = site;
  const activations = systems.reduce(
    (sum, s) => sum + (s.field ? 0 : arithmetic.storedLength(s.particles)),
    0,
  );
  const needed = bytes + 8 * activations;
  const keeps = needed <= site.left / 2 && fitsMemory(defaultThreads() * needed);
  const most = Math.max(...systems.map((s) => s.particles));
  const start = new Float64Array(most * dim);
  const initial = initialOf(problem, dim);
  const cell = arithmetic.floats(arithmetic.incrementsLength(most));
  const moving = systems.map((system) => createCoupled(arithmetic, system, problem, keeps));
  return (replica) => {
    arithmetic.useReplica(replica);
    initial({ seed: plan.seed, replica }, 0, most, start);
    for (const system of moving) system.restart(replica, start);
    const measures = comparisons.map((c) => createMeasure(c, moving[c.a], moving[c.b], dim, plan.cells));
    for (let c = 0; c < plan.cells; c++) {
      arithmetic.draw(0, most, c, c + 1, cell);
      for (const system of moving) system.cell(cell, c);
      for (const measure of measures) measure.at(c + 1);
    }
    return Float64Array.from(measures, (m) => m.result());
  };
}

interface Coupled {
  readonly x: Float64Array;
  readonly particles: number;
  readonly cellsPerStep: number;
  restart(replica: number, start: Float64Array): void;
  cell(increment: Float64Array, c: number): void;
}

function createCoupled(
  arithmetic: Arithmetic,
  coupled: CoupledSystem,
  { plan }: Problem,
  keeps: boolean,
): Coupled {
  const { dim, fieldDim } = arithmetic.model;
  const { particles, steps, field: given } = coupled;
  const cellsPerStep = plan.cells / steps;
  const moves = createMoves(plan, steps);
  const batches = hasBatches(plan);
  const x = arithmetic.floats(particles * dim);
  const pending = arithmetic.floats(arithmetic.incrementsLength(particles));
  const length = keeps && given === undefined ? arithmetic.storedLength(particles) : 0;
  const stored = length > 0 ? arithmetic.floats(length) : undefined;
  const system = { x, particles, stored, method: coupled.method };
  const spans = spanCount(particles);
  const sums = arithmetic.floats(spans * fieldDim);
  const mean = createFieldMean(particles, fieldDim);
  const own = new Float64Array(fieldDim);
  let replica = 0;
  const fieldOf = (k: number): Float64Array => {
    if (given) return given.subarray(k * fieldDim, (k + 1) * fieldDim);
    arithmetic.gather(system, sums, 0, spans);
    mean(sums, own);
    return own;
  };
  const advance = (k: number) => {
    if (batches) arithmetic.selectBatch(coupled.fullBatch ? undefined : batchNumber(plan, k, steps));
    arithmetic.prepare(fieldOf(k), moves(k));
    const bad = arithmetic.move(system, pending);
    if (bad >= 0) requireFinite(x, dim, bad * BLOCK, particles, k, replica);
  };
  return {
    x,
    particles,
    cellsPerStep,
    restart(number, start) {
      replica = number;
      x.set(start.subarray(0, x.length));
      pending.fill(0);
    },
    cell(increment, c) {
      arithmetic.accumulate(pending, increment);
      if ((c + 1) % cellsPerStep !== 0) return;
      advance((c + 1) / cellsPerStep - 1);
      pending.fill(0);
    },
  };
}

interface Measure {
  /** Called after every cell with the number of cells done. */
  at(cells: number): void;
  result(): number;
}

function createMeasure({ metric }: Comparison, a: Coupled, b: Coupled, dim: number, cells: number): Measure {
  const count = Math.min(a.particles, b.particles);
  if (metric.kind === 'weak') {
    return {
      at() {},
      result() {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += cos(a.x[i * dim] - 2) - cos(b.x[i * dim] - 2);
        return sum / count;
      },
    };
  }
  if (metric.kind === 'spread') return { at() {}, result: () => spread(a.x, b.x, count, dim) };
  const largest = new Float64Array(count);
  const offGrid = cells / 2 + a.cellsPerStep / 2;
  const due = {
    horizon: (c: number) => c === cells,
    sup: (c: number) => c % a.cellsPerStep === 0,
    'off-grid': (c: number) => c === offGrid,
  }[metric.kind];
  return {
    at(c) {
      if (!due(c)) return;
      for (let i = 0; i < count; i++) largest[i] = Math.max(largest[i], distance(a.x, b.x, i * dim, dim));
    },
    result() {
      let sum = 0;
      for (let i = 0; i < count; i++)
        sum += metric.power === 1 ? largest[i] : powerOf(largest[i], metric.power);
      return sum / count;
    },
  };
}

function distance(a: Float64Array, b: Float64Array, at: number, dim: number): number {
  if (dim === 1) return Math.abs(a[at] - b[at]);
  let sum = 0;
  for (let c = at; c < at + dim; c++) {
    const difference = a[c] - b[c];
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

function spread(a: Float64Array, b: Float64Array, count: number, dim: number): number {
  let largest = 0;
  for (let j = 0; j < count * dim; j++) {
    const first = j % dim;
    largest = Math.max(largest, Math.abs(a[j] - b[j] - (a[first] - b[first])));
  }
  return largest;
}

function powerOf(x: number, p: number): number {
  if (p === 0.5) return Math.sqrt(x);
  return x === 0 ? 0 : pow(x, p);
}
