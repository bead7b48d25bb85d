/**
 * The compressibility figure: the error of keeping the largest neurons against the kept fraction κ, a panel per tail index, a
 * series per width.
 *
 * Symbols and bands: mean of err^p over systems with its interval; lines: what theory predicts, where it is known (else the
 * symbols are joined). Heavy tails compress as the width grows: their series sink, those of α = 2 coincide.
 */
import type { Data } from 'plotly.js-dist-min';
import type { CurvePoint, LevelOutcome } from '../studies/compressibilityOutcomes.ts';
import type { TheoryCurves } from '../studies/compressibilityTheory.ts';
import { alphaName, alphaPanels } from './alphaPanels.ts';
import { logAxis } from './axes.ts';
import { panelAxes } from './panelGrid.ts';
import { formatNumber, plain, withoutMarkup, wrap } from './text.ts';
import { emptyFigure, type FigureSpec, type FigureText, MUTED, seriesStyle, THEORY } from './theme.ts';

/** Data of a figure of pruning errors against the kept fraction, over α and n. */
export interface CompressibilityErrorInput {
  readonly levels: readonly (Pick<LevelOutcome, 'alpha' | 'particles' | 'replicas'> & {
    readonly curve: readonly Pick<CurvePoint, 'kept' | 'keptUnits' | 'mean'>[];
  })[];
  /** p. */
  readonly power: number;
  readonly theory?: Pick<TheoryCurves, 'errors'> | undefined;
  /** The system in one sentence. */
  readonly setup: string;
}

/** Smaller errors than this are below the axis. */
const LEAST = 1e-5;

/** The part of a study that the figure draws. */
export function compressibilityErrorKept({
  levels,
  theory,
  ...rest
}: CompressibilityErrorInput): CompressibilityErrorInput {
  return {
    ...rest,
    levels: levels.map(({ alpha, particles, replicas, curve }) => ({
      alpha,
      particles,
      replicas,
      curve: curve.map(({ kept, keptUnits, mean }) => ({ kept, keptUnits, mean })),
    })),
    ...(theory === undefined ? {} : { theory: { errors: theory.errors } }),
  };
}

export function compressibilityErrorFigure(input: CompressibilityErrorInput): FigureSpec {
  const { levels, theory, power } = input;
  const title = wrap(titleOf(input), 78);
  if (levels.length === 0) return emptyFigure(title, 'No system was simulated.');
  const alphas = [...new Set(levels.map(({ alpha }) => alpha))];
  const widths = [...new Set(levels.map(({ particles }) => particles))];
  const means = levels.flatMap(({ curve }) => curve.map(({ mean }) => mean.estimate));
  const y = logAxis([1, ...means.filter((mean) => mean >= LEAST)], 0.03);
  const x = logAxis(
    levels.flatMap(({ curve }) => curve.map(({ kept }) => kept)),
    0.03,
  );
  const floor = 10 ** (y.range[0] - 1);
  const data = levels.flatMap(({ alpha, particles, curve, replicas }): Data[] => {
    const axes = panelAxes(alphas.indexOf(alpha));
    const style = seriesStyle(widths.indexOf(particles));
    const kept = curve.map((point) => point.kept);
    const name = `${alphaName(alpha)}, n = ${particles}`;
    const predicted = theory?.errors.find((own) => own.alpha === alpha && own.particles === particles);
    const drawn = (value: number) => (value > 0 ? value : floor);
    return [
      {
        ...axes,
        type: 'scatter',
        mode: 'lines',
        name: `${name}: interval`,
        x: [...kept, ...[...kept].reverse()],
        y: [
          ...curve.map(({ mean }) => drawn(mean.interval[1])),
          ...[...curve].reverse().map(({ mean }) => drawn(mean.interval[0])),
        ],
        fill: 'toself',
        fillcolor: style.fill,
        line: { width: 0 },
        hoverinfo: 'skip',
      } as Data,
      ...(predicted === undefined
        ? []
        : [
            {
              ...axes,
              type: 'scatter',
              mode: 'lines',
              name: `${name}: theory`,
              x: [...predicted.kept],
              y: predicted.mean.map((mean) => (mean > 0 ? mean : null)),
              line: { color: THEORY, width: 1 },
              hoverinfo: 'skip',
            } as Data,
          ]),
      {
        ...axes,
        type: 'scatter',
        mode: predicted === undefined ? 'lines+markers' : 'markers',
        name,
        x: kept,
        y: curve.map(({ mean }) => (mean.estimate > 0 ? mean.estimate : null)),
        line: { color: style.color, width: 1.5 },
        marker: { color: style.color, symbol: style.symbol, size: 5 },
        hoverinfo: 'text',
        hovertext: curve.map(
          ({ kept: fraction, keptUnits, mean }) =>
            `${plain(name)}<br>${keptUnits} kept (κ = ${fraction})<br>${errorName(power)} ${formatNumber(mean.estimate)} [${mean.interval.map((end) => formatNumber(end)).join(', ')}]<br>${replicas} systems`,
        ),
      } as Data,
    ];
  });
  const key = [
    ...widths.map((n, index) => {
      const { glyph, text } = seriesStyle(index);
      return { text: `${glyph} n = ${formatNumber(n)} neurons`, color: text };
    }),
    { text: '▒ 95 % interval over systems', color: MUTED },
    ...(theory === undefined || theory.errors.length === 0
      ? []
      : [{ text: '━━ theory for this α and n', color: THEORY }]),
  ];
  return {
    data,
    layout: alphaPanels({
      alphas,
      title,
      subtitle: wrap(plain(input.setup.replace(/α = [^,;]+/, 'α as named')), 110),
      x: { ...x, title: 'kept fraction κ' },
      y: { ...y, title: `mean ${errorName(power)}` },
      key,
    }),
  };
}

