/**
 * Pictures as files: what Chromium and rsvg-convert make of a figure. Skipped, saying so, where these are missing.
 *
 * Tolerance of the golden pictures: one block of 8 × 8 pixels in a thousand may differ (pixels.ts). On one machine none does; with
 * another font of the same widths it is up to 0.4 %, so that they are compared where Liberation Sans is the font. Faults that
 * were watched differ by more: the last series left out (0.25 to 0.8 %), a band left out (1.5 to 3 %), an axis moved by 0.05
 * decades (2 to 5 %), the dark theme (all).
 * Watched failing also: the width in points instead of millimetres; 300 dots an inch whatever was asked for; Plotly's list of
 * fonts left in the SVG.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFigureFile } from '../../src/figures/checkFigure.ts';
import { createFigure } from '../../src/figures/figure.ts';
import { openPdfWriter, type PdfWriter } from '../../src/figures/pdf.ts';
import { type Drawing, drawPicture, readPicture } from '../../src/figures/picture.ts';
import { type FigureRecord, recordOf } from '../../src/figures/record.ts';
import { findChromium, openRenderer, type Renderer } from '../../src/figures/render.ts';
import type { FigureSpec } from '../../src/figures/theme.ts';
import { drawnAgain, PICTURED, pictureOf, readGolden, readGoldenPicture } from './golden.ts';
import { decodePng, differingShare } from './pixels.ts';
import { severalRates } from './sampleData.ts';

const found = (program: string) => spawnSync(program, ['-v']).error === undefined;
const noChromium = findChromium() === null ? 'there is no Chromium' : null;
const noPdf = ['rsvg-convert', 'pdffonts', 'pdfinfo'].find((program) => !found(program));
if (noChromium !== null) process.stderr.write(`Pictures are not tested: ${noChromium}.\n`);
else if (noPdf !== undefined) process.stderr.write(`PDF is not tested: there is no ${noPdf}.\n`);

const record: FigureRecord = recordOf(createFigure('rates', 'rate', severalRates), {
  command: 'mckean verify',
  plan: {},
  planHash: '',
  seed: 1,
  versions: { mckean: '0.5.0', node: '24' },
  startedAt: '',
});
const COLUMN: Drawing = { theme: 'print', width: 85 };

describe.skipIf(noChromium !== null)('pictures', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mckean-pictures-'));
  let renderer: Renderer;
  beforeAll(async () => {
    renderer = await openRenderer();
  });
  afterAll(async () => {
    await renderer.close();
    rmSync(dir, { recursive: true });
  });

  it.each(PICTURED)('of %s looks as it did when somebody last looked at it', async (kind) => {
    if (renderer.family !== 'Liberation Sans') {
      process.stderr.write(`Golden pictures are not compared: the font is ${renderer.family}.\n`);
      return;
    }
    const golden = decodePng(readGoldenPicture(kind));
    const figure = drawnAgain(readGolden(kind));
    const share = async (spec: FigureSpec) =>
      differingShare(golden, decodePng(await pictureOf(renderer, { spec })));
    expect(await share(figure.spec)).toBeLessThanOrEqual(0.001);
    expect(await share({ ...figure.spec, data: figure.spec.data.slice(0, -1) })).toBeGreaterThan(0.002);
  });

  it('SVG: size on paper, the font that was measured, and words for who sees no picture', async () => {
    const svg = (await drawPicture(record, 'svg', COLUMN, { renderer })).toString();
    expect(svg).toMatch(/^<svg [^>]*width="85mm" height="[\d.]+mm"[^>]* role="img" aria-label="Chaos error/);
    expect(svg).toContain(`font-family: '${renderer.family}', `);
    expect(svg).not.toContain('Helvetica');
    const { carried } = readPicture(Buffer.from(svg), 'svg', 'x.svg');
    expect(carried).toMatchObject({ drawn: COLUMN, record: { dataHash: record.dataHash } });
  });

  it('PNG: as many pixels and dots as the width and the resolution need', async () => {
    const png = await drawPicture(record, 'png', { ...COLUMN, dpi: 254 }, { renderer });
    expect(Math.abs(png.readUInt32BE(16) - 850)).toBeLessThanOrEqual(1);
    expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(10_000);
  });

  describe.skipIf(noPdf !== undefined)('PDF', () => {
    let path: string;
    beforeAll(async () => {
      const pdfWriter: PdfWriter = openPdfWriter();
      path = join(dir, 'rates.pdf');
      writeFileSync(path, await drawPicture(record, 'pdf', COLUMN, { renderer, pdfWriter }));
    });
    const told = (program: string, ...args: string[]) =>
      spawnSync(program, [...args, path], { encoding: 'utf8' }).stdout;

    it('has every font embedded, and none of Type 3', () => {
      const fonts = told('pdffonts').trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts) {
        expect(font).not.toContain('Type 3');
        expect(font).toMatch(/ yes +yes +(yes|no) +\d+ +\d+$/);
      }
    });

    it('is one page of the width asked for, and of text that can be read and searched', () => {
      const points = Number(/Page size: +([\d.]+) x/.exec(told('pdfinfo'))![1]);
      expect(Math.abs((points * 25.4) / 72 - 85)).toBeLessThan(0.1);
      expect(told('pdfinfo')).toMatch(/Pages: +1\n/);
      expect(spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' }).stdout).toContain(
        'number of particles N',
      );
    });

    it('carries its figure where other programs find it, and shows when it was changed', () => {
      expect(told('pdfinfo', '-meta')).toContain(`"dataHash":"${record.dataHash}"`);
      expect(checkFigureFile(path, '0.5.0').findings).toEqual([]);
      const file = readFileSync(path);
      file.write('9', file.indexOf('/MediaBox') + 14);
      writeFileSync(path, file);
      expect(checkFigureFile(path, '0.5.0').findings).toEqual([
        `${path}: the picture was changed after it was drawn.`,
      ]);
    });
  });
});
