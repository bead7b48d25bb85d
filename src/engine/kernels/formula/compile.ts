/**
 * A formula model's program as a WebAssembly module, two particles at a time. What does not depend on the particle is computed
 * once per call, before the loop over pairs.
 */
import { neededBy } from '../../../models/formula/program.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';
import { code, type DefinedFunction, I32, moduleBytes, V128 } from './encoder.ts';
import { type Body, eachPair, HI, LO } from './loop.ts';
import { dependsOn, slotsOf } from './slots.ts';
import { createKernel, IMPORTED, type Shape, SLOT, SLOTS_AT } from './values.ts';

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
