/** Errors in units in the last place, against values stored as [correctly rounded, rest in ulp]. */
const f64 = new Float64Array(1);
const u32 = new Uint32Array(f64.buffer);

/** The spacing of float64 at v: 2^(e-52), 2^-1074 for subnormals and 0. */
export function ulp(v: number): number {
  f64[0] = v;
  const exponent = (u32[1] >>> 20) & 0x7ff;
  return 2 ** (Math.max(exponent, 1) - 1075);
}

/** |got - exact| / ulp, exact = value + rest ulp(value); Infinity if got is not finite. */
export function errorInUlp(got: number, value: number, rest: number): number {
  if (!Number.isFinite(got)) return Infinity;
  return Math.abs((got - value) / ulp(value) - rest);
}
