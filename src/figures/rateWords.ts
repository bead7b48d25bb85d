/**
 * The words of a rate figure: title, caption, key, hover and footnote, all computed from the data.
 */
import type { DroppedLevel, Level, RateClaim, RateFit, Verdict } from '../statistics/rate.ts';
import { levelName } from './axes.ts';
import {
  exponentName,
  fixed,
  formatInterval,
  formatNumber,
  formatSlope,
  listOf,
  plain,
  slopeDecimals,
  withoutMarkup,
  wrap,
} from './text.ts';
import type { FigureText } from './theme.ts';

export interface RateSeries {
  /** Short name, for example `α = 1.5`. */
  readonly label: string;
  readonly claim: RateClaim;
  readonly fit: RateFit;
  readonly verdict: Verdict;
  /** Slope of the exact errors over the levels used, where a closed form exists. */
  readonly exactSlope?: number;
}

/** `exact here 0.528`, where the closed form's slope at these levels is not the asymptotic exponent. */
export function exactSlopeNote({ claim, exactSlope }: Pick<RateSeries, 'claim' | 'exactSlope'>): string {
  const differs = exactSlope !== undefined && fixed(exactSlope, 3) !== fixed(claim.exponent, 3);
  return differs ? `exact here ${fixed(exactSlope, 3)}` : '';
}

/** Data of a figure of errors against N or η, with fitted and claimed rates. */
export interface RateFigureInput {
  /** Replaces the computed title. */
  readonly title?: string;
  /** Subject of the computed title, for example `Chaos error`. Default `Error`. */
  readonly subject?: string;
  readonly series: readonly RateSeries[];
  /** The error's name as it stands on the axis, for example `chaos error, median over replicas`. */
  readonly metricLabel: string;
  /** For example `number of particles N`. */
  readonly levelLabel: string;
}

/** One sentence: what the error does, and whether theory says so. Plotly markup. */
export function rateTitle(input: RateFigureInput): string {
  if (input.title !== undefined) return plain(input.title);
  const subject = plain(input.subject ?? 'Error');
  const { series } = input;
  if (series.length === 0) return `${subject}: nothing was measured`;
  if (series.length > 1) {
    const agree = series.filter(({ verdict }) => verdict === 'consistent' || verdict.startsWith('faster'));
    const against = series.filter(({ verdict }) => verdict === 'contradicted');
    const rest = series.length - agree.length - against.length;
    const exponents = new Set(series.map(({ claim }) => exponentName(claim.exponent)));
    const theory = exponents.size === 1 ? `theory's slope ${[...exponents][0]}` : "theory's slopes";
    const count =
      agree.length === series.length
        ? agree.length === 2
          ? 'both'
          : `all ${agree.length}`
        : `${agree.length} of ${series.length}`;
    const contradicted =
      against.length === 0 ? '' : `; ${listOf(against.map(({ label }) => plain(label)))} contradicted`;
    return `${subject}: ${count} agree with ${theory}${contradicted}${rest === 0 ? '' : `; ${rest} inconclusive`}`;
  }
  const { claim, fit, verdict } = series[0]!;
  const variable = claim.axis === 'particles' ? 'N' : 'η';
  const note = exactSlopeNote(series[0]!);
  const theory = `${claim.kind === 'upper' ? "theory's bound" : 'theory'} ${exponentName(claim.exponent)}${note === '' ? '' : `, ${note}`}`;
  if (!Number.isFinite(fit.slope)) return `${subject}: too few levels for a slope; ${theory}`;
  const decimals = slopeDecimals(fit.interval);
  const power = `${variable}<sup>${fixed(fit.slope, decimals)}</sup> ${formatInterval(fit.interval, decimals)}`;
  const verb = `${subject.includes(',') ? ':' : ''} ${claim.axis === 'particles' ? 'falls like' : 'shrinks like'}`;
  if (verdict === 'contradicted') return `${subject}${verb} ${power}, against ${theory}`;
  if (verdict === 'inconclusive') return `${subject}: ${power}, inconclusive about ${theory}`;
  return `${subject}${verb} ${power}; ${theory}`;
}

