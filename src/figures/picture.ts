/**
 * Pictures: a figure as a file of one format, in one theme and width. Every file carries its figure: the record with the data
 * and where they came from, how it was drawn, and the SHA-256 of the picture itself, by which a change shows (carry/).
 */
import { sha256Bytes } from '../results/hash.ts';
import { CARRIERS, type PictureFormat } from './carry/index.ts';
import { withResolution } from './carry/png.ts';
import { figurePage } from './html.ts';
import { millimetresOfPixels, pixelsOf } from './length.ts';
import type { PdfWriter } from './pdf.ts';
import { type FigureRecord, figureOfRecord, readRecord } from './record.ts';
import type { Renderer } from './render.ts';
import { restyle, type ThemeName } from './restyle.ts';
import { finishedSvg } from './svg.ts';
import { FIGURE_HEIGHT, FIGURE_WIDTH } from './theme.ts';

export const PICTURE_FORMAT = 'mckean-picture-1';

/** Of a PNG, unless told: enough for print. */
export const DEFAULT_DPI = 300;

/** How a picture was drawn. */
export interface Drawing {
  readonly theme: ThemeName;
  /** Millimetres; the figure's own width on a screen, 96 pixels to the inch, where not told. HTML has the width of its window. */
  readonly width?: number;
  /** Names and labels as formulas; not in HTML. */
  readonly labels?: 'latex';
  /** Dots per inch of a PNG. */
  readonly dpi?: number;
}

/** What a file carries. */
export interface CarriedFigure {
  readonly format: typeof PICTURE_FORMAT;
  readonly drawn: Drawing;
  /** SHA-256 of the file without what it carries. */
  readonly pictureHash: string;
  readonly record: FigureRecord;
}

/** What draws: a browser for SVG, PNG and PDF, and rsvg-convert for PDF. */
export interface DrawingTools {
  readonly renderer?: Renderer;
  readonly pdfWriter?: PdfWriter;
}

/** The formats that a browser draws. */
export const DRAWN_BY_BROWSER: readonly PictureFormat[] = ['svg', 'pdf', 'png'];

/** The file's bytes. */
export async function drawPicture(
  record: FigureRecord,
  format: PictureFormat,
  drawn: Drawing,
  tools: DrawingTools,
): Promise<Buffer> {
  if (format === 'html') return drawPage(record, drawn);
  return carrying(record, format, drawn, await plainPicture(record, format, drawn, tools));
}

/** The same as HTML, which needs no tools. */
export function drawPage(record: FigureRecord, { theme }: Drawing): Buffer {
  const { spec, caption, alt } = figureOfRecord(record);
  const page = Buffer.from(figurePage(restyle(spec, { theme }), { caption, alt, theme }));
  return carrying(record, 'html', { theme }, page);
}

function carrying(record: FigureRecord, format: PictureFormat, drawn: Drawing, picture: Buffer): Buffer {
  const pictureHash = sha256Bytes(picture);
  const carried: CarriedFigure = { format: PICTURE_FORMAT, drawn, pictureHash, record };
  return CARRIERS[format].join(picture, JSON.stringify(carried));
}

/** The figure that a file carries, and the file without it. @throws Error with one sentence, beginning with `name` */
export function readPicture(
  file: Buffer,
  format: PictureFormat,
  name: string,
): { carried: CarriedFigure; picture: Buffer } {
  let carried: Partial<CarriedFigure>;
  let picture: Buffer;
  try {
    const parted = CARRIERS[format].part(file);
    if (parted === null) throw new Error('carries no figure of mckean');
    carried = JSON.parse(parted.text);
    picture = parted.picture;
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'carries a figure that is damaged' : (cause as Error).message;
    throw new Error(`${name}: ${why}.`, { cause });
  }
  if (carried.format !== PICTURE_FORMAT)
    throw new Error(`${name}: carries a figure of another format than ${PICTURE_FORMAT}.`);
  readRecord(JSON.stringify(carried.record), name);
  return { carried: carried as CarriedFigure, picture };
}

async function plainPicture(
  record: FigureRecord,
  format: PictureFormat,
  { theme, width, labels, dpi }: Drawing,
  { renderer, pdfWriter }: DrawingTools,
): Promise<Buffer> {
  const { spec, alt } = figureOfRecord(record);
  const drawn = restyle(spec, {
    theme,
    ...(width === undefined ? {} : { width: pixelsOf(width) }),
    ...(labels === undefined ? {} : { labels }),
  });
  if (format === 'json') return Buffer.from(JSON.stringify(drawn));
  const { layout } = drawn;
  const [columns, rows] = [layout.width ?? FIGURE_WIDTH, layout.height ?? FIGURE_HEIGHT];
  const paper = width ?? millimetresOfPixels(columns);
  if (format === 'png') {
    const dots = dpi ?? DEFAULT_DPI;
    const scale = (dots * paper) / 25.4 / columns;
    return withResolution(await renderer!.image(drawn, { format, scale }), dots);
  }
  const plotted = await renderer!.image(drawn, { format: 'svg' });
  const finished = finishedSvg(plotted.toString('utf8'), {
    alt,
    family: renderer!.family,
    ...(width === undefined ? {} : { size: { width, height: (width * rows) / columns } }),
  });
  const svg = Buffer.from(finished);
  return format === 'svg' ? svg : await pdfWriter!.pdf(svg);
}
