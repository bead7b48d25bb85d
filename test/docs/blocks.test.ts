/**
 * Every code block of README and the pages does what a reader who tries it expects.
 * Watched failing, in pages written for it: α = 3 in a plan; an option that is not there; a wrong number after `// prints`; another
 * output; a wrong key in a sketch of JSON; a block of Ruby. In the real ones: a file that nothing wrote; a picture of another name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Block, blocksOf, PAGES, placeOf, ROOT } from './blocks.ts';
import { type BlockOutcome, runPage } from './runPage.ts';
import { commandLines, fault } from './shell.ts';

const pages = PAGES.map((page) => blocksOf(page));
const blocks = pages.flat();

/** The lines of a block that are not left to be run by hand. */
function withoutByHand({ code, slow }: Block): string {
  const byHand = slow.filter((mark) => mark.place === 'hand').map((mark) => mark.lines);
  return code
    .split('\n')
    .filter((line) => !byHand.some((words) => words !== undefined && line.includes(words)))
    .join('\n');
}

/** Two pages at a time; the tests below wait for their blocks. */
const outcomes = new Map(blocks.map((block) => [block, Promise.withResolvers<BlockOutcome>()]));
const tell = (block: Block, outcome: BlockOutcome) => outcomes.get(block)!.resolve(outcome);
const waiting = pages.filter((page) => page.length > 0);
const worker = async () => {
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) await runPage(page, 'here', tell);
};
void Promise.all([worker(), worker()]);

describe('blocks', () => {
  afterAll(async () => {
    const times = await Promise.all(
      blocks.map(async (block) => ({
        place: placeOf(block),
        seconds: (await outcomes.get(block)!.promise).seconds,
      })),
    );
    const slowest = times.sort((a, b) => b.seconds - a.seconds).slice(0, 6);
    console.log(`slowest blocks: ${slowest.map((t) => `${t.place} ${t.seconds.toFixed(1)} s`).join(', ')}`);
  });

  it('are found', () => {
    expect(PAGES).toContain('README.md');
    expect(blocks.length).toBeGreaterThan(30);
  });

  it.each(blocks.map((block) => [placeOf(block), block.language, block] as const))(
    '%s (%s)',
    async (_place, _language, block) => {
      expect((await outcomes.get(block)!.promise).fault).toBeUndefined();
    },
  );
});

describe('blocks that are not run here', () => {
  const marked = blocks.filter((block) => block.slow.length > 0 || block.shown !== undefined);

  it.each(marked.map((block) => [placeOf(block), block] as const))(
    '%s says why, in words',
    (_place, block) => {
      for (const why of [
        ...block.slow.map((mark) => mark.why),
        ...(block.shown === undefined ? [] : [block.shown]),
      ])
        expect(why).toMatch(/\w+ \w+ \w+/);
      for (const { lines } of block.slow) if (lines !== undefined) expect(block.code).toContain(lines);
    },
  );

  it.each(
    marked.flatMap((block) =>
      block.slow.filter((mark) => mark.place === 'ci').map(() => [placeOf(block), block] as const),
    ),
  )('%s is run by .ci/run', (_place, block) => {
    const ci = readFileSync(join(ROOT, '.ci/run'), 'utf8');
    for (const [, script] of withoutByHand(block).matchAll(/\bnpm (?:run )?(?:-s )?([\w:]+)/g))
      expect(ci).toMatch(new RegExp(`\\b${script === 'start' ? 'verify' : script}\\b`));
  });

  const commands = marked
    .filter((block) => /^(sh|bash)$/.test(block.language))
    .flatMap((block) => commandLines(block.code).map((line) => [placeOf(block), line.trim()] as const));
  it.each(commands)('%s: %s has commands and options that exist', (_place, line) => {
    expect(fault(line)).toBeUndefined();
  });
});
