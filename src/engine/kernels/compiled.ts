/** The compiled arithmetic: arrays are handed over by their addresses, so all must lie in the run's memory. */
import { createModel } from '../../models/createModel.ts';
import { pathKey, Role } from '../../random/address.ts';
import type { Arithmetic } from '../arithmetic.ts';
import { BLOCK, blockCount } from '../blocks.ts';
import type { Problem } from '../plan.ts';
import { instantiate } from './instance.ts';
import { fieldArea, SCRATCH } from './layout.ts';
import type { MemoryPlace } from './runMemory.ts';

const NONE = 0;
/** In the order of the kernels' own Role (assembly/bits.ts). */
const ROLES = [Role.noise, Role.subordinator, Role.initial] as const;

/** Numbers that gather leaves for move, for every particle. */
export function storedPerParticle({ plan }: Problem, dim: number, fieldDim: number): number {
  if (plan.model.name === 'mean-field-ou') return 0;
  return plan.model.name === 'cosine-network' ? 2 * dim : fieldArea(fieldDim);
}

/** @param floats makes zeros in the run's memory */
export function createCompiledArithmetic(
  problem: Problem,
  place: MemoryPlace,
  floats: (length: number) => Float64Array = refuse,
): Arithmetic {
  const { plan, data } = problem;
  const model = createModel(plan.model, data);
  const { dim, fieldDim } = model;
  const kernels = instantiate(plan.mode, place);
  const keys = new Uint32Array(place.memory.buffer, place.scratch + SCRATCH.keys, 4 * ROLES.length);
  const field = new Float64Array(place.memory.buffer, place.scratch + SCRATCH.field, fieldDim);
  const perTile = 4 * storedPerParticle(problem, dim, fieldDim);
  const whole = (particles: number) => blockCount(particles) * BLOCK * dim;
  return {
    model,
    floats,
    incrementsLength: whole,
    storedLength: (particles) => Math.ceil(particles / 4) * perTile,
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
      kernels.gather(x.byteOffset, particles, from, to, sums.byteOffset, stored?.byteOffset ?? NONE);
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
      return kernels.advance(x.byteOffset, particles, from, to, fromCell, toCell, stored?.byteOffset ?? NONE);
    },
  };
}

function refuse(): never {
  throw new Error('This thread cannot give out memory of the run; the thread that started it can.');
}
