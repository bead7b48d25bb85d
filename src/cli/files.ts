/** Output files named on the command line, refused before any work is done. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadInput } from '../engine/badInput.ts';

/** @returns `path`, once it is certain that it can be written. */
export function writableFile(option: string, path: string, extension: string): string {
  const folder = dirname(resolve(path));
  if (!path.endsWith(extension)) throw new BadInput(`${option} is "${path}"; it must end in ${extension}.`);
  if (!existsSync(folder)) throw new BadInput(`${option} is "${path}"; its folder ${folder} does not exist.`);
  if (existsSync(path) && statSync(path).isDirectory())
    throw new BadInput(`${option} is "${path}"; that is a folder.`);
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch {
    throw new BadInput(`${option} is "${path}"; it may not be written.`);
  }
  return path;
}
