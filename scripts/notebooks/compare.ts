/**
 * Stored outputs against those of a fresh run. Text is compared exactly; a figure by the hash of its Plotly
 * specification; SVG not at all, since it depends on the browser and its fonts.
 */
import { createHash } from 'node:crypto';
import { joined, type Notebook, type Output, PLOTLY, SVG } from './notebook.ts';

export interface Difference {
  /** Of the cell, from 1. */
  readonly cell: number;
  readonly what: string;
  readonly stored: string;
  readonly fresh: string;
}

/** Both in normal form, with the same cells. */
export function differences(stored: Notebook, fresh: Notebook): Difference[] {
  return stored.cells.flatMap((cell, index) => {
    const [before, after] = [cell.outputs ?? [], fresh.cells[index].outputs ?? []];
    return Array.from({ length: Math.max(before.length, after.length) }, (_, o) => ({
      cell: index + 1,
      what: `output ${o + 1}`,
      stored: comparable(before[o]),
      fresh: comparable(after[o]),
    })).filter((both) => both.stored !== both.fresh);
  });
}

/** Both texts without the lines with which they begin and end alike. */
export function differingLines(a: string, b: string): [string, string] {
  const [first, second] = [a.split('\n'), b.split('\n')];
  const shorter = Math.min(first.length, second.length);
  let head = 0;
  while (head < shorter && first[head] === second[head]) head++;
  let tail = 0;
  while (tail < shorter - head && first.at(-1 - tail) === second.at(-1 - tail)) tail++;
  const middle = (lines: string[]) => lines.slice(head, lines.length - tail).join('\n');
  return [middle(first), middle(second)];
}

/** What is compared of an output, as text. */
function comparable(output: Output | undefined): string {
  if (output === undefined) return '(nothing)';
  if (output.output_type === 'stream') return `${output.name}:\n${joined(output.text)}`;
  if (output.output_type === 'error') return `${output.ename}: ${output.evalue}`;
  return Object.entries(output.data ?? {})
    .filter(([type]) => type !== SVG)
    .map(([type, value]) => `${type}:\n${type.startsWith('text/') ? joined(value) : hashed(type, value)}`)
    .join('\n');
}

function hashed(type: string, value: unknown): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex');
  return type === PLOTLY ? `figure of data hash ${hash}` : hash;
}

/** The keys of an object carry no order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, canonical(member)]),
  );
}

/** The fresh notebook with the stored drawing of every figure whose specification is the same: files change only where content does. */
export function keepDrawings(stored: Notebook, fresh: Notebook): Notebook {
  const cells = fresh.cells.map((cell, index) => ({
    ...cell,
    ...(cell.outputs && {
      outputs: cell.outputs.map((output, o) => {
        const before = stored.cells[index].outputs?.[o];
        const drawing = before?.data?.[SVG];
        if (drawing === undefined || output.data === undefined || comparable(before) !== comparable(output))
          return output;
        return { ...output, data: { ...output.data, [SVG]: drawing } };
      }),
    }),
  }));
  return { ...fresh, cells };
}

/** Cells whose figure has no drawing, from 1. */
export function undrawn(notebook: Notebook): number[] {
  return notebook.cells.flatMap(({ outputs = [] }, index) =>
    outputs.some(({ data = {} }) => PLOTLY in data && !(SVG in data)) ? [index + 1] : [],
  );
}