/** `squared error`, or for other p `error^p`. */
export function errorName(power: number): string {
  return power === 2 ? 'squared error' : power === 1 ? 'error' : `error^${power}`;
}

/** Caption and alternative text, their numbers computed. */
export function compressibilityErrorText(input: CompressibilityErrorInput): FigureText {
  const { levels, power, theory } = input;
  const title = withoutMarkup(titleOf(input));
  const replicas = [...new Set(levels.map((level) => level.replicas))];
  const norm = power === 2 ? 'Frobenius' : `ℓ_${power}`;
  const agreement = agreementOf(input);
  const theoryWords =
    theory === undefined || theory.errors.length === 0
      ? 'No law of one particle is known for this model, so that no theory is drawn'
      : `Black: the predicted mean for the same α and n; it lies inside ${agreement.inside} of ${agreement.compared} of the 95 % intervals (which cover less than 95 % with few systems and α near 2)`;
  return {
    caption: `Mean relative ${norm} error, ${power === 2 ? 'squared' : `to the power ${power}`}, of keeping the κn neurons of largest norm (symbols), with 95 % intervals over ${replicas.length === 1 ? replicas[0] : `${Math.min(...replicas)} to ${Math.max(...replicas)}`} systems (bands). ${theoryWords}. ${messageOf(input)}. System: ${input.setup.replace(/α = [^,;]+/, 'α as named')}.`,
    alt: `${title}. ${messageOf(input)}.`,
  };
}

function agreementOf({ levels, theory }: CompressibilityErrorInput): { inside: number; compared: number } {
  let [inside, compared] = [0, 0];
  for (const { alpha, particles, curve } of levels) {
    const own = theory?.errors.find((e) => e.alpha === alpha && e.particles === particles);
    for (const { kept, mean } of curve) {
      const at = own?.kept.indexOf(kept) ?? -1;
      if (own === undefined || at < 0) continue;
      compared++;
      if (own.mean[at] >= mean.interval[0] && own.mean[at] <= mean.interval[1]) inside++;
    }
  }
  return { inside, compared };
}

/** κ of the title: a tenth, or the one nearest to it. */
function titleFraction({ levels }: CompressibilityErrorInput): number {
  const kept = levels[0].curve.map((point) => point.kept);
  return kept.reduce((a, b) => (Math.abs(b - 0.1) < Math.abs(a - 0.1) ? b : a));
}

function meansAt({ levels }: CompressibilityErrorInput, kept: number, alpha: number): [number, number][] {
  return levels
    .filter((level) => level.alpha === alpha)
    .map(({ particles, curve }) => [particles, curve.find((point) => point.kept === kept)!.mean.estimate]);
}

function titleOf(input: CompressibilityErrorInput): string {
  const { levels, power } = input;
  if (levels.length === 0) return 'Compressibility: nothing was simulated';
  const kept = titleFraction(input);
  const heaviest = Math.min(...levels.map(({ alpha }) => alpha));
  const lightest = Math.max(...levels.map(({ alpha }) => alpha));
  const heavy = meansAt(input, kept, heaviest).at(-1)!;
  const light = meansAt(input, kept, lightest).at(-1)!;
  const percent = formatNumber(100 * kept);
  return `Heavy tails compress as networks widen: keeping ${percent} % of ${formatNumber(heavy[0])} neurons loses ${formatNumber(heavy[1], 2)} (${errorName(power)}) at α = ${heaviest}, and ${formatNumber(light[1], 2)} at α = ${lightest}`;
}

function messageOf(input: CompressibilityErrorInput): string {
  const kept = titleFraction(input);
  const alphas = [...new Set(input.levels.map(({ alpha }) => alpha))];
  const parts = alphas.map((alpha) => {
    const means = meansAt(input, kept, alpha);
    const [first, last] = [means[0], means.at(-1)!];
    return `${formatNumber(first[1])} → ${formatNumber(last[1])} at α = ${alpha}`;
  });
  const widths = meansAt(input, kept, alphas[0]).map(([n]) => n);
  return `At κ = ${kept}, from n = ${formatNumber(widths[0])} to ${formatNumber(widths.at(-1)!)}: ${parts.join('; ')}`;
}
