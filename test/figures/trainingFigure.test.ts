/**
 * The training figure: what it draws and says.
 * Watched failing on: the mean for the median; test scores drawn dashed, training scores thick; runs of one noise in two series.
 */
import { describe, expect, it } from 'vitest';
import type { TrainingNoise } from '../../src/engine/training.ts';
import { type TrainingFigureInput, trainingFigure, trainingText } from '../../src/figures/trainingFigure.ts';

const noise: TrainingNoise = {
  type: 'I',
  alpha: 1.5,
  scale: 0.01,
  convention: 'standard',
  layers: 'hidden',
  bias: false,
  unscaled: false,
};

/** Three seeds with test losses 1, 2 and 30 in the end, accuracies 0.9, 0.8 and 0.1. */
function runsOf(own: TrainingNoise, withTest = true): TrainingFigureInput {
  const test = (value: number) => (withTest ? value : Number.NaN);
  return [1, 2, 30].map((loss, k) => ({
    noise: { ...own },
    seed: k,
    history: [
      { step: 0, trainLoss: 3, trainAccuracy: 0.5, testLoss: test(4), testAccuracy: test(0.5) },
      {
        step: 10,
        trainLoss: loss / 2,
        trainAccuracy: 0.95,
        testLoss: test(loss),
        testAccuracy: test([0.9, 0.8, 0.1][k]),
      },
    ],
  }));
}

interface Line {
  name: string;
  y: number[];
  yaxis: string;
  mode: string;
  line: { dash?: string };
}

describe('the training figure', () => {
  const input = [...runsOf(noise), ...runsOf({ ...noise, scale: 0 })];
  const lines = trainingFigure(input).data as unknown as Line[];

  it('draws per noise every seed, the median on test data thick and the one on training data dashed', () => {
    const ofFirst = lines.filter(
      (line) => line.yaxis === 'y' && line.name.startsWith('Type I, α = 1.5, σ = 0.01'),
    );
    expect(ofFirst).toHaveLength(5);
    expect(ofFirst.find((line) => line.mode === 'lines+markers')!.y).toEqual([4, 2]);
    expect(ofFirst.find((line) => line.line.dash === 'dash')!.y).toEqual([3, 1]);
    expect(lines.filter((line) => line.mode === 'lines+markers')).toHaveLength(4);
    expect(lines.filter((line) => line.name === 'no noise' && line.yaxis === 'y2')).toHaveLength(4);
  });

  it('says the median in its title, and names both noises in its caption', () => {
    const { caption, alt } = trainingText(input);
    expect(alt).toContain('After 10 steps the median test accuracy is 0.8');
    expect(caption).toContain('Type I, α = 1.5, σ = 0.01; no noise');
  });

  it('draws training scores alone where there is no test data, and says when there is nothing', () => {
    const alone = trainingFigure(runsOf(noise, false)).data as unknown as Line[];
    expect(alone.filter((line) => line.line.dash === 'dash')).toHaveLength(0);
    expect(alone.find((line) => line.mode === 'lines+markers')!.y).toEqual([3, 1]);
    expect(trainingFigure([]).data).toEqual([]);
  });
});