/** Caption and alternative text, computed from the same data. */
export function rateText(input: RateFigureInput): FigureText {
  const series = input.series.map((entry) => {
    const { label, claim, fit, verdict } = entry;
    const note = exactSlopeNote(entry);
    const slope = Number.isFinite(fit.slope) ? `slope ${formatSlope(fit.slope, fit.interval)}` : 'no slope';
    return `${label}: ${slope}, theory ${exponentName(claim.exponent)} (${claim.kind === 'upper' ? 'upper bound' : 'exact rate'}${note === '' ? '' : `, ${note}`}), ${verdict}`;
  });
  const confidence = input.series[0]?.fit.confidence ?? 0.95;
  const percent = formatNumber(100 * confidence);
  const title = withoutMarkup(rateTitle(input));
  return {
    caption: `Vertical: ${input.metricLabel}. Horizontal: ${input.levelLabel}. Both logarithmic. Symbols: estimates from whole-system replicas with ${percent} % intervals${input.series.some((_, i) => sideways(input.series, i) !== 1) ? ', moved sideways a little so that series can be told apart' : ''}; solid line and band: weighted least squares with its pointwise ${percent} % band; dashed line: the slope of theory${input.series.some(({ fit }) => fit.levels.some((level) => level.exact !== undefined)) ? '; crosses: the exact errors by their closed form' : ''}. ${series.join('; ')}.`,
    alt: `${title}. ${series.join('; ')}.`,
  };
}

/** The key to the marks that this figure really has. */
export function rateKey({ series }: RateFigureInput): string {
  const levels = series.flatMap(({ fit }) => fit.levels);
  const percent = formatNumber(100 * (series[0]?.fit.confidence ?? 0.95));
  const key = [`● measured, ${percent} % interval`];
  if (series.some(({ fit }) => Number.isFinite(fit.slope))) key.push('━━ fit and band');
  key.push('╌╌ theory');
  if (levels.some((level) => level.exact !== undefined)) key.push('× exact');
  if (series.some(({ fit }) => fit.dropped.some(drawable))) key.push('○ dropped from the fit');
  return key.join('   ');
}

/** `Dropped from the fit: N = 2048 (below the noise); …`, or nothing. Plotly markup. */
export function dropNote({ series }: RateFigureInput): string {
  const reasons = new Map<string, string[]>();
  for (const { label, claim, fit } of series) {
    for (const level of fit.dropped) {
      const who = series.length > 1 ? `${label}, ` : '';
      const unseen = drawable(level) ? '' : ` (estimate ${formatNumber(level.estimate)}, not drawn)`;
      const at = `${who}${claim.axis === 'particles' ? 'N' : 'η'} = ${levelName(level.level, claim.axis)}${unseen}`;
      reasons.set(level.why, [...(reasons.get(level.why) ?? []), at]);
    }
  }
  if (reasons.size === 0) return '';
  const parts = [...reasons].map(([why, levels]) => {
    const shown = levels.length > 6 ? [...levels.slice(0, 5), `${levels.length - 5} more`] : levels;
    return `${listOf(shown)}: ${why.replace(/\.$/, '')}`;
  });
  return plain(`Dropped from the fit: ${parts.join('; ')}.`);
}

/** Text of a level's hover box. Plotly markup. */
export function levelHover({ label, claim }: RateSeries, level: Level | DroppedLevel): string {
  const name = claim.axis === 'particles' ? 'N' : 'η';
  const lines = [
    `${plain(label)}, ${name} = ${levelName(level.level, claim.axis)}`,
    `estimate ${formatNumber(level.estimate, 4)} [${formatNumber(level.interval[0], 4)}, ${formatNumber(level.interval[1], 4)}]`,
    `${level.replicas} replicas`,
  ];
  if (level.exact !== undefined) lines.push(`exact ${formatNumber(level.exact, 6)}`);
  if ('why' in level) lines.push(`dropped: ${wrap(plain(level.why), 50)}`);
  return lines.join('<br>');
}

/** Can a logarithmic axis show it? */
export function drawable(level: Level): boolean {
  return [level.level, level.estimate].every((value) => value > 0 && Number.isFinite(value));
}

/**
 * Factor by which a series' symbols move sideways: 1, unless the symbols of two series would cover each other
 * (estimates at a common level within 4 %).
 */
export function sideways(series: readonly RateSeries[], index: number): number {
  const levels = series.map(({ fit }) => [...fit.levels, ...fit.dropped].filter(drawable));
  const covered = levels.some((own, s) =>
    own.some(({ level, estimate }) =>
      levels
        .slice(s + 1)
        .flat()
        .some((other) => other.level === level && Math.abs(Math.log(other.estimate / estimate)) < 0.04),
    ),
  );
  const logs = [...new Set(levels.flat().map(({ level }) => Math.log10(level)))].sort((a, b) => a - b);
  const gaps = logs.slice(1).map((log, i) => log - logs[i]!);
  if (!covered || gaps.length === 0) return 1;
  const step = Math.min(0.1, 0.3 / (series.length - 1)) * Math.min(...gaps);
  return 10 ** (step * (index - (series.length - 1) / 2));
}
