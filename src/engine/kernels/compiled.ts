/** The compiled arithmetic: arrays are handed over by their addresses, so all must lie in the run's memory. */
import { pathKey, Role } from '../../random/address.ts';
import type { Arithmetic } from '../arithmetic.ts';
import { BLOCK, blockCount, blocksOf, createSpanGather } from '../blocks.ts';
import { modelOf } from '../modelOf.ts';
import type { Problem } from '../plan.ts';
import { instantiate } from './instance.ts';
import { fieldArea, ROWS, rowsOffset, SCRATCH } from './layout.ts';
import type { MemoryPlace } from './runMemory.ts';

const NONE = 0;
/** In the order of the kernels' own Role (assembly/bits.ts). */
const ROLES = [Role.noise, Role.subordinator] as const;

/** Particles of a tile: eight of float32 take the room of four of float64. */
function tileSize({ plan }: Problem): number {
  return plan.mode === 'float32' ? 8 : 4;
}

/** Float64 numbers that gather leaves for move, for every tile. */
function storedPerTile({ plan }: Problem, dim: number, fieldDim: number): number {
  if (plan.model.name === 'mean-field-ou') return 0;
  return 4 * (plan.model.name === 'cosine-network' ? 2 * dim : fieldArea(fieldDim));
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
  const kernels = instantiate(plan.mode, place);
  const keys = new Uint32Array(place.memory.buffer, place.scratch + SCRATCH.keys, 4 * ROLES.length);
  const field = new Float64Array(place.memory.buffer, place.scratch + SCRATCH.field, fieldDim);
  const tile = tileSize(problem);
  const rows = new Float64Array(
    place.memory.buffer,
    place.scratch + rowsOffset(dim, fieldDim),
    ROWS * fieldDim,
  );
  const gatherSpans = createSpanGather(fieldDim, rows);
  const perTile = storedPerTile(problem, dim, fieldDim);
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
    },
    draw(first, particles, fromCell, toCell, out) {
      kernels.draw(first, particles, fromCell, toCell, out.byteOffset);
    },
    accumulate(into, increments) {
      kernels.accumulate(into.byteOffset, increments.byteOffset, into.length);
    },
    gather({ x, particles, stored }, sums, from, to) {
      gatherSpans(particles, sums, from, to, (_, first, end) => {
        kernels.gather(x.byteOffset, particles, first, end, rows.byteOffset, stored?.byteOffset ?? NONE);
      });
    },
    prepare(present, step) {
      field.set(present);
      kernels.prepare(step);
    },
    move({ x, particles, stored }, increments) {
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
    advance({ x, particles, stored }, from, to, fromCell, toCell) {
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
