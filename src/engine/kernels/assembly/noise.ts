/**
 * Stable increments of Types I–III for one block (src/noise/increments.ts): tables of quantiles read at 64-bit
 * addresses (src/noise/quantileTable.ts). Increments lie in tiles, [tile][coordinate][4 particles].
 */
import { firsts, mulAdd, seconds } from './arithmetic';
import { block, firstCounter, firstKey, Role, secondKey } from './bits';
import { address, Header, header, Numbers, number, RADII, scratch, tilePositions, WORDS } from './memory';

const QUANTILE_BITS: u64 = 0x3fffffffffffffff;
const SIGN: u64 = 0x8000000000000000;

/** What becomes of the values of a row of words. Sums over cells are never fused: cells drawn one by one add up to the same. */
const enum Into {
  /** out = factor·|value|, contiguous */
  radii,
  /** out = factor·value, contiguous */
  row,
  /** out += factor·value, in tiles */
  tiles,
  /** out += radius·value, in tiles */
  scaledTiles,
}

/** Address of the polynomial of a float64 v with the word's side: exponent and five bits of v are the row. */
@inline
function piece(table: usize, v: u64, word: u64): usize {
  return table + ((<usize>(v >> 41) & 0x1ffc0) | (<usize>(word >> 45) & 0x20000));
}

/** The quantiles (without sign) of the two words at `at`. */
@inline
function quantiles(at: usize, table: usize): v128 {
  const w0 = load<u64>(at);
  const w1 = load<u64>(at, 8);
  const v0 = reinterpret<u64>(<f64>(<i64>((w0 & QUANTILE_BITS) | 1)));
  const v1 = reinterpret<u64>(<f64>(<i64>((w1 & QUANTILE_BITS) | 1)));
  const p0 = piece(table, v0, w0);
  const p1 = piece(table, v1, w1);
  let z = i64x2.replace_lane(i64x2.splat(v0), 1, v1);
  z = v128.or(v128.and(i64x2.shl(z, 5), i64x2.splat(0x000fffffffffffff)), f64x2.splat(1));
  z = f64x2.sub(f64x2.add(z, z), f64x2.splat(3));
  const q = f64x2.mul(z, z);
  const q0 = firsts(q, q);
  const q1 = seconds(q, q);
  let e0 = mulAdd(v128.load(p0, 48), q0, v128.load(p0, 32));
  e0 = mulAdd(e0, q0, v128.load(p0, 16));
  e0 = mulAdd(e0, q0, v128.load(p0));
  let e1 = mulAdd(v128.load(p1, 48), q1, v128.load(p1, 32));
  e1 = mulAdd(e1, q1, v128.load(p1, 16));
  e1 = mulAdd(e1, q1, v128.load(p1));
  return mulAdd(z, seconds(e0, e1), firsts(e0, e1));
}

/** Turns the four words of a tile at `at` into samples of `out`. */
@inline
function sampleTile(into: Into, at: usize, table: usize, scale: v128, radius: usize, out: usize): void {
  let y0 = quantiles(at, table);
  let y1 = quantiles(at + 16, table);
  if (into != Into.radii) {
    const sign = i64x2.splat(SIGN);
    y0 = v128.xor(y0, v128.and(v128.load(at), sign));
    y1 = v128.xor(y1, v128.and(v128.load(at, 16), sign));
  }
  if (into == Into.radii || into == Into.row) {
    v128.store(out, f64x2.mul(scale, y0));
    v128.store(out, f64x2.mul(scale, y1), 16);
  } else if (into == Into.tiles) {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(scale, y0)));
    v128.store(out, f64x2.add(v128.load(out, 16), f64x2.mul(scale, y1)), 16);
  } else {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(v128.load(radius), y0)));
    v128.store(out, f64x2.add(v128.load(out, 16), f64x2.mul(v128.load(radius, 16), y1)), 16);
  }
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
  factor: f64,
  out: usize,
  stride: usize,
): void {
  const key0 = firstKey(role);
  const key1 = secondKey(role);
  const counter1 = cell + key1;
  let counter0 = firstCounter(key0, firstPair, coordinate);
  const scale = f64x2.splat(factor);
  let at = scratch(WORDS);
  let radius = scratch(RADII);
  block(key0, key1, counter0, counter1, at);
  block(key0, key1, counter0 + 1, counter1, at + 16);
  for (const last = at + (<usize>(tiles - 1) << 5); at < last; at += 32, radius += 32, out += stride) {
    counter0 += 2;
    block(key0, key1, counter0, counter1, at + 32);
    block(key0, key1, counter0 + 1, counter1, at + 48);
    sampleTile(into, at, table, scale, radius, out);
  }
  sampleTile(into, at, table, scale, radius, out);
}

