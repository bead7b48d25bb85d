/**
 * Makes the figures of README and the pages from a run folder of `mckean verify`, or of the compressibility study:
 * npm run figures -- RUN
 * Those of README in the dark theme as well, for readers whose pages are dark.
 * Needs Debian's chromium (or CHROMIUM) and the development dependencies.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureOfRecord, readRecord } from '../../src/figures/record.ts';
import { openRenderer } from '../../src/figures/render.ts';
import { restyle } from '../../src/figures/restyle.ts';

/** Figures by the command whose run has them. */
const FIGURES: Record<string, readonly string[]> = {
  'verify --preset standard': [
    'chaos-cosine-network',
    'euler-strong-off-the-grid-mean-field-ou',
    'minibatch-neural-network',
  ],
  'study docs/studies/compressibility.yaml': ['compressibility', 'neurons-needed', 'prunable-fraction'],
};

/** Shown in README. */
const DARK = new Set(['chaos-cosine-network', 'compressibility']);

const run = process.argv[2];
const figureFile = (folder: string, name: string) => join(folder, 'figures', `${name}.json`);
const names =
  run === undefined
    ? undefined
    : Object.values(FIGURES).find((set) => set.every((name) => existsSync(figureFile(run, name))));
if (run === undefined || names === undefined) {
  const why = run === undefined ? 'No run folder is named' : `${run} holds no such figures`;
  const commands = Object.keys(FIGURES).map((command) => `"mckean ${command}"`);
  process.stderr.write(
    `${why}; name one of ${commands.join(' or ')}: npm run figures -- runs/verify-standard\n`,
  );
  process.exit(2);
}
const renderer = await openRenderer();
try {
  for (const name of names) {
    const { spec } = figureOfRecord(readRecord(readFileSync(figureFile(run, name), 'utf8'), name));
    const write = async (file: string, drawn: typeof spec) => {
      const image = await renderer.image(drawn, { format: 'png', scale: 2 });
      writeFileSync(new URL(`${file}.png`, import.meta.url), image);
    };
    await write(name, spec);
    if (DARK.has(name)) await write(`${name}-dark`, restyle(spec, { theme: 'dark' }));
  }
} finally {
  await renderer.close();
}
