/**
 * The figure of accuracy against the pruned fraction: what it draws and says.
 * Watched failing on: the median for the mean; the cut drawn at the target; training scores where there are test scores; the
 * baseline not dashed; the squared error called plain.
 */
import { describe, expect, it } from 'vitest';
import type { TrainingNoise } from '../../src/engine/training.ts';
import {
  type AccuracyPruningInput,
  accuracyPruningFigure,
  accuracyPruningText,
} from '../../src/figures/accuracyPruningFigure.ts';
import { PAPER_PRUNING } from '../../src/studies/pruningSpec.ts';

const noise: TrainingNoise = {
  type: 'I',
  alpha: 1.5,
  scale: 0.01,
  convention: 'standard',
  layers: 'hidden',
  bias: false,
  unscaled: false,
};
const pruning = { ...PAPER_PRUNING, fractions: [0, 0.5] };

/** Three seeds; test accuracies after the cut 0.9, 0.8 and 0.1. */
function runsOf(own: TrainingNoise, prunedFraction: number, classes = true): AccuracyPruningInput {
  return [0.9, 0.8, 0.1].map((accuracy, seed) => {
    const pruned = (testAccuracy: number, fraction: number) => ({
      prunedFraction: fraction,
      relativeError: fraction / 10,
      trainLoss: 1 + seed,
      trainAccuracy: classes ? 1 : Number.NaN,
      testLoss: 2 + seed,
      testAccuracy: classes ? testAccuracy : Number.NaN,
    });
    return {
      noise: own,
      seed,
      before: { step: 10, ...pruned(0.95, 0) },
      pruning,
      cut: pruned(accuracy, prunedFraction),
      curve: [pruned(0.95, 0), pruned(0.5 + seed / 10, 0.5)],
    };
  });
}

interface Line {
  name: string;
  x: number[];
  y: number[];
  mode: string;
  fill?: string;
  line?: { dash?: string; width: number };
}

describe('the figure of accuracy against the pruned fraction', () => {
  const input = [...runsOf(noise, 0.7), ...runsOf({ ...noise, alpha: 2 }, 0.4)];
  const spec = accuracyPruningFigure(input);
  const lines = spec.data as unknown as Line[];

  it('draws the mean over the seeds with its interval, every seed thin, and the baseline dashed', () => {
    const [heavy, baseline] = lines.filter(({ mode }) => mode === 'lines+markers');
    expect(heavy.x).toEqual([0, 0.5]);
    expect(heavy.y[0]).toBeCloseTo(0.95, 12);
    expect(heavy.y[1]).toBeCloseTo(0.6, 12);
    expect([heavy.line?.dash, baseline.line?.dash]).toEqual(['solid', 'dash']);
    expect(baseline.name).toBe('Type I, α = 2, σ = 0.01');
    const bands = lines.filter(({ fill }) => fill === 'toself');
    // Student's t with 2 degrees of freedom at 97.5 %: 4.302653; the seeds' standard error 0.1/√3.
    expect(bands[0].y[1]).toBeCloseTo(0.6 + (4.302653 * 0.1) / Math.sqrt(3), 5);
    expect(lines.filter(({ line }) => line?.width === 0.7)).toHaveLength(6);
  });

  it('marks the cut at the mean pruned fraction and the mean score after it', () => {
    const cuts = lines.filter(({ mode }) => mode === 'markers');
    expect(cuts.map(({ x }) => x[0].toFixed(6))).toEqual(['0.700000', '0.400000']);
    expect(cuts[0].y[0]).toBeCloseTo(0.6, 12);
    expect((spec.layout.shapes as { x0: number }[]).map(({ x0 }) => x0.toFixed(6))).toEqual([
      '0.700000',
      '0.400000',
    ]);
  });

  it('says so', () => {
    const { caption, alt } = accuracyPruningText(input);
    expect(alt).toMatch(
      /^At a squared relative error of 0\.1, 40 to 70 % of the neurons go; test accuracy 0\.95 before, 0\.6 after/,
    );
    expect(caption).toContain('the mean over 3 seeds with its 95 % t interval');
    expect(caption).toContain('where the squared relative error reaches 0.1');
  });

  it('draws losses where there are no classes, as medians without intervals', () => {
    const own = accuracyPruningFigure(runsOf(noise, 0.7, false));
    const mean = (own.data as unknown as Line[]).find(({ mode }) => mode === 'lines+markers')!;
    expect(mean.y).toEqual([3, 3]);
    expect(own.layout.yaxis?.type).toBe('log');
    expect((own.data as unknown as Line[]).some(({ fill }) => fill === 'toself')).toBe(false);
  });

  it('says why there is nothing to draw', () => {
    expect(accuracyPruningFigure([]).data).toEqual([]);
    expect(accuracyPruningText([]).alt).toBe('Nothing was pruned.');
  });
});
