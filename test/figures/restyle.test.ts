/**
 * Every kind of figure in every theme and width, from its golden data.
 * Watched failing: a colour written into a figure instead of taken from the theme; a tick font of 10 pixels; a thin line kept
 * thin on paper; a key broken inside an entry; the horizontal name of the upper of two stacked panels left out; notes left out
 * of the caption.
 */
import { describe, expect, it } from 'vitest';
import { hasLatex } from '../../src/figures/latex.ts';
import { pixelsOf } from '../../src/figures/length.ts';
import { colorsOf, PALETTES, type ThemeName } from '../../src/figures/palette.ts';
import { PAPER_WIDTHS, paperWidth } from '../../src/figures/paperWidths.ts';
import { rateFigure, rateTitle } from '../../src/figures/rateFigure.ts';
import {
  captionOnPaper,
  type RestyleOptions,
  restyle,
  SMALLEST_ON_PAPER,
} from '../../src/figures/restyle.ts';
import { lineCount, withoutMarkup } from '../../src/figures/text.ts';
import { type FigureSpec, SMALLEST_TEXT } from '../../src/figures/theme.ts';
import { drawnAgain, goldenKinds, readGolden } from './golden.ts';
import { singleRate } from './sampleData.ts';

const THEMES: readonly ThemeName[] = ['light', 'dark', 'print'];
const figures = goldenKinds().map((kind) => ({ kind, spec: drawnAgain(readGolden(kind)).spec }));

/** Every member of a specification with its path. */
function members(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, member]) => members(member, [...path, key]));
}

const isColor = (value: unknown): value is string =>
  typeof value === 'string' && /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\(.*\)|black|white|gray|grey)$/i.test(value);

/** Pixels of the layout of every text that is drawn. */
function textSizes({ data, layout }: FigureSpec): number[] {
  return members({ data, layout })
    .filter(
      ({ path }) => /font$/.test(path.at(-2) ?? '') && path.at(-1) === 'size' && !path.includes('hoverlabel'),
    )
    .map(({ value }) => value as number);
}

const onPaper = (spec: FigureSpec, width: string, labels?: 'latex') => {
  const millimetres = paperWidth(width, 'width');
  const own = restyle(spec, {
    theme: 'print',
    width: pixelsOf(millimetres),
    ...(labels === undefined ? {} : { labels }),
  });
  return { own, pointsPerPixel: (millimetres / 25.4) * (72 / own.layout.width!) };
};

