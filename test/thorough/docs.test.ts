/** The code blocks of the pages that are too slow for `npm run test:docs`, with the blocks before them. */
import { describe, expect, it } from 'vitest';
import { blocksOf, PAGES, placeOf } from '../docs/blocks.ts';
import { runPage } from '../docs/runPage.ts';

const pages = PAGES.map((page) => blocksOf(page)).filter((blocks) =>
  blocks.some((block) => block.slow.some((mark) => mark.place === 'thorough')),
);

describe('slow code blocks', () => {
  it.each(pages.map((blocks) => [blocks[0].page, blocks] as const))('%s', async (_page, blocks) => {
    const faults: string[] = [];
    await runPage(blocks, 'thorough', (block, { fault }) => {
      if (fault !== undefined) faults.push(`${placeOf(block)}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });
});
