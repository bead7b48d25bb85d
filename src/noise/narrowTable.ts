/**
 * A table of quantiles in float32: 4 coefficients a piece for the 8 of src/noise/quantileTable.ts, in its layout of
 * sides, rows and pieces, the same words.
 *
 * Each polynomial of degree 7 is cut to degree 3 in its Chebyshev series: on |z| ≤ 1 nothing of that degree is much
 * nearer to it. As the pieces are 1/32 octave wide and the only singularity is at u = 0, what is cut is below 5e−8 of
 * the value; with the rounding of four coefficients and of their evaluation 1.7e−7 remain, on both sides down to
 * probability 2^−63 (test/engine/kernels/float32.test.ts). Largest entry: 2^126 at alpha = 0.5.
 */
const WIDE = 8;
const NARROW = 4;

/** @throws RangeError if a coefficient is too large for float32 */
export function narrowTable(table: Float64Array): Float32Array {
  const narrow = new Float32Array((table.length / WIDE) * NARROW);
  for (let from = 0, to = 0; from < table.length; from += WIDE, to += NARROW) {
    const [c0, c1, c2, c3, c4, c5, c6, c7] = table.subarray(from, from + WIDE);
    // z⁴, …, z⁷ less their Chebyshev terms T₄, …, T₇
    narrow[to] = c0 - c4 / 8 - (5 / 32) * c6;
    narrow[to + 1] = c1 - (5 / 16) * c5 - (7 / 16) * c7;
    narrow[to + 2] = c2 + c4 + (15 / 16) * c6;
    narrow[to + 3] = c3 + (5 / 4) * c5 + (21 / 16) * c7;
  }
  if (!narrow.every(Number.isFinite)) throw new RangeError('The table of quantiles exceeds float32.');
  return narrow;
}
