/**
 * The plans and studies that are shipped with the pages are read without complaint; the pages' commands may take long.
 * Watched failing: `particles: [0, 100, …]` in docs/studies/compressibility.yaml.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCompressibility } from '../../src/studies/compressibilityStudy.ts';
import { readTailsStudy } from '../../src/studies/tailsStudy.ts';
import { ROOT } from './blocks.ts';

const readers: Record<string, (input: unknown) => unknown> = {
  compressibility: readCompressibility,
  tails: readTailsStudy,
};

it.each(globSync('docs/studies/*.yaml', { cwd: ROOT }))('%s is a valid study', (file) => {
  const study = parse(readFileSync(join(ROOT, file), 'utf8'));
  expect(Object.keys(readers)).toContain(study.study);
  readers[study.study](study);
});
