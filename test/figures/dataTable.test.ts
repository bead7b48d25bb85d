/**
 * The numbers of a figure as tables.
 * Watched failing on: the upper end of an interval from arrayminus; the last point of a long series left out; bands told as
 * series; a gap told as 0.
 */
import { expect, it } from 'vitest';
import { dataTables } from '../../src/figures/report/dataTable.ts';
import type { FigureSpec } from '../../src/figures/theme.ts';

const layout = {
  xaxis: { title: { text: 'step η' } },
  yaxis: { title: { text: 'E‖Δθ‖<sup>2</sup>' } },
  yaxis2: {},
};
const spec = {
  data: [
    {
      type: 'scatter',
      name: 'α = 1.5: used',
      x: [1, 2],
      y: [0.5, null],
      error_y: { array: [0.2, 0], arrayminus: [0.1, 0] },
    },
    { type: 'scatter', name: 'band', x: [1, 2], y: [1, 2], fill: 'toself', hoverinfo: 'skip' },
    {
      type: 'scatter',
      name: 'long',
      yaxis: 'y2',
      x: Array.from({ length: 500 }, (_, k) => k),
      y: new Array(500).fill(7),
    },
  ],
  layout,
} as unknown as FigureSpec;

it('has every series that a pointer reads, with the ends of its intervals, and says where points are left out', () => {
  const html = dataTables(spec, 'Figure 3');
  const rows = [...html.matchAll(/<tr role="row">(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell),
  );
  expect(rows[0]).toEqual(['Series', 'step η', 'E‖Δθ‖^2', 'interval, from', 'interval, to']);
  expect(rows[1]).toEqual(['α = 1.5: used', '1', '0.5', '0.4', '0.7']);
  expect(rows[2]).toEqual(['α = 1.5: used', '2', 'none', '', '']);
  expect(rows.at(-1)!.slice(0, 2)).toEqual(['long', '499']);
  expect(rows.filter(([name]) => name === 'long')).toHaveLength(24);
  expect(html).toContain('24 points of longer series');
  expect(html).not.toContain('band');
});

it('has a table of a map, and nothing for a figure without series', () => {
  const map = {
    data: [{ type: 'heatmap', x: ['1.2', '2'], y: ['hill'], z: [[95, Number.NaN]] }],
    layout: { xaxis: { title: { text: 'α' } } },
  } as unknown as FigureSpec;
  expect(dataTables(map, 'Figure 1')).toMatch(/hill<\/th><td[^>]*>95<\/td><td[^>]*>not a number<\/td>/);
  expect(dataTables({ data: [], layout: {} }, 'Figure 1')).toBe('');
});
