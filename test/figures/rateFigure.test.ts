import { describe, expect, it } from 'vitest';
import { type RateFigureInput, rateFigure, rateText, rateTitle } from '../../src/figures/rateFigure.ts';
import type { RateFit } from '../../src/statistics/rate.ts';
import { claimOf, powersOfTwo, seriesOf, severalRates, singleRate, stepRates } from './sampleData.ts';
import { expectPlainJson, type Trace, traceNamed } from './specChecks.ts';

const slopeOf = ({ x, y }: Trace) =>
  Math.log(Number(y.at(-1)) / Number(y[0])) / Math.log(Number(x.at(-1)) / Number(x[0]));

describe('the rate figure', () => {
  const spec = rateFigure(singleRate);
  const { fit, claim } = singleRate.series[0]!;

  // Planted faults: arrayminus from the upper end; the interval's ends used as lengths.
  it('draws every used level at its estimate with its whole interval', () => {
    const used = traceNamed(spec, 'used');
    expect(used.x).toEqual(fit.levels.map((level) => level.level));
    expect(used.y).toEqual(fit.levels.map((level) => level.estimate));
    for (const [i, { estimate, interval }] of fit.levels.entries()) {
      expect(estimate + used.error_y!.array[i]!).toBeCloseTo(interval[1], 12);
      expect(estimate - used.error_y!.arrayminus[i]!).toBeCloseTo(interval[0], 12);
    }
  });

  it('draws dropped levels hollow, with the reason in the hover and in the footnote', () => {
    const dropped = traceNamed(spec, 'dropped');
    expect(dropped.x).toEqual([2048]);
    expect(dropped.marker!.color).toBe('#ffffff');
    expect(traceNamed(spec, 'used').marker!.color).not.toBe('#ffffff');
    expect(dropped.hovertext![0]).toContain('does not stand out');
    const note = spec.layout.annotations!.find((annotation) => annotation.name === 'footnote');
    expect(note!.text).toContain('N = 2048: its error does not stand out');
  });

  // Planted faults: theory drawn with the fitted slope; anchored at the first level; the intercept left out.
  it('draws theory with its own slope, dashed, through the middle of the fitted line', () => {
    const theory = traceNamed(spec, 'theory');
    expect(slopeOf(theory)).toBeCloseTo(claim.exponent, 12);
    expect(theory.line!.dash).toBe('dash');
    expect(theory.name).toContain('theory: slope −1/2');
    const line = traceNamed(spec, ': fit');
    expect(slopeOf(line)).toBeCloseTo(fit.slope, 12);
    expect(Number(line.y[0])).toBeCloseTo(Math.exp(fit.intercept) * 16 ** fit.slope, 12);
    const middle = Math.sqrt(16 * 1024);
    const onTheory = Number(theory.y[0]) * (middle / Number(theory.x[0])) ** claim.exponent;
    expect(onTheory).toBeCloseTo(Math.exp(fit.intercept) * middle ** fit.slope, 12);
  });

  it('shades the band of the fit', () => {
    const band = traceNamed(spec, 'band');
    expect(band.fill).toBe('toself');
    expect(band.x.length).toBe(2 * fit.band.length);
    expect(band.y.slice(0, fit.band.length)).toEqual(fit.band.map((b) => b.high));
  });

  it('marks exact values by crosses, those of dropped levels too', () => {
    const exact = traceNamed(rateFigure(stepRates), 'off the grid: exact');
    expect(exact.x.length).toBe(8);
    expect(exact.marker!.symbol).toBe('x-thin');
    expect(spec.data.some((trace) => trace.name!.endsWith('exact'))).toBe(false);
  });

  it('moves symbols sideways only where they would cover each other, and then says so', () => {
    expect(traceNamed(rateFigure(severalRates), 'α = 2: used').x).toContain(16);
    const twice = {
      ...singleRate,
      series: [singleRate.series[0]!, { ...singleRate.series[0]!, label: 'b' }],
    };
    const moved = traceNamed(rateFigure(twice), 'b: used').x.map(Number);
    for (const [i, level] of fit.levels.entries()) {
      expect(moved[i]! / level.level).toBeGreaterThan(1.02);
      expect(moved[i]! / level.level).toBeLessThan(1.1);
    }
    expect(rateText(twice).caption).toContain('moved sideways');
    expect(rateText(severalRates).caption).not.toContain('moved sideways');
  });

  it('says in its title what was found', () => {
    expect(rateTitle(singleRate)).toBe(
      'Chaos error falls like N<sup>−0.50</sup> [−0.52, −0.48]; theory −1/2',
    );
    expect(rateTitle(severalRates)).toBe(
      "Chaos error of the cosine network: all 4 agree with theory's slope −1/2",
    );
    const against = { ...singleRate.series[0]!, verdict: 'contradicted' as const };
    expect(rateTitle({ ...singleRate, series: [against] })).toContain(', against theory −1/2');
    expect(
      rateTitle({ ...severalRates, series: [...severalRates.series, { ...against, label: '<b>' }] }),
    ).toBe(
      "Chaos error of the cosine network: 4 of 5 agree with theory's slope −1/2; &lt;b&gt; contradicted",
    );
    const bound = seriesOf('x', {
      axis: 'step',
      slope: 0.9,
      constant: 1,
      levels: [0.1, 0.2, 0.4],
      theory: 0.5,
      kind: 'upper',
    });
    expect(rateTitle({ ...singleRate, series: [bound] })).toContain(
      "shrinks like η<sup>0.90</sup> [0.88, 0.92]; theory's bound 1/2",
    );
  });

  it('describes itself in words', () => {
    const { alt, caption } = rateText(singleRate);
    expect(alt).toContain('Chaos error falls like N^−0.50 [−0.52, −0.48]; theory −1/2');
    expect(caption).toContain('whole-system replicas with 95 % intervals');
    expect(`${alt}${caption}`).not.toMatch(/<\w/);
  });

  it('is the same for the same data, and plain JSON', () => {
    for (const input of [singleRate, severalRates, stepRates]) {
      expectPlainJson(rateFigure(input));
      expect(rateFigure(input)).toEqual(rateFigure(input));
    }
  });
});

