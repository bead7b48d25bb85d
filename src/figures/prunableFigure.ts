/**
 * The prunable fraction against the width n: how many of the smallest neurons may go before the error reaches the target, a
 * series per tail index, with intervals over systems. The Gaussian baseline α = 2 is dashed: it prunes too, but no better in
 * wider networks. Thin black lines: theory, where it is known.
 */
import type { Data } from 'plotly.js-dist-min';
import type { LevelOutcome } from '../studies/compressibilityOutcomes.ts';
import type { TheoryCurves } from '../studies/compressibilityTheory.ts';
import { alphaName } from './alphaPanels.ts';
import { levelAxis } from './axes.ts';
import { placeLabels } from './directLabels.ts';
import { formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  FIGURE_HEIGHT,
  type FigureSpec,
  type FigureText,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

/** Data of a figure of the fraction that can be pruned over α and n. */
export interface PrunableInput {
  readonly levels: readonly Pick<LevelOutcome, 'alpha' | 'particles' | 'replicas' | 'prunable'>[];
  readonly target: { readonly error: number; readonly squared: boolean };
  readonly theory?: Pick<TheoryCurves, 'prunable'> | undefined;
  readonly setup: string;
}

/** The part of a study that the figure draws. */
export function prunableKept({ levels, theory, ...rest }: PrunableInput): PrunableInput {
  return {
    ...rest,
    levels: levels.map(({ alpha, particles, replicas, prunable }) => ({
      alpha,
      particles,
      replicas,
      prunable,
    })),
    ...(theory === undefined ? {} : { theory: { prunable: theory.prunable } }),
  };
}

export function prunableFigure(input: PrunableInput): FigureSpec {
  const { levels, theory } = input;
  const title = wrap(titleOf(input), 78);
  if (levels.length === 0) return emptyFigure(title, 'No system was simulated.');
  const alphas = [...new Set(levels.map(({ alpha }) => alpha))];
  const x = levelAxis(
    levels.map(({ particles }) => particles),
    'particles',
  );
  const least = Math.min(...levels.map(({ prunable }) => prunable.interval[0]));
  const bottom = Math.max(0, Math.floor(10 * least - 0.5) / 10);
  const y: [number, number] = [bottom, 1.02];
  const withTheory = theory !== undefined && theory.prunable.length > 0;
  const data = alphas.flatMap((alpha, index): Data[] => {
    const own = levels.filter((level) => level.alpha === alpha);
    const style = seriesStyle(index);
    const baseline = alpha === 2;
    const predicted = theory?.prunable.find((line) => line.alpha === alpha);
    return [
      ...(predicted === undefined
        ? []
        : [
            {
              type: 'scatter',
              mode: 'lines',
              name: `${alphaName(alpha)}: theory`,
              x: [...predicted.particles],
              y: [...predicted.fraction],
              line: { color: THEORY, width: 1 },
              hoverinfo: 'skip',
            } as Data,
          ]),
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: alphaName(alpha),
        x: own.map(({ particles }) => particles),
        y: own.map(({ prunable }) => prunable.estimate),
        error_y: {
          type: 'data',
          symmetric: false,
          array: own.map(({ prunable }) => prunable.interval[1] - prunable.estimate),
          arrayminus: own.map(({ prunable }) => prunable.estimate - prunable.interval[0]),
          color: style.color,
          thickness: 1.6,
          width: 5,
        },
        line: { color: style.color, width: 2, ...(baseline ? { dash: 'dash' } : {}) },
        marker: { color: style.color, symbol: style.symbol, size: 8 },
        hoverinfo: 'text',
        hovertext: own.map(
          ({ particles, prunable, replicas }) =>
            `${alphaName(alpha)}, n = ${particles}<br>prunable ${formatNumber(prunable.estimate)} [${prunable.interval.map((end) => formatNumber(end)).join(', ')}]<br>${replicas} systems`,
        ),
      } as Data,
    ];
  });
  const top = 66 + lineCount(title) * 22;
  const labels = alphas.map((alpha, index) => {
    const { glyph, text } = seriesStyle(index);
    const last = levels.filter((level) => level.alpha === alpha).at(-1)!.prunable.estimate;
    const words = alpha === 2 ? '<br>Gaussian baseline' : '';
    return {
      text: `<b>${glyph} α = ${alpha}</b>  ${percent(last)}${words}`,
      color: text,
      at: (last - y[0]) / (y[1] - y[0]),
    };
  });
  const key = `│ 95 % interval over systems${withTheory ? '   ━━ theory' : ''}   ╌╌ Gaussian baseline`;
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, key),
      margin: { l: 76, r: 164, t: top, b: 62 },
      xaxis: { ...AXIS, type: 'log', ...x, title: axisTitle('number of neurons n', 70) },
      yaxis: {
        ...AXIS,
        range: y,
        title: axisTitle(
          `prunable fraction, error${input.target.squared ? '²' : ''} ≤ ${input.target.error}`,
          46,
        ),
      },
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text, their numbers computed. */
export function prunableText(input: PrunableInput): FigureText {
  const { levels, theory } = input;
  const alphas = [...new Set(levels.map(({ alpha }) => alpha))];
  const parts = alphas.map((alpha) => {
    const own = levels.filter((level) => level.alpha === alpha);
    const values = [own[0], own.at(-1)!].map(({ prunable }) => percent(prunable.estimate));
    return `α = ${alpha}: ${values.join(' → ')}`;
  });
  const widths = levels.map(({ particles }) => particles);
  const range = `from n = ${formatNumber(Math.min(...widths))} to ${formatNumber(Math.max(...widths))}`;
  const words = theory !== undefined && theory.prunable.length > 0 ? ' Black: its predicted mean.' : '';
  return {
    caption: `Fraction of the neurons of smallest norm that can be pruned with ${targetName(input)}: mean over systems with its 95 % interval.${words} ${range[0].toUpperCase()}${range.slice(1)}: ${parts.join('; ')}. System: ${input.setup.replace(/α = [^,;]+/, 'α as named')}.`,
    alt: `${withoutMarkup(titleOf(input))}. Prunable fraction ${range}: ${parts.join('; ')}.`,
  };
}

function targetName({ target }: Pick<PrunableInput, 'target'>): string {
  return `a relative error${target.squared ? ' squared' : ''} of at most ${target.error}`;
}

/** Two decimals; never 100 % of what is less. */
function percent(fraction: number): string {
  const text = (100 * fraction).toFixed(2);
  return text === '100.00' ? 'over 99.99 %' : `${Number(text)} %`;
}

function titleOf({ levels }: PrunableInput): string {
  if (levels.length === 0) return 'Prunable fraction: nothing was simulated';
  const lowest = Math.min(...levels.map(({ alpha }) => alpha));
  const highest = Math.max(...levels.map(({ alpha }) => alpha));
  const said = (alpha: number) => {
    const own = levels.filter((level) => level.alpha === alpha);
    const shares = [own[0], own.at(-1)!].map(({ prunable }) => percent(prunable.estimate));
    return `from ${shares[0]} to ${shares[1]} at α\u00a0=\u00a0${alpha}`;
  };
  const widths = levels.map(({ particles }) => particles);
  return plain(
    `From ${formatNumber(Math.min(...widths))} to ${formatNumber(Math.max(...widths))} neurons the prunable share goes ${said(lowest)}, ${said(highest)}`,
  );
}
