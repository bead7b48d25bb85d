/**
 * The rate figure: error against number of particles or step, both logarithmic.
 *
 * Filled symbols with vertical confidence intervals are the levels used; the line with its band is the weighted
 * fit log(error) = intercept + slope·log(level); the dashed line has the slope of theory and passes through the
 * fit at the middle of the used levels; crosses are exact values; hollow symbols were dropped, with the reason in
 * the footnote. The title says what was found.
 */
import type { Data } from 'plotly.js-dist-min';
import type { DroppedLevel, Level, RateFit, Verdict } from '../statistics/rate.ts';
import { axisFraction, type LogAxis, levelAxis, logAxis } from './axes.ts';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import {
  drawable,
  dropNote,
  exactSlopeNote,
  levelHover,
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
  MUTED,
  PAPER,
  seriesStyle,
  THEORY,
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
  );
  const y = logAxis(heightsOf(input));
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
    data: input.series.flatMap((series, i) => traces(series, i, sideways(input.series, i), x, y)),
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

/** Every height that must be inside the frame; of an interval no more than a factor of 30, or 4 if dropped. */
function heightsOf({ series }: RateFigureInput): number[] {
  return series.flatMap(({ fit }) => {
    const ends = (levels: readonly Level[], most: number) =>
      levels
        .filter(drawable)
        .flatMap(({ estimate, interval, exact }) => [
          Math.min(interval[1], estimate * most),
          Math.max(interval[0], estimate / most),
          estimate,
          exact ?? estimate,
        ]);
    return [
      ...ends(fit.levels, 30),
      ...ends(fit.dropped, 4),
      ...fit.band.flatMap(({ low, high }) => [low, high]),
    ];
  });
}

function traces(series: RateSeries, index: number, shift: number, x: LogAxis, y: LogAxis): Data[] {
  const { label, claim, fit } = series;
  const style = seriesStyle(index);
  const floor = 10 ** (y.range[0] - 1);
  const used = fit.levels.filter(drawable);
  const dropped = fit.dropped.filter(drawable);
  const band = fit.band.filter(({ level, low, high }) =>
    [level, low, high].every((v) => v > 0 && v < Infinity),
  );
  const hasFit = Number.isFinite(fit.slope) && Number.isFinite(fit.intercept);
  const out: Data[] = [];
  if (band.length > 1) {
    out.push({
      type: 'scatter',
      mode: 'lines',
      name: `${label}: confidence band`,
      x: [...band.map((b) => b.level), ...band.map((b) => b.level).reverse()],
      y: [...band.map((b) => b.high), ...band.map((b) => b.low).reverse()],
      fill: 'toself',
      fillcolor: style.fill,
      line: { width: 0 },
      hoverinfo: 'skip',
    });
  }
  if (hasFit && used.length > 1) {
    const ends = endsOf(used.map((level) => level.level));
    out.push({
      type: 'scatter',
      mode: 'lines',
      name: `${label}: fit`,
      x: ends,
      y: ends.map((level) => Math.exp(fit.intercept + fit.slope * Math.log(level))),
      line: { color: style.color, width: 2 },
      hoverinfo: 'skip',
    });
  }
  const anchor = theoryAnchor(fit);
  if (anchor !== null && Number.isFinite(claim.exponent)) {
    const ends = [10 ** x.range[0], 10 ** x.range[1]];
    out.push({
      type: 'scatter',
      mode: 'lines',
      name: `${label}: theory: slope ${exponentName(claim.exponent)}`,
      x: ends,
      y: ends.map((level) => anchor.estimate * (level / anchor.level) ** claim.exponent),
      line: { color: THEORY, width: 1.3, dash: 'dash' },
      hoverinfo: 'skip',
    });
  }
  const exact = [...used, ...dropped].filter((level) => level.exact !== undefined && level.exact > 0);
  if (exact.length > 0) {
    out.push({
      type: 'scatter',
      mode: 'markers',
      name: `${label}: exact`,
      x: exact.map((level) => level.level * shift),
      y: exact.map((level) => level.exact!),
      marker: { symbol: 'x-thin', size: 10, color: THEORY, line: { color: THEORY, width: 1.4 } },
      hoverinfo: 'skip',
    });
  }
  const points = (levels: readonly (Level | DroppedLevel)[], name: string, hollow: boolean): Data => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: levels.map((level) => level.level * shift),
    y: levels.map((level) => level.estimate),
    error_y: {
      type: 'data',
      symmetric: false,
      array: levels.map(({ estimate, interval }) => reach(interval[1] - estimate)),
      arrayminus: levels.map(({ estimate, interval }) => reach(estimate - Math.max(interval[0], floor))),
      color: hollow ? MUTED : style.color,
      thickness: 1.4,
      width: 4,
    },
    marker: {
      symbol: style.symbol,
      size: 8,
      color: hollow ? PAPER : style.color,
      line: { color: style.color, width: 1.6 },
    },
    hoverinfo: 'text',
    hovertext: levels.map((level) => levelHover(series, level)),
  });
  if (used.length > 0) out.push(points(used, `${label}: used`, false));
  if (dropped.length > 0) out.push(points(dropped, `${label}: dropped`, true));
  return out;
}

/** The length of an error bar; a missing or reversed interval has none. */
function reach(length: number): number {
  return Number.isFinite(length) && length > 0 ? length : 0;
}

function endsOf(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Middle of the used levels on the fitted line; without a fit, the first level that can be drawn. */
function theoryAnchor(fit: RateFit): { level: number; estimate: number } | null {
  const used = fit.levels.filter(drawable);
  if (used.length > 1 && Number.isFinite(fit.slope) && Number.isFinite(fit.intercept)) {
    const [low, high] = endsOf(used.map((level) => level.level));
    const level = Math.sqrt(low * high);
    return { level, estimate: Math.exp(fit.intercept + fit.slope * Math.log(level)) };
  }
  return used[0] ?? fit.dropped.find(drawable) ?? null;
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
  const theory = note === '' ? `${source}: slope ${exponent}` : `${source} ${exponent}, ${note}`;
  const name = wrap(`${style.glyph} ${plain(label)}`, 26);
  const lines = count > 6 ? [name, slope] : [`<b>${name}</b>`, `fit: slope ${slope}`, theory, SIGNS[verdict]];
  return {
    text: lines.join('<br>'),
    color: style.text,
    at: end === null ? 1 - index / count : axisFraction(end, y),
  };
}
