/**
 * The compiled arithmetic: arrays are handed over by their addresses, so all must lie in the run's memory. Noise and steps
 * are compiled for every model; gather and drift for those that the kernels know, others are called from outside.
 */
import { builtInProgram } from '../../models/builtInPrograms.ts';
import type { FormulaProgram } from '../../models/formula/readModel.ts';
import type { MeanFieldModel } from '../../models/model.ts';
import { pathKey, Role } from '../../random/address.ts';
import type { Arithmetic } from '../arithmetic.ts';
import { BLOCK, blockCount, blocksOf, createSpanGather } from '../blocks.ts';
import { createMinibatches } from '../minibatch.ts';
import { modelOf } from '../modelOf.ts';
import type { Problem } from '../plan.ts';
import { createModelKernels, type ModelKernels } from './external.ts';
import { createFormulaKernels } from './formula/formulaKernels.ts';
import { storedPerTile } from './formula/slots.ts';
import { instantiate } from './instance.ts';
import { fieldArea, ROWS, rowsOffset, SCRATCH } from './layout.ts';
import { createNetworkKernels, networkStored, usesNetworkKernels } from './network/networkKernels.ts';
import { FREE_ROWS } from './network/selection.ts';
import type { MemoryPlace } from './runMemory.ts';
import { kernelModel } from './served.ts';

const NONE = 0;
/** In the order of the kernels' own Role (assembly/bits.ts). */
const ROLES = [Role.noise, Role.subordinator, Role.common, Role.commonSubordinator] as const;

/** Particles of a tile: eight of float32 take the room of four of float64. */
function tileSize({ plan }: Problem): number {
  return plan.mode === 'float32' ? 8 : 4;
}

/** The formulas of a model, its own or those of a built-in one. */
function programOf({ plan, program }: Problem): FormulaProgram | undefined {
  return program ?? builtInProgram(plan.model);
}

/** Whether gather and drift are the TypeScript model's own, which is asked with the numbers of its particles. */
export function callsTypeScript(problem: Problem): boolean {
  const { plan, data } = problem;
  if (kernelModel(plan) !== 'external' || programOf(problem) !== undefined) return false;
  return data === undefined || !usesNetworkKernels(plan);
}

/** Float64 numbers that gather leaves for move, for every tile. */
function keptPerTile(problem: Problem, dim: number, fieldDim: number): number {
  const { plan, data } = problem;
  const program = programOf(problem);
  switch (kernelModel(plan)) {
    case 'cosine-network':
    case 'kuramoto':
      return 4 * 2 * dim;
    case 'neural-network':
      return 4 * fieldArea(fieldDim);
    case 'mean-field-ou':
      return 0;
    case 'external':
      if (data !== undefined && usesNetworkKernels(plan)) return networkStored(data);
      return program === undefined ? 0 : storedPerTile(program);
  }
}

/** Gather and drift of a model that the kernels do not know: of its compiled formulas, of a network, or of its TypeScript. */
function externalKernels(
  problem: Problem,
  model: MeanFieldModel,
  { memory, scratch }: MemoryPlace,
  field: Float64Array,
): ModelKernels | undefined {
  const { plan, data } = problem;
  if (kernelModel(plan) !== 'external') return undefined;
  const program = programOf(problem);
  const { model: spec, particles } = plan;
  if (spec.name === 'neural-network' && data !== undefined && usesNetworkKernels(plan)) {
    const network = createNetworkKernels(spec, data, particles, memory, scratch);
    return { ...network, factors: network.drift, useSystem() {} };
  }
  if (program === undefined) return createModelKernels(model, memory, field);
  const { gather, drift, factor = drift } = createFormulaKernels(program, memory, scratch);
  return { gather, drift, factors: factor, useSystem() {} };
}

/** @param floats makes zeros in the run's memory */
export function createCompiledArithmetic(
  problem: Problem,
  place: MemoryPlace,
  floats: (length: number) => Float64Array = refuse,
): Arithmetic {
  const { plan } = problem;
  const model = modelOf(problem);
  const { dim, fieldDim } = model;
  const keys = new Uint32Array(place.memory.buffer, place.scratch + SCRATCH.keys, 4 * ROLES.length);
  const field = new Float64Array(place.memory.buffer, place.scratch + SCRATCH.field, fieldDim);
  const outside = externalKernels(problem, model, place, field);
  const kernels = instantiate(plan.mode, place, outside);
  const batches = createMinibatches(problem, outside?.selectPoints ? outside : model);
  const tile = tileSize(problem);
  const rows = new Float64Array(
    place.memory.buffer,
    place.scratch + rowsOffset(dim, fieldDim),
    (outside?.selectPoints ? FREE_ROWS : ROWS) * fieldDim,
  );
  const gatherSpans = createSpanGather(fieldDim, rows);
  const perTile = keptPerTile(problem, dim, fieldDim);
  const perBlock = (BLOCK / tile) * 4 * dim;
  return {
    model,
    floats,
    incrementsLength: (particles) => blockCount(particles) * perBlock,
    storedLength: (particles) => Math.ceil(particles / tile) * perTile,
    useReplica(replica) {
      const path = { seed: plan.seed, replica };
      ROLES.forEach((role, i) => {
        keys.set(pathKey(path, role), 4 * i);
      });
      batches.useReplica(replica);
    },
    draw(first, particles, fromCell, toCell, out) {
      kernels.draw(first, particles, fromCell, toCell, out.byteOffset);
    },
    accumulate(into, increments) {
      kernels.accumulate(into.byteOffset, increments.byteOffset, into.length);
    },
    gather(system, sums, from, to) {
      const { x, particles, stored } = system;
      outside?.useSystem(system);
      gatherSpans(particles, sums, from, to, (_, first, end) => {
        kernels.gather(x.byteOffset, particles, first, end, rows.byteOffset, stored?.byteOffset ?? NONE);
      });
    },
    selectBatch: batches.select,
    prepare(present, { drift, noise, taming }) {
      field.set(present);
      outside?.prepare?.();
      kernels.prepare(drift, noise, taming);
    },
    move(system, increments) {
      const { x, particles, stored } = system;
      outside?.useSystem(system);
      const blocks = blockCount(particles);
      return kernels.move(
        x.byteOffset,
        particles,
        0,
        blocks,
        increments.byteOffset,
        stored?.byteOffset ?? NONE,
      );
    },
    advance(system, from, to, fromCell, toCell) {
      const { x, particles, stored } = system;
      outside?.useSystem(system);
      const [first, end] = blocksOf(particles, from, to);
      return kernels.advance(
        x.byteOffset,
        particles,
        first,
        end,
        fromCell,
        toCell,
        stored?.byteOffset ?? NONE,
      );
    },
  };
}

function refuse(): never {
  throw new Error('This thread cannot give out memory of the run; the thread that started it can.');
}
