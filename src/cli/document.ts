/** Reads a YAML or JSON file named on the command line. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Document, isPair, isScalar, parseDocument, visit } from 'yaml';
import { BadInput } from '../engine/badInput.ts';

/** What a file may be, and the command that takes it. */
const COMMANDS = { plan: 'simulate', study: 'study', training: 'train' } as const;
type DocumentKind = keyof typeof COMMANDS;

/**
 * @param wanted what the command takes
 * @returns the document, and the folder that file names inside it are relative to
 */
export function readDocument(path: string, wanted: DocumentKind): { content: unknown; baseDir: string } {
  let text: string;
  if (path === '') throw new BadInput('file is ""; it must name a file.');
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
  const content = parsed(text, path);
  if (content === null || typeof content !== 'object' || Array.isArray(content))
    throw new BadInput(`${path} holds no mapping of fields to values (a line of one is "seed: 1").`);
  const kind = kindOf(content);
  if (kind !== undefined && kind !== wanted)
    throw new BadInput(
      `${path} is a ${kind}, which mckean ${COMMANDS[kind]} runs; this command takes a ${wanted}.`,
    );
  return { content, baseDir: dirname(resolve(path)) };
}

/** What a mapping is by the field that only its kind has; undefined where none tells. */
function kindOf(content: object): DocumentKind | undefined {
  if ('study' in content) return 'study';
  if ('network' in content) return 'training';
  return 'model' in content ? 'plan' : undefined;
}

/** The text's one document as plain data. An alias may stand for another part, but not for one that holds it. */
function parsed(text: string, path: string): unknown {
  const refusal = (why: string) => new BadInput(`${path} is neither YAML nor JSON: ${why}.`);
  let content: unknown;
  try {
    const document = parseDocument(text, { prettyErrors: true, logLevel: 'error' });
    const first = document.errors[0];
    if (first?.code === 'MULTIPLE_DOCS')
      throw new BadInput(`${path} holds several YAML documents; it must hold one.`);
    if (first !== undefined) throw refusal(first.message.split('\n')[0].replace(/[:.]$/, ''));
    content = document.toJS();
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const { message } = error as Error;
    if (/excessive alias/i.test(message))
      throw new BadInput(`${path} repeats too much by aliases (*name); write the values out.`);
    throw refusal(message.split('\n')[0]);
  }
  try {
    JSON.stringify(content);
  } catch {
    throw new BadInput(`${path} has an alias (*name) inside the very part that it stands for.`);
  }
  return content;
}

/** The document with its seed replaced, where the command line gives one. */
export function withSeed(content: unknown, seed: number | undefined): unknown {
  return seed === undefined ? content : { ...(content as object), seed };
}

/** Collections of plain values of at most so many characters stand on one line. */
const SHORT = 90;

/** Content of a document as YAML that reads back as the same. */
export function documentText(content: unknown): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node, path) {
      const plain = node.items.every((item) => isScalar(isPair(item) ? item.value : item));
      if (path.length > 1 && plain && JSON.stringify(node).length <= SHORT) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
