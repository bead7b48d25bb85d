/** Style of every page that holds figures: the colours of the figures' themes as CSS variables, by the reader's scheme. */
import { PALETTES, type ThemeName } from './palette.ts';
import { FONT_FAMILY } from './theme.ts';

function variables(theme: ThemeName): string {
  const { paper, ink, muted, grid, series } = PALETTES[theme];
  return `--paper: ${paper}; --ink: ${ink}; --muted: ${muted}; --grid: ${grid}; --link: ${series[0].text};`;
}

/** Light follows the reader's scheme on a screen, and is light on paper; other themes are what they are. */
function colors(theme: ThemeName): string {
  if (theme !== 'light')
    return `:root { color-scheme: ${theme === 'dark' ? 'dark' : 'light'}; ${variables(theme)} }`;
  return `:root { color-scheme: light; ${variables('light')} }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${variables('dark')} } }`;
}

export function figureStyle(theme: ThemeName): string {
  return `
${colors(theme)}
body { font: 16px/1.55 ${FONT_FAMILY}; color: var(--ink); background: var(--paper); }
figure { margin: 28px 0 36px; scroll-margin-top: 12px; }
figure h1, figure h3 { margin: 0 0 2px; font-size: 1.08rem; line-height: 1.35; }
figure .key, figure .note { margin: 2px 0; color: var(--muted); font-size: .84rem; }
figure .key span { display: inline-block; margin-right: 1em; }
figure .plot { width: 100%; overflow: hidden; }
figcaption { margin-top: 4px; font-size: .9rem; line-height: 1.45; }
@media print { figure .plot { zoom: .75; } }
`;
}
