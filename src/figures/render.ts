/**
 * Figures as PNG or SVG images, drawn by Plotly in a headless Chromium (start about 4 s once, then 0.1–0.5 s each).
 *
 * Needs the package playwright-core and a Chromium: the file that the environment variable CHROMIUM names, or
 * chromium, chromium-browser, google-chrome or chrome on the PATH; for labels in LaTeX the package mathjax, version 3. The page
 * has no network.
 */
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { BadInput } from '../engine/badInput.ts';
import { fontInUse } from './fontInUse.ts';
import { plotlySource } from './html.ts';
import { hasLatex } from './latex.ts';
import { FIGURE_HEIGHT, FIGURE_WIDTH, type FigureSpec, FONT_FAMILY } from './theme.ts';

export interface ImageOptions {
  readonly format: 'png' | 'svg';
  /** Pixels; the figure's own size by default. */
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per pixel of a PNG; default 2. */
  readonly scale?: number;
}

export interface Renderer {
  /** The font that text is measured and drawn with; null where it cannot be told. */
  readonly family: string | null;
  image(spec: FigureSpec, options: ImageOptions): Promise<Buffer>;
  close(): Promise<void>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/** Path of the Chromium that would be used, or null. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      if (folder !== '' && isExecutable(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/** Starts a browser for many images. @throws BadInput with one sentence when playwright-core or Chromium is missing. */
export async function openRenderer(): Promise<Renderer> {
  const { chromium } = await import('playwright-core').catch((cause: unknown) => {
    throw new BadInput('Images need the package playwright-core: npm install playwright-core.', { cause });
  });
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new BadInput(
      'Images need a Chromium: install one (Debian: apt-get install chromium) or name its file in the environment variable CHROMIUM.',
    );
  }
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // An interrupt is the caller's: it must not end a notebook's kernel. The browser ends with the process anyway.
  const browser = await chromium.launch({ executablePath, args, handleSIGINT: false });
  const page = await browser.newPage({ offline: true });
  const family = await fontInUse(page, FONT_FAMILY);
  await page.setContent('<!doctype html><html><body></body></html>');
  await page.addScriptTag({ content: plotlySource() });
  let mathjax = false;
  return {
    family,
    async image(spec, { format, width, height, scale = 2 }) {
      if (!mathjax && textsOf(spec.layout).some(hasLatex)) {
        await page.addScriptTag({ content: 'MathJax = { startup: { typeset: false } };' });
        await page.addScriptTag({ content: mathjaxSource() });
        await page.evaluate('MathJax.startup.promise');
        mathjax = true;
      }
      const size = {
        format,
        width: width ?? spec.layout.width ?? FIGURE_WIDTH,
        height: height ?? spec.layout.height ?? FIGURE_HEIGHT,
        scale: format === 'png' ? scale : 1,
      };
      const call = `Plotly.toImage(${JSON.stringify({ data: spec.data, layout: spec.layout })}, ${JSON.stringify(size)})`;
      const url = await page.evaluate<string>(call);
      const comma = url.indexOf(',');
      const payload = url.slice(comma + 1);
      return url.slice(0, comma).endsWith(';base64')
        ? Buffer.from(payload, 'base64')
        : Buffer.from(decodeURIComponent(payload));
    },
    close: () => browser.close(),
  };
}

/** Every text of a layout. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** MathJax 3 with all of TeX's extensions and its own letters: nothing is loaded from anywhere. */
function mathjaxSource(): string {
  try {
    return readFileSync(createRequire(import.meta.url).resolve('mathjax/es5/tex-svg-full.js'), 'utf8');
  } catch (cause) {
    throw new BadInput('Labels in LaTeX need the package mathjax, version 3: npm install mathjax@3.', {
      cause,
    });
  }
}

/** One image. For several, `openRenderer` starts the browser only once. */
export async function renderImage(spec: FigureSpec, options: ImageOptions): Promise<Buffer> {
  const renderer = await openRenderer();
  try {
    return await renderer.image(spec, options);
  } finally {
    await renderer.close();
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
