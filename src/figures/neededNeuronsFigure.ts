/**
 * "For every κ and ε there is an N": how many neurons a network needs so that keeping the fraction κ loses at most ε with
 * probability 1 − δ. A panel per tail index, a series per ε; symbols are interpolated between the simulated widths, with
 * intervals from order statistics; lines are theory, which goes on above the widths that were simulated (grey).
 */
import type { Data, Shape } from 'plotly.js-dist-min';
import type { NeededNeurons, NeuronsFound } from '../studies/compressibilityOutcomes.ts';
import type { TheoryCurves } from '../studies/compressibilityTheory.ts';
import { alphaName, alphaPanels } from './alphaPanels.ts';
import { logAxis } from './axes.ts';
import { panelAxes } from './panelGrid.ts';
import { formatNumber, plain, withoutMarkup, wrap } from './text.ts';
import { emptyFigure, type FigureSpec, type FigureText, MUTED, PAPER, SHADE, seriesStyle } from './theme.ts';

/** Data of a figure of the neurons needed over α. */
export interface NeededNeuronsInput {
  readonly needed: readonly NeededNeurons[];
  /** The δ that is drawn. */
  readonly delta: number;
  /** The simulated widths, ascending. */
  readonly particles: readonly number[];
  readonly theory?: Pick<TheoryCurves, 'needed'> | undefined;
  readonly setup: string;
}

/** How far above the widest system the axis goes: 10⁶ times. */
const BEYOND = 1e6;

/** The part of a study that the figure draws. */
export function neededNeuronsKept({
  needed,
  theory,
  delta,
  ...rest
}: NeededNeuronsInput): NeededNeuronsInput {
  return {
    ...rest,
    delta,
    needed: needed.filter((own) => own.delta === delta),
    ...(theory === undefined ? {} : { theory: { needed: theory.needed } }),
  };
}

export function neededNeuronsFigure(input: NeededNeuronsInput): FigureSpec {
  const { particles, theory, delta } = input;
  const needed = input.needed.filter((own) => own.delta === delta);
  const title = wrap(titleOf(input), 78);
  const alphas = [...new Set(needed.map(({ alpha }) => alpha))];
  const thresholds = [...new Set(needed.map(({ threshold }) => threshold))];
  const [narrowest, widest] = [particles[0], particles.at(-1)!];
  if (!needed.some(({ found }) => found.relation !== 'more than'))
    return emptyFigure(title, `No error is reached by ${widest} neurons.`);
  const top = theory !== undefined && theory.needed.length > 0 ? widest * BEYOND : widest * 1.5;
  const y = logAxis([narrowest, top], 0.04);
  const x = logAxis(
    needed.map(({ kept }) => kept),
    0.04,
  );
  const data = alphas.flatMap((alpha, panel) =>
    thresholds.flatMap((threshold, index): Data[] => {
      const axes = panelAxes(panel);
      const style = seriesStyle(index);
      const name = `${alphaName(alpha)}, ε = ${threshold}`;
      const own = needed.filter(
        (one) => one.alpha === alpha && one.threshold === threshold && one.found.relation !== 'more than',
      );
      const line = theory?.needed.find(
        (one) => one.alpha === alpha && one.threshold === threshold && one.delta === delta,
      );
      const interpolated = ({ found }: NeededNeurons) => found.relation === 'about';
      return [
        ...(line === undefined
          ? []
          : [
              {
                ...axes,
                type: 'scatter',
                mode: 'lines',
                name: `${name}: theory`,
                x: [...line.kept],
                y: line.neurons.map((n) => (Number.isFinite(n) && n > 0 ? n : null)),
                line: { color: style.color, width: 1.6 },
                hoverinfo: 'text',
                hovertext: line.neurons.map(
                  (n, k) => `${plain(name)}, κ = ${formatNumber(line.kept[k])}<br>theory: ${formatNumber(n)}`,
                ),
              } as Data,
            ]),
        {
          ...axes,
          type: 'scatter',
          mode: line === undefined ? 'lines+markers' : 'markers',
          name,
          x: own.map(({ kept }) => kept),
          y: own.map(({ found }) => found.neurons),
          error_y: {
            type: 'data',
            symmetric: false,
            // A bar that ends at the widest system has no upper end: no order statistic bounds it.
            array: own.map((one) => (interpolated(one) ? one.interval[1].neurons - one.found.neurons : 0)),
            arrayminus: own.map((one) =>
              interpolated(one) ? Math.max(0, one.found.neurons - one.interval[0].neurons) : 0,
            ),
            color: style.fill,
            thickness: 4,
            width: 0,
          },
          line: { color: style.color, width: 1.2 },
          marker: {
            symbol: style.symbol,
            size: 6,
            color: own.map((one) => (interpolated(one) ? style.color : PAPER)),
            line: { color: style.color, width: 1.4 },
          },
          hoverinfo: 'text',
          hovertext: own.map(
            ({ kept, found, interval }) =>
              `${plain(name)}, κ = ${kept}<br>${foundName(found)} [${interval.map(foundName).join(', ')}]`,
          ),
        } as Data,
      ];
    }),
  );
  const beyond = alphas.map((_, panel): Partial<Shape> => {
    const { xaxis, yaxis } = panelAxes(panel);
    return {
      type: 'rect',
      layer: 'below',
      xref: `${xaxis} domain` as Shape['xref'],
      yref: yaxis as Shape['yref'],
      x0: 0,
      x1: 1,
      y0: widest,
      y1: 10 ** y.range[1],
      fillcolor: SHADE,
      line: { width: 0 },
    };
  });
  const key = [
    ...thresholds.map((threshold, index) => {
      const { glyph, text } = seriesStyle(index);
      return { text: `${glyph} error at most ${threshold}`, color: text };
    }),
    ...(theory === undefined || theory.needed.length === 0 ? [] : [{ text: '━━ theory', color: MUTED }]),
    { text: '▒ 95 % interval', color: MUTED },
    { text: `○ ${formatNumber(narrowest)} neurons suffice`, color: MUTED },
    { text: '░ wider than simulated', color: MUTED },
  ];
  return {
    data,
    layout: {
      ...alphaPanels({
        alphas,
        title,
        subtitle: wrap(plain(input.setup.replace(/α = [^,;]+/, 'α as named')), 110),
        x: { ...x, title: 'kept fraction κ' },
        y: { ...y, title: `neurons needed (probability ${formatNumber(1 - delta)})` },
        key,
      }),
      shapes: beyond,
    },
  };
}

