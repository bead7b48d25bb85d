/**
 * The ratios of docs/performance.md, from the tables of bench/README.md (one run of `npm run bench -- --write`):
 * `npm run performance` prints them, `-- --write` puts them into the page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fillMarks } from './marks.ts';

const PAGE = new URL('../docs/performance.md', import.meta.url);
const BENCH = new URL('../bench/README.md', import.meta.url);

/** Tables of the benchmarks by the beginning of their titles, with a short name. */
const TASKS: readonly (readonly [title: string, name: string])[] = [
  ['Sampler: symmetric stable, α = 1.5', 'stable samples'],
  ['Whole Euler step: tanh network, d = 2, B = 64', 'step, tanh, d = 2'],
  ['Whole Euler step: tanh network, d = 10, B = 64', 'step, tanh, d = 10'],
  ['Whole Euler step: tanh network, d = 32, B = 64', 'step, tanh, d = 32'],
  ['Whole Euler step: cosine network, d = 10', 'step, cosine, d = 10'],
];

/** Contestants, from the hardest on. */
const RIVALS = [
  'C++ tuned',
  'C++ idiomatic',
  'NumPy expert',
  'PyTorch',
  'NumPy textbook',
  'Numba',
  'SciPy',
  'plain JS, keeping',
  'plain JS',
  'ours typescript, Node 24',
];

interface Row {
  readonly style: string;
  readonly ratio: string;
}

/** @param bench the text of bench/README.md */
export function ratioTable(bench: string, precision: 'float64' | 'float32'): string {
  const sections = bench.split(/^## /m);
  const tables = TASKS.map(([title]) => {
    const section = sections.find((text) => {
      const [heading] = text.split('\n');
      return heading.startsWith(title) && heading.endsWith(precision);
    });
    if (section === undefined) throw new Error(`bench/README.md has no table "${title} …, ${precision}".`);
    const rows = section.matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \| ([\d.]+)× \|$/gm);
    return new Map([...rows].map(([, name, style, ratio]): [string, Row] => [name, { style, ratio }]));
  });
  const lines = RIVALS.flatMap((rival) => {
    const found = tables.map((table) => table.get(rival));
    const style = found.find((row) => row !== undefined)?.style;
    return style === undefined
      ? []
      : [`| ${rival} | ${style} | ${found.map((row) => (row === undefined ? '' : row.ratio)).join(' | ')} |`];
  });
  const head = `| ${precision}, time over ours | its style | ${TASKS.map(([, name]) => name).join(' | ')} |`;
  return [head, `|---|---|${'---:|'.repeat(TASKS.length)}`, ...lines].join('\n');
}

/** The page with the ratios of the benchmarks as they are now. */
export function renewed(page: string): string {
  const bench = readFileSync(BENCH, 'utf8');
  const run = /^One run on [^:]+:[^.]*(?:\.\d[^.]*)*\./m.exec(bench)?.[0] ?? '';
  return fillMarks(page, {
    run: `${run}${/^\*\*(.+)\*\*$/m.exec(bench) ? ' The machine was busy before the run.' : ''}`,
    float64: ratioTable(bench, 'float64'),
    float32: ratioTable(bench, 'float32'),
  });
}

if (import.meta.main) {
  const page = renewed(readFileSync(PAGE, 'utf8'));
  if (process.argv.includes('--write')) writeFileSync(PAGE, page);
  else process.stdout.write(page);
}
