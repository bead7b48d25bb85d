/** A figure into a file, in the format of its ending; the file carries its figure, as those of `mckean figure` do. */
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { BadInput } from '../engine/badInput.ts';
import { CARRIERS, type PictureFormat } from '../figures/carry/index.ts';
import type { Figure } from '../figures/figure.ts';
import { openPdfWriter } from '../figures/pdf.ts';
import { DRAWN_BY_BROWSER, type Drawing, drawPicture } from '../figures/picture.ts';
import { recordOf } from '../figures/record.ts';
import { openRenderer } from '../figures/render.ts';
import { hashOf } from '../results/hash.ts';
import { packageVersion } from '../results/version.ts';
import type { Source } from './drawable.ts';

const ENDINGS = Object.keys(CARRIERS).map((format) => `.${format}`);

/** @throws BadInput for another ending, or where a tool that the format needs is missing */
export async function saveFigure(
  figure: Figure,
  source: Source,
  path: string,
  drawn: Drawing,
): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (!ENDINGS.includes(ending))
    throw new BadInput(`path is "${path}"; it must end in ${ENDINGS.join(', ')}.`);
  const format = ending.slice(1) as PictureFormat;
  const pdfWriter = format === 'pdf' ? openPdfWriter() : undefined;
  const renderer = DRAWN_BY_BROWSER.includes(format) ? await openRenderer() : undefined;
  try {
    const { call, plan, seed } = source;
    const record = recordOf(figure, {
      command: `${call}() of the package mckean`,
      plan,
      planHash: hashOf(plan),
      seed,
      versions: { mckean: packageVersion(), node: process.versions.node },
      startedAt: new Date().toISOString(),
    });
    writeFileSync(path, await drawPicture(record, format, drawn, { renderer, pdfWriter }));
  } finally {
    await renderer?.close();
  }
}
