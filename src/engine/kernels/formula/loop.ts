/**
 * The loop of a kernel over pairs of particles, lo ≤ i < hi, and how it reads their coordinates. The odd particle of a last
 * pair that is not there has the coordinates of the even one; what is made of it is masked.
 */
import { code, I32, V128 } from './encoder.ts';

/** The code of one function: bytes and the locals they use. */
export function createBody(parameters: number) {
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
export type Body = ReturnType<typeof createBody>;

/** The parameters that all kernels have first: x, lo, hi. */
const X = 0;
export const LO = 1;
export const HI = 2;

/** Loads the coordinates of a pair. `p0` and `p1` are the addresses of its particles' rows. */
export function loadCoordinates(
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

/**
 * The loop over pairs: sets up the addresses of their rows and the mask of particles that exist.
 * @param round emits what is done with one pair
 */
export function eachPair(
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
