/** Figures as SVG for a notebook: one browser for all of them, closed when none was asked for in a minute. */
import type { Figure } from '../figures/figure.ts';
import { openRenderer, type Renderer } from '../figures/render.ts';
import { finishedSvg } from '../figures/svg.ts';

const IDLE_MS = 60_000;

let renderer: Promise<Renderer | undefined> | undefined;
let timer: NodeJS.Timeout | undefined;

/** Undefined, having said so once, where there is no Chromium: a notebook then shows Plotly's JSON. */
export async function svgOf({ spec, alt }: Pick<Figure, 'spec' | 'alt'>): Promise<string | undefined> {
  clearTimeout(timer);
  renderer ??= openRenderer().catch((error: unknown) => {
    process.stderr.write(`Figures are shown without SVG: ${(error as Error).message}\n`);
    return undefined;
  });
  const open = await renderer;
  if (open === undefined) return undefined;
  const svg = await open.image(spec, { format: 'svg' });
  clearTimeout(timer);
  timer = setTimeout(() => {
    renderer = undefined;
    void open.close();
  }, IDLE_MS);
  timer.unref();
  return finishedSvg(svg.toString('utf8'), { alt, family: open.family });
}
