/** Draws of standard stable laws against the exact laws: the far tail, and the centre. */
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { createFigure, type Figure } from './figure.ts';
import { countedAbove } from './lawFigure.ts';

/** |X| of draws of scale 1, ascending. */
export interface DrawnLaw {
  readonly alpha: number;
  readonly sorted: Float64Array;
}

/** P(|X| > x) of every α against the exact one. */
export function lawOf(laws: readonly DrawnLaw[]): Figure {
  return createFigure('sampler-law', 'tail', {
    series: laws.map(({ alpha, sorted }) => countedAbove(`α = ${alpha}`, sorted, survivalCurve(alpha))),
    xLabel: '|X|',
  });
}

/** Histogram of |X| ≤ 5 against twice the exact density. */
export function centreOf({ alpha, sorted }: DrawnLaw): Figure {
  const law = createSymmetricStable(alpha);
  const [bins, end] = [50, 5];
  const edges = Array.from({ length: bins + 1 }, (_, j) => (j * end) / bins);
  const counts = new Array<number>(bins).fill(0);
  for (const x of sorted) if (x < end) counts[Math.floor((x * bins) / end)]++;
  const density = Array.from({ length: 101 }, (_, j) => ({
    x: (j * end) / 100,
    density: 2 * law.density((j * end) / 100),
  }));
  const label = `Centre of the law, α = ${alpha}`;
  return createFigure('sampler-centre', 'centre', {
    label,
    edges,
    counts,
    total: sorted.length,
    density,
    xLabel: '|X|',
  });
}

function survivalCurve(alpha: number): { x: number; survival: number }[] {
  const law = createSymmetricStable(alpha);
  return Array.from({ length: 120 }, (_, j) => {
    const x = 10 ** (-1 + (6 * j) / 119);
    return { x, survival: 2 * law.survival(x) };
  });
}
