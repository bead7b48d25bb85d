/**
 * The colours of the three themes: `light` and `dark` for screens, `print` for paper. The same places in each, so that one
 * theme is the other by exchange of colours (restyle.ts).
 *
 * Series: the colours of Okabe and Ito (2008), moved as little as it takes for 3:1 of contrast with the background and a
 * distance of 0.09 in OKLab between any two for normal sight, protanopia, deuteranopia and tritanopia (Machado, Oliveira and
 * Fernandes 2009); text has 4.5:1 (test/figures/palette.test.ts computes all). Every series has its own symbol as well.
 */

export const THEMES = ['light', 'dark', 'print'] as const;
export type ThemeName = (typeof THEMES)[number];

export interface SeriesColors {
  /** Lines and markers. */
  readonly color: string;
  /** Text in that colour. */
  readonly text: string;
  /** Bands under the lines. */
  readonly fill: string;
}

export interface Palette {
  /** Background, and the inside of hollow symbols. */
  readonly paper: string;
  /** Text; what theory says. */
  readonly ink: string;
  /** Axes, notes. */
  readonly muted: string;
  readonly grid: string;
  /** Band of what chance allows. */
  readonly chance: string;
  /** Regions without data. */
  readonly shade: string;
  /** A share that is far below, a little below, as, and above what was promised; ink is read on all four. */
  readonly share: readonly [string, string, string, string];
  readonly series: readonly SeriesColors[];
}

const LIGHT_SERIES: readonly SeriesColors[] = [
  { color: '#355ea1', text: '#2b5294', fill: 'rgba(53,94,161,0.18)' },
  { color: '#bd4f02', text: '#a84500', fill: 'rgba(189,79,2,0.18)' },
  { color: '#048c6a', text: '#037657', fill: 'rgba(4,140,106,0.18)' },
  { color: '#e565a8', text: '#b8347b', fill: 'rgba(229,101,168,0.22)' },
  { color: '#b58d01', text: '#806300', fill: 'rgba(181,141,1,0.20)' },
  { color: '#2398e9', text: '#0f6fb2', fill: 'rgba(35,152,233,0.20)' },
];

export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#1b1f24',
  muted: '#57606a',
  grid: '#e6e8eb',
  chance: 'rgba(87,96,106,0.20)',
  shade: 'rgba(87,96,106,0.09)',
  share: ['#e08a4a', '#f6d6bd', '#ffffff', '#b9dcf0'],
  series: LIGHT_SERIES,
};

const PRINT: Palette = {
  ...LIGHT,
  ink: '#000000',
  muted: '#404040',
  grid: '#dcdcdc',
};

const DARK: Palette = {
  paper: '#14181d',
  ink: '#e6e9ed',
  muted: '#9da7b3',
  grid: '#2b323a',
  chance: 'rgba(157,167,179,0.24)',
  shade: 'rgba(157,167,179,0.12)',
  share: ['#a8500f', '#55351f', '#14181d', '#1d4f70'],
  series: [
    { color: '#607ed2', text: '#7f99e4', fill: 'rgba(96,126,210,0.28)' },
    { color: '#ec4803', text: '#f2642a', fill: 'rgba(236,72,3,0.26)' },
    { color: '#02b274', text: '#02b274', fill: 'rgba(2,178,116,0.24)' },
    { color: '#bf8fc0', text: '#c698c7', fill: 'rgba(191,143,192,0.26)' },
    { color: '#f1b122', text: '#f1b122', fill: 'rgba(241,177,34,0.22)' },
    { color: '#61c8ff', text: '#61c8ff', fill: 'rgba(97,200,255,0.22)' },
  ],
};

export const PALETTES: Readonly<Record<ThemeName, Palette>> = { light: LIGHT, dark: DARK, print: PRINT };

/** Every colour of a palette, in an order that all palettes share. */
export function colorsOf({ paper, ink, muted, grid, chance, shade, share, series }: Palette): string[] {
  return [
    paper,
    ink,
    muted,
    grid,
    chance,
    shade,
    ...share,
    ...series.flatMap(({ color, text, fill }) => [color, text, fill]),
  ];
}

/** What every colour of one theme is in another. */
export function colorExchange(from: ThemeName, to: ThemeName): Map<string, string> {
  const own = colorsOf(PALETTES[to]);
  return new Map(colorsOf(PALETTES[from]).map((color, i) => [color, own[i]!]));
}
