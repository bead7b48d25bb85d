/**
 * The report: one self-contained HTML file that reads like the results section of a paper.
 *
 * Plain data in, text out. Everything that came from a user or a file is escaped; the page forbids itself the
 * network. About 5 MB, nearly all of it Plotly.
 */
import type { RateClaim, RateFit, Verdict } from '../statistics/rate.ts';
import { levelName } from './axes.ts';
import {
  CONTENT_SECURITY_POLICY,
  escapeHtml,
  FIGURE_STYLE,
  figureElement,
  figureScripts,
  type PageFigure,
} from './html.ts';
import { exactSlopeNote } from './rateWords.ts';
import { CITATIONS, METHODS, QUESTION, SET_UP } from './reportSetUp.ts';
import { REPORT_STYLE } from './reportStyle.ts';
import { exponentName, formatNumber, formatSlope, listOf } from './text.ts';

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

export interface ReportOracle {
  readonly id: string;
  readonly statement: string;
  readonly expected: number | string;
  readonly measured: number | string;
  readonly error: number;
  readonly tolerance: number;
  readonly pass: boolean;
}

export interface ReportInput {
  readonly title: string;
  /** One paragraph; the general question of the project where it is left out. */
  readonly question?: string;
  /** The command that makes the same numbers again. */
  readonly command: string;
  /** Name of the preset or of the plan. */
  readonly preset: string;
  readonly elapsedSeconds: number;
  readonly seed: number;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly claims: readonly ReportClaim[];
  readonly oracles: readonly ReportOracle[];
  readonly figures: readonly PageFigure[];
  readonly notes: readonly string[];
  /** How the numbers were made, in HTML; how rates are measured where it is left out. */
  readonly methods?: readonly string[];
  /** Numbers between rates and figures. */
  readonly tables?: readonly ReportTable[];
  /** SHA-256 of the plan, of final states, and the like, by name. */
  readonly hashes?: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly startedAt?: string;
  /** Machine, for example `2 cores, AMD EPYC`. */
  readonly host?: string;
}

/** What the box at the end says. */
export type Reproduction = Pick<
  ReportInput,
  'command' | 'preset' | 'elapsedSeconds' | 'seed' | 'threads' | 'versions' | 'hashes' | 'startedAt' | 'host'
>;

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Mood = 'good' | 'bad' | 'open';

/** The whole page. */
export function reportPage(report: ReportInput): string {
  const text = escapeHtml;
  const date = report.startedAt === undefined ? '' : ` · ${text(report.startedAt.slice(0, 10))}`;
  const figures = report.figures.map((figure, i) => figureElement(figure, i + 1)).join('\n');
  const sections = [
    section('Question', `<p>${text(report.question ?? QUESTION)}</p>`),
    section('Set-up', SET_UP),
    report.claims.length === 0 ? '' : section('Rates', claimsTable(report.claims)),
    ...(report.tables ?? []).map((table) => section(table.title, plainTable(table))),
    figures === '' ? '' : section('Figures', figures),
    report.oracles.length === 0 ? '' : section('Exactly known cases', oraclesTable(report.oracles)),
    section('Methods', `<ul>${(report.methods ?? METHODS).map((line) => `<li>${line}</li>`).join('')}</ul>`),
    report.notes.length === 0
      ? ''
      : section('Notes', `<ul>${report.notes.map((note) => `<li>${text(note)}</li>`).join('')}</ul>`),
    section('Reproduce', reproduce(report)),
    section(
      'How to cite',
      `<ol>${CITATIONS.map((line) => `<li>${line.replace('%VERSION%', text(report.versions.mckean ?? ''))}</li>`).join('')}</ol>`,
    ),
  ];
  const answers = answer(report);
  return pageOf({ ...report, kicker: `mckean · ${text(report.preset)}${date}`, answers, sections });
}

