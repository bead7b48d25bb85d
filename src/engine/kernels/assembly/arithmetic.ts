/**
 * Two lanes of float64. In the strict build a product and a sum are rounded one after the other, as in the
 * TypeScript reference; in the fast build (relaxed SIMD) they are one fused operation where the machine has it.
 */

/** a·b + c. */
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(c, f64x2.mul(a, b));
}

/** c − a·b. */
@inline
export function mulSub(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

/** (a, b) ↦ the first lanes, and the second lanes, of both. */
@inline
export function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(a, b, 0, 2);
}

@inline
export function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(a, b, 1, 3);
}
