/** A figure of one layer of a user's weights. */
import { createFigure, type Figure } from './figure.ts';
import type { FigureData, FigureKind } from './kinds.ts';

/** Figures of one layer have names that begin with its number and its letters. */
export function layerFigure<K extends FigureKind>(
  layer: number,
  name: string,
  what: string,
  kind: K,
  data: FigureData<K>,
): Figure {
  const letters = name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60);
  return createFigure(`layer${layer + 1}-${letters}-${what}`, kind, data);
}
