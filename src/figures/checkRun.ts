/**
 * Whether the figures of a run are what they claim (checkFigure.ts), belong together and come out of its tables again
 * (deriveFigures.ts), and whether the run's other files have the SHA-256 that its manifest names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Bytes } from '../results/hash.ts';
import { type Manifest, readManifest } from '../results/runFolder.ts';
import { checkFigureFile, pictureFormatOf } from './checkFigure.ts';
import { derivedFigures } from './deriveFigures.ts';
import { dataHashOf, type FigureRecord } from './record.ts';

export interface RunCheck {
  /** Files looked at. */
  readonly files: number;
  /** Figures whose data were computed again from the tables. */
  readonly derived: number;
  /** What is not as it should be, a sentence each; empty where all is. */
  readonly findings: readonly string[];
  /** Other versions of mckean that recorded figures which this one draws otherwise. */
  readonly drawnOtherwise: readonly string[];
}

/**
 * Every record and picture in `figures/`, and every other file that the manifest names.
 * @throws Error with one sentence where `dir` is no run folder
 */
export async function checkRun(dir: string, version: string): Promise<RunCheck> {
  const manifest = readManifest(dir);
  const folder = join(dir, 'figures');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const records = names.filter((name) => name.endsWith('.json') && pictureFormatOf(name) === null);
  const pictures = names.filter((name) => pictureFormatOf(name) !== null);
  const stored = new Map<string, FigureRecord>();
  const findings: string[] = [];
  const versions = new Set<string>();
  const look = (name: string, further: (record: FigureRecord) => string | undefined) => {
    const path = join(folder, name);
    const check = checkFigureFile(path, version);
    findings.push(...check.findings);
    if (check.drawnOtherwise !== null) versions.add(check.drawnOtherwise);
    const more = check.record === null ? undefined : further(check.record);
    if (more !== undefined) findings.push(`${path}: ${more}`);
  };
  if (manifest.status === 'running')
    findings.push(`${dir}: its run has not ended, so that its manifest names no files yet.`);
  for (const name of records)
    look(name, (record) => {
      stored.set(record.id, record);
      return record.made.planHash === manifest.planHash
        ? undefined
        : 'comes from another run: its plan is not the one of the manifest.';
    });
  for (const name of pictures)
    look(name, ({ id, dataHash }) => {
      const own = stored.get(id);
      if (own === undefined) return `the run has no record ${id}.json of its figure.`;
      return own.dataHash === dataHash ? undefined : `drawn from other data than those of ${id}.json.`;
    });
  let derived = 0;
  try {
    for (const figure of (await derivedFigures(dir, manifest)) ?? []) {
      const record = stored.get(figure.id);
      if (record === undefined) continue;
      derived++;
      if (record.dataHash === dataHashOf(figure)) continue;
      const by = record.made.versions.mckean;
      if (by !== version) versions.add(by);
      else findings.push(`${join(folder, figure.id)}.json: its data are not those that the tables give.`);
    }
  } catch (error) {
    findings.push((error as Error).message);
  }
  const listed = manifest.files.filter(({ path }) => !isPicture(path));
  findings.push(...listed.flatMap((file) => changed(dir, file)));
  const looked = [...records, ...pictures].map((name) => `figures/${name}`);
  const files = new Set([...listed.map(({ path }) => path), ...looked]).size;
  return { files, derived, findings, drawnOtherwise: [...versions] };
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
