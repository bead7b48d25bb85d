/**
 * `mckean figure` draws a run's figures, lists and checks them, and refuses what it cannot use in one sentence.
 * Watched failing: files of --out written beside the record; --only that leaves nothing out; a width without unit taken for
 * pixels; exit code 0 of a check that found something.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { createFigure } from '../../src/figures/figure.ts';
import { recordOf } from '../../src/figures/record.ts';
import { createRun } from '../../src/results/runFolder.ts';
import { cauchyCentre, noiseTypes } from '../figures/sampleData.ts';

const base = mkdtempSync(join(tmpdir(), 'mckean-figure-'));
const dir = join(base, 'run');
const at = (...names: string[]) => join(base, ...names);

beforeAll(() => {
  const versions = { mckean: '0.5.0', node: '24' };
  const run = createRun(dir, { command: 'mckean verify', plan: { seed: 1 }, versions, seed: 1, threads: 1 });
  const figures = [
    createFigure('centre', 'centre', cauchyCentre()),
    createFigure('types', 'noise-types', noiseTypes()),
  ];
  for (const figure of figures)
    writeFileSync(run.figurePath(`${figure.id}.json`), JSON.stringify(recordOf(figure, run.manifest)));
  run.finish('finished');
  createRun(at('empty'), { command: 'mckean simulate', plan: {}, versions, seed: 1, threads: 1 }).finish(
    'interrupted',
  );
  writeFileSync(at('notes.txt'), 'text');
  writeFileSync(at('plain.svg'), '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  writeFileSync(at('other.json'), '{}');
});
afterAll(() => rmSync(base, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The command in this process. */
async function figure(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  await runProgram(['node', 'mckean', 'figure', ...args]);
  return { code: Number(process.exitCode ?? 0), ...said };
}

describe('mckean figure', () => {
  it('lists the figures that there are', async () => {
    const { stdout, code } = await figure(dir, '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^figure +kind +title\n/);
    expect(stdout).toMatch(/\ncentre +centre +Cauchy.*\ntypes +noise-types +Projections/);
    const json = JSON.parse((await figure(dir, '--list', '--json')).stdout);
    expect(json.figures.map(({ id }: { id: string }) => id)).toEqual(['centre', 'types']);
    expect(json.figures[0].caption).toContain('histogram of 20000 draws');
  });

  it('draws what is asked for into --out, and nothing else', async () => {
    const out = at('paper', 'figures');
    const { stdout } = await figure(
      dir,
      '--only',
      'types',
      '--format',
      'html,json',
      '--out',
      out,
      '--theme',
      'dark',
    );
    expect(stdout).toBe(`${join(out, 'types.html')}\n${join(out, 'types.plotly.json')}\n`);
    expect(readdirSync(out)).toEqual(['types.html', 'types.plotly.json']);
    const spec = JSON.parse(readFileSync(join(out, 'types.plotly.json'), 'utf8'));
    expect(Object.keys(spec)).toEqual(['data', 'layout', 'mckean']);
    expect(spec.mckean.drawn).toEqual({ theme: 'dark' });
  });

  it('draws again from a file that carries its figure, for paper where a width is given', async () => {
    await figure(join(dir, 'figures', 'types.json'), '--format', 'json', '--out', at('a'));
    const { stdout } = await figure(
      at('a', 'types.plotly.json'),
      '--width',
      '85mm',
      '--format',
      'json',
      '--out',
      at('b'),
      '--json',
    );
    const [file] = JSON.parse(stdout).files;
    expect(file).toMatchObject({ figure: 'types', format: 'json', theme: 'print', width: 85 });
    const widths = ['a', 'b'].map(
      (folder) => JSON.parse(readFileSync(at(folder, 'types.plotly.json'), 'utf8')).layout.width,
    );
    expect(widths[1]).toBeLessThan(widths[0]);
  });

  it('draws beside the record unless told, and the check stays content', async () => {
    cpSync(dir, at('copy'), { recursive: true });
    await figure(at('copy'), '--format', 'json');
    expect(readdirSync(at('copy', 'figures'))).toEqual([
      'centre.json',
      'centre.plotly.json',
      'types.json',
      'types.plotly.json',
    ]);
    const { stdout, code } = await figure('--check', at('copy'), at('copy', 'figures', 'types.plotly.json'));
    expect(code).toBe(0);
    expect(stdout).toBe(
      `${at('copy')}: 4 files checked, all as recorded\n${at('copy', 'figures', 'types.plotly.json')}: 1 file checked, all as recorded\n`,
    );
  });

  it('the check says what differs, with exit code 1', async () => {
    cpSync(dir, at('edited'), { recursive: true });
    const path = at('edited', 'figures', 'centre.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"total":20000', '"total":20001'));
    const { stdout, code } = await figure('--check', at('edited'));
    expect(code).toBe(1);
    expect(stdout).toContain(`${path}: its data were changed`);
    expect(stdout).toMatch(/2 files checked, 2 not as recorded\n$/);
    const json = JSON.parse((await figure('--check', '--json', at('edited'))).stdout);
    expect(json.checks[0].findings).toHaveLength(2);
  });
});

