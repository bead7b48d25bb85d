/** Rows and columns of a batch, packed anew from those of all points (src/engine/kernels/data.ts has their order). */
import { address, Header } from '../memory';

/**
 * Packs the points whose numbers, int32, stand at `numbers`; `all` is how many points there are. A table of rows has room
 * for `count` rounded up to 4; what fills it up is left as it is, since no sum over points reads it.
 */
export function pack(numbers: usize, count: i32, all: i32, width: i32, rows: usize, columns: usize): void {
  const four = <usize>width << 5;
  const allRows = address(Header.rows);
  for (let j: usize = 0; j < <usize>count; j++) {
    const b = load<u32>(numbers + (j << 2));
    let from = allRows + (b >> 2) * four + ((b & 3) << 3);
    let to = rows + (j >> 2) * four + ((j & 3) << 3);
    for (const end = from + four; from < end; from += 32, to += 32) store<f64>(to, load<f64>(from));
  }
  let table = address(Header.columns);
  let to = columns;
  for (let first: i32 = 0; first < width; first += 4) {
    const size = <usize>min(4, width - first) << 3;
    for (let j: usize = 0; j < <usize>count; j++) {
      let from = table + load<u32>(numbers + (j << 2)) * size;
      for (const end = from + size; from < end; from += 8, to += 8) store<f64>(to, load<f64>(from));
    }
    table += <usize>all * size;
  }
}
