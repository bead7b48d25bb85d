/**
 * What Plotly's SVG lacks to stand by itself: words for a reader who sees no picture, its size on paper, the font that it was
 * measured with, and spaces that every program keeps.
 */
import { escapeHtml } from './html.ts';
import { FONT_FAMILY } from './theme.ts';

export interface SvgDetails {
  readonly alt: string;
  /** Millimetres. */
  readonly size?: { readonly width: number; readonly height: number };
  /** The family that the browser measured text with, if known. */
  readonly family: string | null;
}

export function finishedSvg(picture: string, { alt, size, family }: SvgDetails): string {
  const end = picture.indexOf('>', picture.indexOf('<svg'));
  let root = picture.slice(0, end);
  if (size !== undefined)
    root = root
      .replace(/ width="[^"]*"/, ` width="${Number(size.width.toFixed(4))}mm"`)
      .replace(/ height="[^"]*"/, ` height="${Number(size.height.toFixed(4))}mm"`);
  root += ` role="img" aria-label="${escapeHtml(alt)}"`;
  return root + withFont(spaced(picture.slice(end)), family);
}

/** Runs of spaces, which Plotly keeps by a style that not every program reads. */
function spaced(svg: string): string {
  return svg.replaceAll(/>[^<]*[^<\s][^<]*</g, (text) =>
    text.replaceAll(/ {2,}/g, (run) => '\u00a0'.repeat(run.length)),
  );
}

function withFont(svg: string, family: string | null): string {
  if (family === null) return svg;
  const named = `font-family: '${family}', 'DejaVu Sans', sans-serif;`;
  // Plotly's SVG has single quotes, since the style is an attribute.
  const declared = `font-family: ${FONT_FAMILY.replaceAll('"', "'")};`;
  return svg.replaceAll(declared, named);
}
