/**
 * The script that draws the figures of a page: wide or narrow by the width of their place, light or dark by the reader's
 * scheme where the page follows it, and again when either changes. Dark is an exchange of colours (palette.ts). Paper is light, and three quarters
 * of the pixels, so that two figures go on a page with their text above 7 points.
 */
import { NARROW } from './narrow.ts';
import { colorExchange } from './palette.ts';

/** Pixels that a figure is laid out on for paper, before it is scaled by the style of the page. */
const PAPER_WIDTH = 880;

export const DRAW_SCRIPT = `
const dark = ${JSON.stringify(Object.fromEntries(colorExchange('light', 'dark')))};
const follows = document.documentElement.dataset.theme === undefined;
const scheme = matchMedia('(prefers-color-scheme: dark)');
const inDark = (value) => typeof value === 'string' ? dark[value] ?? value
  : Array.isArray(value) ? value.map(inDark)
  : typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inDark(member)])) : value;
for (const figure of document.querySelectorAll('figure')) {
  const plot = figure.querySelector('.plot');
  const spec = JSON.parse(figure.querySelector('script').textContent);
  const config = { displaylogo: false, responsive: false, displayModeBar: 'hover',
    modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'] };
  let drawn = '';
  const draw = (width, theme) => {
    if (width < 50 || drawn === width + theme) return;
    drawn = width + theme;
    const { height, ...layout } = width < ${NARROW} ? spec.narrow : spec.wide;
    const own = structuredClone({ data: spec.data, layout: { ...layout, height, width } });
    plot.style.minHeight = height + 'px';
    const { data, layout: themed } = theme === 'dark' ? inDark(own) : own;
    Plotly.react(plot, data, themed, config);
  };
  const onScreen = () => {
    if (!matchMedia('print').matches) draw(plot.clientWidth, follows && scheme.matches ? 'dark' : 'light');
  };
  onScreen();
  new ResizeObserver(onScreen).observe(plot);
  scheme.addEventListener('change', onScreen);
  addEventListener('beforeprint', () => draw(${PAPER_WIDTH}, 'light'));
  addEventListener('afterprint', onScreen);
}
document.documentElement.dataset.figures = 'drawn';
`;
