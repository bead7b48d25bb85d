/** Seeded draws for statistical tests, independent of src/random: SplitMix32, 53-bit uniforms. */
export function seeded(seed: number) {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const uniform = () => (word() * 2097152 + (word() >>> 11) + 0.5) / 9007199254740992;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Standard symmetric α-stable, 1 < α < 2 (Chambers–Mallows–Stuck). */
  const stable = (alpha: number) => {
    const u = Math.PI * (uniform() - 0.5);
    const w = -Math.log(uniform());
    const tilt = (Math.cos((1 - alpha) * u) / w) ** ((1 - alpha) / alpha);
    return (Math.sin(alpha * u) / Math.cos(u) ** (1 / alpha)) * tilt;
  };
  return { uniform, normal, stable };
}

/** Array of n draws. */
export function draws(n: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: n }, draw);
}