function foundName({ relation, neurons }: NeuronsFound): string {
  return `${relation} ${formatNumber(neurons)}`;
}

/** Caption and alternative text, their numbers computed. */
export function neededNeuronsText(input: NeededNeuronsInput): FigureText {
  const { delta, particles, theory } = input;
  const examples = exampleOf(input);
  const parts = examples.map(({ alpha, measured, predicted }) =>
    [`α = ${alpha}: ${measured}`, ...(predicted === undefined ? [] : [`theory ${predicted}`])].join(', '),
  );
  const words =
    theory !== undefined && theory.needed.length > 0
      ? ` Lines: theory for the same system. Above ${formatNumber(particles.at(-1)!)} neurons (grey) nothing was simulated.`
      : '';
  const [{ kept, threshold }] = examples;
  const example = `To keep ${formatNumber(100 * kept)} % with an error of at most ${threshold}: ${parts.join('; ')}`;
  return {
    caption: `Neurons that a network needs so that keeping the fraction κ of largest norm has a relative error (not squared) of at most ε with probability ${formatNumber(1 - delta)}: where the ${formatNumber(1 - delta)}-quantile of the error over systems, interpolated between widths, crosses ε for the last time, with its 95 % interval (one that reaches ${formatNumber(particles.at(-1)!)} has no upper end).${words} ${example}. System: ${input.setup.replace(/α = [^,;]+/, 'α as named')}.`,
    alt: `${withoutMarkup(titleOf(input))}. ${example}.`,
  };
}

interface Example {
  readonly alpha: number;
  readonly kept: number;
  readonly threshold: number;
  readonly measured: string;
  readonly predicted: string | undefined;
}

/** The pair (κ, ε) of title and caption: those of the study nearest to (0.1, 0.3), for every α. */
function exampleOf({ needed, delta, theory }: NeededNeuronsInput): Example[] {
  const kept = nearest(
    needed.map((one) => one.kept),
    0.1,
  );
  const threshold = nearest(
    needed.map((one) => one.threshold),
    0.3,
  );
  return needed
    .filter((one) => one.delta === delta && one.kept === kept && one.threshold === threshold)
    .map(({ alpha, found }) => {
      const line = theory?.needed.find(
        (one) => one.alpha === alpha && one.delta === delta && one.threshold === threshold,
      );
      const at = line?.kept.indexOf(kept) ?? -1;
      const n = line === undefined || at < 0 ? undefined : line.neurons[at];
      const predicted = n === undefined ? undefined : Number.isFinite(n) ? formatNumber(n, 2) : 'never';
      return { alpha, kept, threshold, measured: foundName(found), predicted };
    });
}

function nearest(values: readonly number[], to: number): number {
  return values.reduce((a, b) => (Math.abs(b - to) < Math.abs(a - to) ? b : a));
}

function titleOf(input: NeededNeuronsInput): string {
  const examples = exampleOf(input);
  const said = ({ alpha, measured, predicted }: Example) => `${predicted ?? measured} (α = ${alpha})`;
  const [first, last] = [examples[0], examples.at(-1)!];
  const between = examples.length > 2 ? [examples[examples.length >> 1]] : [];
  return `Neurons needed to keep ${formatNumber(100 * first.kept)} % with an error of at most ${first.threshold}: ${[first, ...between, last].map(said).join(', ')}`;
}
