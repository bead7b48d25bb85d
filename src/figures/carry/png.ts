/**
 * PNG (ISO/IEC 15948): chunks of length, type, data and CRC-32 after a signature of 8 bytes. The text is an `iTXt` chunk
 * before the image data, compressed; the resolution is the chunk `pHYs`.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { CARRIED, type Carrier } from './carrier.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Keyword, compression flag 1 and method 0, no language, no translated keyword. */
const HEAD = Buffer.from(`${CARRIED}\0\u0001\0\0\0`, 'latin1');

interface Chunk {
  readonly type: string;
  /** With its length and CRC. */
  readonly bytes: Buffer;
}

export const pngCarrier: Carrier = {
  join(picture, text) {
    const data = Buffer.concat([HEAD, deflateSync(Buffer.from(text, 'utf8'))]);
    return beforeImage(chunksOf(picture), chunkOf('iTXt', data));
  },
  part(file) {
    const chunks = chunksOf(file);
    const own = chunks.find(isOwn);
    if (own === undefined) return null;
    return {
      picture: Buffer.concat([
        SIGNATURE,
        ...chunks.filter((chunk) => chunk !== own).map(({ bytes }) => bytes),
      ]),
      text: inflateSync(dataOf(own).subarray(HEAD.length)).toString('utf8'),
    };
  },
};

/** The picture with its resolution told, which gives its size on paper. */
export function withResolution(png: Buffer, dotsPerInch: number): Buffer {
  const data = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch / 0.0254);
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data[8] = 1;
  return beforeImage(
    chunksOf(png).filter(({ type }) => type !== 'pHYs'),
    chunkOf('pHYs', data),
  );
}

function isOwn(chunk: Chunk): boolean {
  return chunk.type === 'iTXt' && dataOf(chunk).subarray(0, HEAD.length).equals(HEAD);
}

function beforeImage(chunks: readonly Chunk[], added: Chunk): Buffer {
  const at = chunks.findIndex(({ type }) => type === 'IDAT');
  return Buffer.concat([
    SIGNATURE,
    ...[...chunks.slice(0, at), added, ...chunks.slice(at)].map(({ bytes }) => bytes),
  ]);
}

/** @throws Error where the bytes are no PNG, are cut short or have a wrong checksum */
function chunksOf(png: Buffer): Chunk[] {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('is no PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = at + 12 <= png.length ? png.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    const end = at + 12 + length;
    if (end > png.length) throw new Error('is a PNG cut short');
    const bytes = png.subarray(at, end);
    if (crc32(bytes.subarray(4, 8 + length)) !== bytes.readUInt32BE(8 + length))
      throw new Error('is a damaged PNG (a checksum is wrong)');
    chunks.push({ type: bytes.toString('latin1', 4, 8), bytes });
    at = end;
  }
  if (!chunks.some(({ type }) => type === 'IDAT')) throw new Error('is a PNG without image data');
  return chunks;
}

function dataOf({ bytes }: Chunk): Buffer {
  return bytes.subarray(8, bytes.length - 4);
}

function chunkOf(type: string, data: Buffer): Chunk {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return { type, bytes };
}
