/**
 * Between the state, float64, particle after particle, and tiles of eight: positions rounded to float32 for the
 * network, positions in float64 for the others, and the Euler step, which is taken in float32 and added in float64.
 * A tile of fewer than eight particles, the last one of a system, is filled up with zeros.
 */
import { moveDrift } from '../memory';
import { mulAdd, narrow } from './arithmetic';
import { TILE, wideTile } from './areas';

/** The tile [coordinate][8] of float32 of `count` ≤ 8 particles from `x` on, at `tile`. */
export function loadNarrow(x: usize, dim: u32, count: u32, tile: usize): void {
  const row = <usize>dim << 3;
  if (count < TILE) {
    memory.fill(tile, 0, row << 2);
    for (let p: usize = 0; p < count; p++) {
      for (let at: usize = 0; at < row; at += 8) {
        store<f32>(tile + (at << 2) + (p << 2), <f32>load<f64>(x + p * row + at));
      }
    }
    return;
  }
  loadFour(x, row, tile);
  loadFour(x + (row << 2), row, tile + 16);
}

@inline
function loadFour(x: usize, row: usize, tile: usize): void {
  const x1 = x + row;
  const x2 = x1 + row;
  const x3 = x2 + row;
  let at: usize = 0;
  for (; at + 16 <= row; at += 16, tile += 64) {
    const a = narrow(v128.load(x + at), v128.load(x1 + at));
    const b = narrow(v128.load(x2 + at), v128.load(x3 + at));
    v128.store(tile, v128.shuffle<u32>(a, b, 0, 2, 4, 6));
    v128.store(tile, v128.shuffle<u32>(a, b, 1, 3, 5, 7), 32);
  }
  if (at < row) {
    store<f32>(tile, <f32>load<f64>(x + at));
    store<f32>(tile, <f32>load<f64>(x1 + at), 4);
    store<f32>(tile, <f32>load<f64>(x2 + at), 8);
    store<f32>(tile, <f32>load<f64>(x3 + at), 12);
  }
}

/** The tile [coordinate][8] of float64; a full one in one dimension is the state itself. */
export function loadWide(x: usize, dim: u32, count: u32): usize {
  if (dim == 1 && count == TILE) return x;
  const tile = wideTile();
  const row = <usize>dim << 3;
  if (count < TILE) memory.fill(tile, 0, row << 3);
  let p: usize = 0;
  for (; p + 2 <= count; p += 2, x += row << 1) loadPair(x, row, tile + (p << 3));
  if (p < count) {
    for (let at: usize = 0; at < row; at += 8) store<f64>(tile + (at << 3) + (p << 3), load<f64>(x + at));
  }
  return tile;
}

@inline
function loadPair(x: usize, row: usize, tile: usize): void {
  let at: usize = 0;
  for (; at + 16 <= row; at += 16, tile += 128) {
    const a = v128.load(x + at);
    const b = v128.load(x + row + at);
    v128.store(tile, v128.shuffle<u64>(a, b, 0, 2));
    v128.store(tile, v128.shuffle<u64>(a, b, 1, 3), 64);
  }
  if (at < row) {
    store<f64>(tile, load<f64>(x + at));
    store<f64>(tile, load<f64>(x + row + at), 8);
  }
}

/** Particles' x ← x + (η·drift + increments). Returns `finite` plus NaN if one became non-finite, else plus 0. */
export function moveTile(
  x: usize,
  dim: u32,
  count: u32,
  drift: usize,
  increments: usize,
  finite: v128,
): v128 {
  const eta = f32x4.splat(<f32>moveDrift());
  for (let at: usize = 0; at < <usize>dim << 5; at += 32) {
    const a = mulAdd(eta, v128.load(drift + at), v128.load(increments + at));
    const b = mulAdd(eta, v128.load(drift + at, 16), v128.load(increments + at, 16));
    v128.store(drift + at, a);
    v128.store(drift + at, b, 16);
  }
  const row = <usize>dim << 3;
  if (count < TILE) {
    let bad: f64 = 0;
    for (let p: usize = 0; p < count; p++) {
      for (let at: usize = 0; at < row; at += 8) {
        const moved = load<f64>(x + p * row + at) + <f64>load<f32>(drift + (at << 2) + (p << 2));
        store<f64>(x + p * row + at, moved);
        bad += moved * 0;
      }
    }
    return f64x2.add(finite, f64x2.splat(bad));
  }
  if (dim == 1) {
    finite = addPairs(x, x + 16, v128.load(drift), finite);
    return addPairs(x + 32, x + 48, v128.load(drift, 16), finite);
  }
  finite = moveFour(x, row, drift, finite);
  return moveFour(x + (row << 2), row, drift + 16, finite);
}

@inline
function moveFour(x: usize, row: usize, delta: usize, finite: v128): v128 {
  let at: usize = 0;
  for (; at + 16 <= row; at += 16, delta += 64) {
    const a = v128.load(delta);
    const b = v128.load(delta, 32);
    const there = x + at;
    finite = addPairs(there, there + row, v128.shuffle<u32>(a, b, 0, 4, 1, 5), finite);
    finite = addPairs(there + (row << 1), there + row * 3, v128.shuffle<u32>(a, b, 2, 6, 3, 7), finite);
  }
  if (at < row) {
    let bad: f64 = 0;
    for (let p: usize = 0; p < 4; p++) {
      const there = x + p * row + at;
      const moved = load<f64>(there) + <f64>load<f32>(delta + (p << 2));
      store<f64>(there, moved);
      bad += moved * 0;
    }
    finite = f64x2.add(finite, f64x2.splat(bad));
  }
  return finite;
}

/** Adds the first two lanes of `delta` at `x`, the others at `next`. */
@inline
function addPairs(x: usize, next: usize, delta: v128, finite: v128): v128 {
  const zero = f64x2.splat(0);
  const a = f64x2.add(v128.load(x), f64x2.promote_low_f32x4(delta));
  const b = f64x2.add(v128.load(next), f64x2.promote_low_f32x4(v128.shuffle<u64>(delta, delta, 1, 3)));
  v128.store(x, a);
  v128.store(next, b);
  return f64x2.add(finite, f64x2.add(f64x2.mul(a, zero), f64x2.mul(b, zero)));
}
