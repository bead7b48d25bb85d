/**
 * A user's file, opened for reading at any place; what is no plain file (a folder, a pipe, a device without end) is refused.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  /** Bytes from `start`, as many as asked for or up to the end of the file; memory of their own. */
  read(start: number, length: number): Uint8Array;
  close(): void;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read',
  ELOOP: 'its links go in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** A read of the operating system takes at most 2³¹ − 1 bytes. */
const MOST_AT_ONCE = 2 ** 30;

/** @throws Error with one sentence naming the file */
export function openInputFile(path: string): InputFile {
  let file: number;
  if (path === '') throw new Error('file is ""; it must name a file.');
  try {
    // Opening a pipe would wait for its writer.
    const kind = statSync(path);
    if (kind.isDirectory()) throw new Error(`${path}: it is a folder; name one file.`);
    if (!kind.isFile()) throw new Error(`${path}: it is no plain file.`);
    file = openSync(path, 'r');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new Error(`${path}: cannot be read: ${WHY[code] ?? code}.`, { cause });
  }
  return {
    path,
    bytes: fstatSync(file).size,
    read(start, length) {
      const out = new Uint8Array(Math.max(0, Math.min(length, fstatSync(file).size - start)));
      for (let at = 0; at < out.length; ) {
        const got = readSync(file, out, at, Math.min(out.length - at, MOST_AT_ONCE), start + at);
        if (got === 0) throw new Error(`${path}: became shorter while it was read.`);
        at += got;
      }
      return out;
    },
    close: () => closeSync(file),
  };
}
