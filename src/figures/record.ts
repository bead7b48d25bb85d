/**
 * The record of a figure: `figures/ID.json` of a run folder. Kind and data, from which the figure is drawn again to the
 * same specification, and where they came from.
 *
 * Arrays of numbers are JSON arrays, in shortest decimals, which are exact; what JSON has no number for is
 * `{"number": "NaN"}`, `"Infinity"` or `"-Infinity"`.
 */
import { hashOf } from '../results/hash.ts';
import type { Manifest } from '../results/runFolder.ts';
import { drawFigure, type Figure } from './figure.ts';
import { FIGURE_KINDS, type FigureKind } from './kinds.ts';

export const RECORD_FORMAT = 'mckean-figure-1';

/** Where a figure's data came from: parts of the manifest of its run. */
export type Provenance = Pick<Manifest, 'command' | 'plan' | 'planHash' | 'seed' | 'versions' | 'startedAt'>;

export interface FigureRecord {
  readonly format: typeof RECORD_FORMAT;
  readonly id: string;
  readonly kind: FigureKind;
  /** Encoded; `figureOfRecord` decodes it. */
  readonly data: unknown;
  readonly caption: string;
  readonly alt: string;
  /** SHA-256 of the encoded data. */
  readonly dataHash: string;
  /** SHA-256 of the specification that was drawn, encoded. */
  readonly specHash: string;
  readonly made: Provenance;
}

export function recordOf({ id, kind, data, spec, caption, alt }: Figure, made: Provenance): FigureRecord {
  const encoded = encode(data);
  return {
    format: RECORD_FORMAT,
    id,
    kind,
    data: encoded,
    caption,
    alt,
    dataHash: hashOf(encoded),
    specHash: specHashOf(spec),
    made,
  };
}

/** SHA-256 of a figure's data, as its record has it. */
export function dataHashOf({ data }: Pick<Figure, 'data'>): string {
  return hashOf(encode(data));
}

/** SHA-256 of a specification. */
export function specHashOf(spec: Figure['spec']): string {
  return hashOf(encode(spec));
}

/** Parses a record. @throws Error with one sentence, beginning with `name`, when the text is none. */
export function readRecord(text: string, name: string): FigureRecord {
  let record: Partial<FigureRecord> | null;
  try {
    record = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name}: is not JSON, so it is no record of a figure.`, { cause });
  }
  if (record?.format !== RECORD_FORMAT)
    throw new Error(`${name}: is no record of a figure (its format is not ${RECORD_FORMAT}).`);
  if (record.kind === undefined || !Object.hasOwn(FIGURE_KINDS, record.kind))
    throw new Error(
      `${name}: kind is ${JSON.stringify(record.kind)}; this version draws ${Object.keys(FIGURE_KINDS).join(', ')}.`,
    );
  return record as FigureRecord;
}

/** The figure, drawn again. */
export function figureOfRecord({ id, kind, data }: FigureRecord): Figure {
  return drawFigure(id, kind, decode(data));
}

function encode(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { number: String(value) };
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, encode);
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, encode(member)]),
    );
  return value;
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  if (members.length === 1 && members[0][0] === 'number' && typeof members[0][1] === 'string')
    return Number(members[0][1]);
  return Object.fromEntries(members.map(([key, member]) => [key, decode(member)]));
}
