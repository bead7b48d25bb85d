/** The figures that `mckean figure` is given: those of run folders, and single files, records or pictures that carry one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { CARRIERS } from '../figures/carry/index.ts';
import { pictureFormatOf, SPEC_ENDING } from '../figures/checkFigure.ts';
import { readPicture } from '../figures/picture.ts';
import { type FigureRecord, readRecord } from '../figures/record.ts';
import { openInputFile } from '../results/openFile.ts';
import { readManifest } from '../results/runFolder.ts';

export interface FigureSource {
  readonly record: FigureRecord;
  /** Where its pictures go unless told. */
  readonly folder: string;
  /** The run folder it is from, if any. */
  readonly run?: string;
}

/** Whether `path` is a folder. @throws BadInput where there is nothing */
export function isFolder(path: string): boolean {
  if (path === '' || !existsSync(path))
    throw new BadInput(`${path || '""'}: there is no such run folder or file.`);
  return statSync(path).isDirectory();
}

/** Every figure of the sources, or those of the ids. @throws BadInput with one sentence */
export function figureSources(paths: readonly string[], only?: readonly string[]): FigureSource[] {
  const all = paths.flatMap((path) => (isFolder(path) ? sourcesOfRun(path) : [sourceOfFile(path)]));
  if (only === undefined) return all;
  const ids = [...new Set(all.map(({ record }) => record.id))];
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new BadInput(`--only is ${JSON.stringify(unknown)}; the figures are ${ids.join(', ')}.`);
  return all.filter(({ record }) => only.includes(record.id));
}

function sourcesOfRun(run: string): FigureSource[] {
  const { status } = asBadInput(() => readManifest(run));
  const folder = join(run, 'figures');
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith(SPEC_ENDING))
    : [];
  if (names.length === 0)
    throw new BadInput(
      status === 'finished'
        ? `${run}: holds no figures (there is no record in figures/).`
        : `${run}: holds no figures yet: its run is ${status}.`,
    );
  return names.sort().map((name) => ({
    record: asBadInput(() => readRecord(readFileSync(join(folder, name), 'utf8'), join(folder, name))),
    folder,
    run,
  }));
}

function sourceOfFile(path: string): FigureSource {
  const format = pictureFormatOf(path);
  if (format === null && !path.endsWith('.json'))
    throw new BadInput(
      `${path}: is neither a run folder nor a figure; files of figures end in ${[
        '.json',
        ...Object.keys(CARRIERS)
          .filter((name) => name !== 'json')
          .map((name) => `.${name}`),
      ].join(', ')}.`,
    );
  const bytes = asBadInput(() => bytesOf(path));
  const record = asBadInput(() =>
    format === null
      ? readRecord(bytes.toString('utf8'), path)
      : readPicture(bytes, format, path).carried.record,
  );
  return { record, folder: dirname(path) };
}

function bytesOf(path: string): Buffer {
  const file = openInputFile(path);
  try {
    return Buffer.from(file.read(0, file.bytes));
  } finally {
    file.close();
  }
}
