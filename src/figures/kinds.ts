/**
 * Every kind of figure by name: a pure function from plain data to a Plotly specification, and its words.
 *
 * The data of a figure is what its record keeps (record.ts), so that it can be drawn again in another size or theme.
 */
import { accuracyPruningFigure, accuracyPruningText } from './accuracyPruningFigure.ts';
import { centreFigure, centreText } from './centreFigure.ts';
import {
  compressibilityErrorFigure,
  compressibilityErrorKept,
  compressibilityErrorText,
} from './compressibilityErrorFigure.ts';
import { coverageFigure, coverageText } from './coverageFigure.ts';
import { errorCurveFigure, errorCurveText } from './errorCurveFigure.ts';
import { fieldPathFigure, fieldPathKept, fieldPathText } from './fieldPathFigure.ts';
import { kPlotFigure, kPlotText } from './kPlotFigure.ts';
import { tailFigure, tailKept, tailText } from './lawFigure.ts';
import { neededNeuronsFigure, neededNeuronsKept, neededNeuronsText } from './neededNeuronsFigure.ts';
import { noiseTypesFigure, noiseTypesText } from './noiseTypesFigure.ts';
import { normCutFigure, normCutKept, normCutText } from './normCutFigure.ts';
import { pathsFigure, pathsText } from './pathsFigure.ts';
import { prunableFigure, prunableKept, prunableText } from './prunableFigure.ts';
import { quantileFigure, quantileKept, quantileText } from './quantileFigure.ts';
import { rateFigure, rateText } from './rateFigure.ts';
import { ratePairFigure, ratePairText } from './ratePairFigure.ts';
import { survivalFigure, survivalKept, survivalText } from './survivalFigure.ts';
import type { FigureSpec, FigureText } from './theme.ts';
import { trainingFigure, trainingKept, trainingText } from './trainingFigure.ts';

interface Kind<Data> {
  draw(data: Data): FigureSpec;
  text(data: Data): FigureText;
  /** The part of the data that the two read: what a figure keeps where it may be given more. */
  kept?(data: Data): Data;
}

/** Ties a kind's functions to one type of data. */
const kind = <Data>(
  draw: (data: Data) => FigureSpec,
  text: (data: Data) => FigureText,
  kept?: (data: Data) => Data,
): Kind<Data> => ({ draw, text, ...(kept === undefined ? {} : { kept }) });

/** Every kind of figure by name: `draw` makes the specification from the data, `text` the words. */
export const FIGURE_KINDS = {
  'accuracy-pruning': kind(accuracyPruningFigure, accuracyPruningText),
  centre: kind(centreFigure, centreText),
  'compressibility-error': kind(
    compressibilityErrorFigure,
    compressibilityErrorText,
    compressibilityErrorKept,
  ),
  coverage: kind(coverageFigure, coverageText),
  'error-curve': kind(errorCurveFigure, errorCurveText),
  'field-path': kind(fieldPathFigure, fieldPathText, fieldPathKept),
  'k-plot': kind(kPlotFigure, kPlotText),
  'needed-neurons': kind(neededNeuronsFigure, neededNeuronsText, neededNeuronsKept),
  'noise-types': kind(noiseTypesFigure, noiseTypesText),
  'norm-cut': kind(normCutFigure, normCutText, normCutKept),
  paths: kind(pathsFigure, pathsText),
  prunable: kind(prunableFigure, prunableText, prunableKept),
  quantile: kind(quantileFigure, quantileText, quantileKept),
  rate: kind(rateFigure, rateText),
  'rate-pair': kind(ratePairFigure, ratePairText),
  survival: kind(survivalFigure, survivalText, survivalKept),
  tail: kind(tailFigure, tailText, tailKept),
  training: kind(trainingFigure, trainingText, trainingKept),
} as const;

/** Name of a kind of figure, a key of `FIGURE_KINDS`. */
export type FigureKind = keyof typeof FIGURE_KINDS;

/** What a kind of figure is drawn from. */
export type FigureData<K extends FigureKind> = Parameters<(typeof FIGURE_KINDS)[K]['draw']>[0];
