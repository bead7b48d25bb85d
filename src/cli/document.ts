/** Reads a YAML or JSON file named on the command line. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { BadInput } from '../engine/badInput.ts';

/** @returns the document, and the folder that file names inside it are relative to */
export function readDocument(path: string): { content: unknown; baseDir: string } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[
        code ?? ''
      ] ?? code;
    throw new BadInput(`Cannot read ${path}: ${why}.`);
  }
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    const first = document.errors[0].message.split('\n')[0].replace(/:$/, '');
    throw new BadInput(`${path} is neither YAML nor JSON: ${first}.`);
  }
  const content: unknown = document.toJS();
  if (content === null || typeof content !== 'object' || Array.isArray(content))
    throw new BadInput(
      `${path} holds no mapping of fields to values; see "mckean simulate --help" for an example.`,
    );
  return { content, baseDir: dirname(resolve(path)) };
}

/** The document with its seed replaced, where the command line gives one. */
export function withSeed(content: unknown, seed: number | undefined): unknown {
  return seed === undefined ? content : { ...(content as object), seed };
}
