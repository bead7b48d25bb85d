/**
 * Figures in self-contained HTML: Plotly inlined, data embedded, nothing loaded from anywhere.
 *
 * The page forbids itself the network by a Content-Security-Policy. Titles and notes become HTML text, which wraps;
 * the plot is drawn with its wide or its narrow layout by the width of its place, and again when that changes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DRAW_SCRIPT } from './drawScript.ts';
import type { Figure } from './figure.ts';
import { figureStyle } from './figureStyle.ts';
import { narrowLayout, withoutTexts } from './narrow.ts';
import type { ThemeName } from './palette.ts';
import { withoutMarkup } from './text.ts';
import { FIGURE_WIDTH, type FigureSpec, FOOTNOTE } from './theme.ts';

/** What a page shows of a figure. */
export type PageFigure = Pick<Figure, 'id' | 'spec' | 'caption' | 'alt'>;

export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

/** Text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Plotly's text as HTML: its simple tags stay, everything else is escaped. */
export function plotlyTextToHtml(text: string): string {
  return escapeHtml(text)
    .replaceAll(/&amp;(lt|gt|amp);/g, '&$1;')
    .replaceAll(/&lt;(\/?(?:sup|sub|b|i))&gt;/g, '<$1>')
    .replaceAll(/&lt;br\s*\/?&gt;/g, ' ');
}

/** The entries of a key, each of which stays on one line. */
function keyToHtml(key: string): string {
  const entries = key.split(/ {3}|<br>/).map((entry) => `<span>${plotlyTextToHtml(entry)}</span>`);
  return entries.join(' ');
}

/** Data as JSON inside a script element: no `<` can end it. Non-finite numbers are gaps (null). */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The minified source of Plotly, as text. */
export function plotlySource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('plotly.js-dist-min'), 'utf8');
}

/** How a figure stands in its page. */
export interface FigurePlace {
  /** Its number, where it has one. */
  readonly number?: number;
  /** Level of its heading: 1 where it is all of the page, 3 below a section's. */
  readonly level: 1 | 3;
  /** HTML below its caption. */
  readonly below?: string;
}

/** One `<figure>`: title, key, plot, notes, caption. */
export function figureElement(figure: PageFigure, { number, level, below = '' }: FigurePlace): string {
  const { id, spec, caption, alt } = figure;
  const title = titleOf(spec);
  const notes = (spec.layout.annotations ?? [])
    .filter((annotation) => annotation.name === FOOTNOTE)
    .map((annotation) => `<p class="note">${plotlyTextToHtml(annotation.text ?? '')}</p>`);
  const wide = withoutTexts(spec.layout);
  const embedded = embeddedJson({ data: spec.data, wide, narrow: narrowLayout(wide) });
  const label = number === undefined ? '' : `<b>Figure ${number}.</b> `;
  const heading = title.text === '' ? '' : `<h${level}>${plotlyTextToHtml(title.text)}</h${level}>`;
  const key = title.key === '' ? '' : `<p class="key">${keyToHtml(title.key)}</p>`;
  return `<figure id="figure-${escapeHtml(id)}"${number === undefined ? '' : ` data-number="${number}"`}>
${heading}${key}
<div class="plot" role="img" aria-label="${escapeHtml(alt)}" style="min-height:${wide.height ?? 480}px"><noscript>${escapeHtml(alt)}</noscript></div>
<script type="application/json">${embedded}</script>
${notes.join('')}<figcaption>${label}${escapeHtml(caption)}</figcaption>${below}
</figure>`;
}

/** Title and key of a specification, as Plotly texts. */
export function titleOf(spec: FigureSpec): { text: string; key: string } {
  const title = spec.layout.title as { text?: string; subtitle?: { text?: string } } | undefined;
  return { text: title?.text ?? '', key: title?.subtitle?.text ?? '' };
}

/** The inline scripts at the end of a page that holds figures. */
export function figureScripts(): string {
  return `<script>${plotlySource().replaceAll('</script', '<\\/script')}</script>
<script>${DRAW_SCRIPT}</script>`;
}

/**
 * A page with one figure, which opens offline. A specification in the theme `light` is drawn dark where the reader's scheme
 * is; one in another theme stays as it is, and the page has its colours.
 */
export function figurePage(
  spec: FigureSpec,
  { theme = 'light', ...text }: { caption?: string; alt?: string; theme?: ThemeName } = {},
): string {
  const title = withoutMarkup(titleOf(spec).text) || 'Figure';
  const figure = { id: 'only', spec, caption: text.caption ?? '', alt: text.alt ?? title };
  const follows = theme === 'light';
  return `<!doctype html>
<html lang="en"${follows ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${follows ? 'light dark' : theme === 'dark' ? 'dark' : 'light'}">
<title>${escapeHtml(title)}</title>
<style>${figureStyle(theme)}
body { margin: 16px auto; max-width: ${FIGURE_WIDTH + 100}px; padding: 0 12px; }</style>
</head>
<body>
${figureElement(figure, { level: 1 })}
${figureScripts()}
</body>
</html>
`;
}
