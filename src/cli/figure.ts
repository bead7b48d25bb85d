/** `mckean figure RUN`: the figures of a run as files for a paper, a talk or a page; and whether they are what they claim. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { BadInput } from '../engine/badInput.ts';
import { CARRIERS, type PictureFormat } from '../figures/carry/index.ts';
import { SPEC_ENDING } from '../figures/checkFigure.ts';
import { titleOf } from '../figures/html.ts';
import { paperWidth } from '../figures/paperWidths.ts';
import { openPdfWriter } from '../figures/pdf.ts';
import { DEFAULT_DPI, DRAWN_BY_BROWSER, type Drawing, drawPicture } from '../figures/picture.ts';
import { figureOfRecord } from '../figures/record.ts';
import { openRenderer } from '../figures/render.ts';
import { captionOnPaper, THEMES, type ThemeName } from '../figures/restyle.ts';
import { withoutMarkup } from '../figures/text.ts';
import { lockedBy } from '../results/lock.ts';
import { makeFolder } from '../results/makeFolder.ts';
import { checkFigures } from './figureCheck.ts';
import { type FigureSource, figureSources } from './figureSources.ts';
import { outputFolder } from './files.ts';
import { wholeOption } from './options.ts';
import { printJson, printTable } from './print.ts';
import { createProgress } from './progress.ts';
import { namesOption } from './weights.ts';

const FORMATS = Object.keys(CARRIERS) as PictureFormat[];

const EXAMPLE = `
Examples:
  mckean figure runs/verify-quick                             every figure as PDF and PNG, in its figures/
  mckean figure runs/verify-quick --list                      which figures there are
  mckean figure runs/verify-quick --only field-path --width 85mm --format pdf --out paper/
  mckean figure paper/field-path.pdf --theme dark --format png   drawn again from the file itself
  mckean figure --check runs/verify-quick paper/*.pdf

Every file carries its data, where they came from, and their SHA-256.
Exit code 1 with --check: something is not what it claims.`;

export interface FigureOptions {
  readonly only?: readonly string[];
  readonly format: readonly PictureFormat[];
  readonly width?: number;
  readonly theme?: ThemeName;
  readonly labels?: 'latex';
  readonly dpi: number;
  readonly out?: string;
  readonly list?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addFigure(mckean: Command): void {
  mckean
    .command('figure')
    .description("a run's figures as PDF, SVG, PNG, HTML or Plotly JSON, and whether they are unchanged")
    .argument('<run...>', 'run folders, records of figures, or files that mckean figure made')
    .option('--only <id,id>', 'only these figures; --list names them', namesOption('--only'))
    .option('--format <a,b>', `of ${FORMATS.join(', ')}`, formatsOption, ['pdf', 'png'])
    .option(
      '--width <length>',
      'on paper: 85mm, 8.5cm, 3.35in, 241pt or 320px, or nature, ieee, icml, neurips',
      (text) => paperWidth(text, '--width'),
    )
    .addOption(
      new Option('--theme <name>', 'print by default where a width is given, else light').choices(THEMES),
    )
    .addOption(
      new Option(
        '--labels <how>',
        'latex: names and labels as formulas, drawn by the package mathjax',
      ).choices(['latex']),
    )
    .option('--dpi <n>', 'dots per inch of PNG', wholeOption('--dpi', 36, 1200), DEFAULT_DPI)
    .option('--out <dir>', "folder of the files; by default the run's figures/, or the folder of the file")
    .option('--list', 'print the figures there are, and draw nothing')
    .option(
      '--check',
      'compare figures, pictures and tables with their hashes and each other, and draw nothing',
    )
    .option('--json', 'one JSON document on standard output and nothing else there')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

function formatsOption(text: string): PictureFormat[] {
  const names = namesOption('--format')(text);
  const unknown = names.find((name) => !FORMATS.includes(name as PictureFormat));
  if (unknown !== undefined)
    throw new BadInput(`--format is ${JSON.stringify(unknown)}; it must be among ${FORMATS.join(', ')}.`);
  return [...new Set(names)] as PictureFormat[];
}

async function run(paths: readonly string[], options: FigureOptions): Promise<void> {
  const { only, list, check, json } = options;
  if (check) return checkFigures(paths, json === true);
  const sources = figureSources(paths, only);
  return list ? listFigures(sources, json === true) : await drawFigures(sources, options);
}

function listFigures(sources: readonly FigureSource[], json: boolean): void {
  const figures = sources.map(({ record }) => ({
    id: record.id,
    kind: record.kind,
    title: withoutMarkup(titleOf(figureOfRecord(record).spec).text),
    caption: record.caption,
    alt: record.alt,
    dataHash: record.dataHash,
  }));
  if (json) printJson({ figures });
  else printTable([['figure', 'kind', 'title'], ...figures.map(({ id, kind, title }) => [id, kind, title])]);
}

interface Task {
  readonly source: FigureSource;
  readonly format: PictureFormat;
  readonly path: string;
}

async function drawFigures(sources: readonly FigureSource[], options: FigureOptions): Promise<void> {
  const { format: formats, out, width, theme, labels, dpi, json } = options;
  const tasks = sources.flatMap((source) =>
    formats.map((format): Task => ({ source, format, path: pathOf(source, format, out) })),
  );
  refuseOverwriting(tasks, out);
  const needed = (some: readonly PictureFormat[]) => formats.some((format) => some.includes(format));
  const pdfWriter = needed(['pdf']) ? openPdfWriter() : undefined;
  const renderer = needed(DRAWN_BY_BROWSER) ? await openRenderer() : undefined;
  const tools = { renderer, pdfWriter };
  const progress = createProgress();
  const files: object[] = [];
  try {
    if (out !== undefined) makeFolder(out);
    for (const [done, { source, format, path }] of tasks.entries()) {
      progress.update('Drawing', done, tasks.length);
      const onPaper = width !== undefined && format !== 'html';
      const drawn: Drawing = {
        theme: theme ?? (onPaper ? 'print' : 'light'),
        ...(onPaper ? { width } : {}),
        ...(labels !== undefined && format !== 'html' ? { labels } : {}),
        ...(format === 'png' ? { dpi } : {}),
      };
      const bytes = await drawPicture(source.record, format, drawn, tools);
      writeFileSync(path, bytes);
      const { id, dataHash } = source.record;
      const caption = onPaper ? { caption: captionOnPaper(figureOfRecord(source.record)) } : {};
      files.push({ figure: id, format, path, bytes: bytes.length, ...drawn, dataHash, ...caption });
    }
  } finally {
    progress.stop();
    await renderer?.close();
  }
  if (json) printJson({ files });
  else for (const { path } of tasks) process.stdout.write(`${path}\n`);
}

function pathOf({ record, folder }: FigureSource, format: PictureFormat, out: string | undefined): string {
  return join(out ?? folder, `${record.id}${format === 'json' ? SPEC_ENDING : `.${format}`}`);
}

/** Nothing is written that would take the place of another picture of this call, or into a folder in use. */
function refuseOverwriting(tasks: readonly Task[], out: string | undefined): void {
  const seen = new Set<string>();
  for (const { path, source } of tasks) {
    if (seen.has(path))
      throw new BadInput(
        `Two of the figures would be written to ${path}; draw them one at a time, with different --out.`,
      );
    seen.add(path);
    const pid = out === undefined && source.run !== undefined ? lockedBy(source.run) : undefined;
    if (pid !== undefined)
      throw new BadInput(
        `${source.run}: process ${pid} is at work in it; wait for its end, or name another folder by --out.`,
      );
  }
  for (const folder of new Set(out === undefined ? tasks.map(({ source }) => source.folder) : [out]))
    outputFolder(out === undefined ? 'The folder of the figures' : '--out', folder);
}
