/**
 * What a kernel does (src/engine/kernel.ts), over whole blocks: the exports of the module. `x` is the state,
 * particle after particle; `stored` holds what gather leaves for the drift, or is 0: then it is computed again.
 */
import { cosineStored, driftCosine, gatherCosine, prepareCosine, prepareKuramoto } from './cosineNetwork';
import { externalDrift, externalFactors, externalGather } from './external';
import { driftOu, gatherOu, prepareOu } from './meanFieldOu';
import {
  AREAS,
  BLOCK,
  blockBytes,
  blockDrift,
  blockFactors,
  blockIncrements,
  Header,
  header,
  laneSums,
  Model,
  moveTaming,
  Numbers,
  number,
  scratch,
  setMove,
  TILE,
  tileDrift,
  tilePositions,
  tileStored,
} from './memory';
import { driftNetwork, gatherNetwork, networkStored, prepareNetwork } from './neuralNetwork';
import { drawIncrements } from './noise';
import { eulerTile, loadTile, scaleTile, storeTile, tameTile } from './tiles';

export { setUp } from './memory';

/** Bytes that gather leaves for one tile. */
@inline
function storedBytes(model: Model): usize {
  return model == Model.neuralNetwork ? networkStored() : isCosine(model) ? cosineStored() : 0;
}

/** Models of sines and cosines. */
@inline
function isCosine(model: Model): bool {
  return model == Model.cosineNetwork || model == Model.kuramoto;
}

@inline
function gatherTile(model: Model, tile: usize, stored: usize, first: v128, second: v128): void {
  if (model == Model.neuralNetwork) gatherNetwork(tile, stored, first, second);
  else if (isCosine(model)) gatherCosine(tile, stored, first, second);
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
  if (model == Model.external) {
    for (let b = from; b < to; b++, sums += <usize>fieldDim << 3) {
      externalGather(x, b * BLOCK, min(particles, (b + 1) * BLOCK), sums, stored);
    }
    return;
  }
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

/** Takes the field that the next moves see, from the head of the scratch areas, and what the moves are. */
export function prepare(drift: f64, noise: f64, taming: f64): void {
  setMove(drift, noise, taming);
  const model = header(Header.model);
  const field = scratch(AREAS);
  if (model == Model.neuralNetwork) prepareNetwork(field);
  else if (model == Model.cosineNetwork) prepareCosine(field);
  else if (model == Model.kuramoto) prepareKuramoto(field);
  else if (model == Model.meanFieldOu) prepareOu(field);
}

/** Moves one block by its increments. Returns whether all its numbers stayed finite. */
function moveBlock(x: usize, particles: u32, b: u32, increments: usize, stored: usize): bool {
  const model = header(Header.model);
  if (model == Model.external) return moveExternal(x, particles, b, increments, stored);
  const dim = header(Header.dim);
  const bytes = storedBytes(model);
  const drift = tileDrift();
  const tamed = moveTaming() != 0;
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
    else if (isCosine(model)) driftCosine(left, drift);
    else driftOu(tile, drift);
    if (tamed) tameTile(drift, dim);
    finite = eulerTile(tile, dim, drift, increments, finite);
    storeTile(tile, particle, dim, count);
  }
  return f64x2.extract_lane(finite, 0) + f64x2.extract_lane(finite, 1) == 0;
}

/** `moveBlock` of a model whose drift comes from outside. */
function moveExternal(x: usize, particles: u32, b: u32, increments: usize, stored: usize): bool {
  const dim = header(Header.dim);
  const bytes = <usize>dim << 5;
  const first = b * BLOCK;
  const end = min(particles, first + BLOCK);
  const field = scratch(AREAS);
  const tamed = moveTaming() != 0;
  const multiplicative = header(Header.multiplicative) != 0;
  let drift = blockDrift();
  let factors = blockFactors();
  externalDrift(x, first, end, field, stored, drift);
  if (multiplicative) externalFactors(x, first, end, field, stored, factors);
  let finite = f64x2.splat(0);
  for (let i = first; i < end; i += TILE, drift += bytes, factors += bytes, increments += bytes) {
    const count = min(TILE, end - i);
    const particle = x + ((<usize>i * dim) << 3);
    const tile = loadTile(particle, dim, count, tilePositions());
    if (tamed) tameTile(drift, dim);
    if (multiplicative) scaleTile(factors, dim, increments);
    finite = eulerTile(tile, dim, drift, multiplicative ? factors : increments, finite);
    storeTile(tile, particle, dim, count);
  }
  return f64x2.extract_lane(finite, 0) + f64x2.extract_lane(finite, 1) == 0;
}

/** Sets out = the increments of `particles` particles from `first` on, a multiple of BLOCK. */
export function draw(first: u32, particles: u32, fromCell: f64, toCell: f64, out: usize): void {
  const block = blockBytes();
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
  const block = blockBytes();
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
