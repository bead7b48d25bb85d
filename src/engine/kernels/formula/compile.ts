/**
 * A formula model's program as a WebAssembly module, two particles at a time; each operation is the instruction, or
 * the function of assembly/functions, with the bits of its TypeScript twin (src/models/formula/arithmetic.ts).
 *
 * What does not depend on the particle is computed once per call, before the loop over pairs. The odd particle of a
 * last pair that is not there has the coordinates of the even one, and its results are masked.
 */
import { neededBy, type Operation, operandsOf } from '../../../models/formula/program.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';
import { code, type DefinedFunction, I32, type ImportedFunction, moduleBytes, V128 } from './encoder.ts';
import { dependsOn, partnerOf, slotsOf } from './slots.ts';

const UNARY_FUNCTIONS = ['tan', 'atan', 'tanh', 'exp', 'expm1', 'log', 'log1p'] as const;

/** Functions that a module imports, in the order of their numbers. */
export const IMPORTED: readonly ImportedFunction[] = [
  { module: 'functions', name: 'sincos', parameters: [V128, I32], results: [] },
  { module: 'functions', name: 'pow', parameters: [V128, V128], results: [V128] },
  ...UNARY_FUNCTIONS.map((name) => ({
    ...{ module: 'functions', name, parameters: [V128], results: [V128] },
  })),
];
const SINCOS = 0;

const INSTRUCTIONS: Partial<Record<Operation[0], readonly number[]>> = {
  negative: code.lanesNegative,
  abs: code.lanesAbs,
  sqrt: code.lanesSqrt,
  add: code.lanesAdd,
  subtract: code.lanesSubtract,
  multiply: code.lanesMultiply,
  divide: code.lanesDivide,
  min: code.lanesMin,
  max: code.lanesMax,
  less: code.lanesLess,
  atMost: code.lanesAtMost,
  equal: code.lanesEqual,
};

/**
 * Bytes of a thread's scratch (engine/kernels/layout.ts) that formulas use between draws: the room of the bits and
 * radii for slots that are not kept, and what follows the pair of trig.ts for a sine and its cosine.
 */
const SLOTS_AT = 64;
const BOTH_AT = 1104;
const SLOT = 16;

/** The code of one function: bytes and the locals they use. */
function createBody(parameters: number) {
  const bytes: number[] = [];
  const locals: number[] = [];
  return {
    bytes,
    locals,
    emit(...parts: (readonly number[])[]): void {
      for (const part of parts) for (const byte of part) bytes.push(byte);
    },
    local(type: number): number {
      locals.push(type);
      return parameters + locals.length - 1;
    },
  };
}
type Body = ReturnType<typeof createBody>;

/** The parameters that all kernels have first: x, lo, hi. */
const X = 0;
const LO = 1;
const HI = 2;

/** Loads the coordinates of a pair. `p0` and `p1` are the addresses of its particles' rows. */
function loadCoordinates(
  { emit }: Body,
  dim: number,
  wanted: ReadonlyMap<number, number>,
  p0: number,
  p1: number,
): void {
  if (dim === 1) {
    const local = wanted.get(0);
    if (local !== undefined) emit(code.get(p0), code.load(0), code.set(local));
    return;
  }
  for (let c = 0; c < dim; c++) {
    const local = wanted.get(c);
    const next = wanted.get(c + 1);
    if (local === undefined) continue;
    if (next === undefined) {
      emit(code.get(p1), code.get(p0), code.loadFirst(8 * c), code.loadSecond(8 * c), code.set(local));
      continue;
    }
    emit(code.get(p0), code.load(8 * c), code.set(local), code.get(p1), code.load(8 * c), code.set(next));
    emit(code.get(local), code.get(next), code.seconds);
    emit(code.get(local), code.get(next), code.firsts, code.set(local), code.set(next));
    c++;
  }
}

interface Shape {
  readonly program: FormulaProgram;
  readonly slots: readonly number[];
  /** Whether each operation depends on the particle. */
  readonly varies: readonly boolean[];
}

