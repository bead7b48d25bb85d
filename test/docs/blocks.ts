/**
 * The fenced code blocks of the pages, and what becomes of each: its fate.
 *
 * A block is run after those before it, in one folder for its page. A file's name stands in the sentence before
 * (`plan.yaml`:). What a reader need not see stands in comments before the block:
 *
 *   <!-- file: plan.yaml -->          the block is this file
 *   <!-- setup: mckean sample … -->   commands that run before the block
 *   <!-- with plan.yaml: { … } -->    a part of a plan: the rest is that file's, or what stands in braces, or both
 *   <!-- continues -->                code that goes on after the code before it
 *   <!-- keys: mckean tails … -->     a sketch of JSON: what it names is in what the command prints
 *   <!-- exit: 2 -->                  how the command ends, if not by 0
 *   <!-- slow (thorough): why -->     not run here but in the thorough tier, by .ci/run (ci), or by hand (hand)
 *   <!-- slow "verify" (ci): why -->  the same for its lines that contain these words
 *   <!-- shown: why -->               cannot be run
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every page whose blocks are run, as paths from the root. */
export const PAGES: readonly string[] = globSync(
  ['README.md', 'docs/**/*.md', 'notebooks/README.md', 'bench/README.md'],
  { cwd: ROOT },
)
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

export const PLACES = ['thorough', 'ci', 'hand'] as const;

export interface Slow {
  /** Lines that contain this are slow; undefined: the whole block. */
  readonly lines?: string;
  readonly place: (typeof PLACES)[number];
  readonly why: string;
}

export interface Block {
  readonly page: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The file that the sentence or comment before it names. */
  readonly file?: string;
  readonly setup: readonly string[];
  readonly with?: { readonly file?: string; readonly rest?: string };
  readonly continues: boolean;
  /** The command whose JSON a sketch describes. */
  readonly keys?: string;
  readonly exit: number;
  readonly slow: readonly Slow[];
  readonly shown?: string;
}

/** The blocks of a page, in order. @throws Error at a comment that looks like a fate and is none. */
export function blocksOf(page: string, text: string = readFileSync(join(ROOT, page), 'utf8')): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let from = 0;
  for (let at = 0; at < lines.length; at++) {
    const open = /^(\s*)(`{3,}|~{3,})\s*(\w*)/.exec(lines[at]);
    if (open === null) continue;
    const [, indent, fence, language] = open;
    let end = at + 1;
    while (end < lines.length && lines[end].trim() !== fence) end++;
    if (end === lines.length) throw new Error(`${page}:${at + 1}: the block never ends.`);
    const code = lines
      .slice(at + 1, end)
      .map((line) => line.slice(Math.min(indent.length, line.length - line.trimStart().length)))
      .join('\n');
    const before = lines.slice(from, at).join('\n');
    blocks.push({
      page,
      line: at + 1,
      language,
      code: `${code}\n`,
      ...fateOf(`${page}:${at + 1}`, before, language),
    });
    at = end;
    from = end + 1;
  }
  return blocks;
}

export const placeOf = ({ page, line }: Pick<Block, 'page' | 'line'>) => `${page}:${line}`;

const EXTENSIONS: Record<string, string> = {
  yaml: 'ya?ml',
  json: 'json',
  ts: 'ts',
  js: 'js',
  csv: 'csv',
  py: 'py',
};

type Fate = Omit<Block, 'page' | 'line' | 'language' | 'code'>;

/** Reads the text between the block before and this one. */
function fateOf(place: string, before: string, language: string): Fate {
  const fate: { -readonly [K in keyof Fate]: Fate[K] } = { setup: [], continues: false, exit: 0, slow: [] };
  const slow: Slow[] = [];
  const setup: string[] = [];
  for (const [, comment] of before.matchAll(/<!--\s*([\s\S]*?)\s*-->/g)) {
    const [, word, rest = ''] = /^(\w+)\b\s*([\s\S]*)$/.exec(comment) ?? [];
    const value = rest.replace(/^:\s*/, '');
    if (word === 'file') fate.file = value;
    else if (word === 'setup') setup.push(value);
    else if (word === 'continues') fate.continues = true;
    else if (word === 'exit') fate.exit = Number(value);
    else if (word === 'keys') fate.keys = value;
    else if (word === 'shown') fate.shown = value;
    else if (word === 'with') {
      const [, file, flow] = /^([\w./-]+)?(?::\s*)?(\{[\s\S]*\})?$/.exec(value) ?? [];
      if (file === undefined && flow === undefined)
        throw new Error(`${place}: <!-- ${comment} --> names nothing.`);
      fate.with = { file, rest: flow };
    } else if (word === 'slow') {
      const parts = /^(?:"([^"]+)"\s*)?\((\w+)\):\s*([\s\S]+)$/.exec(rest);
      if (parts === null || !PLACES.includes(parts[2] as Slow['place']))
        throw new Error(`${place}: write <!-- slow (${PLACES.join('|')}): why -->, not <!-- ${comment} -->.`);
      slow.push({ lines: parts[1], place: parts[2] as Slow['place'], why: parts[3] });
    }
  }
  const extension = EXTENSIONS[language];
  const paragraph = before
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .trim()
    .split(/\n\s*\n/)
    .at(-1)!;
  if (extension !== undefined && paragraph.endsWith(':'))
    fate.file ??= [...paragraph.matchAll(new RegExp(`\`([\\w.-]+\\.${extension})\``, 'g'))].at(-1)?.[1];
  return { ...fate, slow, setup };
}
