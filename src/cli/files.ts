/** Output files and folders named on the command line, refused before any work is done. */
import { accessSync, constants, existsSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadInput } from '../engine/badInput.ts';
import { LOCK } from '../results/lock.ts';
import { makeFolder } from '../results/makeFolder.ts';

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

/** @returns `path`, once it is certain that files can be written in a folder there, which may be new. */
export function outputFolder(option: string, path: string): string {
  checkedFolder(option, path);
  return path;
}

/**
 * @returns `path`, once it is certain that a run can be kept there: a folder that is new, empty or holds a run,
 * and that may be written.
 */
export function writableFolder(option: string, path: string): string {
  const at = checkedFolder(option, path);
  if (at !== resolve(path)) return path;
  const entries = readdirSync(at).filter((name) => name !== LOCK);
  if (entries.length > 0 && !entries.includes('manifest.json'))
    throw refusal(option, path, 'that folder holds other things; choose a new or empty one');
  return path;
}

/** The folder of `path` that is there: it or one above it. What is not there yet is made to be sure of it, and taken away again. */
function checkedFolder(option: string, path: string): string {
  const refuse = (why: string) => refusal(option, path, why);
  if (path.trim() === '') throw refuse('it must name a folder');
  let at = resolve(path);
  while (!existsSync(at)) at = dirname(at);
  if (!statSync(at).isDirectory()) throw refuse(at === resolve(path) ? 'that is a file' : `${at} is a file`);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
    for (const made of makeFolder(path).reverse()) rmdirSync(made);
  } catch {
    throw refuse('it may not be written');
  }
  return at;
}

function refusal(option: string, path: string, why: string): BadInput {
  return new BadInput(`${option} is "${path}"; ${why}.`);
}
