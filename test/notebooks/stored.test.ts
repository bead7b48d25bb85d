/**
 * The stored notebooks as they stand; `npm run notebooks` executes them.
 * Watched failing: a digit of a quoted number changed; an exercise renamed; a link to a notebook of another name; a notebook saved by Jupyter with its times.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { undrawn } from '../../scripts/notebooks/compare.ts';
import { joined, normalise, notebookText, readNotebook } from '../../scripts/notebooks/notebook.ts';
import { checkQuotes } from '../../scripts/notebooks/quotes.ts';

const FOLDER = fileURLToPath(new URL('../../notebooks/', import.meta.url));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ipynb'));

describe.each(names)('%s', (name) => {
  const notebook = readNotebook(FOLDER + name);
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);

  // The texts are long: only whether they agree is told. `npm run notebooks -- --write` mends it.
  it('is in normal form', () => {
    expect(notebookText(normalise(notebook, FOLDER)) === readFileSync(FOLDER + name, 'utf8')).toBe(true);
  });

  it('quotes the numbers of its outputs', () => expect(checkQuotes(notebook)).toEqual([]));

  it('has figures, all drawn, and no error but those on purpose', () => {
    expect(outputs.some(({ data = {} }) => 'image/svg+xml' in data)).toBe(true);
    expect(undrawn(notebook)).toEqual([]);
    for (const cell of notebook.cells) {
      if (cell.outputs?.some(({ output_type }) => output_type === 'error'))
        expect(cell.metadata.tags).toContain('raises-exception');
    }
  });

  it('has text, equations and an exercise', () => {
    const text = notebook.cells.filter((c) => c.cell_type === 'markdown').map((c) => joined(c.source));
    expect(text[0]).toMatch(/^# /);
    expect(text.join('\n')).toMatch(/\$[^$]+\$/);
    expect(text.join('\n')).toMatch(/^## Exercise/m);
    for (const [, target] of text.join('\n').matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(FOLDER + target), `the link to ${target}`).toBe(true);
  });
});
