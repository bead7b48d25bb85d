/**
 * A report in a headless Chromium: nothing asked of the network, no error, every figure drawn, and everything that
 * pageChecks.ts asks, at 360 and 1440 px, light and dark; by keys alone; on paper.
 *
 * Watched failing on: a key of a figure that may not break (a page 644 px wide at 360); --muted of #8b949e on white; h4 for
 * the headings of figures; a link to #figures; a table without caption; the dark exchange of colours left out; the theme
 * of the screen kept on paper; the skip link taken out.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PALETTES } from '../../src/figures/palette.ts';
import { findChromium } from '../../src/figures/render.ts';
import { numbersSection } from '../../src/figures/report/numbers.ts';
import { reportPage } from '../../src/figures/report.ts';
import { PAGE_CHECKS } from './pageChecks.ts';
import { sampleReport } from './sampleData.ts';

const executablePath = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'mckean-page-'));
const sample = sampleReport();
/** The first figure with a key that is longer than a telephone is wide. */
const longKey = (): (typeof sample.figures)[number] => {
  const { spec, ...rest } = sample.figures[0]!;
  const text =
    'percent of samples; white: 95 as promised, orange less, blue more; (brackets): assumptions do not hold';
  const title = { ...(spec.layout.title as object), subtitle: { text } };
  return { ...rest, id: 'long-key', spec: { ...spec, layout: { ...spec.layout, title } } };
};
const report = { ...sample, figures: [...sample.figures, longKey()] };
const document = { name: 'study.yaml', text: 'study: chaos\nparticles: [ 16, 32 ]\n' };
const wide = numbersSection({
  title: 'Numbers',
  columns: ['law', 'α', 'n', 'estimator', 'samples', 'median', 'mean', 'deviation', 'coverage', 'warned'],
  rows: [
    ['stable', '1.2', '500', 'characteristic-function', '40', '0.0152', '', '0.05', '0.95 [0.83, 0.99]', '0'],
  ],
});

describe.skipIf(executablePath === null)('a report in Chromium (skipped where none is installed)', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    const path = join(folder, 'report.html');
    const html = reportPage({
      ...report,
      documents: [document],
      files: [{ path: 'tables/chaos.csv', bytes: 6396, sha256: '780c51b944a719b1'.repeat(4) }],
    });
    writeFileSync(path, html.replace('</main>', `<section>${wide.content}</section></main>`));
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: executablePath ?? '', args });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) problems.push(request.url());
    });
    await page.goto(`file://${path}`);
    await page.waitForSelector('html[data-figures="drawn"]');
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Background of the first plot, as drawn. */
  const paper = () =>
    page.evaluate<string>('getComputedStyle(document.querySelector(".main-svg")).backgroundColor');
  const rgb = (hex: string) =>
    `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
  /** Once the figures have been drawn for the width and scheme that are now. */
  const settled = () =>
    page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))',
    );

  it('loads nothing and draws every figure', async () => {
    expect(await page.evaluate('document.querySelectorAll(".js-plotly-plot .plot-container").length')).toBe(
      report.figures.length,
    );
    expect(problems).toEqual([]);
  });

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [360, 'dark'],
    [360, 'light'],
  ] as const)('is right for every reader at %d px, %s', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await settled();
    expect(await page.evaluate<string[]>(PAGE_CHECKS)).toEqual([]);
    expect(await paper()).toBe(rgb(PALETTES[colorScheme].paper));
    expect(problems).toEqual([]);
  });

  it('is read by keys alone', async () => {
    const focus = () =>
      page.evaluate<{ text: string; outline: string }>(
        '({ text: document.activeElement.textContent, outline: getComputedStyle(document.activeElement).outlineStyle })',
      );
    await page.keyboard.press('Tab');
    expect(await focus()).toEqual({ text: 'Skip to the text', outline: 'solid' });
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');
    expect((await focus()).text).toBe('Assumptions and source');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.parentElement.open')).toBe(true);
    await page.evaluate('document.querySelector("details.data summary").focus()');
    await page.keyboard.press('Enter');
    expect(
      await page.evaluate('document.querySelector("details.data table").getBoundingClientRect().height'),
    ).toBeGreaterThan(50);
    await page.evaluate('document.querySelector("button[aria-label=\'Copy study.yaml\']").focus()');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.activeElement.textContent !== "Copy"');
    expect(await page.evaluate('getSelection().toString().trim()')).toBe(document.text.trim());
  });

  it('is light on paper, with figures of the paper’s width and nothing that only a screen can use', async () => {
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await paper()).toBe(rgb(PALETTES.light.paper));
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      rgb(PALETTES.light.paper),
    );
    for (const part of ['nav', '.skip', '.copy button'])
      expect(
        await page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(part)})).display`),
      ).toBe('none');
    const widths =
      '[...document.querySelectorAll(".main-svg:first-child")].map((svg) => svg.width.baseVal.value)';
    expect(new Set(await page.evaluate<number[]>(widths))).toEqual(new Set([880]));
    await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
  });
});
