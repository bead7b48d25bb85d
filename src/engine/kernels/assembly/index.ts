/**
 * What a kernel does (src/engine/kernel.ts), over whole blocks: the exports of the module. `x` is the state,
 * particle after particle; `stored` holds what gather leaves for the drift, or is 0: then it is computed again.
 */
import { cosineStored, driftCosine, gatherCosine, prepareCosine } from './cosineNetwork';
import { driftOu, gatherOu, prepareOu } from './meanFieldOu';
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
  setStep,
  TILE,
  tileDrift,
  tilePositions,
  tileStored,
} from './memory';
import { driftNetwork, gatherNetwork, networkStored, prepareNetwork } from './neuralNetwork';
import { drawIncrements } from './noise';
import { eulerTile, loadTile, storeTile } from './tiles';

export { setUp } from './memory';

/** Bytes that gather leaves for one tile. */
@inline
function storedBytes(model: Model): usize {
  return model == Model.neuralNetwork ? networkStored() : model == Model.cosineNetwork ? cosineStored() : 0;
}

@inline
function gatherTile(model: Model, tile: usize, stored: usize, first: v128, second: v128): void {
  if (model == Model.neuralNetwork) gatherNetwork(tile, stored, first, second);
  else if (model == Model.cosineNetwork) gatherCosine(tile, stored, first, second);
  else gatherOu(tile, first, second);
}

/** All ones in the lanes whose particles exist. */
@inline
function lanes(count: i32): v128 {
  return i64x2.gt_s(i64x2.splat(count), i64x2(0, 1));
}

/** The lane sums of a block become its row of block sums. */
function writeSums(model: Model, out: usize): void {
  const even = model == Model.neuralNetwork ? number(Numbers.evenWeight) : 1;
  const odd = model == Model.neuralNetwork ? number(Numbers.oddWeight) : 1;
  let sums = laneSums();
  for (const end = out + (<usize>header(Header.fieldDim) << 3); out < end; out += 8, sums += 16) {
    store<f64>(out, 0.0 + (even * load<f64>(sums) + odd * load<f64>(sums, 8)));
  }
}

/** Writes the sums of blocks from ≤ b < to into the rows of `sums` from 0 on. */
export function gather(x: usize, particles: u32, from: u32, to: u32, sums: usize, stored: usize): void {
  const model = header(Header.model);
  const dim = header(Header.dim);
  const fieldDim = header(Header.fieldDim);
  const bytes = storedBytes(model);
  const all = i64x2.splat(-1);
  for (let b = from; b < to; b++) {
    memory.fill(laneSums(), 0, <usize>fieldDim << 4);
    const end = min(particles, (b + 1) * BLOCK);
    for (let i = b * BLOCK; i < end; i += TILE) {
      const count = min(TILE, end - i);
      const tile = loadTile(x + ((<usize>i * dim) << 3), dim, count, tilePositions());
      const left = stored == 0 ? tileStored() : stored + <usize>(i / TILE) * bytes;
      if (count == TILE) gatherTile(model, tile, left, all, all);
      else gatherTile(model, tile, left, lanes(count), lanes(<i32>count - 2));
    }
    writeSums(model, sums + ((<usize>(b - from) * fieldDim) << 3));
  }
}

/** Takes the field that the next moves see, from the head of the scratch areas, and their step η. */
export function prepare(eta: f64): void {
  setStep(eta);
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
    const tile = loadTile(particle, dim, count, tilePositions());
    let left = stored + <usize>(i / TILE) * bytes;
    if (stored == 0) {
      left = tileStored();
      if (model != Model.meanFieldOu) gatherTile(model, tile, left, i64x2.splat(-1), i64x2.splat(-1));
    }
    if (model == Model.neuralNetwork) driftNetwork(left, drift);
    else if (model == Model.cosineNetwork) driftCosine(left, drift);
    else driftOu(tile, drift);
    finite = eulerTile(tile, dim, drift, increments, finite);
    storeTile(tile, particle, dim, count);
  }
  return f64x2.extract_lane(finite, 0) + f64x2.extract_lane(finite, 1) == 0;
}

/** Sets out = the increments of `particles` particles from `first` on, a multiple of BLOCK. */
export function draw(first: u32, particles: u32, fromCell: f64, toCell: f64, out: usize): void {
  const block = (<usize>BLOCK * header(Header.dim)) << 3;
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
  const block = (<usize>BLOCK * header(Header.dim)) << 3;
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

/** into += from, `count` float64 numbers, an even count. */
export function accumulate(into: usize, from: usize, count: u32): void {
  for (const end = into + (<usize>count << 3); into < end; into += 16, from += 16) {
    v128.store(into, f64x2.add(v128.load(into), v128.load(from)));
  }
}
