/**
 * The rate figure: error against number of particles or step, both logarithmic.
 *
 * rateTraces.ts says what its marks are. The footnote has the reasons of what was dropped; the title says what was found.
 */
import type { Verdict } from '../statistics/rate.ts';
import { axisFraction, type LogAxis, levelAxis, logAxis } from './axes.ts';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import { heightsOf, rateTraces, theoryAnchor } from './rateTraces.ts';
import {
  drawable,
  dropNote,
  exactSlopeNote,
  type RateFigureInput,
  type RateSeries,
  rateKey,
  rateTitle,
  sideways,
} from './rateWords.ts';
import { exponentName, formatSlope, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  FIGURE_HEIGHT,
  type FigureSpec,
  footnote,
  LINE_HEIGHT,
  seriesStyle,
  titleBlock,
} from './theme.ts';

export { type RateFigureInput, type RateSeries, rateText, rateTitle } from './rateWords.ts';

const SIGNS: Readonly<Record<Verdict, string>> = {
  consistent: '✓ consistent',
  'faster than the bound': '✓ faster than the bound',
  contradicted: '✗ contradicted',
  inconclusive: '? inconclusive',
};

/** The specification of the figure. */
export function rateFigure(input: RateFigureInput): FigureSpec {
  const title = wrap(rateTitle(input), 78);
  const all = input.series.flatMap(({ fit }) => [...fit.levels, ...fit.dropped]);
  if (!all.some(drawable))
    return emptyFigure(title, 'No level has an error that a logarithmic axis can show.');
  const step = input.series[0]!.claim.axis;
  const x = levelAxis(
    all.filter(drawable).map((level) => level.level),
    step,
    8,
    sideways(input.series, input.series.length - 1),
  );
  const y = logAxis(heightsOf(input.series));
  const notes = wrap(dropNote(input), 118);
  const below = 62 + (notes === '' ? 0 : lineCount(notes) * LINE_HEIGHT + 6);
  const top = 62 + lineCount(title) * 22;
  const yTitle = axisTitle(input.metricLabel, 46);
  const labels = inOrderIfTogether(
    input.series.map((series, i) => directLabel(series, i, input.series.length, x, y)),
  );
  const labelHeight = labels.reduce((sum, label) => sum + lineCount(label.text) * LINE_HEIGHT + 8, 0);
  const plotHeight = Math.max(FIGURE_HEIGHT - top - 62, labelHeight);
  return {
    data: rateTraces(input.series, { x, y, xaxis: 'x', yaxis: 'y' }),
    layout: {
      ...baseLayout(),
      ...titleBlock(title, rateKey(input)),
      height: plotHeight + top + below,
      margin: { l: 60 + 18 * lineCount(yTitle.text), r: 196, t: top, b: below },
      xaxis: { ...AXIS, type: 'log', ...x, title: axisTitle(input.levelLabel, 70) },
      yaxis: { ...AXIS, type: 'log', ...y, title: yTitle },
      annotations: [...placeLabels(labels, plotHeight), ...(notes === '' ? [] : [footnote(notes)])],
    },
  };
}

/** Lines that end together have labels in the order of the series; others in the order of their ends. */
function inOrderIfTogether(labels: DirectLabel[]): DirectLabel[] {
  const ends = labels.map(({ at }) => at);
  const top = Math.max(...ends);
  return top - Math.min(...ends) > 0.12
    ? labels
    : labels.map((label, i) => ({ ...label, at: top - 1e-6 * i }));
}

function directLabel(series: RateSeries, index: number, count: number, x: LogAxis, y: LogAxis): DirectLabel {
  const { label, claim, fit, verdict } = series;
  const style = seriesStyle(index);
  const anchor = theoryAnchor(fit);
  const end = anchor && anchor.estimate * (10 ** x.range[1] / anchor.level) ** claim.exponent;
  const slope = Number.isFinite(fit.slope) ? formatSlope(fit.slope, fit.interval) : 'no slope';
  const note = exactSlopeNote(series);
  const source = claim.kind === 'upper' ? 'bound' : 'theory';
  const exponent = exponentName(claim.exponent);
  const theory = `${source} ${exponent}${note === '' ? '' : `, ${note}`}`;
  const name = wrap(`${style.glyph} ${plain(label)}`, 26);
  const lines = count > 6 ? [name, slope] : [`<b>${name}</b>`, `slope ${slope}`, theory, SIGNS[verdict]];
  return {
    text: lines.join('<br>'),
    color: style.text,
    at: end === null ? 1 - index / count : axisFraction(end, y),
  };
}
