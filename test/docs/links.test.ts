/**
 * Every link of README, the pages, the notebooks and the built site leads to a file that is there, and to a heading in it.
 * The site is checked where `npm run docs` has made it, as .ci/run does before.
 * Watched failing: `#7-how-rates-are-measured` in docs/theory.md; `docs/figures/compress.png` in README; a page of the site removed.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT } from './blocks.ts';

const NOTEBOOKS = globSync('notebooks/*.ipynb', { cwd: ROOT });
const SITE = globSync('site/**/*.html', { cwd: ROOT });

/** Markdown without code. */
const withoutCode = (text: string) =>
  text.replaceAll(/^(\s*)(`{3,})[\s\S]*?^\s*\2\s*$/gm, '').replaceAll(/`[^`\n]*`/g, '');

function markdownOf(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  if (!file.endsWith('.ipynb')) return text;
  const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] };
  return cells
    .filter((cell) => cell.cell_type === 'markdown')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')))
    .join('\n\n');
}

function linksOf(markdown: string): string[] {
  const text = withoutCode(markdown);
  return [
    ...[...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(([, link]) => link),
    ...[...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, link]) => link),
  ];
}

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(markdown: string): Set<string> {
  const counts = new Map<string, number>();
  const headings = markdown
    .replaceAll(/^(\s*)(`{3,})[\s\S]*?^\s*\2\s*$/gm, '')
    .matchAll(/^#{1,6} +(.+?) *#*$/gm);
  return new Set(
    Array.from(headings, ([, heading]) => {
      const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
      const anchor = words.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
      const count = counts.get(anchor) ?? 0;
      counts.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

const isElsewhere = (link: string) => /^(?:[a-z]+:|\/\/)/.test(link);

/** What is wrong with the links of a page; anchors are looked for by `anchors`. */
function faults(
  file: string,
  links: readonly string[],
  anchors: (file: string) => Set<string> | undefined,
): string[] {
  return links.flatMap((link) => {
    if (isElsewhere(link)) return [];
    const [path, anchor] = link.split('#');
    const target =
      path === '' ? file : relative(ROOT, join(ROOT, dirname(file), decodeURIComponent(path.split('?')[0])));
    if (!existsSync(join(ROOT, target))) return [`${link}: there is no ${target}`];
    if (anchor === undefined || anchor === '') return [];
    const known = statSync(join(ROOT, target)).isFile() ? anchors(target) : undefined;
    return known === undefined || known.has(decodeURIComponent(anchor))
      ? []
      : [`${link}: ${target} has no #${anchor}`];
  });
}

describe('links', () => {
  const anchors = (file: string) => (/\.(?:md|ipynb)$/.test(file) ? anchorsOf(markdownOf(file)) : undefined);

  it.each([...PAGES, ...NOTEBOOKS, 'CHANGELOG.md', 'data/README.md'])('%s', (file) => {
    expect(faults(file, linksOf(markdownOf(file)), anchors)).toEqual([]);
  });

  it.skipIf(SITE.length === 0)('of the built site', () => {
    const ids = new Map<string, Set<string>>();
    const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
    const anchorsOfHtml = (file: string) => {
      if (!file.endsWith('.html')) return undefined;
      if (!ids.has(file))
        ids.set(file, new Set([...text(file).matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id)));
      return ids.get(file);
    };
    const wrong = SITE.flatMap((file) => {
      const links = [...text(file).matchAll(/\s(?:href|src|srcset)="([^"]+)"/g)].map(([, link]) =>
        link.replaceAll('&amp;', '&'),
      );
      return faults(file, links, anchorsOfHtml).map((fault) => `${file}: ${fault}`);
    });
    expect(wrong).toEqual([]);
  });
});
