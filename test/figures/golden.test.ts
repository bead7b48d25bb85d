/**
 * Every kind of figure is drawn and told from stored data as it was when somebody last looked at it (golden/KIND.json, made
 * again by `npm run figures:golden`).
 * Watched failing: intervals of the rate figure left out; the name of an axis and a word of a caption changed; a kind without
 * its golden.
 */
import { describe, expect, it } from 'vitest';
import { FIGURE_KINDS } from '../../src/figures/kinds.ts';
import { drawnAgain, goldenKinds, normalised, readGolden } from './golden.ts';

describe('golden figures', () => {
  it('are there for every kind', () => {
    expect(goldenKinds()).toEqual(Object.keys(FIGURE_KINDS).sort());
  });

  it.each(goldenKinds())('%s is drawn and told as it was', (kind) => {
    const golden = readGolden(kind);
    const { spec, caption, alt } = drawnAgain(golden);
    expect(normalised(spec)).toEqual(golden.spec);
    expect({ caption, alt }).toEqual({ caption: golden.caption, alt: golden.alt });
  });
});
