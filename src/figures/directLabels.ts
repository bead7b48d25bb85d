/**
 * Labels at the right ends of lines, instead of a legend: each at the height of its line, moved apart where they
 * would overlap.
 */
import type { Annotation } from 'plotly.js-dist-min';
import { lineCount } from './text.ts';
import { DIRECT_LABEL, LINE_HEIGHT } from './theme.ts';

export interface DirectLabel {
  /** Plotly markup; `<br>` between lines. */
  text: string;
  color: string;
  /** Wanted height in the plot: 0 bottom, 1 top. */
  at: number;
}

/** Annotation in the right margin of a plot that is `plotHeight` pixels high, in the order given. */
export function placeLabels(labels: readonly DirectLabel[], plotHeight: number): Partial<Annotation>[] {
  const heights = labels.map((label) => (lineCount(label.text) * LINE_HEIGHT + 8) / plotHeight);
  const centres = moveApart(
    labels.map((label) => Math.min(1, Math.max(0, label.at))),
    heights,
  );
  return labels.map((label, i) => ({
    name: DIRECT_LABEL,
    text: label.text,
    xref: 'paper',
    yref: 'paper',
    x: 1,
    y: centres[i]!,
    xanchor: 'left',
    yanchor: 'middle',
    xshift: 10,
    align: 'left',
    showarrow: false,
    font: { size: 12, color: label.color },
  }));
}

/** Centres of boxes of the given heights, in the order of the wanted ones, without overlap, from 0 up. */
export function moveApart(wanted: readonly number[], heights: readonly number[]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || b - a);
  const centres = [...wanted];
  let floor = 0;
  for (const i of order) {
    centres[i] = Math.max(wanted[i]!, floor + heights[i]! / 2);
    floor = centres[i]! + heights[i]! / 2;
  }
  let ceiling = Math.max(
    1,
    heights.reduce((sum, height) => sum + height, 0),
  );
  for (const i of order.reverse()) {
    centres[i] = Math.min(centres[i]!, ceiling - heights[i]! / 2);
    ceiling = centres[i]! - heights[i]! / 2;
  }
  return centres;
}
