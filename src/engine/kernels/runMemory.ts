/**
 * The memory of one run: what the kernels of all its threads read (tables, data, parameters), made once by the
 * thread that starts it; then each thread's scratch, and the states.
 */
import { TANH_TABLE } from '../../math/tanh.ts';
import { cosineTargets } from '../../models/cosineNetwork.ts';
import { servedByKernel } from '../../models/networkSpec.ts';
import { outputWeights } from '../../models/neuralNetwork.ts';
import type { Activation } from '../../models/spec.ts';
import { commonNoiseOf } from '../../noise/commonNoise.ts';
import { incrementFactor } from '../../noise/createNoise.ts';
import { narrowTable } from '../../noise/narrowTable.ts';
import type { NoiseSpec } from '../../noise/noiseLaw.ts';
import { radiusTable, symmetricTable } from '../../noise/quantileTable.ts';
import { modelOf } from '../modelOf.ts';
import type { Place } from '../place.ts';
import type { Problem } from '../plan.ts';
import { type Arena, createArena } from './arena.ts';
import { packColumns, packRows } from './data.ts';
import {
  type HeaderEntry,
  type NumberEntry,
  scratchBytes,
  TANH_MIDDLE,
  writeConstants,
  writeHeader,
  writeNumbers,
} from './layout.ts';
import { networkTables, usesNetworkKernels } from './network/networkKernels.ts';
import { kernelModel, kernelModelNumber } from './served.ts';

/** Where the kernels of one thread work. */
export type MemoryPlace = Extract<Place, { kind: 'memory' }>;

export interface RunMemory {
  readonly arena: Arena;
  /** A place of its own for one more thread. */
  place(): MemoryPlace;
}

const ACTIVATION: Record<Activation, number> = { tanh: 0, sigmoid: 1, relu: 2, softplus: 3 };
const NOISE = { I: 1, II: 2, III: 3 } as const;

export function createRunMemory(problem: Problem): RunMemory {
  const { plan } = problem;
  const model = modelOf(problem);
  const { dim, fieldDim } = model;
  const arena = createArena();
  const put = (values: Float64Array) => arena.copy(values).byteOffset;
  const narrow = (values: ArrayLike<number>) => put(asFloat32(values));
  const float32 = plan.mode === 'float32';
  const common = commonNoiseOf(plan.noise);
  const entries: Partial<Record<HeaderEntry, number>> = {
    model: kernelModelNumber(plan),
    dim,
    fieldDim,
    noisy: model.noisy ?? dim,
    multiplicative: model.noiseFactor ? 1 : 0,
    noise: NOISE[plan.noise.type],
    tanh: put(TANH_TABLE) + TANH_MIDDLE,
    ...noiseTables(problem, float32 ? (table) => narrow(narrowTable(table)) : put),
    ...commonTables(common, put),
    ...modelTables(problem, put, float32 ? narrow : put),
  };
  writeHeader(arena.memory, entries);
  writeNumbers(arena.memory, {
    factor: incrementFactor(plan.noise, plan.horizon / plan.cells),
    commonFactor: common ? incrementFactor(common, plan.horizon / plan.cells) : 0,
    ...modelNumbers(problem),
  });
  writeConstants(arena.memory);
  return {
    arena,
    place: () => ({
      kind: 'memory',
      memory: arena.memory,
      scratch: arena.reserve(scratchBytes(dim, fieldDim)),
    }),
  };
}

/** Takes numbers into the run's memory; returns their address. */
type Put = (values: Float64Array) => number;

/** The same numbers as float32, two in the room of one. */
function asFloat32(values: ArrayLike<number>): Float64Array {
  const pairs = new Float64Array(Math.ceil(values.length / 2));
  new Float32Array(pairs.buffer).set(values);
  return pairs;
}

function noiseTables({ plan: { noise } }: Problem, put: Put): Partial<Record<HeaderEntry, number>> {
  if (noise.type !== 'III') return { symmetric: put(symmetricTable(noise.alpha)) };
  return { gaussian: put(symmetricTable(2)), radius: put(radiusTable(noise.alpha)) };
}

function commonTables(common: NoiseSpec | undefined, put: Put): Partial<Record<HeaderEntry, number>> {
  if (common === undefined) return {};
  const { type, alpha } = common;
  if (type !== 'III') return { common: NOISE[type], commonSymmetric: put(symmetricTable(alpha)) };
  return {
    common: NOISE[type],
    commonGaussian: put(symmetricTable(2)),
    commonRadius: put(radiusTable(alpha)),
  };
}

function modelTables(
  { plan, data }: Problem,
  put: Put,
  putInputs: Put,
): Partial<Record<HeaderEntry, number>> {
  const { model } = plan;
  if (model.name === 'neural-network' && data !== undefined && usesNetworkKernels(plan)) {
    const { rows, columns } = networkTables(model, data);
    return { rows: put(rows), columns: put(columns) };
  }
  if (kernelModel(plan) === 'external') return {};
  if (model.name === 'cosine-network') return { targets: put(cosineTargets(model)) };
  if (model.name !== 'neural-network' || data === undefined || !servedByKernel(model)) return {};
  return {
    activation: ACTIVATION[model.activation],
    targets: put(data.targets),
    rows: putInputs(packRows(data)),
    columns: putInputs(packColumns(data)),
  };
}

function modelNumbers({ plan, data }: Problem): Partial<Record<NumberEntry, number>> {
  const { model } = plan;
  if (kernelModel(plan) === 'external') return {};
  if (model.name === 'mean-field-ou') return { a: model.a, k: model.k };
  if (model.name === 'kuramoto') return { coupling: 2 * model.coupling };
  if (model.name !== 'neural-network' || data === undefined || !servedByKernel(model)) return {};
  const { even, odd } = outputWeights(model);
  return { evenWeight: even, oddWeight: odd, evenFactor: -even / data.count, oddFactor: -odd / data.count };
}
