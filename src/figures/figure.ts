/** A figure: its data, and what is drawn and said of them. */
import { FIGURE_KINDS, type FigureData, type FigureKind } from './kinds.ts';
import type { FigureSpec, FigureText } from './theme.ts';

/**
 * A figure: its data, what is drawn of them (a Plotly specification) and what is said of them (caption,
 * text for who sees no picture).
 */
export interface Figure extends FigureText {
  /** Name of its file and of its place in a page, unique in a run: letters, digits, `.`, `_` and `-`. */
  readonly id: string;
  readonly kind: FigureKind;
  /** Plain data, from which `kind` draws the rest. */
  readonly data: unknown;
  readonly spec: FigureSpec;
}

/** Draws a figure of the given kind. It keeps what it draws of its data, not all that it is given. */
export function createFigure<K extends FigureKind>(id: string, kind: K, data: FigureData<K>): Figure {
  const { kept } = FIGURE_KINDS[kind] as { kept?(data: FigureData<K>): FigureData<K> };
  return drawFigure(id, kind, kept === undefined ? data : kept(data));
}

/** The same for data that were read back from a record. */
export function drawFigure(id: string, kind: FigureKind, data: unknown): Figure {
  const { draw, text } = FIGURE_KINDS[kind] as {
    draw(data: unknown): FigureSpec;
    text(data: unknown): FigureText;
  };
  return { id, kind, data, spec: draw(data), ...text(data) };
}
