/**
 * The normal form of notebooks, and stored outputs against fresh ones.
 * Watched failing: pieces of a stream not joined; the empty display of a progress bar kept; the Plotly specification left out of the comparison; SVG compared; keys
 * hashed in their order.
 */
import { describe, expect, it } from 'vitest';
import { differences, differingLines, keepDrawings, undrawn } from '../../scripts/notebooks/compare.ts';
import { normalise, notebookText, type Output, PLOTLY } from '../../scripts/notebooks/notebook.ts';
import { code, notebook, printed, result, text } from './make.ts';

const figure = (spec: unknown, svg: string) =>
  result({ 'text/plain': 'A figure.', 'image/svg+xml': svg, [PLOTLY]: spec });

describe('normalise', () => {
  it('joins streams, counts cells, and keeps no path, stack or time', () => {
    const kernel = notebook(
      text('a'),
      {
        ...code('b\nc', printed('1\n'), printed('/home/me/mckean/x\n'), result({ 'text/plain': 'r' })),
        metadata: { execution: { 'shell.execute_reply': '2026-01-01' }, tags: ['t'] },
      },
      code('d', {
        output_type: 'error',
        ename: 'E',
        evalue: 'no',
        traceback: ['E: no', 'at file:///home/x'],
      }),
    );
    const [, first, second] = normalise(kernel, '/home/me/mckean').cells;
    expect(first).toMatchObject({ execution_count: 1, metadata: { tags: ['t'] }, source: ['b\n', 'c'] });
    expect(first.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['1\n', './x\n'] },
      { output_type: 'execute_result', execution_count: 1, metadata: {}, data: { 'text/plain': ['r'] } },
    ]);
    expect(second.outputs).toEqual([
      { output_type: 'error', ename: 'E', evalue: 'no', traceback: ['E: no'] },
    ]);
  });

  it('drops what a finished progress bar leaves', () => {
    const bar: Output = { output_type: 'display_data', data: { 'text/plain': '' }, metadata: {} };
    expect(normalise(notebook(code('a', bar, printed('1\n'))), '/x').cells[0].outputs).toHaveLength(1);
  });

  it('leaves a normal form as it is', () => {
    const once = normalise(
      notebook(text('a\n'), code('b', printed('1\n'), figure({ a: 1 }, '<svg/>'))),
      '/x',
    );
    expect(normalise(once, '/x')).toEqual(once);
  });
});

describe('notebookText', () => {
  it('keeps a specification on one line, and everything', () => {
    const whole = notebook(text('"\u0001"'), code('b', figure({ x: [1, 2], t: '"$1' }, '<svg/>')));
    expect(notebookText(whole)).toContain('"application/vnd.plotly.v1+json": {"x":[1,2],"t":"\\"$1"}');
    expect(JSON.parse(notebookText(whole))).toEqual(whole);
  });
});

describe('differences', () => {
  const stored = notebook(text('a'), code('b', printed('1\n'), figure({ a: 1, b: [2] }, '<svg>old</svg>')));

  it('finds none where only the drawing and the order of keys differ', () => {
    const fresh = notebook(text('a'), code('b', printed('1\n'), figure({ b: [2], a: 1 }, '<svg>new</svg>')));
    expect(differences(stored, fresh)).toEqual([]);
    expect(keepDrawings(stored, fresh).cells[1].outputs![1].data!['image/svg+xml']).toBe('<svg>old</svg>');
  });

  it('names the cell and gives both texts', () => {
    const fresh = notebook(text('a'), code('b', printed('2\n')));
    const [number, picture] = differences(stored, fresh);
    expect(number).toEqual({ cell: 2, what: 'output 1', stored: 'stdout:\n1\n', fresh: 'stdout:\n2\n' });
    expect(picture).toMatchObject({ cell: 2, what: 'output 2', fresh: '(nothing)' });
    expect(picture.stored).toMatch(/figure of data hash [0-9a-f]{64}/);
  });

  it('sees a figure of other data', () => {
    const fresh = notebook(text('a'), code('b', printed('1\n'), figure({ a: 1, b: [3] }, '<svg>old</svg>')));
    expect(differences(stored, fresh)).toHaveLength(1);
    expect(keepDrawings(stored, fresh)).toEqual(fresh);
  });
});

describe('differingLines', () => {
  it.each([
    ['a\nb\nc', 'a\nB\nc', ['b', 'B']],
    ['a\nc', 'a\nb\nc', ['', 'b']],
    ['a\na', 'a', ['a', '']],
  ])('of %j and %j', (a, b, lines) => expect(differingLines(a, b)).toEqual(lines));
});

describe('undrawn', () => {
  it('names the cells whose figure has no drawing', () => {
    expect(undrawn(notebook(code('a', figure({}, '<svg/>')), code('b', result({ [PLOTLY]: {} }))))).toEqual([
      2,
    ]);
  });
});
