/** Makes a folder and those above it, one by one: the recursive mkdir of Node never returns inside /proc. */
import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** @returns the folders made, outermost first. @throws Error with one sentence; then none is made */
export function makeFolder(path: string): string[] {
  const missing: string[] = [];
  let at = resolve(path);
  for (; !existsSync(at); at = dirname(at)) missing.unshift(at);
  if (!statSync(at).isDirectory()) throw new Error(`${path}: cannot be made, because ${at} is no folder.`);
  const made: string[] = [];
  for (const folder of missing) {
    try {
      mkdirSync(folder);
      made.push(folder);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      // Another process may have made it in the meantime; a link that leads nowhere is there too, and no folder.
      if (code === 'EEXIST' && existsSync(folder) && statSync(folder).isDirectory()) continue;
      for (const own of made.reverse()) rmdirSync(own);
      throw new Error(`${path}: cannot be made (${code}).`, { cause });
    }
  }
  return made;
}