describe('mckean figure refuses', () => {
  it.each<[string, string[], RegExp]>([
    ['no run', [], /^Missing required argument 'run'\.$/],
    ['a run that is not there', ['nowhere'], /^nowhere: there is no such run folder or file\.$/],
    ['a folder that is no run', [base], /is not a run folder \(it has no manifest\.json\)\.$/],
    ['a run without figures', [at('empty')], /empty: holds no figures yet: its run is interrupted\.$/],
    [
      'another file',
      [at('notes.txt')],
      /notes\.txt: is neither a run folder nor a figure; files of figures end in/,
    ],
    ['a picture that carries none', [at('plain.svg')], /plain\.svg: carries no figure of mckean\.$/],
    ['JSON that is no record', [at('other.json')], /other\.json: is no record of a figure/],
    [
      'an unknown figure',
      [dir, '--only', 'types,nope'],
      /^--only is "nope"; the figures are centre, types\.$/,
    ],
    [
      'an unknown format',
      [dir, '--format', 'pdf,eps'],
      /^--format is "eps"; it must be among svg, pdf, png, html, json\.$/,
    ],
    [
      'a width without unit',
      [dir, '--width', '400'],
      /^--width is "400"; it must be a length from 40mm to 1000mm, in mm, cm, in, pt or px, or one of nature, .*, neurips\.$/,
    ],
    [
      'a width out of range',
      [dir, '--width', '3mm'],
      /^--width is "3mm"; it must be a length from 40mm to 1000mm/,
    ],
    [
      'an unknown theme',
      [dir, '--theme', 'neon'],
      /'neon' is invalid\. Allowed choices are light, dark, print\.$/,
    ],
    [
      'a resolution out of range',
      [dir, '--dpi', '9'],
      /^--dpi is "9"; it must be a whole number from 36 to 1200\.$/,
    ],
    ['a file for --out', [dir, '--out', at('notes.txt')], /^--out is ".*notes\.txt"; that is a file\.$/],
    [
      'two figures of one name',
      [dir, at('run', 'figures', 'types.json'), '--format', 'json', '--out', at('x')],
      /^Two of the figures would be written to .*types\.plotly\.json; /,
    ],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await figure(...args);
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect([code, stdout]).toEqual([2, '']);
  });

  it('to draw without Chromium or rsvg-convert, and says how to install them', async () => {
    vi.stubEnv('PATH', at('empty'));
    vi.stubEnv('CHROMIUM', '');
    expect((await figure(dir, '--format', 'png')).stderr).toMatch(
      /^Images need a Chromium: install one \(Debian: .*\n$/,
    );
    expect(await figure(dir, '--format', 'pdf')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PDF needs rsvg-convert.*apt-get install librsvg2-bin.*\n$/),
    });
  });
});