/** One kernel under construction: the value of every operation has a local. */
function createKernel({ program, slots, varies }: Shape, parameters: number) {
  const { operations, dim } = program;
  const body = createBody(parameters);
  const { emit, local } = body;
  const values = new Map<number, number>();

  function localOf(operation: number): number {
    let at = values.get(operation);
    if (at === undefined) {
      at = local(V128);
      values.set(operation, at);
    }
    return at;
  }

  /** Everything in `needed` that is the same for all particles. @param field address of the field, a local */
  function uniform(needed: ReadonlySet<number>, field: number | undefined): void {
    operations.forEach((operation, i) => {
      if (!needed.has(i) || varies[i]) return;
      if (operation[0] === 'number') emit(code.float(operation[1]), code.splat, code.set(localOf(i)));
      else if (operation[0] === 'input')
        emit(code.get(field!), code.loadSplat(8 * (operation[1] - dim)), code.set(localOf(i)));
      else compute(operation, i, undefined);
    });
  }

  /**
   * Both of a sine and a cosine at once: into their slots if they have some, else into the scratch.
   * @param kept local with the address of the pair's slots, while they are filled
   */
  function both(sine: number, cosine: number, argument: number, kept: number | undefined): void {
    const slot = kept === undefined ? -1 : slots.indexOf(sine);
    const adjacent = slot >= 0 && slots[slot + 1] === cosine;
    const at = () => {
      if (adjacent) emit(code.get(kept!));
      else emit(code.global(0));
    };
    const offset = adjacent ? SLOT * slot : BOTH_AT;
    emit(code.get(localOf(argument)));
    at();
    emit(code.int(offset), code.add, code.call(SINCOS));
    at();
    emit(code.load(offset), code.set(localOf(sine)));
    at();
    emit(code.load(offset + SLOT), code.set(localOf(cosine)));
    if (!adjacent) for (const i of [sine, cosine]) keep(i, kept);
  }

  function keep(i: number, kept: number | undefined): void {
    const slot = slots.indexOf(i);
    if (kept !== undefined && slot >= 0) emit(code.get(kept), code.get(localOf(i)), code.store(SLOT * slot));
  }

  function compute(operation: Operation, i: number, kept: number | undefined): void {
    const [name] = operation;
    const operands = operandsOf(operation);
    if (name === 'select') emit(...[operands[1], operands[2], operands[0]].map((o) => code.get(localOf(o))));
    else emit(...operands.map((o) => code.get(localOf(o))));
    const imported = IMPORTED.findIndex((f) => f.name === name);
    if (name === 'select') emit(code.choose);
    else if (name === 'sin' || name === 'cos') {
      emit(code.global(0), code.int(BOTH_AT), code.add, code.call(SINCOS));
      emit(code.global(0), code.load(BOTH_AT + (name === 'sin' ? 0 : SLOT)));
    } else emit(imported < 0 ? INSTRUCTIONS[name]! : code.call(imported));
    emit(code.set(localOf(i)));
    keep(i, kept);
  }

  /** Everything in `needed` that varies, for one pair. @param read operations whose values are there already */
  function perPair(
    needed: ReadonlySet<number>,
    read: ReadonlySet<number>,
    p0: number,
    p1: number,
    kept?: number,
  ): void {
    const wanted = new Map<number, number>();
    operations.forEach((operation, i) => {
      if (needed.has(i) && operation[0] === 'input' && operation[1] < dim)
        wanted.set(operation[1], localOf(i));
    });
    loadCoordinates(body, dim, wanted, p0, p1);
    const done = new Set(read);
    operations.forEach((operation, i) => {
      if (!needed.has(i) || !varies[i] || operation[0] === 'input' || done.has(i)) return;
      const partner = partnerOf(operations, i);
      if (partner >= 0 && needed.has(partner) && !done.has(partner)) {
        const [sine, cosine] = operation[0] === 'sin' ? [i, partner] : [partner, i];
        both(sine, cosine, operandsOf(operation)[0], kept);
        done.add(partner);
      } else compute(operation, i, kept);
    });
  }

  return { ...body, localOf, uniform, perPair };
}

/**
 * The loop over pairs: sets up the addresses of their rows and the mask of particles that exist.
 * @param advance code at the end of each round
 */
function eachPair(
  { emit, local }: Body,
  dim: number,
  round: (p0: number, p1: number, mask: number) => void,
): void {
  const row = 8 * dim;
  const [p0, p1, left] = [local(I32), local(I32), local(I32)];
  const mask = local(V128);
  emit(code.get(X), code.get(LO), code.int(row), code.multiply, code.add, code.set(p0));
  emit(code.get(HI), code.get(LO), code.subtract, code.set(left));
  emit(code.mask(true, true), code.set(mask));
  emit(code.block, code.get(left), code.int(0), code.greater, code.isZero, code.branchIf(0));
  emit(code.loop);
  emit(code.get(p0), code.int(row), code.add, code.set(p1));
  emit(code.get(left), code.int(1), code.equal, code.if);
  emit(code.get(p0), code.set(p1), code.mask(true, false), code.set(mask), code.end);
  round(p0, p1, mask);
  emit(code.get(p0), code.int(2 * row), code.add, code.set(p0));
  emit(code.get(left), code.int(2), code.subtract, code.set(left));
  emit(code.get(left), code.int(0), code.greater, code.branchIf(0));
  emit(code.end, code.end);
}

/** Sets a local to the address of the first pair's slots. */
function slotAddress({ emit }: Body, slots: number, stored: number, at: number): void {
  emit(code.get(stored), code.get(LO), code.int((SLOT / 2) * slots), code.multiply, code.add, code.set(at));
}

