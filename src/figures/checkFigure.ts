/**
 * Whether a figure's file is what it claims: a record, or a picture that carries one. Data have their hash, the specification
 * drawn again from them has its own, and a picture is as it was drawn. Every finding is a sentence.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { hashOf, sha256Bytes } from '../results/hash.ts';
import { CARRIERS, type PictureFormat } from './carry/index.ts';
import { readPicture } from './picture.ts';
import { type FigureRecord, figureOfRecord, readRecord, specHashOf } from './record.ts';

/** Ends the name of a specification's file; the record beside it ends in `.json` alone. */
export const SPEC_ENDING = '.plotly.json';

export interface FileCheck {
  /** The record that was found, if any. */
  readonly record: FigureRecord | null;
  /** What is not as it should be; empty where all is. */
  readonly findings: readonly string[];
  /** The version of mckean that recorded the figure, where this one draws its data otherwise: no fault of the file. */
  readonly drawnOtherwise: string | null;
}

/** The format of a picture by the name of its file, or null: a record, or no picture. */
export function pictureFormatOf(path: string): PictureFormat | null {
  if (path.endsWith(SPEC_ENDING)) return 'json';
  const ending = extname(path).slice(1).toLowerCase();
  return ending !== 'json' && Object.hasOwn(CARRIERS, ending) ? (ending as PictureFormat) : null;
}

/**
 * A record or a picture. What cannot be read is a finding.
 * @param version of mckean that checks: another one may draw and word the same data otherwise
 */
export function checkFigureFile(path: string, version: string): FileCheck {
  try {
    const format = pictureFormatOf(path);
    const bytes = readFileSync(path);
    if (format === null) return checkRecord(readRecord(bytes.toString('utf8'), path), path, version);
    const { carried, picture } = readPicture(bytes, format, path);
    const check = checkRecord(carried.record, path, version);
    return sha256Bytes(picture) === carried.pictureHash
      ? check
      : { ...check, findings: [`${path}: the picture was changed after it was drawn.`, ...check.findings] };
  } catch (error) {
    return { record: null, findings: [(error as Error).message], drawnOtherwise: null };
  }
}

function checkRecord(record: FigureRecord, path: string, version: string): FileCheck {
  const found = (...sentences: string[]) => ({
    record,
    findings: sentences.map((sentence) => `${path}: ${sentence}`),
    drawnOtherwise: null,
  });
  if (hashOf(record.data) !== record.dataHash)
    return found('its data were changed: they do not have the hash that stands beside them.');
  let differences: string[];
  try {
    differences = differencesOf(record);
  } catch (error) {
    return found(`cannot be drawn again from its data: ${(error as Error).message}`);
  }
  const by = record.made.versions.mckean;
  return differences.length > 0 && by !== version
    ? { record, findings: [], drawnOtherwise: by }
    : found(...differences);
}

/** What the code as it is draws and says otherwise. */
function differencesOf(record: FigureRecord): string[] {
  const { spec, caption, alt } = figureOfRecord(record);
  const differences: string[] = [];
  if (specHashOf(spec) !== record.specHash)
    differences.push('drawn again from its data it is another figure than the one recorded.');
  if (caption !== record.caption || alt !== record.alt)
    differences.push('its caption or alternative text is not the one computed from its data.');
  return differences;
}
