/**
 * Whether figures are what they claim: data with their hash, the specification drawn again from them, pictures unchanged
 * since they were drawn, and files of a run with the SHA-256 of its manifest. Every finding is a sentence.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { hashOf, sha256Bytes } from '../results/hash.ts';
import { type Manifest, readManifest } from '../results/runFolder.ts';
import { CARRIERS, type PictureFormat } from './carry/index.ts';
import { readPicture } from './picture.ts';
import { type FigureRecord, figureOfRecord, readRecord, specHashOf } from './record.ts';

/** Ends the name of a specification's file; the record beside it ends in `.json` alone. */
export const SPEC_ENDING = '.plotly.json';

export interface FigureCheck {
  /** Files looked at. */
  readonly files: number;
  /** What is not as it should be; empty where all is. */
  readonly findings: readonly string[];
}

/** The format of a picture by the name of its file, or null: a record, or no picture. */
export function pictureFormatOf(path: string): PictureFormat | null {
  if (path.endsWith(SPEC_ENDING)) return 'json';
  const ending = extname(path).slice(1).toLowerCase();
  return ending !== 'json' && Object.hasOwn(CARRIERS, ending) ? (ending as PictureFormat) : null;
}

/** Data, specification and words of a record. */
export function recordFindings(record: FigureRecord, name: string): string[] {
  if (hashOf(record.data) !== record.dataHash)
    return [`${name}: its data were changed: they do not have the hash that stands beside them.`];
  try {
    const { spec, caption, alt } = figureOfRecord(record);
    const by = `mckean ${record.made.versions.mckean}`;
    const findings: string[] = [];
    if (specHashOf(spec) !== record.specHash)
      findings.push(
        `${name}: drawn again from its data it is another figure than the one that ${by} recorded.`,
      );
    if (caption !== record.caption || alt !== record.alt)
      findings.push(`${name}: its caption or alternative text is not the one computed from its data.`);
    return findings;
  } catch (error) {
    return [`${name}: cannot be drawn again from its data: ${(error as Error).message}`];
  }
}

/** A record or a picture. @throws nothing: what cannot be read is a finding */
export function checkFigureFile(path: string): string[] {
  return sentencesOf(() => readFigureFile(path).findings);
}

/** Every record and picture in `figures/` of a run, and every other file that its manifest names. */
export function checkRun(dir: string): FigureCheck {
  const manifest = readManifest(dir);
  const folder = join(dir, 'figures');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const records = names.filter((name) => name.endsWith('.json') && pictureFormatOf(name) === null);
  const pictures = names.filter((name) => pictureFormatOf(name) !== null);
  const hashes = new Map<string, string>();
  const findings: string[] = [];
  if (manifest.status === 'running')
    findings.push(`${dir}: its run has not ended, so that its manifest names no files yet.`);
  for (const name of records)
    findings.push(
      ...sentencesOf(() => {
        const read = readFigureFile(join(folder, name));
        hashes.set(read.record.id, read.record.dataHash);
        return [...read.findings, ...foreign(read.record, manifest, join(folder, name))];
      }),
    );
  for (const name of pictures)
    findings.push(
      ...sentencesOf(() => {
        const path = join(folder, name);
        const { record, findings: own } = readFigureFile(path);
        const stored = hashes.get(record.id);
        if (stored === undefined) own.push(`${path}: the run has no record ${record.id}.json of its figure.`);
        else if (stored !== record.dataHash)
          own.push(`${path}: drawn from other data than those of ${record.id}.json.`);
        return own;
      }),
    );
  const listed = manifest.files.filter(({ path }) => !isPicture(path));
  findings.push(...listed.flatMap((file) => changed(dir, file)));
  const counted = new Set([
    ...listed.map(({ path }) => path),
    ...[...records, ...pictures].map((name) => `figures/${name}`),
  ]);
  return { files: counted.size, findings };
}

/** Reads a record, or the record in a picture, with what is wrong with the file. */
function readFigureFile(path: string): { record: FigureRecord; findings: string[] } {
  const format = pictureFormatOf(path);
  const bytes = readFileSync(path);
  if (format === null) {
    const record = readRecord(bytes.toString('utf8'), path);
    return { record, findings: recordFindings(record, path) };
  }
  const { carried, picture } = readPicture(bytes, format, path);
  const findings = recordFindings(carried.record, path);
  if (sha256Bytes(picture) !== carried.pictureHash)
    findings.unshift(`${path}: the picture was changed after it was drawn.`);
  return { record: carried.record, findings };
}

/** A record that another run made. */
function foreign({ made }: FigureRecord, { planHash }: Manifest, name: string): string[] {
  return made.planHash === planHash
    ? []
    : [`${name}: comes from another run: its plan is not the one of the manifest.`];
}

/** Pictures may be drawn again at any time; they carry hashes of their own. */
function isPicture(path: string): boolean {
  return path.startsWith('figures/') && pictureFormatOf(path) !== null;
}

function changed(dir: string, { path, sha256 }: Manifest['files'][number]): string[] {
  const file = join(dir, path);
  if (!existsSync(file)) return [`${file}: is named in the manifest and missing.`];
  return sha256Bytes(readFileSync(file)) === sha256
    ? []
    : [`${file}: was changed after the run: it does not have the SHA-256 of the manifest.`];
}

function sentencesOf(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [(error as Error).message];
  }
}
