/**
 * The values of a program's operations in one kernel: each has a local, and is computed by the instruction, or the function of
 * assembly/functions, with the bits of its TypeScript twin (src/models/formula/arithmetic.ts).
 */
import { type Operation, operandsOf } from '../../../models/formula/program.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';
import { code, I32, type ImportedFunction, V128 } from './encoder.ts';
import { createBody, loadCoordinates } from './loop.ts';
import { partnerOf } from './slots.ts';

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
export const SLOTS_AT = 64;
const BOTH_AT = 1104;
export const SLOT = 16;

export interface Shape {
  readonly program: FormulaProgram;
  readonly slots: readonly number[];
  /** Whether each operation depends on the particle. */
  readonly varies: readonly boolean[];
}

/** One kernel under construction: the value of every operation has a local. */
export function createKernel({ program, slots, varies }: Shape, parameters: number) {
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
