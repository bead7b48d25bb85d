/**
 * The two products of a fully connected layer, on row-major matrices whose rows lie `stride` numbers apart. Every sum starts
 * from what it should (0, or the number that is there) and goes in increasing order of its index, so the bits are those of
 * the plain triple loop, whatever the blocks: rows of `b` are taken a few at a time, so that they stay in the nearest
 * cache while all rows of `a` pass, and sums are made four at a time that do not wait for each other.
 */

/** Rows of `b` that stay in the cache. */
const ROWS = 16;

/** out[p, q] = Σ_{c < inner} a[p, c] b[q, c], p < aRows, q < bRows. */
export function multiplyTransposed(
  a: Float64Array,
  aStride: number,
  aRows: number,
  b: Float64Array,
  bStride: number,
  bRows: number,
  inner: number,
  out: Float64Array,
  outStride: number,
): void {
  for (let first = 0; first < bRows; first += ROWS) {
    const end = Math.min(first + ROWS, bRows);
    let p = 0;
    for (; p + 2 <= aRows; p += 2) {
      const a0 = p * aStride;
      const a1 = a0 + aStride;
      const to = p * outStride;
      let q = first;
      for (; q + 2 <= end; q += 2) {
        const b0 = q * bStride;
        const b1 = b0 + bStride;
        let s00 = 0;
        let s01 = 0;
        let s10 = 0;
        let s11 = 0;
        for (let c = 0; c < inner; c++) {
          const x0 = a[a0 + c];
          const x1 = a[a1 + c];
          const y0 = b[b0 + c];
          const y1 = b[b1 + c];
          s00 += x0 * y0;
          s01 += x0 * y1;
          s10 += x1 * y0;
          s11 += x1 * y1;
        }
        out[to + q] = s00;
        out[to + q + 1] = s01;
        out[to + outStride + q] = s10;
        out[to + outStride + q + 1] = s11;
      }
      if (q < end) {
        out[to + q] = dot(a, a0, b, q * bStride, inner);
        out[to + outStride + q] = dot(a, a1, b, q * bStride, inner);
      }
    }
    if (p < aRows)
      for (let q = first; q < end; q++) out[p * outStride + q] = dot(a, p * aStride, b, q * bStride, inner);
  }
}

function dot(a: Float64Array, aAt: number, b: Float64Array, bAt: number, inner: number): number {
  let s = 0;
  for (let c = 0; c < inner; c++) s += a[aAt + c] * b[bAt + c];
  return s;
}

/** out[at + c] += Σ_{q < count} g[gAt + q·gStep] rows[q, c], c < width. */
export function addCombination(
  g: Float64Array,
  gAt: number,
  gStep: number,
  count: number,
  rows: Float64Array,
  stride: number,
  width: number,
  out: Float64Array,
  at: number,
): void {
  let q = 0;
  for (; q + 4 <= count; q += 4) {
    const from = gAt + q * gStep;
    const g0 = g[from];
    const g1 = g[from + gStep];
    const g2 = g[from + 2 * gStep];
    const g3 = g[from + 3 * gStep];
    const r0 = q * stride;
    const r1 = r0 + stride;
    const r2 = r1 + stride;
    const r3 = r2 + stride;
    for (let c = 0; c < width; c++) {
      let s = out[at + c];
      s += g0 * rows[r0 + c];
      s += g1 * rows[r1 + c];
      s += g2 * rows[r2 + c];
      s += g3 * rows[r3 + c];
      out[at + c] = s;
    }
  }
  for (; q < count; q++) {
    const factor = g[gAt + q * gStep];
    for (let c = 0; c < width; c++) out[at + c] += factor * rows[q * stride + c];
  }
}
