/**
 * Exact push of Fourier modes through one deterministic Euler step θ → θ + s·sin(ψ − θ), the step of the
 * cosine network with s = η|w|/2 and ψ = arg w. By the Jacobi–Anger expansion e^{iz sin φ} = Σ_n J_n(z)e^{inφ},
 *   ρ_m ← Σ_n J_n(ms) e^{inψ} ρ_{m−n},
 * a band of a little over 2(ms + 15) terms. Bessel functions by Miller's backward recursion (Abramowitz and Stegun
 * 9.12). Only + − × ÷ √: the same bits on every machine.
 */

export interface PushTable {
  /** J_0(ms) … J_{bands[m]}(ms) from offsets[m] on, for m = 0 … M. */
  readonly values: Float64Array;
  readonly offsets: Int32Array;
  readonly bands: Int32Array;
  /** The widest band. */
  readonly reach: number;
}

/** Below this a Bessel function is left out. */
const NEGLIGIBLE = 1e-19;

/** About the multiplications of pushing modes 0 … M once, tables included; s the largest step of any push. */
export function pushWork(s: number, modes: number): number {
  return 20 * modes * (modes * s + 20);
}

/** Bessel functions J_n(ms) for 0 ≤ m ≤ modes, s ≥ 0. */
export function pushTable(s: number, modes: number): PushTable {
  const bands = new Int32Array(modes + 1);
  const offsets = new Int32Array(modes + 1);
  let length = 0;
  for (let m = 0; m <= modes; m++) {
    bands[m] = lastTerm(m * s);
    offsets[m] = length;
    length += bands[m] + 1;
  }
  const values = new Float64Array(length);
  for (let m = 0; m <= modes; m++) besselRow(m * s, values.subarray(offsets[m], offsets[m] + bands[m] + 1));
  return { values, offsets, bands, reach: bands[modes] };
}

/**
 * The n from which on |J_n(z)| < 1e−19: |J_n| ≤ 1 up to n = z, and beyond it falls at every step by about
 * z/(n + √(n² − z²)) (Debye; Abramowitz and Stegun 9.3.7).
 */
function lastTerm(z: number): number {
  if (z === 0) return 0;
  let n = Math.ceil(z);
  let bound = 1;
  while (bound >= NEGLIGIBLE) {
    bound *= z / (n + Math.sqrt(n * n - z * z));
    n++;
  }
  return n;
}

/** J_0(z) … as far as they are above 1e−19, z ≥ 0. */
export function besselFunctions(z: number): Float64Array {
  const row = new Float64Array(lastTerm(z) + 1);
  besselRow(z, row);
  return row;
}

/** J_0(z) … J_B(z), B = row.length − 1 as given by lastTerm. */
function besselRow(z: number, row: Float64Array): void {
  const last = row.length - 1;
  if (z < 1e-9) {
    row[0] = 1;
    if (last > 0) row[1] = z / 2;
    if (last > 1) row[2] = (z * z) / 8;
    return;
  }
  let above = 0;
  let here = 1;
  let norm = 0;
  for (let n = last + 4; n > 0; n--) {
    if (n <= last) row[n] = here;
    if (n % 2 === 0) norm += 2 * here;
    const below = ((2 * n) / z) * here - above;
    above = here;
    here = below;
  }
  row[0] = here;
  norm += here;
  for (let n = 0; n <= last; n++) row[n] /= norm;
}

/**
 * Σ_n J_n(ms) line[zero + m − n] for one m ≥ 0 or m < 0; `line` holds rotated modes e^{−ikψ}ρ_k at zero + k,
 * with at least `reach` zeros beyond the last mode on both sides.
 */
export function pushedMode(table: PushTable, line: Float64Array, zero: number, m: number): number {
  const row = Math.abs(m);
  const { values } = table;
  const offset = table.offsets[row];
  const at = zero + m;
  const side = m < 0 ? -1 : 1;
  let sum = values[offset] * line[at];
  let sign = -1;
  for (let n = 1; n <= table.bands[row]; n++) {
    sum += values[offset + n] * (line[at - side * n] + sign * line[at + side * n]);
    sign = -sign;
  }
  return sum;
}

/** cos kψ and sin kψ for 0 ≤ k ≤ K from cos ψ, sin ψ, by repeated doubling: rounding grows like log k. */
export function rotations(
  cosine: number,
  sine: number,
  count: number,
): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(count + 1);
  const im = new Float64Array(count + 1);
  re[0] = 1;
  for (let k = 1; k <= count; k++) {
    const h = k >> 1;
    const [pRe, pIm] = [re[h] * re[h] - im[h] * im[h], 2 * re[h] * im[h]];
    re[k] = k % 2 === 0 ? pRe : pRe * cosine - pIm * sine;
    im[k] = k % 2 === 0 ? pIm : pRe * sine + pIm * cosine;
  }
  return { re, im };
}