/** gather(x, lo, hi, sum, stored). */
function gatherFunction(shape: Shape): DefinedFunction {
  const [SUM, STORED] = [3, 4];
  const { program, slots } = shape;
  const kernel = createKernel(shape, 5);
  const { emit, local, bytes, locals } = kernel;
  const needed = neededBy(program.operations, [...program.field, ...slots]);
  const sums = program.field.map(() => local(V128));
  const kept = local(I32);
  const stride = local(I32);
  if (slots.length > 0) {
    emit(code.get(STORED), code.isZero, code.if);
    emit(code.global(0), code.int(SLOTS_AT), code.add, code.set(kept));
    emit(code.else);
    slotAddress(kernel, slots.length, STORED, kept);
    emit(code.int(SLOT * slots.length), code.set(stride), code.end);
  }
  kernel.uniform(needed, undefined);
  eachPair(kernel, program.dim, (p0, p1, mask) => {
    kernel.perPair(needed, new Set(), p0, p1, slots.length > 0 ? kept : undefined);
    program.field.forEach((value, f) => {
      emit(code.get(sums[f]), code.get(kernel.localOf(value)), code.get(mask), code.lanesAnd);
      emit(code.lanesAdd, code.set(sums[f]));
    });
    if (slots.length > 0) emit(code.get(kept), code.get(stride), code.add, code.set(kept));
  });
  sums.forEach((sum, f) => {
    emit(code.get(SUM), code.float(0), code.get(sum), code.lane(0), code.get(sum), code.lane(1));
    emit(code.addFloat, code.addFloat, code.storeFloat(8 * f));
  });
  return { name: 'gather', parameters: new Array(5).fill(I32), results: [], locals, body: bytes };
}

/** name(x, lo, hi, field, stored, out): outputs in tiles of four particles. */
function tileFunction(shape: Shape, name: string, outputs: readonly number[]): DefinedFunction {
  const [FIELD, STORED, OUT] = [3, 4, 5];
  const { program, slots } = shape;
  const { operations, dim } = program;
  const kernel = createKernel(shape, 6);
  const { emit, local, bytes, locals } = kernel;
  const all = neededBy(operations, outputs);
  const kept = new Set(slots.filter((s) => all.has(s)));
  const [at, step, from] = [local(I32), local(I32), local(I32)];

  function loop(needed: ReadonlySet<number>, read: ReadonlySet<number>): void {
    eachPair(kernel, dim, (p0, p1, mask) => {
      for (const i of read) {
        if (!needed.has(i)) continue;
        emit(code.get(from), code.load(SLOT * slots.indexOf(i)), code.set(kernel.localOf(i)));
      }
      kernel.perPair(needed, read, p0, p1);
      outputs.forEach((value, c) => {
        emit(code.get(at), code.get(kernel.localOf(value)), code.get(mask), code.lanesAnd);
        emit(code.store(32 * c));
      });
      // from the first pair of a tile to its second, 16 bytes; from there to the next tile
      emit(code.get(at), code.get(step), code.add, code.set(at));
      emit(code.int(32 * dim), code.get(step), code.subtract, code.set(step));
      if (read.size > 0) emit(code.get(from), code.int(SLOT * slots.length), code.add, code.set(from));
    });
  }

  emit(code.get(OUT), code.set(at), code.int(16), code.set(step));
  kernel.uniform(all, FIELD);
  if (kept.size === 0) loop(all, kept);
  else {
    emit(code.get(STORED), code.isZero, code.if);
    loop(all, new Set());
    emit(code.else);
    slotAddress(kernel, slots.length, STORED, from);
    loop(neededBy(operations, outputs, kept), kept);
    emit(code.end);
  }
  // an odd number of pairs: the last tile's second pair does not exist
  emit(code.get(HI), code.get(LO), code.subtract, code.int(1), code.add, code.int(1), code.shiftRight);
  emit(code.int(1), code.and, code.if);
  for (let c = 0; c < dim; c++) emit(code.get(at), code.mask(false, false), code.store(32 * c));
  emit(code.end);
  return { name, parameters: new Array(6).fill(I32), results: [], locals, body: bytes };
}

/** The module of a formula model: gather, drift and, with multiplicative noise, factor. */
export function compileFormula(program: FormulaProgram): Uint8Array<ArrayBuffer> {
  const { operations, dim, drift, factor } = program;
  const varies = dependsOn(operations, (input) => input < dim);
  const shape = { program, slots: slotsOf(program), varies };
  return moduleBytes(IMPORTED, [
    gatherFunction(shape),
    tileFunction(shape, 'drift', drift),
    ...(factor === undefined ? [] : [tileFunction(shape, 'factor', factor)]),
  ]);
}
