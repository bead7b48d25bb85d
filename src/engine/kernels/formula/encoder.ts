/**
 * Bytes of a WebAssembly module: just what kernels of formulas need (W3C, WebAssembly Core Specification 2.0, chapter
 * 5, and the threads proposal for shared memory). Code is a list of bytes that functions below append to.
 */

export const I32 = 0x7f;
export const V128 = 0x7b;

/** Unsigned LEB128 of a whole number below 2^32. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of an int32. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value | 0; ; ) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

function float64(value: number): number[] {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

function text(name: string): number[] {
  const bytes = [...new TextEncoder().encode(name)];
  return [...unsigned(bytes.length), ...bytes];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

const simd = (code: number) => [0xfd, ...unsigned(code)];

/** Instructions; operands are on the stack. Offsets are of memory, in bytes. */
export const code = {
  get: (local: number) => [0x20, ...unsigned(local)],
  set: (local: number) => [0x21, ...unsigned(local)],
  global: (index: number) => [0x23, ...unsigned(index)],
  call: (index: number) => [0x10, ...unsigned(index)],
  int: (value: number) => [0x41, ...signed(value)],
  float: (value: number) => [0x44, ...float64(value)],
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  else: [0x05],
  end: [0x0b],
  branch: (depth: number) => [0x0c, ...unsigned(depth)],
  branchIf: (depth: number) => [0x0d, ...unsigned(depth)],
  isZero: [0x45],
  equal: [0x46],
  /** Signed. */
  greater: [0x4a],
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  and: [0x71],
  shiftRight: [0x76],
  addFloat: [0xa0],
  storeFloat: (offset: number) => [0x39, 3, ...unsigned(offset)],
  load: (offset: number) => [...simd(0x00), 3, ...unsigned(offset)],
  loadSplat: (offset: number) => [...simd(0x0a), 3, ...unsigned(offset)],
  loadFirst: (offset: number) => [...simd(0x5d), 3, ...unsigned(offset)],
  loadSecond: (offset: number) => [...simd(0x57), 3, ...unsigned(offset), 1],
  store: (offset: number) => [...simd(0x0b), 3, ...unsigned(offset)],
  /** Two int64, both all ones or zeros. */
  mask: (first: boolean, second: boolean) => [
    ...simd(0x0c),
    ...new Array<number>(8).fill(first ? 255 : 0),
    ...new Array<number>(8).fill(second ? 255 : 0),
  ],
  /** (a0, a1), (b0, b1) ↦ (a0, b0), or (a1, b1). */
  firsts: [...simd(0x0d), 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23],
  seconds: [...simd(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31],
  splat: simd(0x14),
  lane: (which: 0 | 1) => [...simd(0x21), which],
  lanesEqual: simd(0x47),
  lanesLess: simd(0x49),
  lanesAtMost: simd(0x4b),
  lanesAnd: simd(0x4e),
  /** (a, b, mask) ↦ a where the mask is set, else b. */
  choose: simd(0x52),
  lanesAbs: simd(0xec),
  lanesNegative: simd(0xed),
  lanesSqrt: simd(0xef),
  lanesAdd: simd(0xf0),
  lanesSubtract: simd(0xf1),
  lanesMultiply: simd(0xf2),
  lanesDivide: simd(0xf3),
  lanesMin: simd(0xf4),
  lanesMax: simd(0xf5),
} as const;

export interface Signature {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

export interface ImportedFunction extends Signature {
  readonly module: string;
  readonly name: string;
}

export interface DefinedFunction extends Signature {
  readonly name: string;
  /** Types of the locals after the parameters. */
  readonly locals: readonly number[];
  readonly body: readonly number[];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** Locals in runs of one type. */
function localsOf(types: readonly number[]): number[] {
  const runs: [number, number][] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  return vector(runs.map(([count, type]) => [...unsigned(count), type]));
}

/**
 * A module that imports functions, then the shared memory env.memory and the int32 env.scratch (global 0), and exports
 * all that it defines. Functions are numbered in order, imported ones first.
 */
export function moduleBytes(
  imported: readonly ImportedFunction[],
  defined: readonly DefinedFunction[],
): Uint8Array<ArrayBuffer> {
  const types = [...imported, ...defined].map(({ parameters, results }) => [
    0x60,
    ...vector(parameters.map((t) => [t])),
    ...vector(results.map((t) => [t])),
  ]);
  const imports = [
    ...imported.map(({ module, name }, i) => [...text(module), ...text(name), 0x00, ...unsigned(i)]),
    [...text('env'), ...text('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(65536)],
    [...text('env'), ...text('scratch'), 0x03, I32, 0x00],
  ];
  const bodies = defined.map(({ locals, body }) => {
    const whole = [...localsOf(locals), ...body, ...code.end];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector(imports)),
    ...section(3, vector(defined.map((_, i) => unsigned(imported.length + i)))),
    ...section(
      7,
      vector(defined.map(({ name }, i) => [...text(name), 0x00, ...unsigned(imported.length + i)])),
    ),
    ...section(10, vector(bodies)),
  ]);
}
