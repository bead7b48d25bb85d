import { describe, expect, it } from 'vitest';
import { binomialInterval } from '../../src/figures/binomialBand.ts';
import { centreFigure } from '../../src/figures/centreFigure.ts';
import { fieldPathFigure, fieldPathText } from '../../src/figures/fieldPathFigure.ts';
import { tailFigure, tailText } from '../../src/figures/lawFigure.ts';
import { noiseTypesFigure, noiseTypesText } from '../../src/figures/noiseTypesFigure.ts';
import { cauchyCentre, cauchyTail, fieldPaths, noiseTypes } from './sampleData.ts';
import { expectPlainJson, type Trace, traceNamed } from './specChecks.ts';

describe('the binomial interval', () => {
  // scipy.stats.binom(n, p).interval(0.95), which is ppf(0.025), ppf(0.975); SciPy 1.x at /usr/bin/python3.
  // Planted faults: (1 − confidence) for each tail; low and high exchanged; the mode weight counted twice.
  it.each([
    [20, 0.5, 6, 14],
    [100, 0.03, 0, 7],
    [5000, 0.0001, 0, 2],
    [200000, 0.37, 73577, 74423],
    [1000000, 0.999999, 999997, 1000000],
    [7, 1e-9, 0, 0],
    [1, 0.5, 0, 1],
    [1000000, 0.5, 499020, 500980],
  ])("of n = %d, p = %d at 95 percent is SciPy's [%d, %d]", (n, p, low, high) => {
    expect(binomialInterval(n, p, 0.95)).toEqual({ low, high });
  });

  it('is refused outside its domain', () => {
    expect(() => binomialInterval(0, 0.5, 0.95)).toThrow(/n must be a positive integer, not 0/);
    expect(() => binomialInterval(10, 1.1, 0.95)).toThrow(/p must lie in \[0, 1\], not 1\.1/);
    expect(() => binomialInterval(10, Number.NaN, 0.95)).toThrow(/not NaN/);
    expect(() => binomialInterval(10, 0.5, 1)).toThrow(/confidence must lie in \(0, 1\), not 1/);
  });
});

describe('the tail figure', () => {
  it('has about 95 % of the points of a right sampler inside its band', () => {
    const { caption } = tailText(cauchyTail(20000));
    const [, inside, all] = /(\d+) of (\d+) points inside/.exec(caption)!;
    expect(Number(inside) / Number(all)).toBeGreaterThan(0.85);
  });

  // Planted fault in the samples themselves: a factor √2 too much, as where Type III lacks its √2.
  it('shows a wrong scale as hollow points outside', () => {
    const spec = tailFigure(cauchyTail(20000, Math.SQRT2));
    const { marker } = traceNamed(spec, 'samples');
    const outside = (marker!.color as string[]).filter((color) => color === '#ffffff').length;
    expect(outside).toBeGreaterThan(30);
    expect(String((spec.layout.title as { text: string }).text)).toMatch(/: \d+ of \d+ points inside/);
  });

  it('takes counts instead of samples, with the same result', () => {
    const input = cauchyTail(5000);
    const { samples, exact, label } = input.series[0]!;
    const above = exact.map(({ x }) => Array.from(samples!).filter((value) => value > x).length);
    expect(tailFigure({ ...input, series: [{ label, exact, counts: { total: 5000, above } }] })).toEqual(
      tailFigure(input),
    );
  });

  it('is plain JSON, without samples too', () => {
    expectPlainJson(tailFigure(cauchyTail(1000)));
    expectPlainJson(tailFigure(cauchyTail(1)));
    expectPlainJson(tailFigure({ series: [] }));
    expectPlainJson(tailFigure({ series: [{ label: 'none', samples: [], exact: [] }] }));
  });
});

