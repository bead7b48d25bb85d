/**
 * Numbers quoted in the text of a notebook.
 * Watched failing: the sign dropped from the quoted number; half a unit made a whole one; marks without a number let pass;
 * the second of two values of one name silently taken.
 */
import { describe, expect, it } from 'vitest';
import { checkQuotes, shownValues } from '../../scripts/notebooks/quotes.ts';
import { code, notebook, printed, result, text } from './make.ts';

const shown = code(
  'cell',
  printed('slope = -0.5012\nneeded = 9.2e+33 neurons\n'),
  result({ 'text/plain': "{\n  interval: [ -0.532, 3 ],\n  part: 0.94123,\n  'tail': 1.5\n}" }),
);
const check = (source: string) => checkQuotes(notebook(text(source), shown));

describe('shownValues', () => {
  it('reads printed values, members of objects and entries of lists', () => {
    expect(Object.fromEntries([...shownValues(notebook(shown))].map(([k, v]) => [k, [...v]]))).toEqual({
      slope: ['-0.5012'],
      needed: ['9.2e+33'],
      'interval[0]': ['-0.532'],
      'interval[1]': ['3'],
      part: ['0.94123'],
      tail: ['1.5'],
    });
  });
});

describe('checkQuotes', () => {
  it.each([
    'The slope −0.50<!-- = slope -->, also -0.501<!-- = slope -->.',
    'In [−0.53<!-- = interval[0] -->, 3<!-- = interval[1] -->]',
    '**94.1 %**<!-- = part --> and 94%<!-- = part --> and *0.94*<!-- = part -->',
    'at least 9e33<!-- = needed -->',
    '`0.3`, $\\alpha = 1.5$, $$x = 0.1$$, [a link](a/0.5.md), 17 pages, version 0.5.0, <img width="1.5">',
    '```ts\nconst a = 0.25;\n```',
  ])('accepts %j', (source) => expect(check(source)).toEqual([]));

  it.each([
    ['The slope is 0.50<!-- = slope -->.', 'cell 1: 0.50 quotes slope, which the output shows as -0.5012'],
    ['−0.51<!-- = slope -->', 'cell 1: −0.51 quotes slope, which the output shows as -0.5012'],
    ['−0.5012<!-- = slop -->', 'cell 1: no output shows a value named slop, which is quoted as −0.5012'],
    ['94.2 %<!-- = part -->', 'cell 1: 94.2 % quotes part, which the output shows as 0.94123'],
    ['half, 0.5', 'cell 1: 0.5 has no mark <!-- = NAME --> of the output that it quotes'],
    ['about 1e6', 'cell 1: 1e6 has no mark <!-- = NAME --> of the output that it quotes'],
    ['half<!-- = part -->', 'cell 1: <!-- = part --> follows no number'],
  ])('refuses %j', (source, what) => expect(check(source)).toEqual([what]));

  it('refuses a name that is shown with two values', () => {
    const twice = notebook(text('1.5<!-- = a -->'), code('', printed('a = 1.5\na = 1.6\n')));
    expect(checkQuotes(twice)).toEqual(['cell 1: a is shown as 1.5 and as 1.6: which does 1.5 quote?']);
  });
});
