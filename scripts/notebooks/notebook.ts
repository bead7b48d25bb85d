/**
 * Notebook files (nbformat 4): reading, and the one normal form in which they are stored. It has no execution times, no
 * identities that change, no path of a machine, no stack traces, so that two runs of the same cells give the same bytes,
 * drawings apart.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Media types of a figure: its specification, and its drawing. */
export const PLOTLY = 'application/vnd.plotly.v1+json';
export const SVG = 'image/svg+xml';

export interface Output {
  output_type: 'stream' | 'execute_result' | 'display_data' | 'error';
  /** Of a stream: stdout or stderr. */
  name?: string;
  text?: string | string[];
  /** Of a result: representations by media type. */
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  execution_count?: number | null;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

export interface Cell {
  cell_type: 'code' | 'markdown' | 'raw';
  id?: string;
  source: string | string[];
  metadata: Record<string, unknown>;
  outputs?: Output[];
  execution_count?: number | null;
}

export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/** Text that a notebook may keep as one string or as a list of lines. */
export function joined(text: unknown): string {
  return Array.isArray(text) ? text.join('') : String(text ?? '');
}

export function readNotebook(path: string): Notebook {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * One space of indent, as Jupyter writes it; but a specification of a figure, thousands of numbers, takes one line. Jupyter
 * reads that too, and a changed figure is a changed line.
 */
export function notebookText(notebook: Notebook): string {
  const kept: string[] = [];
  const text = JSON.stringify(
    notebook,
    (key, value) => (key === PLOTLY ? `\u0000${kept.push(JSON.stringify(value)) - 1}` : value),
    1,
  );
  return `${text.replace(/"\\u0000(\d+)"/g, (_, index) => kept[index])}\n`;
}

export function writeNotebook(path: string, notebook: Notebook): void {
  writeFileSync(path, notebookText(notebook));
}

/** Normal form. `root` is the folder of the repository, whose path no output keeps. */
export function normalise(notebook: Notebook, root: string): Notebook {
  let count = 0;
  const cells = notebook.cells.map((cell, index): Cell => {
    const id = cell.id ?? `cell-${index}`;
    const tags = cell.metadata.tags;
    const metadata = tags === undefined ? {} : { tags };
    const source = lines(joined(cell.source));
    if (cell.cell_type !== 'code') return { cell_type: cell.cell_type, id, metadata, source };
    count++;
    return {
      cell_type: 'code',
      execution_count: count,
      id,
      metadata,
      outputs: mergeStreams(cell.outputs ?? [])
        .filter((output) => !isEmpty(output))
        .map((output) => normaliseOutput(output, count, root)),
      source,
    };
  });
  return {
    cells,
    metadata: {
      kernelspec: { display_name: 'Deno', language: 'typescript', name: 'deno' },
      language_info: { file_extension: '.ts', mimetype: 'text/x.typescript', name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function normaliseOutput(output: Output, count: number, root: string): Output {
  const clean = (text: unknown) => lines(withoutPath(joined(text), root));
  switch (output.output_type) {
    case 'stream':
      return { name: output.name, output_type: 'stream', text: clean(output.text) };
    case 'error':
      return {
        ename: output.ename,
        evalue: withoutPath(output.evalue ?? '', root),
        output_type: 'error',
        traceback: [withoutPath(`${output.ename}: ${output.evalue}`, root)],
      };
    default: {
      const data = Object.fromEntries(
        Object.entries(output.data ?? {})
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([type, value]) => [type, isText(type) ? clean(value) : value]),
      );
      return output.output_type === 'execute_result'
        ? { data, execution_count: count, metadata: {}, output_type: 'execute_result' }
        : { data, metadata: {}, output_type: 'display_data' };
    }
  }
}

/** A kernel sends a stream in pieces whose number depends on time. */
function mergeStreams(outputs: Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name)
      merged[merged.length - 1] = { ...last, text: joined(last.text) + joined(output.text) };
    else merged.push(output);
  }
  return merged;
}

/** What a finished progress bar leaves. */
function isEmpty({ output_type, data = {} }: Output): boolean {
  return output_type === 'display_data' && Object.values(data).every((value) => joined(value) === '');
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === SVG;
}

function withoutPath(text: string, root: string): string {
  return text.replaceAll(`file://${root}`, '.').replaceAll(root, '.');
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}
