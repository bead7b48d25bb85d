/**
 * The coverage figure shows every cell, brackets those without assumptions, and its caption counts.
 * Watched failing: no brackets; a caption over all cells.
 */
import { describe, expect, it } from 'vitest';
import { type CoverageCell, coverageFigure, coverageText } from '../../src/figures/coverageFigure.ts';

const cell = (
  law: string,
  alpha: number,
  estimator: string,
  estimate: number,
  hold: boolean,
): CoverageCell => ({
  law,
  alpha,
  estimator,
  coverage: { estimate, interval: [estimate - 0.02, Math.min(1, estimate + 0.02)] },
  assumption: { hold, reason: 'a reason' },
});

const input = {
  count: 500,
  confidence: 0.95,
  cells: [
    cell('stable', 1.5, 'hill', 0.947, true),
    cell('stable', 1.9, 'hill', 0.31, false),
    cell('stable', 1.5, 'ratio', 0.88, true),
    cell('pareto', 1.5, 'hill', 1, true),
  ],
};

describe('the coverage figure', () => {
  const { data, layout } = coverageFigure(input);
  const [map, numbers] = data as unknown as {
    x: number[];
    y: number[];
    z: (number | null)[][];
    text: string[];
  }[];

  it('has one row per estimator, one column per law and α, and holes where nothing was measured', () => {
    expect(map.z).toEqual([
      [0.947, 0.31, 1],
      [0.88, null, null],
    ]);
    expect(layout.yaxis?.ticktext).toEqual(['hill', 'ratio']);
    expect(layout.xaxis?.ticktext).toEqual(['1.5', '1.9', '1.5']);
    expect(layout.annotations?.map(({ text }) => text)).toEqual(['symmetric stable', 'Pareto']);
  });

  it('writes percents, in brackets where assumptions do not hold', () => {
    expect(numbers.text).toEqual(['95', '(31)', '100', '88']);
    expect(numbers.x).toEqual([0, 1, 2, 0]);
    expect(numbers.y).toEqual([0, 0, 0, 1]);
  });

  it('the caption computes its range and names what is off', () => {
    const { caption } = coverageText(input);
    expect(caption).toContain('Where the assumptions hold (3 of 4 cells');
    expect(caption).toContain('between 88 % and 100 %');
    expect(caption).toContain('ratio (symmetric stable, α = 1.5: 88 %)');
    expect(caption).not.toContain('α = 1.9');
  });
});