it('the histogram is a density: its bars hold the share of the samples that fell into them', () => {
  const input = cauchyCentre();
  const spec = centreFigure(input);
  const { y } = traceNamed(spec, 'samples');
  const area = y.reduce<number>((sum, height) => sum + Number(height) * 0.2, 0);
  const share = input.counts.reduce((sum, count) => sum + count, 0) / input.total;
  expect(area).toBeCloseTo(share, 10);
  expectPlainJson(spec);
  expectPlainJson(centreFigure({ ...input, counts: [], edges: [], total: 0 }));
});

describe('the field-path figure', () => {
  it('draws every replica thin, their mean, and the limit, and states the largest distance', () => {
    const input = fieldPaths();
    const spec = fieldPathFigure(input);
    expectPlainJson(spec);
    expect(spec.data.filter((trace) => trace.name!.startsWith('Re ρ₁: replica')).length).toBe(16);
    const mean = traceNamed(spec, 'Re ρ₁: mean');
    const { replicas, limit } = input.panels[0]!;
    expect(mean.y[10]).toBeCloseTo(replicas.reduce((sum, path) => sum + path[10]!, 0) / 16, 12);
    expect(traceNamed(spec, 'Re ρ₁: limit').y).toEqual(Array.from(limit!));
    let furthest = 0;
    for (const panel of input.panels) {
      for (const path of panel.replicas) {
        for (let i = 0; i < 65; i++) furthest = Math.max(furthest, Math.abs(path[i]! - panel.limit![i]!));
      }
    }
    expect(fieldPathText(input).alt).toContain(`1024 particles stay within ${furthest.toPrecision(2)} of`);
  });

  it('thins long paths and many replicas, says so, and keeps the ends', () => {
    const times = Float64Array.from({ length: 10001 }, (_, i) => i / 10000);
    const spec = fieldPathFigure({
      times,
      panels: [{ label: '<i>m</i>', replicas: Array.from({ length: 40 }, () => times) }],
    });
    expectPlainJson(spec);
    const mean = traceNamed(spec, 'mean');
    expect(mean.x.length).toBeLessThanOrEqual(401);
    expect(mean.x.at(-1)).toBe(1);
    expect(spec.layout.annotations![0]!.text).toMatch(/the first 32 of 40 replicas and \d+ of 10001 times/);
  });

  it('shows a gap where the field is not a number, and says it', () => {
    const spec = fieldPathFigure({
      times: [0, 1],
      panels: [{ label: 'm', limit: [0, 0], replicas: [[0, Number.NaN]] }],
    });
    expectPlainJson(spec);
    expect(traceNamed(spec, 'replica 1').y).toEqual([0, null]);
    expect(spec.layout.title).toMatchObject({
      text: 'The particles: the field is not a number at some time',
    });
    expectPlainJson(fieldPathFigure({ times: [], panels: [] }));
  });
});

describe('the noise-types figure', () => {
  it('draws measured scales with intervals on their exact values', () => {
    const input = noiseTypes();
    const spec = noiseTypesFigure(input);
    expectPlainJson(spec);
    const exact: Trace = traceNamed(spec, 'exact');
    expect(exact.y.filter((y) => y !== null)).toEqual(
      input.rows.flatMap(({ exact: value }) => [value, value]),
    );
    const second = traceNamed(spec, 'Type II');
    const rows = input.rows.filter((row) => row.type === 'II');
    expect(second.y).toEqual(rows.map((row) => row.scale));
    for (const [i, { scale, interval }] of rows.entries()) {
      expect(scale + second.error_y!.array[i]!).toBeCloseTo(interval[1], 12);
      expect(scale - second.error_y!.arrayminus[i]!).toBeCloseTo(interval[0], 12);
    }
    expect(noiseTypesText(input).alt).toContain('all 9 exact scales inside');
  });

  it('counts the scales outside their intervals', () => {
    const input = noiseTypes();
    const rows = input.rows.map((row, i) => (i === 3 ? { ...row, exact: row.exact * 2 } : row));
    expect(noiseTypesText({ ...input, rows }).alt).toContain('8 of 9 exact scales inside');
    expectPlainJson(noiseTypesFigure({ ...input, rows: [] }));
  });
});
