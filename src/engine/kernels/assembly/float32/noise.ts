/**
 * Stable increments of Types I–III for one block, from the same 64-bit words as in float64 (../noise.ts). The table
 * of quantiles has 4 coefficients a piece (src/noise/narrowTable.ts); a word chooses its piece as there and the
 * next 23 bits of its float64 are the place z in [−1, 1) on it. Increments lie in tiles, [tile][coordinate][8].
 */
import { block, firstCounter, firstKey, Role, secondKey } from '../bits';
import { address, Header, header, Numbers, number, RADII, scratch, WORDS } from '../memory';
import { mulAdd, Pattern, pattern32, pattern64 } from './arithmetic';

/** What becomes of the values of a row of words. Sums over cells are never fused: cells drawn one by one add up to the same. */
export const enum Into {
  /** out = factor·|value|, contiguous */
  radii,
  /** out = factor·value, contiguous */
  row,
  /** out += factor·value, in tiles */
  tiles,
  /** out += radius·value, in tiles */
  scaledTiles,
}

/** The bits 0–61 of two words, the lowest set, as float64: rounded once, as a conversion of 64-bit integers is. */
@inline
function asFloat64(words: v128): v128 {
  // 2^52 + low half, 2^84 + 2^32·high half
  const low = v128.or(v128.and(words, pattern64(Pattern.lowHalf)), pattern64(Pattern.lowExponent));
  const high = v128.or(i64x2.shr_u(i64x2.shl(words, 2), 34), pattern64(Pattern.highExponent));
  return f64x2.add(f64x2.sub(high, pattern64(Pattern.exponents)), low);
}

/** The quantiles of the four words at `at`, with their signs but for radii. Overwrites half of the words. */
@inline
function quantiles(into: Into, at: usize, table: usize): v128 {
  const w0 = v128.load(at);
  const w1 = v128.load(at, 16);
  const v0 = asFloat64(w0);
  const v1 = asFloat64(w1);
  const words = v128.shuffle<u32>(w0, w1, 1, 3, 5, 7);
  const row = v128.and(i32x4.shr_u(v128.shuffle<u32>(v0, v1, 1, 3, 5, 7), 11), pattern32(Pattern.row));
  const side = v128.and(i32x4.shr_u(words, 15), pattern32(Pattern.side));
  // addresses go through memory: cheaper than lane by lane out of a vector
  v128.store(at, v128.or(row, side));
  const a = v128.load(table + load<u32>(at));
  const b = v128.load(table + load<u32>(at, 4));
  const c = v128.load(table + load<u32>(at, 8));
  const d = v128.load(table + load<u32>(at, 12));
  let z = v128.shuffle<u32>(i64x2.shl(v0, 8), i64x2.shl(v1, 8), 1, 3, 5, 7);
  z = v128.or(v128.and(z, pattern32(Pattern.fraction)), pattern32(Pattern.two));
  z = f32x4.sub(z, pattern32(Pattern.three));
  const q = f32x4.mul(z, z);
  const ab = mulAdd(v128.shuffle<u32>(q, q, 0, 0, 1, 1), v128.shuffle<u64>(a, b, 1, 3), v128.shuffle<u64>(a, b, 0, 2));
  const cd = mulAdd(v128.shuffle<u32>(q, q, 2, 2, 3, 3), v128.shuffle<u64>(c, d, 1, 3), v128.shuffle<u64>(c, d, 0, 2));
  const y = mulAdd(z, v128.shuffle<u32>(ab, cd, 1, 3, 5, 7), v128.shuffle<u32>(ab, cd, 0, 2, 4, 6));
  return into == Into.radii ? y : v128.xor(y, v128.and(words, pattern32(Pattern.sign)));
}

/** Turns the eight words of a tile at `at` into samples of `out`. */
@inline
export function sampleTile(into: Into, at: usize, table: usize, scale: v128, radius: usize, out: usize): void {
  const y0 = quantiles(into, at, table);
  const y1 = quantiles(into, at + 32, table);
  if (into == Into.radii || into == Into.row) {
    v128.store(out, f32x4.mul(scale, y0));
    v128.store(out, f32x4.mul(scale, y1), 16);
  } else if (into == Into.tiles) {
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(scale, y0)));
    v128.store(out, f32x4.add(v128.load(out, 16), f32x4.mul(scale, y1)), 16);
  } else {
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(v128.load(radius), y0)));
    v128.store(out, f32x4.add(v128.load(out, 16), f32x4.mul(v128.load(radius, 16), y1)), 16);
  }
}

