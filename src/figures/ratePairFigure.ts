/**
 * The figure for a paper: propagation of chaos on the left, discretisation on the right, of one system, for the same tail
 * indices. Colour and symbol are those of α in both panels; every line has its measured slope and the exponent of theory beside
 * it. rateTraces.ts says what the marks are.
 */
import type { Annotation, Layout } from 'plotly.js-dist-min';
import { axisFraction, levelAxis, logAxis } from './axes.ts';
import { moveApart } from './directLabels.ts';
import { axisKey, gridHeight, type PanelGrid, panelAxes, panelPlace } from './panelGrid.ts';
import { heightsOf, rateTraces, theoryAnchor } from './rateTraces.ts';
import { drawable, type RateFigureInput, type RateSeries, rateKey, rateText, sideways } from './rateWords.ts';
import {
  exponentName,
  fixed,
  formatInterval,
  lineCount,
  listOf,
  plain,
  withoutMarkup,
  wrap,
} from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  DIRECT_LABEL,
  emptyFigure,
  FIGURE_WIDTH,
  type FigureSpec,
  type FigureText,
  LINE_HEIGHT,
  panelTitle,
  SMALLEST_TEXT,
  seriesStyle,
  titleBlock,
} from './theme.ts';

export interface RatePairInput {
  /** For example `mean-field OU`. */
  readonly system: string;
  /** Left and right panel; the index of a series is that of its colour in both. */
  readonly panels: readonly [RatePanel, RatePanel];
  /** Series that were measured and are not drawn, for example `α = 1.9`. */
  readonly omitted?: readonly string[];
}

export interface RatePanel extends RateFigureInput {
  /** Title of the panel, for example `propagation of chaos`. */
  readonly heading: string;
}

const HEIGHT = 250;
const LEFT = 62;
/** Room for the labels beside a panel. */
const LABELS = 118;
const BELOW = 56;

export function ratePairFigure(input: RatePairInput): FigureSpec {
  const { panels } = input;
  const title = wrap(plain(titleOf(input)), 78);
  if (!panels.every(({ series }) => levelsOf(series).some(drawable)))
    return emptyFigure(title, 'A panel has no error that a logarithmic axis can show.');
  const inner = FIGURE_WIDTH - LEFT - LABELS;
  const grid: PanelGrid = {
    panels: 2,
    columns: 2,
    height: HEIGHT,
    between: 0,
    beside: (2 * (LEFT + LABELS)) / (inner - LEFT - LABELS),
  };
  const top = 84 + 22 * lineCount(title);
  const axes: Record<string, unknown> = {};
  const annotations: Partial<Annotation>[] = [];
  const data = panels.flatMap(({ series, heading, metricLabel, levelLabel }, panel) => {
    const levels = levelsOf(series).filter(drawable);
    const x = levelAxis(
      levels.map(({ level }) => level),
      series[0]!.claim.axis,
      4,
      sideways(series, series.length - 1),
    );
    const y = logAxis(heightsOf(series));
    const { xaxis, yaxis } = panelAxes(panel);
    const place = panelPlace(panel, grid);
    axes[axisKey(xaxis)] = {
      ...AXIS,
      type: 'log',
      ...x,
      anchor: yaxis,
      domain: place.x,
      title: axisTitle(levelLabel, 40),
    };
    axes[axisKey(yaxis)] = {
      ...AXIS,
      type: 'log',
      ...y,
      anchor: xaxis,
      domain: place.y,
      title: axisTitle(metricLabel, 40),
    };
    annotations.push(panelTitle(`${'ab'[panel]}  ${plain(heading)}`, panel));
    const ends = series.map(({ claim, fit }) => {
      const anchor = theoryAnchor(fit);
      return anchor === null
        ? 0.5
        : axisFraction(anchor.estimate * (10 ** x.range[1] / anchor.level) ** claim.exponent, y);
    });
    annotations.push(...labelsOf(series, ends, xaxis, yaxis));
    return rateTraces(series, { x, y, xaxis, yaxis });
  });
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, rateKey({ ...panels[0], series: panels.flatMap(({ series }) => series) })),
      height: top + gridHeight(grid) + BELOW,
      margin: { l: LEFT, r: LABELS, t: top, b: BELOW },
      ...(axes as Partial<Layout>),
      annotations,
    },
  };
}

