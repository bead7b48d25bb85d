/**
 * Studies side by side. Watched failing: with the measurements of the first study only, and without the refusal of a promise.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { figures, type RateStudy, study, together } from '../../src/index.ts';

const measure = (alpha: number) =>
  study(
    {
      study: 'discretisation',
      plan: {
        model: { name: 'mean-field-ou', a: 0.5, k: 1 },
        noise: { type: 'II', alpha, scale: 1 },
        initial: { law: 'point', value: 0 },
        horizon: 1,
      },
      steps: [4, 8, 16],
      particles: 4,
      replicas: 8,
      metrics: [
        { kind: 'horizon', power: 0.5 },
        { kind: 'off-grid', power: 0.5 },
      ],
    },
    { threads: 1, progress: false },
  );

describe('Studies together', () => {
  let studies: RateStudy[];
  beforeAll(async () => {
    studies = [await measure(1.5), await measure(2)];
  });

  test('have one figure per error, with a series per tail index', () => {
    const all = figures(together(studies));
    expect(all.map(({ id }) => id)).toEqual([
      'euler-strong-grid-times-mean-field-ou',
      'euler-strong-off-the-grid-mean-field-ou',
    ]);
    for (const { data } of all)
      expect((data as { series: { label: string }[] }).series.map(({ label }) => label)).toEqual([
        'α = 1.5',
        'α = 2',
      ]);
  });

  test('have one table of all claims, in the order of the studies', () => {
    const { rates, levels } = together(studies);
    expect(rates.numbers('slope')).toEqual(
      Float64Array.from(studies.flatMap(({ measured }) => measured.map(({ fit }) => fit.slope))),
    );
    expect(levels.length).toBe(12);
  });

  test('must be finished', () => {
    expect(() => together([])).toThrow('studies is an empty list; it must be a list of what study() gives');
    expect(() => together([studies[0], measure(2) as unknown as RateStudy])).toThrow(
      'studies has an entry 1 that is no study of rates',
    );
  });
});
