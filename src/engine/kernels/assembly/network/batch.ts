/**
 * The products of a tile with the data of a batch, which stay where they are: `numbers` are the points' numbers, int32. Sums
 * are those of `products` (../neuralNetwork.ts), each in the order of its own index.
 */
import { mulAdd } from '../arithmetic';
import { address, Header } from '../memory';

/** Where row b begins: its coordinates are 32 bytes apart. */
@inline
function rowOf(numbers: usize, j: usize, width: i32): usize {
  const b = load<u32>(numbers + (j << 2));
  return address(Header.rows) + (b >> 2) * (<usize>width << 5) + ((b & 3) << 3);
}

/** out[point][4] = ⟨θ, x_b⟩ for four points from place j on; those beyond the last place repeat it. */
export function rowProducts(tile: usize, width: i32, numbers: usize, j: usize, last: usize, out: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  let a = rowOf(numbers, j, width);
  let b = rowOf(numbers, min(last, j + 1), width);
  let c = rowOf(numbers, min(last, j + 2), width);
  let d = rowOf(numbers, min(last, j + 3), width);
  for (const end = tile + (<usize>width << 5); tile < end; tile += 32, a += 32, b += 32, c += 32, d += 32) {
    const u = v128.load(tile);
    const v = v128.load(tile, 16);
    let x = v128.load64_splat(a);
    a0 = mulAdd(u, x, a0);
    a1 = mulAdd(v, x, a1);
    x = v128.load64_splat(b);
    b0 = mulAdd(u, x, b0);
    b1 = mulAdd(v, x, b1);
    x = v128.load64_splat(c);
    c0 = mulAdd(u, x, c0);
    c1 = mulAdd(v, x, c1);
    x = v128.load64_splat(d);
    d0 = mulAdd(u, x, d0);
    d1 = mulAdd(v, x, d1);
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, b0, 32);
  v128.store(out, b1, 48);
  v128.store(out, c0, 64);
  v128.store(out, c1, 80);
  v128.store(out, d0, 96);
  v128.store(out, d1, 112);
}

/** out[c][4] = Σ_j rows[j][4]·data[numbers[j]][c] over `count` places, for c < width ≤ 4; data are packed [point][width]. */
@inline
export function columnProducts(
  width: i32,
  rows: usize,
  numbers: usize,
  count: i32,
  data: usize,
  out: usize,
): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const size = <usize>width << 3;
  for (const end = rows + (<usize>count << 5); rows < end; rows += 32, numbers += 4) {
    const at = data + <usize>load<u32>(numbers) * size;
    const u = v128.load(rows);
    const v = v128.load(rows, 16);
    let x = v128.load64_splat(at);
    a0 = mulAdd(u, x, a0);
    a1 = mulAdd(v, x, a1);
    if (width > 1) {
      x = v128.load64_splat(at, 8);
      b0 = mulAdd(u, x, b0);
      b1 = mulAdd(v, x, b1);
    }
    if (width > 2) {
      x = v128.load64_splat(at, 16);
      c0 = mulAdd(u, x, c0);
      c1 = mulAdd(v, x, c1);
    }
    if (width > 3) {
      x = v128.load64_splat(at, 24);
      d0 = mulAdd(u, x, d0);
      d1 = mulAdd(v, x, d1);
    }
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  if (width > 1) {
    v128.store(out, b0, 32);
    v128.store(out, b1, 48);
  }
  if (width > 2) {
    v128.store(out, c0, 64);
    v128.store(out, c1, 80);
  }
  if (width > 3) {
    v128.store(out, d0, 96);
    v128.store(out, d1, 112);
  }
}
