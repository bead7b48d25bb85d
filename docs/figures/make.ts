/**
 * Makes README's figures from a run folder of `mckean verify`: npm run figures -- RUN
 * Needs Debian's chromium (or CHROMIUM) and the development dependencies.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRenderer } from '../../src/figures/render.ts';
import type { FigureSpec } from '../../src/figures/theme.ts';

const FIGURES = [
  'chaos-cosine-network',
  'euler-strong-off-the-grid-mean-field-ou',
  'minibatch-neural-network',
];

const run = process.argv[2];
const figureFile = (folder: string, name: string) => join(folder, 'figures', `${name}.json`);
if (run === undefined || !FIGURES.every((name) => existsSync(figureFile(run, name)))) {
  const why = run === undefined ? 'No run folder is named' : `${run} holds no such figures`;
  process.stderr.write(
    `${why}; name one of "mckean verify --preset standard": npm run figures -- runs/verify-standard\n`,
  );
  process.exit(2);
}
const renderer = await openRenderer();
try {
  for (const name of FIGURES) {
    const spec = JSON.parse(readFileSync(figureFile(run, name), 'utf8')) as FigureSpec;
    const image = await renderer.image(spec, { format: 'png', scale: 2 });
    writeFileSync(new URL(`${name}.png`, import.meta.url), image);
  }
} finally {
  await renderer.close();
}
