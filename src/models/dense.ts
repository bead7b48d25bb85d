/**
 * The two products of a layer with its data, row b of `rows` being x_b. Every sum starts from 0 and goes in increasing
 * order of its index, b or c. Loops take four rows or four coordinates at a time: four sums that do not wait for each other,
 * so the bits are those of the plain double loop.
 */

/** out[b] = Σ_{c < width} x[at + c] rows[b·width + c] for all b < count. */
export function preactivate(
  x: Float64Array,
  at: number,
  rows: Float64Array,
  count: number,
  width: number,
  out: Float64Array,
): void {
  let b = 0;
  for (; b + 4 <= count; b += 4) {
    const r0 = b * width;
    const r1 = r0 + width;
    const r2 = r1 + width;
    const r3 = r2 + width;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let c = 0; c < width; c++) {
      const theta = x[at + c];
      s0 += theta * rows[r0 + c];
      s1 += theta * rows[r1 + c];
      s2 += theta * rows[r2 + c];
      s3 += theta * rows[r3 + c];
    }
    out[b] = s0;
    out[b + 1] = s1;
    out[b + 2] = s2;
    out[b + 3] = s3;
  }
  for (; b < count; b++) {
    let s = 0;
    for (let c = 0; c < width; c++) s += x[at + c] * rows[b * width + c];
    out[b] = s;
  }
}

/** out[at + c] = Σ_{b < count} g[b] rows[b·width + c] for all c < width. */
export function combineRows(
  g: Float64Array,
  rows: Float64Array,
  count: number,
  width: number,
  out: Float64Array,
  at: number,
): void {
  let c = 0;
  for (; c + 4 <= width; c += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let b = 0; b < count; b++) {
      const factor = g[b];
      const row = b * width + c;
      s0 += factor * rows[row];
      s1 += factor * rows[row + 1];
      s2 += factor * rows[row + 2];
      s3 += factor * rows[row + 3];
    }
    out[at + c] = s0;
    out[at + c + 1] = s1;
    out[at + c + 2] = s2;
    out[at + c + 3] = s3;
  }
  for (; c < width; c++) {
    let s = 0;
    for (let b = 0; b < count; b++) s += g[b] * rows[b * width + c];
    out[at + c] = s;
  }
}
