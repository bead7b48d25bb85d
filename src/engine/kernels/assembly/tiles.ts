/**
 * Between the state, particle after particle, and a tile, [coordinate][4 particles]; and the Euler step of a tile.
 * A tile of fewer than four particles, the last one of a system, is filled up with zeros, and only its particles
 * are written back. A full tile in one dimension is the state itself.
 */
import { firsts, mulAdd, seconds } from './arithmetic';
import { moveDrift, moveNoise, moveTaming, TILE } from './memory';

@inline
function isState(dim: u32, count: u32): bool {
  return dim == 1 && count == TILE;
}

/** The tile of `count` ≤ 4 particles from `x` on: at `scratch`, or in place. */
export function loadTile(x: usize, dim: u32, count: u32, scratch: usize): usize {
  if (isState(dim, count)) return x;
  const row = <usize>dim << 3;
  let tile = scratch;
  if (count < TILE) {
    memory.fill(tile, 0, row << 2);
    for (let p: usize = 0; p < count; p++) {
      for (let at: usize = 0; at < row; at += 8) {
        store<f64>(tile + (at << 2) + (p << 3), load<f64>(x + p * row + at));
      }
    }
    return scratch;
  }
  const x1 = x + row;
  const x2 = x1 + row;
  const x3 = x2 + row;
  let at: usize = 0;
  for (; at + 16 <= row; at += 16, tile += 64) {
    const v0 = v128.load(x + at);
    const v1 = v128.load(x1 + at);
    const v2 = v128.load(x2 + at);
    const v3 = v128.load(x3 + at);
    v128.store(tile, firsts(v0, v1));
    v128.store(tile, firsts(v2, v3), 16);
    v128.store(tile, seconds(v0, v1), 32);
    v128.store(tile, seconds(v2, v3), 48);
  }
  if (at < row) {
    store<f64>(tile, load<f64>(x + at));
    store<f64>(tile, load<f64>(x1 + at), 8);
    store<f64>(tile, load<f64>(x2 + at), 16);
    store<f64>(tile, load<f64>(x3 + at), 24);
  }
  return scratch;
}

/** Writes the particles of a tile back to `x`. */
export function storeTile(tile: usize, x: usize, dim: u32, count: u32): void {
  if (isState(dim, count)) return;
  const row = <usize>dim << 3;
  if (count < TILE) {
    for (let p: usize = 0; p < count; p++) {
      for (let at: usize = 0; at < row; at += 8) {
        store<f64>(x + p * row + at, load<f64>(tile + (at << 2) + (p << 3)));
      }
    }
    return;
  }
  const x1 = x + row;
  const x2 = x1 + row;
  const x3 = x2 + row;
  let at: usize = 0;
  for (; at + 16 <= row; at += 16, tile += 64) {
    const v0 = v128.load(tile);
    const v1 = v128.load(tile, 16);
    const v2 = v128.load(tile, 32);
    const v3 = v128.load(tile, 48);
    v128.store(x + at, firsts(v0, v2));
    v128.store(x1 + at, seconds(v0, v2));
    v128.store(x2 + at, firsts(v1, v3));
    v128.store(x3 + at, seconds(v1, v3));
  }
  if (at < row) {
    store<f64>(x + at, load<f64>(tile));
    store<f64>(x1 + at, load<f64>(tile, 8));
    store<f64>(x2 + at, load<f64>(tile, 16));
    store<f64>(x3 + at, load<f64>(tile, 24));
  }
}

/** drift ← drift/(1 + taming·‖drift‖), particle by particle (src/schemes/advance.ts). */
export function tameTile(drift: usize, dim: u32): void {
  const taming = f64x2.splat(moveTaming());
  const end = drift + (<usize>dim << 5);
  for (let half: usize = 0; half < 32; half += 16) {
    let squares = f64x2.splat(0);
    for (let at = drift + half; at < end; at += 32) {
      squares = f64x2.add(squares, f64x2.mul(v128.load(at), v128.load(at)));
    }
    const divisor = f64x2.add(f64x2.splat(1), f64x2.mul(taming, f64x2.sqrt(squares)));
    for (let at = drift + half; at < end; at += 32) v128.store(at, f64x2.div(v128.load(at), divisor));
  }
}

/** factors ← factors·increments. */
@inline
export function scaleTile(factors: usize, dim: u32, increments: usize): void {
  for (const end = factors + (<usize>dim << 5); factors < end; factors += 16, increments += 16) {
    v128.store(factors, f64x2.mul(v128.load(factors), v128.load(increments)));
  }
}

/**
 * tile ← tile + drift factor·drift + noise factor·increments. Returns `finite` plus NaN if a number became non-finite,
 * else plus 0.
 */
@inline
export function eulerTile(tile: usize, dim: u32, drift: usize, increments: usize, finite: v128): v128 {
  const eta = f64x2.splat(moveDrift());
  const noise = f64x2.splat(moveNoise());
  const zero = f64x2.splat(0);
  for (const end = tile + (<usize>dim << 5); tile < end; tile += 32, drift += 32, increments += 32) {
    const a = f64x2.add(mulAdd(eta, v128.load(drift), v128.load(tile)), f64x2.mul(noise, v128.load(increments)));
    const b = f64x2.add(
      mulAdd(eta, v128.load(drift, 16), v128.load(tile, 16)),
      f64x2.mul(noise, v128.load(increments, 16)),
    );
    v128.store(tile, a);
    v128.store(tile, b, 16);
    finite = f64x2.add(finite, mulAdd(a, zero, f64x2.mul(b, zero)));
  }
  return finite;
}
