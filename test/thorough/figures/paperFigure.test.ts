/**
 * The figure for a paper as it is sent to one: PDF of one and of two columns, with plain labels and with labels in LaTeX, from
 * the golden data. Needs Chromium, rsvg-convert and poppler; MathJax from the development dependencies.
 * Watched failing: a layout of 800 pixels for 85 mm (text of 3.6 points).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPdfWriter } from '../../../src/figures/pdf.ts';
import { type Drawing, drawPicture } from '../../../src/figures/picture.ts';
import { type FigureRecord, recordOf } from '../../../src/figures/record.ts';
import { openRenderer, type Renderer } from '../../../src/figures/render.ts';
import { drawnAgain, readGolden } from '../../figures/golden.ts';

const made = {
  command: '',
  plan: {},
  planHash: '',
  seed: 1,
  versions: { mckean: '', node: '' },
  startedAt: '',
};

describe.each([85, 174])('the figure for a paper, %d mm wide', (width) => {
  const dir = mkdtempSync(join(tmpdir(), 'mckean-paper-'));
  let renderer: Renderer;
  let record: FigureRecord;
  beforeAll(async () => {
    renderer = await openRenderer();
    record = recordOf(drawnAgain(readGolden('rate-pair')), made);
  });
  afterAll(async () => {
    await renderer.close();
    rmSync(dir, { recursive: true });
  });

  it.each([undefined, 'latex'] as const)(
    'has embedded fonts, its width, and text of 7 points (labels: %s)',
    async (labels) => {
      const drawn: Drawing = { theme: 'print', width, ...(labels === undefined ? {} : { labels }) };
      const svg = (await drawPicture(record, 'svg', drawn, { renderer })).toString();
      const pdf = join(dir, 'rates.pdf');
      writeFileSync(pdf, await drawPicture(record, 'pdf', drawn, { renderer, pdfWriter: openPdfWriter() }));
      const told = (program: string) => spawnSync(program, [pdf], { encoding: 'utf8' }).stdout;

      const fonts = told('pdffonts').trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts) expect(font).toMatch(/TrueType.* yes +yes +(yes|no) +\d+ +\d+$/);

      const page = Number(/Page size: +([\d.]+) x/.exec(told('pdfinfo'))![1]);
      expect((page * 25.4) / 72).toBeCloseTo(width, 2);

      const pixels = Number(/viewBox="0 0 ([\d.]+) /.exec(svg)![1]);
      const sizes = [...svg.matchAll(/font-size: ([\d.]+)px/g)].map((match) => Number(match[1]));
      expect(sizes.length).toBeGreaterThan(10);
      expect((Math.min(...sizes) * page) / pixels).toBeGreaterThanOrEqual(7);

      expect(svg.includes('data-mml-node="msqrt"') || svg.includes('data-mml-node="mroot"')).toBe(
        labels === 'latex',
      );
      expect(svg.includes('merror'), 'no formula is wrong').toBe(false);
      expect(/<(text|tspan)[^>]*>[^<]*\$/.test(svg), 'no formula is left as text').toBe(false);
    },
  );
});
