/** Claims with their measurements and verdicts: the table, the answer that counts them, and what was dropped and why. */
import type { RateClaim, RateFit, Verdict } from '../../statistics/rate.ts';
import { levelName } from '../axes.ts';
import { escapeHtml } from '../html.ts';
import { exactSlopeNote } from '../rateWords.ts';
import { exponentName, formatNumber, formatSlope, listOf } from '../text.ts';
import type { Answer, Mood } from './answers.ts';
import { prose } from './prose.ts';
import { htmlTable } from './table.ts';

export interface ReportClaim {
  readonly claim: RateClaim;
  readonly fit: RateFit;
  readonly verdict: Verdict;
  /** The sentence with the numbers that decided. */
  readonly reason?: string;
  /** What was measured, for example `E‖Δθ‖ at the horizon`. */
  readonly metric: string;
  /** The system in one sentence. */
  readonly setup: string;
  /** Slope of the exact errors over the levels used, where a closed form exists. */
  readonly exactSlope?: number;
}

export function claimsAnswer(claims: readonly ReportClaim[]): Answer {
  const count = (mood: Mood) => claims.filter(({ verdict }) => moodOf(verdict) === mood).length;
  const findings = claims.filter(({ verdict }) => verdict === 'faster than the bound').length;
  const others = [
    findings > 0 ? `${findings} faster than the bound` : '',
    count('bad') > 0 ? `${count('bad')} contradicted` : '',
    count('open') > 0 ? `${count('open')} inconclusive` : '',
  ].filter((part) => part !== '');
  return {
    big: `${count('good')} of ${claims.length} rate${claims.length === 1 ? '' : 's'} agree${claims.length === 1 ? 's' : ''} with theory`,
    small: others.length === 0 ? 'none contradicted, none inconclusive' : listOf(others),
    mood: count('bad') > 0 ? 'bad' : count('open') > 0 ? 'open' : 'good',
  };
}

export function moodOf(verdict: Verdict): Mood {
  if (verdict === 'contradicted') return 'bad';
  return verdict === 'inconclusive' ? 'open' : 'good';
}

const SIGNS: Record<Mood, string> = { good: '✓', bad: '✗', open: '?', plain: '' };

export function claimsTable(claims: readonly ReportClaim[]): string {
  const rows = claims.map(({ claim, fit, verdict, reason, metric, setup, exactSlope }) => {
    const note = exactSlopeNote({ claim, ...(exactSlope === undefined ? {} : { exactSlope }) });
    const mood = moodOf(verdict);
    const slope = Number.isFinite(fit.slope) ? formatSlope(fit.slope, fit.interval) : 'none';
    return [
      `${prose(claim.statement)}<div class="small">Error: ${escapeHtml(metric)}</div><div class="small">System: ${escapeHtml(setup)}</div><details><summary>Assumptions and source</summary>${escapeHtml(claim.assumptions)}. ${escapeHtml(claim.source)}.</details>`,
      `${exponentName(claim.exponent)}<div class="small">${claim.kind === 'upper' ? 'upper bound' : 'exact rate'}${note === '' ? '' : `, ${note}`}</div>`,
      `${slope}<div class="small">${formatNumber(100 * fit.confidence)} % interval</div>`,
      `<span class="verdict ${mood}">${SIGNS[mood]} ${verdict}</span>${reason === undefined ? '' : `<div class="small">${prose(reason)}</div>`}`,
      `${levelsUsed(fit)}${levelsDropped(fit)}`,
    ];
  });
  return htmlTable({
    kind: 'claims',
    caption: 'Claims of theory, and what was measured of them',
    columns: [
      { name: 'Claim' },
      { name: 'Theory', style: 'number' },
      { name: 'Measured slope', style: 'number' },
      { name: 'Verdict' },
      { name: 'Levels' },
    ],
    rows,
  });
}

/** More reasons than these are left to the table. */
const MOST_REASONS = 2;

/** How many levels there were, and what was dropped and why, over all claims: one paragraph of HTML. */
export function droppedWords(claims: readonly ReportClaim[]): string {
  const used = claims.reduce((sum, { fit }) => sum + fit.levels.length, 0);
  const dropped = claims.flatMap(({ fit }) => fit.dropped);
  const all = `Of ${used + dropped.length} levels of ${claims.length} claim${claims.length === 1 ? '' : 's'}`;
  if (dropped.length === 0) return `${all} none was dropped.`;
  const reasons = [...Map.groupBy(dropped, ({ why }) => why)];
  const told =
    reasons.length > MOST_REASONS
      ? 'the table says which, and why'
      : reasons.map(([why, levels]) => `${levels.length} because ${escapeHtml(why)}`).join('; ');
  return `${all} ${used} were used and ${dropped.length} dropped: ${told}.`;
}

function levelsUsed(fit: RateFit): string {
  const name = fit.axis === 'particles' ? 'N' : 'η';
  const levels = fit.levels.map((level) => level.level).sort((a, b) => a - b);
  if (levels.length === 0) return 'none used';
  const ends = [levels[0]!, levels[levels.length - 1]!].map((level) => levelName(level, fit.axis));
  return `${levels.length} used, ${name} = ${levels.length === 1 ? ends[0] : ends.join(' … ')}`;
}

function levelsDropped(fit: RateFit): string {
  return [...Map.groupBy(fit.dropped, ({ why }) => why)]
    .map(([why, levels]) => {
      const names = listOf(levels.map(({ level }) => levelName(level, fit.axis)));
      return `<div class="small">dropped ${names}: ${escapeHtml(why)}</div>`;
    })
    .join('');
}