describe.each(figures)('$kind', ({ kind, spec }) => {
  it.each(THEMES)('has only colours of the theme (%s)', (theme) => {
    const allowed = new Set(colorsOf(PALETTES[theme]));
    for (const width of [undefined, 360, 800]) {
      const options: RestyleOptions = { theme, ...(width === undefined ? {} : { width }) };
      for (const { path, value } of members(restyle(spec, options)))
        if (isColor(value)) expect(allowed.has(value), `${path.join('.')} ${value}`).toBe(true);
    }
  });

  it('is the same in the light theme, and is not changed by being restyled', () => {
    const before = JSON.stringify(spec);
    expect(restyle(spec, { theme: 'light' })).toEqual(spec);
    restyle(spec, { theme: 'dark', width: 360, labels: 'latex' });
    expect(JSON.stringify(spec)).toBe(before);
  });

  it.each(['85mm', '178mm', ...Object.keys(PAPER_WIDTHS)])(
    'has text of 7 points and lines of half a point at %s',
    (width) => {
      const { own, pointsPerPixel } = onPaper(spec, width);
      const sizes = textSizes(own);
      expect(sizes.length).toBeGreaterThan(1);
      expect(Math.min(...sizes) * pointsPerPixel).toBeGreaterThanOrEqual(SMALLEST_ON_PAPER);
      const lines = members(own)
        .filter(({ path, value }) => path.at(-2) === 'line' && path.at(-1) === 'width' && value !== 0)
        .map(({ value }) => (value as number) * pointsPerPixel);
      expect(Math.min(...lines, 1)).toBeGreaterThanOrEqual(0.5 - 1e-9);
    },
  );

  it('has no text under 12 pixels on a screen', () => {
    for (const width of [360, 800]) {
      const own = restyle(spec, { theme: 'light', width });
      expect(own.layout.width).toBe(width);
      expect(Math.min(...textSizes(own))).toBeGreaterThanOrEqual(SMALLEST_TEXT);
    }
  });

  it('keeps its data and its intervals on paper', () => {
    const numbers = (own: FigureSpec) =>
      own.data.map((trace) => {
        const { x, y, error_x, error_y } = trace as unknown as Record<
          string,
          { array?: unknown } | undefined
        >;
        return JSON.stringify([x, y, error_x?.array, error_y?.array]);
      });
    expect(numbers(onPaper(spec, '85mm').own)).toEqual(numbers(spec));
  });

  it('has its title above on a screen, and in the caption on paper', () => {
    const title = (spec.layout.title as { text?: string }).text ?? '';
    const said = (own: FigureSpec) =>
      (own.layout.annotations ?? []).map(({ text }) => withoutMarkup(text ?? '')).join('\n');
    expect(title).not.toBe('');
    expect(said(restyle(spec, { theme: 'light', width: 360 }))).toContain(withoutMarkup(title));
    expect(said(onPaper(spec, '85mm').own)).not.toContain(withoutMarkup(title));
  });

  it('names every axis that it named, at any width', () => {
    const axes = (own: FigureSpec, direction: string) =>
      Object.entries(own.layout).filter(([key]) => key.startsWith(`${direction}axis`));
    const { own } = onPaper(spec, '85mm');
    const names = [
      ...['x', 'y'].flatMap((direction) =>
        axes(own, direction).map(([, axis]) => (axis as { title?: { text?: string } }).title?.text ?? ''),
      ),
      ...(own.layout.annotations ?? []).map(({ text }) => text ?? ''),
    ].map((text) => withoutMarkup(text).replaceAll('\u00a0', ' '));
    for (const direction of ['x', 'y'])
      for (const [, axis] of axes(spec, direction)) {
        const { text = '' } = (axis as { title?: { text?: string } }).title ?? {};
        expect(names, kind).toContain(withoutMarkup(text));
      }
  });

  it('has labels that do not leave the picture below', () => {
    const { own } = onPaper(spec, '85mm');
    const { annotations = [], margin } = own.layout;
    for (const { text = '', y, yref, yshift = 0, yanchor } of annotations)
      if (yref === 'paper' && y === 0 && yanchor === 'top')
        expect(-yshift + 15 * lineCount(text)).toBeLessThanOrEqual(margin!.b!);
  });

  it('has whole formulas as labels, where LaTeX is asked for', () => {
    const { own } = onPaper(spec, '178mm', 'latex');
    const titles = Object.entries(own.layout)
      .filter(([key]) => /^[xy]axis/.test(key))
      .map(([, axis]) => (axis as { title?: { text?: string } }).title?.text ?? '')
      .filter((text) => text !== '');
    for (const text of titles) expect(text).toMatch(/^\$[^$]+\$$/);
    expect(members(spec).some(({ value }) => typeof value === 'string' && hasLatex(value))).toBe(false);
  });
});

describe('the key of a figure on paper', () => {
  it('is broken between entries only', () => {
    const { spec } = figures.find(({ kind }) => kind === 'rate-pair')!;
    const { annotations = [] } = restyle(spec, { theme: 'light', width: 300 }).layout;
    const key = annotations.find(({ text }) => text?.startsWith('●\u00a0measured'))!.text!;
    expect(key.split('<br>').map((line) => line.replaceAll('\u00a0', ' ').trim())).toEqual([
      '● measured, 95 % interval  ━━ fit and band',
      '╌╌ theory  × exact',
    ]);
  });
});

describe('the caption on paper', () => {
  it('has title and notes of the figure', () => {
    const spec = rateFigure(singleRate);
    const caption = captionOnPaper({ spec, caption: 'Told.' });
    const note = (spec.layout.annotations ?? []).find(({ name }) => name === 'footnote')!;
    expect(caption).toBe(`${withoutMarkup(rateTitle(singleRate))}. Told. ${withoutMarkup(note.text!)}`);
  });
});