describe('the rate figure copes with', () => {
  const nothing: RateFit = {
    axis: 'particles',
    slope: Number.NaN,
    interval: [Number.NaN, Number.NaN],
    confidence: 0.95,
    intercept: Number.NaN,
    levels: [],
    dropped: [],
    localSlopes: [],
    band: [],
  };
  const one = { level: 64, estimate: 0.1, interval: [0.09, 0.11] as const, replicas: 8 };
  const bad = {
    ...one,
    level: 128,
    estimate: -0.1,
    interval: [Number.NaN, Number.POSITIVE_INFINITY] as const,
    why: 'a < b, and <img src=x>',
  };
  const of = (fit: RateFit): RateFigureInput => ({
    ...singleRate,
    series: [
      { label: '<script>alert(1)</script>', claim: claimOf('particles', -0.5), fit, verdict: 'inconclusive' },
    ],
  });

  it('no series at all', () => {
    const spec = rateFigure({ ...singleRate, series: [] });
    expectPlainJson(spec);
    expect(spec.layout.title).toMatchObject({ text: 'Chaos error: nothing was measured' });
  });

  it('no level, one level, and levels that a logarithm cannot show', () => {
    expectPlainJson(rateFigure(of(nothing)));
    const spec = rateFigure(of({ ...nothing, levels: [one], dropped: [bad] }));
    expectPlainJson(spec);
    expect(spec.layout.title).toMatchObject({ text: 'Chaos error: too few levels for a slope; theory −1/2' });
    expect(traceNamed(spec, 'used').x).toEqual([64]);
    expect(spec.data.some((trace) => trace.name!.endsWith('dropped'))).toBe(false);
    expect(JSON.stringify(spec.layout.annotations)).toContain('(estimate −0.1, not drawn)');
  });

  it('hostile labels and reasons, as text', () => {
    const spec = rateFigure(of({ ...nothing, levels: [one], dropped: [bad] }));
    const shown = [spec.layout, traceNamed(spec, 'used').hovertext];
    expect(JSON.stringify(shown)).not.toMatch(/<script|<img/);
  });

  it('an interval that reaches to zero or to infinity', () => {
    const wide = { ...one, interval: [0, Number.POSITIVE_INFINITY] as const };
    const spec = rateFigure(of({ ...nothing, levels: [wide, { ...one, level: 32, estimate: 0.2 }] }));
    expectPlainJson(spec);
    const used = traceNamed(spec, 'used');
    expect(used.error_y!.arrayminus[0]).toBeGreaterThan(0.09);
  });

  it('twenty series and long numbers', () => {
    const series = Array.from({ length: 20 }, (_, i) =>
      seriesOf(`α = 1.${i} with a rather long name that has to be wrapped`, {
        axis: 'particles',
        slope: -0.5,
        constant: 1e-300 * 10 ** i,
        levels: powersOfTwo(20, 40),
        theory: -0.5,
      }),
    );
    const spec = rateFigure({ ...singleRate, series });
    expectPlainJson(spec);
    const labels = spec.layout.annotations!.filter((annotation) => annotation.name === 'direct-label');
    expect(labels.length).toBe(20);
    const heights = labels.map((label) => Number(label.y)).sort((a, b) => a - b);
    const plot = spec.layout.height! - Number(spec.layout.margin!.t) - Number(spec.layout.margin!.b);
    for (let i = 1; i < 20; i++) expect((heights[i]! - heights[i - 1]!) * plot).toBeGreaterThan(30);
  });
});
