/**
 * Commands in running text have the names and options that the command line has.
 * Watched failing: `mckean prune … --squares`, `npm run tables:long` in a page.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES, ROOT } from './blocks.ts';
import { fault } from './shell.ts';

const inline = PAGES.flatMap((page) => {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/^(\s*)(`{3,})[\s\S]*?^\s*\2\s*$/gm, '');
  return [...text.matchAll(/`((?:npx )?mckean [^`]+|npm (?:run|start)\b[^`]*)`/g)].map(([, command]) => [
    page,
    command,
  ]);
});

it.each(inline)('%s: %s', (_page, command) => {
  expect(fault(command.replaceAll(/\s+/g, ' '))).toBeUndefined();
});
