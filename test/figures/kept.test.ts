/**
 * A figure keeps what it draws of its data: the same specification and words, from a record that stays small whatever it was
 * given.
 * Watched failing: quantileKept with half the ranks; survivalKept without the Pareto tail's k; the mean path of the replicas
 * that are drawn instead of all; no zeros among the kept norms.
 */
import { describe, expect, it } from 'vitest';
import { createFigure } from '../../src/figures/figure.ts';
import { FIGURE_KINDS, type FigureData, type FigureKind } from '../../src/figures/kinds.ts';
import { atRanks, ordered } from '../../src/figures/orderStatistics.ts';
import { recordOf } from '../../src/figures/record.ts';
import { cauchyTail, uniformSource } from './sampleData.ts';

const MADE = {
  command: 'mckean tails w.npy',
  plan: {},
  planHash: '',
  seed: 0,
  versions: { mckean: '0', node: '0' },
  startedAt: '',
};

const uniform = uniformSource(3);
const cauchy = (count: number) =>
  Float64Array.from({ length: count }, () => Math.abs(Math.tan(Math.PI * (uniform() - 0.5))))
    .sort()
    .reverse();
const stable = { alpha: 1, scale: 1 };
const large = cauchy(50_000);
const norms = Float64Array.from(large, (norm, i) => (i < 49_000 ? norm : 0));
const times = Float64Array.from({ length: 2001 }, (_, k) => k / 2000);
const path = (level: number) => times.map((t) => level * t + 0.01 * uniform());

const given: [FigureKind, FigureData<FigureKind>][] = [
  ['survival', { name: 'w', magnitudes: large, stable, pareto: { alpha: 1.1, k: 777 } }],
  ['survival', { name: 'w', magnitudes: cauchy(3), pareto: { alpha: 1.1, k: 9 } }],
  ['quantile', { name: 'w', magnitudes: large, stable }],
  ['norm-cut', { name: 'w', norms, kept: 1234, relativeError: 0.1, squared: true }],
  ['tail', cauchyTail(50_000)],
  [
    'field-path',
    {
      times,
      particles: 64,
      panels: ['a', 'b', 'c', 'd'].map((label) => ({
        label,
        limit: path(1),
        replicas: Array.from({ length: 40 }, (_, r) => path(r === 39 ? 3 : 1)),
      })),
    },
  ],
];

describe('the data that a figure keeps', () => {
  it.each(given)('of %s draw and tell the same', (kind, data) => {
    const { draw, text } = FIGURE_KINDS[kind] as {
      draw(data: unknown): unknown;
      text(data: unknown): { caption: string; alt: string };
    };
    const figure = createFigure('x', kind, data as never);
    expect(figure.data).not.toBe(data);
    expect(figure.spec).toEqual(draw(data));
    expect({ caption: figure.caption, alt: figure.alt }).toEqual(text(data));
    expect(JSON.stringify(recordOf(figure, MADE)).length).toBeLessThan(300_000);
  });

  it('of a field path have the mean and the largest distance of all replicas and times', () => {
    const data = given[5]![1] as FigureData<'field-path'>;
    const { data: kept, alt } = createFigure('x', 'field-path', data);
    const { panels, times: drawn, whole } = kept as FigureData<'field-path'>;
    expect(panels[0]!.replicas).toHaveLength(32);
    expect(drawn[drawn.length - 1]).toBe(1);
    const ends = data.panels[0]!.replicas.map((replica) => replica[2000]!);
    expect(panels[0]!.mean![drawn.length - 1]).toBeCloseTo(ends.reduce((a, b) => a + b) / 40, 12);
    expect(whole).toMatchObject({ replicas: 40, times: 2001 });
    expect(whole!.furthest).toBeGreaterThan(1.9);
    expect(alt).toContain('for 40 replicas');
  });
});

describe('order statistics', () => {
  it('are those of all values at the ranks that were kept, and no others', () => {
    const some = ordered(atRanks([9, 7, 7, 0, 0], [5, 1, 2, 2, 0, 6]));
    expect([some.count, some.zeros, some.at(1), some.at(2), some.at(5)]).toEqual([5, 2, 9, 7, 0]);
    expect(() => some.at(3)).toThrow('The value of rank 3 of 5 was not kept.');
  });
});