function addIndependent(
  role: Role,
  table: usize,
  factor: f64,
  firstPair: u32,
  tiles: u32,
  fromCell: u64,
  toCell: u64,
  out: usize,
): void {
  const noisy = header(Header.noisy);
  const stride = <usize>header(Header.dim) << 5;
  for (let c = 0; c < noisy; c++, out += 32) {
    for (let cell = fromCell; cell < toCell; cell++) {
      sample(Into.tiles, role, firstPair, tiles, c, cell, table, factor, out, stride);
    }
  }
}

function addScalar(
  role: Role,
  table: usize,
  factor: f64,
  firstPair: u32,
  tiles: u32,
  fromCell: u64,
  toCell: u64,
  out: usize,
): void {
  const stride = <usize>header(Header.dim) << 5;
  const noisy = <usize>header(Header.noisy) << 5;
  for (let cell = fromCell; cell < toCell; cell++) {
    const row = scratch(RADII);
    sample(Into.row, role, firstPair, tiles, 0, cell, table, factor, row, 32);
    for (let tile: u32 = 0; tile < tiles; tile++) {
      const x0 = v128.load(row + (<usize>tile << 5));
      const x1 = v128.load(row + (<usize>tile << 5), 16);
      let at = out + tile * stride;
      for (const end = at + noisy; at < end; at += 32) {
        v128.store(at, f64x2.add(v128.load(at), x0));
        v128.store(at, f64x2.add(v128.load(at, 16), x1), 16);
      }
    }
  }
}

/** `role` draws the Gaussian numbers, the role after it the radii. */
function addRotational(
  role: Role,
  gaussian: usize,
  table: usize,
  factor: f64,
  firstPair: u32,
  tiles: u32,
  fromCell: u64,
  toCell: u64,
  out: usize,
): void {
  const noisy = header(Header.noisy);
  const stride = <usize>header(Header.dim) << 5;
  for (let cell = fromCell; cell < toCell; cell++) {
    const radii = scratch(RADII);
    sample(Into.radii, role + 1, firstPair, tiles, 0, cell, table, factor, radii, 32);
    for (let c = 0; c < noisy; c++) {
      const row = out + (<usize>c << 5);
      sample(Into.scaledTiles, role, firstPair, tiles, c, cell, gaussian, 0, row, stride);
    }
  }
}

/** Adds the particles' own noise. */
function addOwn(firstPair: u32, tiles: u32, from: u64, to: u64, out: usize): void {
  const type = header(Header.noise);
  const factor = number(Numbers.factor);
  if (factor == 0) return;
  if (type == 3) {
    const gaussian = address(Header.gaussian);
    addRotational(Role.noise, gaussian, address(Header.radius), factor, firstPair, tiles, from, to, out);
    return;
  }
  const table = address(Header.symmetric);
  if (type == 1) addScalar(Role.noise, table, factor, firstPair, tiles, from, to, out);
  else addIndependent(Role.noise, table, factor, firstPair, tiles, from, to, out);
}

/** Adds one cell of the noise that all particles share: that of particle 0 of its own roles. */
function addCommon(tiles: u32, cell: u64, out: usize): void {
  const type = header(Header.common);
  const factor = number(Numbers.commonFactor);
  const bytes = <usize>header(Header.dim) << 5;
  const shared = tilePositions();
  memory.fill(shared, 0, bytes);
  if (type == 3) {
    const gaussian = address(Header.commonGaussian);
    addRotational(Role.common, gaussian, address(Header.commonRadius), factor, 0, 1, cell, cell + 1, shared);
  } else if (type == 1) {
    addScalar(Role.common, address(Header.commonSymmetric), factor, 0, 1, cell, cell + 1, shared);
  } else addIndependent(Role.common, address(Header.commonSymmetric), factor, 0, 1, cell, cell + 1, shared);
  const noisy = <usize>header(Header.noisy) << 5;
  for (let tile: u32 = 0; tile < tiles; tile++, out += bytes) {
    for (let at: usize = 0; at < noisy; at += 32) {
      const x = v128.load64_splat(shared + at);
      v128.store(out + at, f64x2.add(v128.load(out + at), x));
      v128.store(out + at, f64x2.add(v128.load(out + at, 16), x), 16);
    }
  }
}

/**
 * Sets out = the increments of `tiles` tiles from particle 2·firstPair on, over cells fromCell ≤ cell < toCell.
 * Cells are whole numbers up to 2^32.
 */
export function drawIncrements(firstPair: u32, tiles: u32, fromCell: f64, toCell: f64, out: usize): void {
  memory.fill(out, 0, (<usize>tiles * <usize>header(Header.dim)) << 5);
  const from = <u64>fromCell;
  const to = <u64>toCell;
  if (header(Header.common) == 0) {
    addOwn(firstPair, tiles, from, to, out);
    return;
  }
  for (let cell = from; cell < to; cell++) {
    addOwn(firstPair, tiles, cell, cell + 1, out);
    addCommon(tiles, cell, out);
  }
}
