/** How to make a run again: its command, its plan as a file, versions, machine, and hashes of what it read and wrote. */
import type { Manifest, RunFile } from '../../results/runFolder.ts';
import { escapeHtml } from '../html.ts';
import { duration } from './answers.ts';
import { copyBlock } from './copy.ts';
import { htmlTable } from './table.ts';
import { CITATIONS } from './words.ts';

export interface Reproduction {
  /** The command that makes the same numbers again. */
  readonly command: string;
  /** Name of the preset, or of the plan's kind. */
  readonly preset: string;
  readonly elapsedSeconds: number;
  readonly seed: number;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Files that the command reads, as text that can be copied. */
  readonly documents?: readonly { readonly name: string; readonly text: string }[];
  /** SHA-256 of the plan, of final states, and the like, by name. */
  readonly hashes?: Readonly<Record<string, string>>;
  /** Files of the run. */
  readonly files?: readonly RunFile[];
  /** ISO 8601. */
  readonly startedAt?: string;
  /** Machine, for example `2 cores, AMD EPYC`. */
  readonly host?: string;
}

/** What a manifest says of it. */
export function reproductionOf(
  { command, elapsedSeconds, seed, threads, versions, startedAt, host, planHash }: Manifest,
  more: Pick<Reproduction, 'preset' | 'documents' | 'hashes' | 'files'>,
): Reproduction {
  return {
    ...{ command, elapsedSeconds, seed, threads, versions, startedAt },
    host: `${host.cores} cores, ${host.cpu}`,
    ...more,
    hashes: { 'the plan': planHash, ...more.hashes },
  };
}

/** More documents than this stand folded away. */
const MOST_OPEN = 1;

export function reproduce(report: Reproduction): string {
  const { documents = [], files = [] } = report;
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
  const rows = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  for (const [name, hash] of Object.entries(report.hashes ?? {}))
    rows.push(`<dt>SHA-256 of ${escapeHtml(name)}</dt><dd><code>${escapeHtml(hash)}</code></dd>`);
  const blocks = documents.map(
    ({ name, text }) => `<p><code>${escapeHtml(name)}</code></p>\n${copyBlock(text, name)}`,
  );
  const folded = documents.length > MOST_OPEN;
  return `<p>The same command gives the same numbers, bit for bit, on any number of threads and on any machine:</p>
${copyBlock(report.command, 'the command')}
${documents.length === 0 ? '' : folded ? `<details class="documents"><summary>The ${documents.length} files of its studies, each of which runs by itself</summary>\n${blocks.join('\n')}\n</details>` : `<p>It reads this file; names of files in it count from its folder.</p>\n${blocks.join('\n')}`}
<dl>${rows.join('')}</dl>
${files.length === 0 ? '' : fileTable(files)}`;
}

function fileTable(files: readonly RunFile[]): string {
  return htmlTable({
    caption: 'Tables and states of this run',
    kind: 'data',
    columns: [{ name: 'File' }, { name: 'Bytes', style: 'number' }, { name: 'SHA-256' }],
    rows: files.map(({ path, bytes, sha256 }) => [
      `<code>${escapeHtml(path)}</code>`,
      String(bytes),
      `<code>${escapeHtml(sha256)}</code>`,
    ]),
  });
}

export function citations(version = ''): string {
  const entry = `@software{mckean,
  author  = {{The mckean authors}},
  title   = {mckean: heavy-tailed mean-field particle systems},
  version = {${version}}
}`;
  const items = CITATIONS.map((line) => `<li>${line.replace('%VERSION%', escapeHtml(version))}</li>`);
  return `<ol>${items.join('')}</ol>\n${copyBlock(entry, 'the BibTeX entry')}`;
}
