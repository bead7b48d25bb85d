/**
 * `figure(result)`: what a result looks like. In a notebook it shows itself in one output as Plotly's JSON, as SVG drawn by the
 * headless Chromium, and as text: its caption and the hash of its data.
 */
import { BadInput } from '../engine/badInput.ts';
import type { Figure } from '../figures/figure.ts';
import { pixelsOf } from '../figures/length.ts';
import { paperWidth } from '../figures/paperWidths.ts';
import type { Drawing } from '../figures/picture.ts';
import { dataHashOf } from '../figures/record.ts';
import { restyle, THEMES, type ThemeName } from '../figures/restyle.ts';
import { type Displayed, displayed, type MimeBundle } from '../results/display.ts';
import type { Drawable, Source } from './drawable.ts';

/** How a figure looks. */
export interface FigureLook {
  /** `light` unless told, or `print` where a width is given. */
  readonly theme?: ThemeName;
  /** On paper, from 40mm to 1000mm: `85mm`, `8.5cm`, `3.35in`, `241pt` or `320px`. */
  readonly width?: string;
}

/** Which figure of a result, and how it looks. */
export interface FigureOptions extends FigureLook {
  /** Which figure of a result that has several: its id. The first unless told. */
  readonly which?: string;
}

/** A figure that shows itself: in a notebook as a picture, in a terminal as its caption. */
export interface ShownFigure extends Figure, Displayed {
  /** SHA-256 of the figure's data, as in its record. */
  readonly dataHash: string;
  /**
   * Writes the figure as it looks to a .pdf, .svg, .png, .html or .json, by the ending. The file carries the figure's data:
   * `mckean figure --check` checks it, and `mckean figure` draws it again.
   * @throws BadInput for another ending, or where a tool that the format needs is missing
   */
  save(path: string): Promise<void>;
}

/**
 * One figure of a result.
 * @param of a result, or a figure made by `createFigure`
 * @throws BadInput where the result has no such figure, and for an unknown look
 */
export function figure(of: Drawable | Figure, { which, ...look }: FigureOptions = {}): ShownFigure {
  const all = drawnOf(of);
  if (all.length === 0) throw new BadInput('The result has no figure.');
  const chosen = which === undefined ? all[0] : all.find(({ id }) => id === which);
  if (chosen === undefined)
    throw new BadInput(`which is "${which}"; it must be ${all.map(({ id }) => id).join(' or ')}.`);
  return shownFigure(chosen, sourceOf(of), drawingOf(look));
}

/** All figures of a result. @throws BadInput for an unknown look */
export function figures(of: Drawable | Figure, look: FigureLook = {}): ShownFigure[] {
  return drawnOf(of).map((drawn) => shownFigure(drawn, sourceOf(of), drawingOf(look)));
}

function isDrawable(of: Drawable | Figure): of is Drawable {
  return 'figures' in of && typeof of.figures === 'function';
}

function drawnOf(of: Drawable | Figure): readonly Figure[] {
  if (typeof of === 'object' && of !== null) {
    if (isDrawable(of)) return of.figures();
    if ('spec' in of && 'kind' in of) return [of];
  }
  throw new BadInput(
    'figure() is of a result (simulate, study, limit, sample, tails, prune, train or verify) or of a figure; this is neither. Is an await missing?',
  );
}

function sourceOf(of: Drawable | Figure): Source {
  return isDrawable(of) ? of.source : { call: 'createFigure', plan: { kind: of.kind }, seed: 0 };
}

function drawingOf({ theme, width }: FigureLook): Drawing {
  if (theme !== undefined && !THEMES.includes(theme))
    throw new BadInput(`theme is "${theme}"; it must be ${THEMES.join(', ')}.`);
  const millimetres = width === undefined ? {} : { width: paperWidth(String(width), 'width') };
  return { theme: theme ?? (width === undefined ? 'light' : 'print'), ...millimetres };
}

function shownFigure(drawn: Figure, source: Source, drawing: Drawing): ShownFigure {
  const { theme, width } = drawing;
  const spec = restyle(drawn.spec, { theme, ...(width === undefined ? {} : { width: pixelsOf(width) }) });
  const dataHash = dataHashOf(drawn);
  const text = () => `${drawn.caption}\ndata ${dataHash}`;
  const bundle = async (): Promise<MimeBundle> => {
    const { svgOf } = await import('./svg.ts');
    const svg = await svgOf({ spec, alt: drawn.alt });
    return {
      'application/vnd.plotly.v1+json': spec,
      ...(svg === undefined ? {} : { 'image/svg+xml': svg }),
      'text/plain': text(),
    };
  };
  // What draws and writes pictures is loaded when one is drawn.
  const save = async (path: string) => {
    const { saveFigure } = await import('./saveFigure.ts');
    await saveFigure(drawn, source, path, drawing);
  };
  return displayed({ ...drawn, spec, dataHash, save }, text, bundle);
}
