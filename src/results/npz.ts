/**
 * NumPy's .npz: a zip archive of .npy files, of numpy.savez or numpy.savez_compressed (yauzl reads the zip).
 *
 * Nothing that the archive says of itself is believed: sizes are limited before anything is unpacked, an entry that
 * unpacks to more or to less than it says is refused while it is unpacked, its checksum is compared, and no two entries may
 * share bytes of the archive (which is how small archives come to unpack to petabytes).
 */
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { decodeNpy, NPY_START, type NpyHeader, npyHeader } from './npy.ts';
import { printable } from './printable.ts';
import type { StoredArray } from './storedArray.ts';

const MOST_ENTRIES = 10_000;

/** Deflate cannot shrink more than 1032 to 1. */
const MOST_DEFLATE = 1032;

const STORED = 0;
const DEFLATED = 8;

interface Archive {
  readonly arrays: readonly StoredArray[];
  close(): void;
}

/**
 * @param maxBytes what all arrays together may unpack to
 * @throws Error with one sentence naming the file
 */
export async function openNpz(path: string, maxBytes: number): Promise<Archive> {
  const damaged = (cause: unknown) =>
    new Error(`${path}: the zip archive is damaged (${sentencePart(cause)}).`, { cause });
  const { default: yauzl } = await import('yauzl');
  let zip: Awaited<ReturnType<typeof yauzl.openPromise>>;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false });
  } catch (cause) {
    throw damaged(cause);
  }
  try {
    if (zip.entryCount > MOST_ENTRIES)
      throw new Error(
        `${path}: the archive has ${zip.entryCount} entries; at most ${MOST_ENTRIES} are read.`,
      );
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    checkEntries(path, entries, zip.fileSize, maxBytes);
    const arrays: StoredArray[] = [];
    for (const entry of entries) {
      const name = `${path}: ${entry.fileName}`;
      const { shape, dtype } = await header(name, entry);
      arrays.push({
        name: entry.fileName.replace(/\.npy$/, ''),
        shape,
        dtype,
        load: async () => decodeNpy(name, await unpack(name, entry)).data,
      });
    }
    return { arrays, close: () => zip.close() };
  } catch (cause) {
    zip.close();
    throw isOurs(path, cause) ? cause : damaged(cause);
  }

  /** The header, from the first bytes only. */
  async function header(name: string, entry: Entry): Promise<NpyHeader> {
    const wanted = Math.min(NPY_START, entry.uncompressedSize);
    const start = new Uint8Array(wanted);
    let at = 0;
    for await (const chunk of await stream(name, entry)) {
      const part = (chunk as Buffer).subarray(0, wanted - at);
      start.set(part, at);
      at += part.length;
      if (at === wanted) break;
    }
    return npyHeader(name, start, entry.uncompressedSize);
  }

  async function unpack(name: string, entry: Entry): Promise<Uint8Array> {
    const bytes = new Uint8Array(entry.uncompressedSize);
    let at = 0;
    let sum = 0;
    try {
      for await (const chunk of await stream(name, entry)) {
        bytes.set(chunk as Buffer, at);
        sum = crc32(chunk as Buffer, sum);
        at += (chunk as Buffer).length;
      }
    } catch (cause) {
      throw isOurs(path, cause)
        ? cause
        : new Error(`${name}: cannot be unpacked (${sentencePart(cause)}).`, { cause });
    }
    if (sum !== entry.crc32)
      throw new Error(`${name}: is damaged: its checksum is not the one in the archive.`);
    return bytes;
  }

  async function stream(name: string, entry: Entry) {
    try {
      return await zip.openReadStreamPromise(entry);
    } catch (cause) {
      throw new Error(`${name}: cannot be unpacked (${sentencePart(cause)}).`, { cause });
    }
  }
}

/** Whether an error is a sentence of ours about this file already. */
function isOurs(path: string, error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(`${path}: `);
}

function sentencePart(cause: unknown): string {
  const text = (cause instanceof Error ? cause.message : String(cause)).replace(/[.\s]+$/, '');
  return printable(text.slice(0, 160));
}

function checkEntries(path: string, entries: readonly Entry[], fileSize: number, maxBytes: number): void {
  if (entries.length === 0) throw new Error(`${path}: the archive holds no arrays.`);
  const names = new Set<string>();
  let unpacked = 0;
  for (const entry of entries) {
    const { fileName, uncompressedSize, compressedSize, compressionMethod } = entry;
    const refuse = (what: string) => new Error(`${path}: ${fileName.slice(0, 120)}: ${what}.`);
    if (/(^|\/)data\.pkl$/.test(fileName))
      throw refuse(
        'this is a PyTorch archive, whose pickle could run code and is not read; save the weights by safetensors.torch.save_file or numpy.savez',
      );
    if (!fileName.endsWith('.npy')) throw refuse('is no .npy file; an .npz archive holds nothing else');
    if (names.has(fileName)) throw refuse('is there twice');
    names.add(fileName);
    if (entry.isEncrypted()) throw refuse('is encrypted');
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
      throw refuse(`is packed by method ${compressionMethod}; stored (0) and deflated (8) entries are read`);
    if (compressedSize > fileSize)
      throw refuse(`says that it takes ${compressedSize} bytes of an archive of ${fileSize}`);
    if (uncompressedSize > MOST_DEFLATE * compressedSize)
      throw refuse(
        `says that ${compressedSize} bytes unpack to ${uncompressedSize}, which no deflated data do`,
      );
    unpacked += uncompressedSize;
    if (unpacked > maxBytes)
      throw new Error(
        `${path}: its arrays unpack to ${unpacked} bytes or more; on this machine at most ${maxBytes} are read.`,
      );
  }
  checkOverlaps(path, entries, fileSize);
}

/** Entries by their places in the archive: each must end before the next begins. 30 bytes is the shortest local header. */
function checkOverlaps(path: string, entries: readonly Entry[], fileSize: number): void {
  const placed = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [i, entry] of placed.entries()) {
    const end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
    const next = placed[i + 1]?.relativeOffsetOfLocalHeader ?? fileSize;
    if (end > next)
      throw new Error(
        `${path}: ${entry.fileName}: shares bytes of the archive with ${placed[i + 1]?.fileName ?? 'its end'}.`,
      );
  }
}
