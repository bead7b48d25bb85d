/**
 * Figures are checked against their hashes: an edited number, picture or table is named in a sentence, and nothing else is.
 * Watched failing, each fault taken for right: the hash of the data not compared; the specification not drawn again; the
 * picture's hash not compared; a picture from other data than the record beside it; the files of the manifest not read. And
 * another look by another version taken for a fault.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CARRIERS } from '../../src/figures/carry/index.ts';
import { checkFigureFile } from '../../src/figures/checkFigure.ts';
import { checkRun } from '../../src/figures/checkRun.ts';
import { createFigure } from '../../src/figures/figure.ts';
import { type Drawing, drawPicture } from '../../src/figures/picture.ts';
import { type FigureRecord, readRecord, recordOf } from '../../src/figures/record.ts';
import { hashOf } from '../../src/results/hash.ts';
import { createRun } from '../../src/results/runFolder.ts';
import { cauchyCentre, noiseTypes } from './sampleData.ts';

const REQUEST = {
  command: 'mckean verify',
  plan: { seed: 1 },
  versions: { mckean: '0.5.0', node: '24' },
  seed: 1,
  threads: 1,
};
const LIGHT: Drawing = { theme: 'light' };

let dir: string;
const file = (name: string) => join(dir, 'figures', name);
const read = (name: string) => readRecord(readFileSync(file(name), 'utf8'), name);
const save = (record: FigureRecord) => writeFileSync(file(`${record.id}.json`), JSON.stringify(record));

/** A run with two records, a table, and one of the figures as a specification. */
beforeEach(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'mckean-check-')), 'run');
  const run = createRun(dir, REQUEST);
  const made = { ...run.manifest };
  save(recordOf(createFigure('centre', 'centre', cauchyCentre()), made));
  save(recordOf(createFigure('types', 'noise-types', noiseTypes()), made));
  writeFileSync(run.tablePath('errors'), 'N,error\n8,0.1\n');
  run.finish('finished');
  writeFileSync(file('types.plotly.json'), await drawPicture(read('types.json'), 'json', LIGHT, {}));
  return () => rmSync(join(dir, '..'), { recursive: true });
});

describe('a run as it was made', () => {
  it('has nothing to say, also with pictures that were drawn afterwards', async () => {
    expect(await checkRun(dir, '0.5.0')).toEqual({ files: 4, derived: 0, findings: [], drawnOtherwise: [] });
    expect(checkFigureFile(file('centre.json'), '0.5.0').findings).toEqual([]);
    expect(checkFigureFile(file('types.plotly.json'), '0.5.0').findings).toEqual([]);
  });
});

describe('another version of mckean', () => {
  it('may draw the same data otherwise, which is told and no fault', async () => {
    save({ ...read('centre.json'), specHash: hashOf('another look') });
    expect(checkFigureFile(file('centre.json'), '0.6.0')).toMatchObject({
      findings: [],
      drawnOtherwise: '0.5.0',
    });
    expect(await checkRun(dir, '0.6.0')).toMatchObject({
      findings: [expect.stringContaining('it does not have the SHA-256 of the manifest')],
      drawnOtherwise: ['0.5.0'],
    });
  });
});

describe('a fault is named', () => {
  it('edited data of a record', async () => {
    const record = read('centre.json');
    const data = { ...(record.data as object), total: 20001 };
    save({ ...record, data });
    expect((await checkRun(dir, '0.5.0')).findings).toEqual([
      `${file('centre.json')}: its data were changed: they do not have the hash that stands beside them.`,
      `${file('centre.json')}: was changed after the run: it does not have the SHA-256 of the manifest.`,
    ]);
    save({ ...record, data, dataHash: hashOf(data) });
    expect(checkFigureFile(file('centre.json'), '0.5.0').findings[0]).toMatch(
      /it is another figure than the one recorded/,
    );
  });

  it('an edited caption, and data that draw nothing', async () => {
    const record = read('centre.json');
    save({ ...record, caption: 'We win.' });
    expect(checkFigureFile(file('centre.json'), '0.5.0').findings).toEqual([
      expect.stringContaining('its caption or alternative text is not the one computed from its data'),
    ]);
    save({ ...record, data: {}, dataHash: hashOf({}) });
    expect(checkFigureFile(file('centre.json'), '0.5.0').findings[0]).toContain(
      'cannot be drawn again from its data',
    );
  });

  it('an edited picture', async () => {
    const { picture, text } = CARRIERS.json.part(readFileSync(file('types.plotly.json')))!;
    const spec = JSON.parse(picture.toString()) as { layout: { width: number } };
    spec.layout.width += 1;
    const edited = CARRIERS.json.join(Buffer.from(JSON.stringify(spec)), text);
    writeFileSync(file('types.plotly.json'), edited);
    const finding = `${file('types.plotly.json')}: the picture was changed after it was drawn.`;
    expect((await checkRun(dir, '0.5.0')).findings).toEqual([finding]);
    expect(checkFigureFile(file('types.plotly.json'), '0.5.0').findings).toEqual([finding]);
  });

  it('a picture of other data, of another run, of no figure', async () => {
    const types = read('types.json');
    const other = recordOf(createFigure('types', 'noise-types', { ...noiseTypes(), samples: 7 }), types.made);
    writeFileSync(file('types.plotly.json'), await drawPicture(other, 'json', LIGHT, {}));
    const elsewhere = { ...read('centre.json'), made: { ...types.made, planHash: 'f00' }, id: 'foreign' };
    save(elsewhere);
    writeFileSync(file('old.svg'), '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
    copyFileSync(file('old.svg'), file('lost.png'));
    expect((await checkRun(dir, '0.5.0')).findings).toEqual([
      `${file('foreign.json')}: comes from another run: its plan is not the one of the manifest.`,
      `${file('lost.png')}: is no PNG.`,
      `${file('old.svg')}: carries no figure of mckean.`,
      `${file('types.plotly.json')}: drawn from other data than those of types.json.`,
    ]);
    rmSync(file('types.json'));
    expect((await checkRun(dir, '0.5.0')).findings).toContain(
      `${file('types.plotly.json')}: the run has no record types.json of its figure.`,
    );
  });

  it('an edited and a missing table', async () => {
    const table = join(dir, 'tables', 'errors.csv');
    writeFileSync(table, 'N,error\n8,0.2\n');
    expect((await checkRun(dir, '0.5.0')).findings).toEqual([
      `${table}: was changed after the run: it does not have the SHA-256 of the manifest.`,
    ]);
    rmSync(table);
    expect((await checkRun(dir, '0.5.0')).findings).toEqual([
      `${table}: is named in the manifest and missing.`,
    ]);
  });
});
