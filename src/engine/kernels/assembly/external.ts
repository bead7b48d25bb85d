/**
 * A model whose gather and drift come from outside this module: functions of another WebAssembly module (a compiled
 * formula), or TypeScript. Called once a block, of particles lo ≤ i < hi of the state at `x`; src/engine/kernels/external.ts
 * says what they write.
 */

/** Writes the sums of φ to `sum`. */
@external('env', 'gather')
export declare function externalGather(x: usize, lo: u32, hi: u32, sum: usize, stored: usize): void;

/** Writes the drift to `out`, in tiles. */
@external('env', 'drift')
export declare function externalDrift(
  x: usize,
  lo: u32,
  hi: u32,
  field: usize,
  stored: usize,
  out: usize,
): void;

/** Writes the factors of the noise to `out`, in tiles. */
@external('env', 'factors')
export declare function externalFactors(
  x: usize,
  lo: u32,
  hi: u32,
  field: usize,
  stored: usize,
  out: usize,
): void;
