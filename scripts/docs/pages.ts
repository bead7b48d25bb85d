/** The pages of the documentation in reading order: as the list in docs/README.md has them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths from the root. @throws Error where the list misses a page or names one that does not exist. */
export function readingOrder(): string[] {
  const list = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
  const listed = [...list.matchAll(/^- \[[^\]]+\]\(([\w/.-]+\.md)\)/gm)].map(([, page]) => `docs/${page}`);
  const there = globSync('docs/**/*.md', { cwd: ROOT }).filter((page) => page !== 'docs/README.md');
  const unlisted = there.filter((page) => !listed.includes(page));
  if (unlisted.length > 0) throw new Error(`docs/README.md does not list ${unlisted.join(', ')}.`);
  const twice = listed.filter((page, i) => listed.indexOf(page) < i);
  if (twice.length > 0) throw new Error(`docs/README.md lists ${twice.join(', ')} twice.`);
  const missing = listed.filter((page) => !there.includes(page));
  if (missing.length > 0) throw new Error(`docs/README.md lists ${missing.join(', ')}, which do not exist.`);
  return ['docs/README.md', ...listed];
}
