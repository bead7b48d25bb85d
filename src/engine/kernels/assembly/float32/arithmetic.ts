/**
 * Four lanes of float32; a product and a sum are one fused operation where the machine has it (relaxed SIMD).
 * The constants of this mode are float32 and lie apart from those of float64; TypeScript writes both
 * (src/engine/kernels/layout.ts).
 */
const CONSTANTS: usize = 2048;

/** Constant number `index` in all lanes. */
@inline
export function constant(index: i32): v128 {
  return v128.load32_splat(CONSTANTS + (<usize>index << 2));
}

/** The order of src/engine/kernels/float32Constants.ts. */
export const enum Constant {
  one,
  half,
  tanhMost,
  tanhLeast,
  p0,
  p1,
  p2,
  p3,
  q0,
  q1,
  q2,
  q3,
  s0,
  s1,
  s2,
  s3,
  c0,
  c1,
  c2,
  expMost,
  log2e,
  round,
  ln2Hi,
  ln2Lo,
  e1,
  e2,
  e3,
  e4,
  e5,
  two,
  l1,
  l2,
  l3,
  l4,
}

/** Bit patterns after the constants: 64 bits (counted in halves), then 32 bits. */
const PATTERNS: usize = 2304;

export const enum Pattern {
  lowHalf,
  lowExponent = 2,
  highExponent = 4,
  exponents = 6,
  row = 8,
  side,
  fraction,
  two,
  three,
  sign,
}

@inline
export function pattern64(index: Pattern): v128 {
  return v128.load64_splat(PATTERNS + (<usize>index << 2));
}

@inline
export function pattern32(index: Pattern): v128 {
  return v128.load32_splat(PATTERNS + (<usize>index << 2));
}

/** a·b + c. */
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.relaxed_madd(a, b, c);
}

/** Two pairs of float64 as four float32. */
@inline
export function narrow(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2);
}
