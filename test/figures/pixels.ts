/**
 * Pictures compared by what a reader sees: the mean colours of blocks of 8 × 8 pixels. Edges of letters and lines, which differ
 * between versions of a browser and its fonts, average out; a line, a band, a colour or an axis that is not where it was does not.
 */
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of every pixel, row by row. */
  readonly rgba: Uint8Array;
}

const BLOCK = 8;
/** Of 255: how far the mean of one colour of a block may be off. */
const STEP = 24;

/** Decodes a PNG as Chromium writes it: 8 bits a channel, with alpha, not interlaced. */
export function decodePng(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png.toString('hex', 24, 29) !== '0806000000')
    throw new Error('This decoder reads PNG of 8-bit RGBA, not interlaced.');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const lines = inflateSync(Buffer.concat(parts));
  const stride = 4 * width;
  const rgba = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)]!;
    for (let i = 0; i < stride; i++) {
      const left = i < 4 ? 0 : rgba[y * stride + i - 4]!;
      const up = y === 0 ? 0 : rgba[(y - 1) * stride + i]!;
      const corner = i < 4 || y === 0 ? 0 : rgba[(y - 1) * stride + i - 4]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      rgba[y * stride + i] = lines[y * (stride + 1) + 1 + i]! + guess;
    }
  }
  return { width, height, rgba };
}

function paeth(a: number, b: number, c: number): number {
  const [da, db, dc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return da <= db && da <= dc ? a : db <= dc ? b : c;
}

/** The share of blocks whose mean colour differs; 1 where the sizes do. */
export function differingShare(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const [first, second] = [blockMeans(a), blockMeans(b)];
  let differing = 0;
  for (let i = 0; i < first.length; i += 4)
    if ([0, 1, 2, 3].some((c) => Math.abs(first[i + c]! - second[i + c]!) > STEP)) differing++;
  return differing / (first.length / 4);
}

function blockMeans({ width, height, rgba }: Pixels): Float64Array {
  const columns = Math.floor(width / BLOCK);
  const means = new Float64Array(4 * columns * Math.floor(height / BLOCK));
  for (let y = 0; y < BLOCK * Math.floor(height / BLOCK); y++)
    for (let x = 0; x < BLOCK * columns; x++)
      for (let c = 0; c < 4; c++)
        means[4 * (Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)) + c]! +=
          rgba[4 * (y * width + x) + c]! / BLOCK ** 2;
  return means;
}
