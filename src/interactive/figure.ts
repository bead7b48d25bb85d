/**
 * `figure(result)`: what a result looks like. In a notebook it shows itself in one output as Plotly's JSON, as SVG drawn by the
 * headless Chromium, and as text: its caption and the hash of its data.
 */
import { BadInput } from '../engine/badInput.ts';
import type { Figure } from '../figures/figure.ts';
import { dataHashOf } from '../figures/record.ts';
import { type Displayed, displayed, type MimeBundle } from '../results/display.ts';
import { saveFigure } from './saveFigure.ts';
import { svgOf } from './svg.ts';

/** A result that can be drawn. */
export interface Drawable {
  /** Every figure of the result. */
  figures(): readonly Figure[];
}

/** Which figure of a result, and how it looks. */
export interface FigureOptions {
  /** Which figure of a result that has several: its id. The first unless told. */
  readonly which?: string;
}

/** A figure that shows itself: in a notebook as a picture, in a terminal as its caption. */
export interface ShownFigure extends Figure, Displayed {
  /** SHA-256 of the figure's data, as in its record. */
  readonly dataHash: string;
  /** Writes the figure as .svg, .png, .html or .json (its record), by the ending. @throws BadInput */
  save(path: string): Promise<void>;
}

/**
 * One figure of a result.
 * @param of a result, or a figure made by `createFigure`
 * @throws BadInput where the result has no such figure
 */
export function figure(of: Drawable | Figure, { which }: FigureOptions = {}): ShownFigure {
  const all = figuresOf(of);
  if (which === undefined) {
    if (all.length === 0) throw new BadInput('The result has no figure.');
    return shownFigure(all[0]);
  }
  const chosen = all.find(({ id }) => id === which);
  if (chosen === undefined)
    throw new BadInput(`which is "${which}"; it must be ${all.map(({ id }) => id).join(' or ')}.`);
  return shownFigure(chosen);
}

/** All figures of a result. */
export function figures(of: Drawable | Figure): ShownFigure[] {
  return figuresOf(of).map(shownFigure);
}

function figuresOf(of: Drawable | Figure): readonly Figure[] {
  if (typeof of === 'object' && of !== null) {
    if ('figures' in of && typeof of.figures === 'function') return of.figures();
    if ('spec' in of && 'kind' in of) return [of];
  }
  throw new BadInput(
    'figure() is of a result (simulate, study, limit, sample, tails, prune, train or verify) or of a figure; this is neither. Is an await missing?',
  );
}

function shownFigure(drawn: Figure): ShownFigure {
  const dataHash = dataHashOf(drawn);
  const text = () => `${drawn.caption}\ndata ${dataHash}`;
  const bundle = async (): Promise<MimeBundle> => {
    const svg = await svgOf(drawn.spec);
    return {
      'application/vnd.plotly.v1+json': drawn.spec,
      ...(svg === undefined ? {} : { 'image/svg+xml': svg }),
      'text/plain': text(),
    };
  };
  const save = (path: string) => saveFigure(drawn, path);
  return displayed({ ...drawn, dataHash, save }, text, bundle);
}