/** Draws the bits of the four pairs from `counter0` on. */
@inline
function drawTile(key0: u64, key1: u64, counter0: u64, counter1: u64, out: usize): void {
  block(key0, key1, counter0, counter1, out);
  block(key0, key1, counter0 + 1, counter1, out + 16);
  block(key0, key1, counter0 + 2, counter1, out + 32);
  block(key0, key1, counter0 + 3, counter1, out + 48);
}

/**
 * One coordinate and cell of `tiles` tiles from particle 2·firstPair on. The bits of a tile are drawn while the
 * samples of the tile before are made.
 */
@inline
function sample(
  into: Into,
  role: Role,
  firstPair: u32,
  tiles: u32,
  coordinate: u32,
  cell: u64,
  table: usize,
  factor: f32,
  out: usize,
  stride: usize,
): void {
  const key0 = firstKey(role);
  const key1 = secondKey(role);
  const counter1 = cell + key1;
  let counter0 = firstCounter(key0, firstPair, coordinate);
  const scale = f32x4.splat(factor);
  let at = scratch(WORDS);
  let radius = scratch(RADII);
  drawTile(key0, key1, counter0, counter1, at);
  for (const last = at + (<usize>(tiles - 1) << 6); at < last; at += 64, radius += 32, out += stride) {
    counter0 += 4;
    drawTile(key0, key1, counter0, counter1, at + 64);
    sampleTile(into, at, table, scale, radius, out);
  }
  sampleTile(into, at, table, scale, radius, out);
}

function addIndependent(firstPair: u32, tiles: u32, fromCell: u64, toCell: u64, out: usize): void {
  const dim = header(Header.dim);
  const table = address(Header.symmetric);
  const factor = <f32>number(Numbers.factor);
  for (let c = 0; c < dim; c++, out += 32) {
    for (let cell = fromCell; cell < toCell; cell++) {
      sample(Into.tiles, Role.noise, firstPair, tiles, c, cell, table, factor, out, <usize>dim << 5);
    }
  }
}

function addCommon(firstPair: u32, tiles: u32, fromCell: u64, toCell: u64, out: usize): void {
  const stride = <usize>header(Header.dim) << 5;
  for (let cell = fromCell; cell < toCell; cell++) {
    const row = scratch(RADII);
    const table = address(Header.symmetric);
    sample(Into.row, Role.noise, firstPair, tiles, 0, cell, table, <f32>number(Numbers.factor), row, 32);
    for (let tile: u32 = 0; tile < tiles; tile++) {
      const x0 = v128.load(row + (<usize>tile << 5));
      const x1 = v128.load(row + (<usize>tile << 5), 16);
      let at = out + tile * stride;
      for (const end = at + stride; at < end; at += 32) {
        v128.store(at, f32x4.add(v128.load(at), x0));
        v128.store(at, f32x4.add(v128.load(at, 16), x1), 16);
      }
    }
  }
}

function addRotational(firstPair: u32, tiles: u32, fromCell: u64, toCell: u64, out: usize): void {
  const dim = header(Header.dim);
  const stride = <usize>dim << 5;
  const gaussian = address(Header.gaussian);
  const radius = address(Header.radius);
  const factor = <f32>number(Numbers.factor);
  for (let cell = fromCell; cell < toCell; cell++) {
    sample(Into.radii, Role.subordinator, firstPair, tiles, 0, cell, radius, factor, scratch(RADII), 32);
    for (let c = 0; c < dim; c++) {
      sample(Into.scaledTiles, Role.noise, firstPair, tiles, c, cell, gaussian, 0, out + (<usize>c << 5), stride);
    }
  }
}

/**
 * Sets out = the increments of `tiles` tiles from particle 2·firstPair on, over cells fromCell ≤ cell < toCell.
 * Cells are whole numbers up to 2^32.
 */
export function drawIncrements(firstPair: u32, tiles: u32, fromCell: f64, toCell: f64, out: usize): void {
  memory.fill(out, 0, (<usize>tiles * <usize>header(Header.dim)) << 5);
  if (number(Numbers.factor) == 0) return;
  const from = <u64>fromCell;
  const to = <u64>toCell;
  const type = header(Header.noise);
  if (type == 1) addCommon(firstPair, tiles, from, to, out);
  else if (type == 2) addIndependent(firstPair, tiles, from, to, out);
  else addRotational(firstPair, tiles, from, to, out);
}
