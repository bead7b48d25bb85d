/**
 * Tiles of eight particles: [coordinate][8] of float32, two vectors, 32 bytes a coordinate as in float64. The areas
 * of a thread are those of ../memory.ts; the increments of a block take half of theirs, and in the other half lies
 * a tile's positions in float64, 64 bytes a coordinate.
 */
import { BLOCK, blockIncrements, Header, header } from '../memory';

export const TILE: u32 = 8;

/** Bytes of a block's increments. */
@inline
export function incrementBytes(): usize {
  return (<usize>BLOCK * header(Header.dim)) << 2;
}

@inline
export function wideTile(): usize {
  return blockIncrements() + incrementBytes();
}
