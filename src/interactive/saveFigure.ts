/** A figure into a file, in the format of its ending. */
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { BadInput } from '../engine/badInput.ts';
import type { Figure } from '../figures/figure.ts';
import { figurePage } from '../figures/html.ts';
import { renderImage } from '../figures/render.ts';

const ENDINGS = ['.svg', '.png', '.html', '.json'];

/** @throws BadInput for another ending */
export async function saveFigure({ spec, caption, alt }: Figure, path: string): Promise<void> {
  const ending = extname(path).toLowerCase();
  switch (ending) {
    case '.svg':
    case '.png':
      writeFileSync(path, await renderImage(spec, { format: ending === '.svg' ? 'svg' : 'png' }));
      return;
    case '.html':
      writeFileSync(path, figurePage(spec, { caption, alt }));
      return;
    case '.json':
      writeFileSync(path, `${JSON.stringify(spec)}\n`);
      return;
    default:
      throw new BadInput(`path is "${path}"; it must end in ${ENDINGS.join(', ')}.`);
  }
}
