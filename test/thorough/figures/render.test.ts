import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findChromium, openRenderer, renderImage } from '../../../src/figures/render.ts';
import { reportPage } from '../../../src/figures/report.ts';
import { sampleReport } from '../../figures/sampleData.ts';

const chromium = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'mckean-render-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(chromium === null)(
  'with a Chromium (skipped where none is on the PATH or in CHROMIUM)',
  () => {
    it('every figure becomes a PNG of its size and an SVG', async () => {
      const renderer = await openRenderer();
      for (const { spec } of sampleReport().figures) {
        const png = await renderer.image(spec, { format: 'png', scale: 2 });
        expect(png.toString('latin1', 1, 4)).toBe('PNG');
        expect(png.readUInt32BE(16)).toBe(1600);
        expect(png.readUInt32BE(20)).toBe(2 * spec.layout.height!);
        const svg = (await renderer.image(spec, { format: 'svg', width: 600, height: 400 })).toString();
        expect(svg).toMatch(/^<svg[^>]*width="600"/);
        expect(svg).not.toContain('NaN');
      }
      await renderer.close();
    });

    it('the report draws all its figures, asks the network for nothing and fits its page', async () => {
      const { chromium: browserType } = await import('playwright-core');
      const path = join(folder, 'report.html');
      writeFileSync(path, reportPage(sampleReport()));
      const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const browser = await browserType.launch({ executablePath: chromium!, args });
      for (const width of [360, 1440]) {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const problems: string[] = [];
        page.on('console', (message) => problems.push(message.text()));
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('request', (request) => {
          if (!/^(file|data|blob):/.test(request.url())) problems.push(request.url());
        });
        await page.goto(`file://${path}`);
        await page.waitForSelector('html[data-figures="drawn"]');
        expect(problems).toEqual([]);
        expect(
          await page.evaluate('document.querySelectorAll(".js-plotly-plot .plot-container").length'),
        ).toBe(7);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        // No text of a figure is cut off at the figure's edge.
        const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('.main-svg text')]
        .filter((t) => t.getBoundingClientRect().width > 0)
        .filter((t) => { const b = t.getBoundingClientRect(), p = t.closest('.plot').getBoundingClientRect();
          return b.left < p.left - 1 || b.right > p.right + 1 || b.bottom > p.bottom + 1 || b.top < p.top - 1; })
        .map((t) => t.textContent)`);
        expect(cut).toEqual([]);
        await page.close();
      }
      await browser.close();
    });
  },
);

it('without a Chromium an image is refused in one sentence', async () => {
  const before = process.env.CHROMIUM;
  process.env.CHROMIUM = join(folder, 'none');
  await expect(renderImage({ data: [], layout: {} }, { format: 'png' })).rejects.toThrow(
    /^Images need a Chromium: install one/,
  );
  if (before === undefined) delete process.env.CHROMIUM;
  else process.env.CHROMIUM = before;
});
