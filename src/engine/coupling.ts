/**
 * Several systems on the same noise, stepped together over the finest cells, and the differences between
 * them. Both studies of rates are made of this: chaos compares N particles with limit particles (or with 2N),
 * discretisation compares a step with half of it. The noise of a cell is drawn once for all systems.
 *
 * A coarse increment is the sum of its fine cells; particle i has the same noise and the same start in every
 * system. One job is one replica: the unit of replication is a whole system, never a particle.
 */
import { cos, pow } from '../math/elementary.ts';
import { createModel } from '../models/createModel.ts';
import { createInitial } from '../models/initial.ts';
import type { MeanFieldModel } from '../models/model.ts';
import { createNoise } from '../noise/createNoise.ts';
import { euler } from '../schemes/euler.ts';
import { BLOCK, blockCount, createBlockGather, createFieldMean } from './blocks.ts';
import { nonFinite } from './kernel.ts';
import type { Problem } from './plan.ts';

export interface CoupledSystem {
  readonly particles: number;
  /** Steps to the horizon; divides the plan's cells. */
  readonly steps: number;
  /**
   * Drives the particles by this field instead of their own, (steps + 1) × fieldDim: limit particles of
   * the Euler scheme with these steps.
   */
  readonly field?: Float64Array;
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
  return replicas.map((replica) => runCoupling({ ...job, replica }));
}

/** Bytes that one job keeps: positions and pending increments of every system, the start, one cell's noise. */
export function couplingMemory(systems: readonly CoupledSystem[], dim: number): number {
  const sizes = systems.map(({ particles }) => particles);
  return 8 * dim * (2 * sizes.reduce((a, b) => a + b, 0) + 2 * Math.max(...sizes));
}

/** One number per comparison. @throws RunFailure when a particle becomes non-finite */
export function runCoupling(job: CouplingJob): Float64Array {
  const { problem, replica, systems, comparisons } = job;
  const { plan, data } = problem;
  const model = createModel(plan.model, data);
  const { dim } = model;
  const noise = createNoise(plan.noise, dim, plan.horizon / plan.cells);
  const path = { seed: plan.seed, replica };
  const most = Math.max(...systems.map((s) => s.particles));
  const start = new Float64Array(most * dim);
  createInitial(plan.initial, dim)(path, 0, most, start);
  const moving = systems.map((system) => createCoupled(model, system, problem, replica, start));
  const measures = comparisons.map((c) => createMeasure(c, moving[c.a], moving[c.b], dim, plan.cells));
  const cell = new Float64Array(most * dim);
  for (let c = 0; c < plan.cells; c++) {
    cell.fill(0);
    noise.addIncrement(path, 0, most, c, c + 1, cell);
    for (const system of moving) system.cell(cell, c);
    for (const measure of measures) measure.at(c + 1);
  }
  return Float64Array.from(measures, (m) => m.result());
}

interface Coupled {
  readonly x: Float64Array;
  readonly particles: number;
  readonly cellsPerStep: number;
  cell(increment: Float64Array, c: number): void;
}

function createCoupled(
  model: MeanFieldModel,
  system: CoupledSystem,
  { plan }: Problem,
  replica: number,
  start: Float64Array,
): Coupled {
  const { dim, fieldDim } = model;
  const { particles, steps, field: given } = system;
  const x = start.slice(0, particles * dim);
  const cellsPerStep = plan.cells / steps;
  const step = plan.horizon / steps;
  const pending = new Float64Array(particles * dim);
  const drift = new Float64Array(BLOCK * dim);
  const blocks = blockCount(particles);
  const sums = new Float64Array(blocks * fieldDim);
  const gatherBlocks = createBlockGather(model, particles);
  const mean = createFieldMean(particles, fieldDim);
  const own = new Float64Array(fieldDim);
  const fieldOf = (k: number): Float64Array => {
    if (given) return given.subarray(k * fieldDim, (k + 1) * fieldDim);
    gatherBlocks(x, sums, 0, blocks);
    mean(sums, own);
    return own;
  };
  const advance = (k: number) => {
    const field = fieldOf(k);
    for (let b = 0; b < blocks; b++) {
      const lo = b * BLOCK;
      const hi = Math.min(particles, lo + BLOCK);
      model.drift(x, lo, hi, field, drift);
      const finite = euler.advance(x, lo * dim, (hi - lo) * dim, step, drift, pending, lo * dim);
      if (Number.isNaN(finite)) throw nonFinite(x, dim, lo, hi, k, replica);
    }
  };
  return {
    x,
    particles,
    cellsPerStep,
    cell(increment, c) {
      for (let j = 0; j < pending.length; j++) pending[j] += increment[j];
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
