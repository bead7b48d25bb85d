/**
 * The exports of the float32 module: those of ../index.ts, with the same arguments. The state stays float64; what
 * `stored` and increments hold is float32.
 */
import {
  AREAS,
  BLOCK,
  blockIncrements,
  Header,
  header,
  laneSums,
  Model,
  Numbers,
  number,
  scratch,
  setMove,
  tileDrift,
  tilePositions,
  tileStored,
} from '../memory';
import { incrementBytes, TILE } from './areas';
import { cosineStored, driftCosine, gatherCosine, prepareCosine } from './cosineNetwork';
import { driftOu, gatherOu, prepareOu } from './meanFieldOu';
import { driftNetwork, gatherNetwork, networkStored, prepareNetwork } from './neuralNetwork';
import { drawIncrements } from './noise';
import { loadNarrow, loadWide, moveTile } from './tiles';

export { setUp } from '../memory';

/** Bytes that gather leaves for one tile. */
@inline
function storedBytes(model: Model): usize {
  return model == Model.neuralNetwork ? networkStored() : model == Model.cosineNetwork ? cosineStored() : 0;
}

/** Adds the `count` ≤ 8 particles from `x` on to the lane sums, and leaves at `stored` what their drift needs. */
@inline
function gatherTile(model: Model, x: usize, dim: i32, count: u32, stored: usize): void {
  if (model == Model.meanFieldOu) {
    gatherOu(x, count);
    return;
  }
  const full = count == TILE;
  const first = full ? i64x2.splat(-1) : lanes(count);
  const second = full ? first : lanes(<i32>count - 4);
  if (model == Model.neuralNetwork) {
    loadNarrow(x, dim, count, tilePositions());
    gatherNetwork(tilePositions(), stored, first, second);
  } else gatherCosine(loadWide(x, dim, count), stored, first, second);
}

/** All ones in the lanes whose particles exist. */
@inline
function lanes(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3));
}

/** The lane sums of a block, now in float64, become its row of block sums. */
function writeSums(model: Model, out: usize): void {
  let sums = laneSums();
  if (model == Model.meanFieldOu) {
    store<f64>(out, load<f64>(sums));
    return;
  }
  const even = model == Model.neuralNetwork ? number(Numbers.evenWeight) : 1;
  const odd = model == Model.neuralNetwork ? number(Numbers.oddWeight) : 1;
  for (const end = out + (<usize>header(Header.fieldDim) << 3); out < end; out += 8, sums += 16) {
    const evens = <f64>load<f32>(sums) + <f64>load<f32>(sums, 8);
    const odds = <f64>load<f32>(sums, 4) + <f64>load<f32>(sums, 12);
    store<f64>(out, 0.0 + (even * evens + odd * odds));
  }
}

/** Writes the sums of blocks from ≤ b < to into the rows of `sums` from 0 on. */
export function gather(x: usize, particles: u32, from: u32, to: u32, sums: usize, stored: usize): void {
  const model = header(Header.model);
  const dim = header(Header.dim);
  const fieldDim = header(Header.fieldDim);
  const bytes = storedBytes(model);
  for (let b = from; b < to; b++) {
    memory.fill(laneSums(), 0, <usize>fieldDim << 4);
    const end = min(particles, (b + 1) * BLOCK);
    for (let i = b * BLOCK; i < end; i += TILE) {
      const left = stored == 0 ? tileStored() : stored + <usize>(i / TILE) * bytes;
      gatherTile(model, x + ((<usize>i * dim) << 3), dim, min(TILE, end - i), left);
    }
    writeSums(model, sums + ((<usize>(b - from) * fieldDim) << 3));
  }
}

/** Takes the field that the next moves see, from the head of the scratch areas, and their step η. */
export function prepare(eta: f64): void {
  setMove(eta, 1, 0);
  const model = header(Header.model);
  const field = scratch(AREAS);
  if (model == Model.neuralNetwork) prepareNetwork(field);
  else if (model == Model.cosineNetwork) prepareCosine(field);
  else prepareOu(field);
}

/** Moves one block by its increments. Returns whether all its numbers stayed finite. */
function moveBlock(x: usize, particles: u32, b: u32, increments: usize, stored: usize): bool {
  const model = header(Header.model);
  const dim = header(Header.dim);
  const bytes = storedBytes(model);
  const drift = tileDrift();
  const end = min(particles, (b + 1) * BLOCK);
  let finite = f64x2.splat(0);
  for (let i = b * BLOCK; i < end; i += TILE, increments += <usize>dim << 5) {
    const count = min(TILE, end - i);
    const particle = x + ((<usize>i * dim) << 3);
    let left = stored + <usize>(i / TILE) * bytes;
    if (stored == 0 && model != Model.meanFieldOu) {
      left = tileStored();
      gatherTile(model, particle, dim, count, left);
    }
    if (model == Model.neuralNetwork) driftNetwork(left, drift);
    else if (model == Model.cosineNetwork) driftCosine(left, drift);
    else driftOu(loadWide(particle, dim, count), drift);
    finite = moveTile(particle, dim, count, drift, increments, finite);
  }
  return f64x2.extract_lane(finite, 0) + f64x2.extract_lane(finite, 1) == 0;
}

/** Sets out = the increments of `particles` particles from `first` on, a multiple of BLOCK. */
export function draw(first: u32, particles: u32, fromCell: f64, toCell: f64, out: usize): void {
  const block = incrementBytes();
  for (let b: u32 = 0; b * BLOCK < particles; b++, out += block) {
    drawIncrements((first >> 1) + b * (BLOCK / 2), tilesOf(particles, b), fromCell, toCell, out);
  }
}

@inline
function tilesOf(particles: u32, b: u32): u32 {
  return (min(particles - b * BLOCK, BLOCK) + TILE - 1) / TILE;
}

/**
 * Moves blocks from ≤ b < to by given increments, which start with block 0's.
 * Returns the first block with a non-finite number, or −1.
 */
export function move(x: usize, particles: u32, from: u32, to: u32, increments: usize, stored: usize): i32 {
  const block = incrementBytes();
  let bad = -1;
  for (let b = from; b < to; b++) {
    if (!moveBlock(x, particles, b, increments + <usize>b * block, stored) && bad < 0) bad = b;
  }
  return bad;
}

/** `draw` and `move`, block by block, with the increments in the thread's scratch. */
export function advance(
  x: usize,
  particles: u32,
  from: u32,
  to: u32,
  fromCell: f64,
  toCell: f64,
  stored: usize,
): i32 {
  let bad = -1;
  for (let b = from; b < to; b++) {
    drawIncrements(b * (BLOCK / 2), tilesOf(particles, b), fromCell, toCell, blockIncrements());
    if (!moveBlock(x, particles, b, blockIncrements(), stored) && bad < 0) bad = b;
  }
  return bad;
}

/** into += from, `count` pairs of float32, an even count. */
export function accumulate(into: usize, from: usize, count: u32): void {
  for (const end = into + (<usize>count << 3); into < end; into += 16, from += 16) {
    v128.store(into, f32x4.add(v128.load(into), v128.load(from)));
  }
}
