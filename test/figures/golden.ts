/**
 * Golden figures: for every kind the data of one figure and all that is drawn and said of them, in golden/KIND.json; of a few
 * the picture too, KIND.png, which needs a Chromium and Liberation Sans.
 *
 * npm run figures:golden              draws every one again from its data, after a change that was meant
 * npm run figures:golden -- RECORD    takes the data of a kind from the record of a run
 *
 * Numbers are kept to ten digits: further ones may differ between machines.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from '../../src/figures/figure.ts';
import type { FigureKind } from '../../src/figures/kinds.ts';
import { type FigureRecord, figureOfRecord, readRecord } from '../../src/figures/record.ts';
import { openRenderer, type Renderer } from '../../src/figures/render.ts';
import { restyle } from '../../src/figures/restyle.ts';

export interface Golden {
  readonly kind: FigureKind;
  /** Encoded as in a record. */
  readonly data: unknown;
  readonly caption: string;
  readonly alt: string;
  readonly spec: unknown;
}

const FOLDER = new URL('golden/', import.meta.url);

export function goldenKinds(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

export function readGolden(kind: string): Golden {
  return JSON.parse(readFileSync(new URL(`${kind}.json`, FOLDER), 'utf8')) as Golden;
}

/** Kinds whose pictures are kept: intervals, bands, and many thin lines. */
export const PICTURED = ['rate', 'survival', 'field-path'] as const;

export function readGoldenPicture(kind: string): Buffer {
  return readFileSync(new URL(`${kind}.png`, FOLDER));
}

/** The picture of a golden, a pixel of the layout a pixel. */
export function pictureOf(renderer: Renderer, { spec }: Pick<Figure, 'spec'>): Promise<Buffer> {
  return renderer.image(restyle(spec, { theme: 'light' }), { format: 'png', scale: 1 });
}

/** The figure of a golden's data, drawn by the code as it is. */
export function drawnAgain({ kind, data }: Pick<Golden, 'kind' | 'data'>): Figure {
  return figureOfRecord({ id: kind, kind, data } as FigureRecord);
}

/** Plain JSON with numbers to ten digits. */
export function normalised(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'number' ? Number(member.toPrecision(10)) : member,
    ),
  );
}

function write(kind: FigureKind, data: unknown): void {
  const { spec, caption, alt } = drawnAgain({ kind, data });
  const golden = { kind, data, caption, alt, spec: normalised(spec) };
  const members = Object.entries(golden).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  writeFileSync(new URL(`${kind}.json`, FOLDER), `{\n${members.join(',\n')}\n}\n`);
}

if (import.meta.main) {
  const records = process.argv.slice(2);
  for (const path of records) {
    const { kind, data } = readRecord(readFileSync(path, 'utf8'), path);
    write(kind, data);
  }
  if (records.length === 0)
    for (const name of goldenKinds()) {
      const { kind, data } = readGolden(name);
      write(kind, data);
    }
  const renderer = await openRenderer();
  for (const kind of PICTURED)
    writeFileSync(new URL(`${kind}.png`, FOLDER), await pictureOf(renderer, drawnAgain(readGolden(kind))));
  await renderer.close();
}
