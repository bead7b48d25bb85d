/**
 * Whether the figures of a run are what they claim (checkFigure.ts), belong together, and the run's other files have the
 * SHA-256 that its manifest names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Bytes } from '../results/hash.ts';
import { type Manifest, readManifest } from '../results/runFolder.ts';
import { checkFigureFile, pictureFormatOf } from './checkFigure.ts';
import type { FigureRecord } from './record.ts';

export interface RunCheck {
  /** Files looked at. */
  readonly files: number;
  /** What is not as it should be, a sentence each; empty where all is. */
  readonly findings: readonly string[];
  /** Other versions of mckean that recorded figures which this one draws otherwise. */
  readonly drawnOtherwise: readonly string[];
}

/**
 * Every record and picture in `figures/`, and every other file that the manifest names.
 * @throws Error with one sentence where `dir` is no run folder
 */
export function checkRun(dir: string, version: string): RunCheck {
  const manifest = readManifest(dir);
  const folder = join(dir, 'figures');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const records = names.filter((name) => name.endsWith('.json') && pictureFormatOf(name) === null);
  const pictures = names.filter((name) => pictureFormatOf(name) !== null);
  const hashes = new Map<string, string>();
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
    look(name, ({ id, dataHash, made }) => {
      hashes.set(id, dataHash);
      return made.planHash === manifest.planHash
        ? undefined
        : 'comes from another run: its plan is not the one of the manifest.';
    });
  for (const name of pictures)
    look(name, ({ id, dataHash }) => {
      const stored = hashes.get(id);
      if (stored === undefined) return `the run has no record ${id}.json of its figure.`;
      return stored === dataHash ? undefined : `drawn from other data than those of ${id}.json.`;
    });
  const listed = manifest.files.filter(({ path }) => !isPicture(path));
  findings.push(...listed.flatMap((file) => changed(dir, file)));
  const looked = [...records, ...pictures].map((name) => `figures/${name}`);
  const files = new Set([...listed.map(({ path }) => path), ...looked]).size;
  return { files, findings, drawnOtherwise: [...versions] };
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
