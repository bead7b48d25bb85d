/**
 * The page of a report: title, answers, contents, and the sections of a small paper, in the order that all reports have.
 *
 * One h1, headings without gaps, landmarks, a link past the contents; nothing is loaded from anywhere.
 */
import { figureStyle } from '../figureStyle.ts';
import { CONTENT_SECURITY_POLICY, escapeHtml, figureScripts } from '../html.ts';
import { type Answer, answerBoxes } from './answers.ts';
import { citations, type Reproduction, reproduce } from './reproduction.ts';
import { REPORT_SCRIPT } from './script.ts';
import { REPORT_STYLE } from './style.ts';

/** A section that stands between set-up and methods: results. */
export interface Section {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly content: string;
}

export interface Paper extends Reproduction {
  readonly title: string;
  /** One paragraph of plain text. */
  readonly question: string;
  readonly answers: readonly Answer[];
  /** HTML. */
  readonly setUp: string;
  /** Tables and figures. */
  readonly results: readonly Section[];
  /** How the numbers were made: HTML, one paragraph each. */
  readonly methods: readonly string[];
  /** Plain text, one paragraph each. */
  readonly notes: readonly string[];
}

/** The whole page. */
export function paperPage(paper: Paper): string {
  const { title, preset, versions, startedAt, question, answers, setUp, results, methods, notes } = paper;
  const date = startedAt === undefined ? '' : ` · ${escapeHtml(startedAt.slice(0, 10))}`;
  const sections: Section[] = [
    { title: 'Question', content: `<p>${escapeHtml(question)}</p>` },
    { title: 'Set-up', content: setUp },
    ...results,
    { title: 'Methods', content: list(methods) },
    ...(notes.length === 0 ? [] : [{ title: 'Notes', content: list(notes.map(escapeHtml)) }]),
    { title: 'Reproduce', content: reproduce(paper) },
    { title: 'How to cite', content: citations(versions.mckean) },
  ].filter(({ content }) => content !== '');
  const names = sections.map(({ title: name }, at) => sectionId(name, at));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="mckean ${escapeHtml(versions.mckean ?? '')}">
<title>${escapeHtml(title)}</title>
<style>${figureStyle('light')}${REPORT_STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<p class="kicker">mckean · ${escapeHtml(preset)}${date}</p>
<h1>${escapeHtml(title)}</h1>
${answerBoxes(answers)}
</header>
<nav aria-label="Contents">
<ol>
${sections.map(({ title: name, content }, at) => `<li><a href="#${names[at]}">${escapeHtml(name)}</a>${figureLinks(content)}</li>`).join('\n')}
</ol>
</nav>
<main id="main" tabindex="-1">
${sections.map(({ title: name, content }, at) => `<section aria-labelledby="${names[at]}">\n<h2 id="${names[at]}">${escapeHtml(name)}</h2>\n${content}\n</section>`).join('\n')}
</main>
<footer>
<p>Made by mckean ${escapeHtml(versions.mckean ?? '')}. This page is one file and loads nothing.</p>
</footer>
${figureScripts()}
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

export function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
}

/** Letters, digits and hyphens, unique by the place of the section. */
function sectionId(title: string, at: number): string {
  const letters = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `section-${at + 1}${letters === '' ? '' : `-${letters}`}`;
}

/** Links to the figures of a section, by their numbers. */
function figureLinks(content: string): string {
  const figures = [...content.matchAll(/<figure id="([^"]*)" data-number="(\d+)"/g)];
  if (figures.length === 0) return '';
  const links = figures.map(
    ([, id, number]) => `<a href="#${id}" aria-label="Figure ${number}">${number}</a>`,
  );
  return `<span class="figures">Figure${figures.length > 1 ? 's' : ''} ${links.join(' ')}</span>`;
}