/** Beside their panel, wherever that stands: a line's name, its slope with half its interval, and what theory says. */
function labelsOf(
  series: readonly RateSeries[],
  ends: readonly number[],
  xaxis: string,
  yaxis: string,
): Partial<Annotation>[] {
  const texts = series.map(({ label, claim, fit, verdict }, i) => {
    const lines = [
      `<b>${seriesStyle(i).glyph} ${plain(label)}</b>`,
      slopeOf(fit),
      `${sourceOf(claim)} ${exponentName(claim.exponent)}${here(series[i]!)}`,
    ];
    if (verdict === 'contradicted' || verdict === 'inconclusive') lines.push(verdict);
    return lines.join('<br>');
  });
  const centres = moveApart(
    ends.map((end) => Math.min(1, Math.max(0, end))),
    texts.map((text) => (lineCount(text) * LINE_HEIGHT + 6) / HEIGHT),
  );
  return texts.map((text, i) => ({
    name: DIRECT_LABEL,
    text,
    xref: `${xaxis} domain` as Annotation['xref'],
    yref: `${yaxis} domain` as Annotation['yref'],
    x: 1,
    y: centres[i]!,
    xshift: 8,
    xanchor: 'left',
    yanchor: 'middle',
    align: 'left',
    showarrow: false,
    font: { size: SMALLEST_TEXT, color: seriesStyle(i).text },
  }));
}

/** `−0.168 ± 0.008`: half the interval, which is symmetric. */
function slopeOf({ slope, interval }: RateSeries['fit']): string {
  if (!Number.isFinite(slope)) return 'no slope';
  return `${fixed(slope, 3)} ± ${fixed((interval[1] - interval[0]) / 2, 3)}`;
}

/** ` (0.863)`: the slope of the exact errors at these levels, where the asymptotic exponent is outside of the interval. */
function here({ claim, fit, exactSlope }: RateSeries): string {
  const inside = claim.exponent >= fit.interval[0] && claim.exponent <= fit.interval[1];
  return inside || exactSlope === undefined ? '' : ` (${fixed(exactSlope, 3)})`;
}

const sourceOf = ({ kind }: RateSeries['claim']) => (kind === 'upper' ? 'bound' : 'theory');

function levelsOf(series: readonly RateSeries[]) {
  return series.flatMap(({ fit }) => [...fit.levels, ...fit.dropped]);
}

/** Caption and alternative text: what the two panels say of themselves. */
export function ratePairText(input: RatePairInput): FigureText {
  const { panels, system, omitted = [] } = input;
  const words = panels.map((panel) => rateText(panel));
  const left = panels.map(({ heading, metricLabel }, i) => `(${'ab'[i]}) ${heading}: ${metricLabel}`);
  const slopes = panels.map(
    ({ series }, i) =>
      `(${'ab'[i]}) ${series
        .map(({ label, claim, fit }, k) => {
          const slope = Number.isFinite(fit.slope)
            ? `${fixed(fit.slope, 3)} ${formatInterval(fit.interval, 3)}`
            : 'no slope';
          return `${label}: ${slope}, ${sourceOf(claim)} ${exponentName(claim.exponent)}${here(series[k]!)}`;
        })
        .join('; ')}`,
  );
  const marks = words[0]!.caption.split('Both logarithmic. ')[1]?.split('. ')[0] ?? '';
  const bracket = panels.some(({ series }) => series.some((own) => here(own) !== ''))
    ? '; in brackets, where the exponent of theory lies outside: the slope of the exact errors at these levels'
    : '';
  const more = omitted.length === 0 ? '' : ` Measured and not drawn: ${listOf(omitted)}.`;
  return {
    caption: `Errors of the ${system} system. ${left.join('. ')}. Both axes logarithmic. ${marks}. Beside the lines: slope ± half its interval${bracket}. Slopes: ${slopes.join('. ')}.${more}`,
    alt: `${withoutMarkup(titleOf(input))}. ${slopes.join('. ')}.`,
  };
}

function titleOf({ system, panels }: RatePairInput): string {
  const all = panels.flatMap(({ series }) => series);
  const agree = all.filter(({ verdict }) => verdict === 'consistent' || verdict.startsWith('faster')).length;
  const count = agree === all.length ? `all ${agree} slopes agree` : `${agree} of ${all.length} slopes agree`;
  const sentence = system[0]!.toUpperCase() + system.slice(1);
  return `${sentence}, chaos and discretisation: ${count} with theory`;
}