/** A report's page around its parts, which are HTML. */
export function pageOf(parts: {
  readonly title: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly kicker: string;
  readonly answers: string;
  readonly sections: readonly string[];
}): string {
  const { title, versions, kicker, answers, sections } = parts;
  const text = escapeHtml;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="mckean ${text(versions.mckean ?? '')}">
<title>${text(title)}</title>
<style>${FIGURE_STYLE}${REPORT_STYLE}</style>
</head>
<body>
<header>
<p class="kicker">${kicker}</p>
<h1>${text(title)}</h1>
${answers}
</header>
<main>
${sections.join('\n')}
</main>
${figureScripts()}
</body>
</html>
`;
}

export function section(title: string, content: string): string {
  return `<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

/** What a reader wants to know first. */
function answer({ claims, oracles, elapsedSeconds, threads }: ReportInput): string {
  const boxes: string[] = [];
  const box = (mood: Mood, big: string, small: string) =>
    boxes.push(`<div class="${mood}"><b>${big}</b><span>${small}</span></div>`);
  if (claims.length > 0) {
    const count = (mood: Mood) => claims.filter(({ verdict }) => moodOf(verdict) === mood).length;
    const findings = claims.filter(({ verdict }) => verdict === 'faster than the bound').length;
    const others = [
      findings > 0 ? `${findings} faster than the bound` : '',
      count('bad') > 0 ? `${count('bad')} contradicted` : '',
      count('open') > 0 ? `${count('open')} inconclusive` : '',
    ].filter((part) => part !== '');
    box(
      count('bad') > 0 ? 'bad' : count('open') > 0 ? 'open' : 'good',
      `${count('good')} of ${claims.length} rates agree with theory`,
      others.length === 0 ? 'none contradicted, none inconclusive' : listOf(others),
    );
  }
  if (oracles.length > 0) {
    const passed = oracles.filter(({ pass }) => pass).length;
    const failed = oracles.filter(({ pass }) => !pass).map(({ id }) => escapeHtml(id));
    box(
      failed.length > 0 ? 'bad' : 'good',
      `${passed} of ${oracles.length} exact checks pass`,
      failed.length === 0 ? 'laws, closed forms and determinism' : `failed: ${listOf(failed)}`,
    );
  }
  box('good', duration(elapsedSeconds), `on ${threads} thread${threads === 1 ? '' : 's'}`);
  return `<div class="answer">${boxes.join('')}</div>`;
}

function moodOf(verdict: Verdict): Mood {
  if (verdict === 'contradicted') return 'bad';
  return verdict === 'inconclusive' ? 'open' : 'good';
}

function claimsTable(claims: readonly ReportClaim[]): string {
  const signs: Record<Mood, string> = { good: '✓', bad: '✗', open: '?' };
  const rows = claims.map(({ claim, fit, verdict, reason, metric, setup, exactSlope }) => {
    const note = exactSlopeNote({ claim, ...(exactSlope === undefined ? {} : { exactSlope }) });
    const mood = moodOf(verdict);
    const slope = Number.isFinite(fit.slope) ? formatSlope(fit.slope, fit.interval) : 'none';
    const percent = formatNumber(100 * fit.confidence);
    return `<tr>
<td>${withPowers(claim.statement)}<div class="small">Error: ${escapeHtml(metric)}</div><div class="small">System: ${escapeHtml(setup)}</div><details><summary>Assumptions and source</summary>${escapeHtml(claim.assumptions)}. ${escapeHtml(claim.source)}.</details></td>
<td class="number" data-label="Theory">${exponentName(claim.exponent)}<div class="small">${claim.kind === 'upper' ? 'upper bound' : 'exact rate'}${note === '' ? '' : `, ${note}`}</div></td>
<td class="number" data-label="Measured">${slope}<div class="small">${percent} % interval</div></td>
<td data-label="Verdict"><span class="verdict ${mood}">${signs[mood]} ${verdict}</span>${reason === undefined ? '' : `<div class="small">${withMinusSigns(escapeHtml(reason))}</div>`}</td>
<td class="levels" data-label="Levels">${levelsUsed(fit)}${levelsDropped(fit)}</td>
</tr>`;
  });
  return `<table>
<thead><tr><th>Claim</th><th>Theory</th><th>Measured slope</th><th>Verdict</th><th>Levels</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function levelsUsed(fit: RateFit): string {
  const name = fit.axis === 'particles' ? 'N' : 'η';
  const levels = fit.levels.map((level) => level.level).sort((a, b) => a - b);
  if (levels.length === 0) return 'none used';
  const ends = [levels[0]!, levels[levels.length - 1]!].map((level) => levelName(level, fit.axis));
  return `${levels.length} used, ${name} = ${levels.length === 1 ? ends[0] : ends.join(' … ')}`;
}

function levelsDropped(fit: RateFit): string {
  const reasons = new Map<string, string[]>();
  for (const { level, why } of fit.dropped) {
    reasons.set(why, [...(reasons.get(why) ?? []), levelName(level, fit.axis)]);
  }
  return [...reasons]
    .map(([why, levels]) => `<div class="small">dropped ${listOf(levels)}: ${escapeHtml(why)}</div>`)
    .join('');
}

/** Hyphens before digits, where a minus is meant. */
function withMinusSigns(text: string): string {
  return text.replaceAll(/(^|[\s[(,])-(?=\d)/g, '$1−');
}

/** `N^(−1/2)` and `η^1` as text with a raised power. */
function withPowers(text: string): string {
  return escapeHtml(text)
    .replaceAll(/\^\(((?:[^()]|\([^()]*\))*)\)/g, '<sup>$1</sup>')
    .replaceAll(/\^([−-]?[\w./]+)/g, '<sup>$1</sup>');
}

function oraclesTable(oracles: readonly ReportOracle[]): string {
  const cell = (label: string, value: number | string) =>
    typeof value === 'number'
      ? `<td class="number" data-label="${label}">${formatNumber(value, 5)}</td>`
      : `<td data-label="${label}">${escapeHtml(value)}</td>`;
  const rows = oracles.map(
    ({ id, statement, expected, measured, error, tolerance, pass }) => `<tr>
<td>${escapeHtml(statement)}<div class="small"><code>${escapeHtml(id)}</code></div></td>
${cell('Expected', expected)}
${cell('Measured', measured)}
<td class="number" data-label="Error">${formatNumber(error)}</td>
<td class="number" data-label="Tolerance">${formatNumber(tolerance)}</td>
<td data-label="Result"><span class="verdict ${pass ? 'good' : 'bad'}">${pass ? '✓ pass' : '✗ fail'}</span></td>
</tr>`,
  );
  return `<table>
<thead><tr><th>What</th><th>Expected</th><th>Measured</th><th>Error</th><th>Tolerance</th><th>Result</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

export function plainTable({ columns, rows }: Omit<ReportTable, 'title'>): string {
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, c) => `<td class="number" data-label="${escapeHtml(columns[c]!)}">${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<table class="numbers">
<thead><tr>${columns.map((name) => `<th>${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

export function reproduce(report: Reproduction): string {
  const facts: [string, string][] = [
    ['Preset or plan', report.preset],
    ['Seed', String(report.seed)],
    ['Threads', `${report.threads} (the numbers do not depend on it)`],
    [
      'Versions',
      Object.entries(report.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Time', duration(report.elapsedSeconds)],
  ];
  if (report.startedAt !== undefined) facts.push(['Started', report.startedAt]);
  if (report.host !== undefined) facts.push(['Machine', report.host]);
  const list = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  for (const [name, hash] of Object.entries(report.hashes ?? {})) {
    list.push(`<dt>SHA-256 of ${escapeHtml(name)}</dt><dd><code>${escapeHtml(hash)}</code></dd>`);
  }
  return `<p>The same command gives the same numbers, bit for bit, on any number of threads and on any machine:</p>
<pre>${escapeHtml(report.command)}</pre>
<dl>${list.join('')}</dl>`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${formatNumber(seconds, seconds < 10 ? 2 : 3)} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}
