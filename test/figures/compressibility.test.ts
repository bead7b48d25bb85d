/**
 * The figures of a compressibility study: their numbers are those of the outcomes, theory is drawn where there is one, and what
 * lies beyond the simulated widths is not drawn as measured.
 *
 * Watched failing on: intervals drawn symmetric about the mean; the narrowest width's number in the title; theory of another
 * α; theory counted as inside by its own sign; "more than" drawn as a point; panel
 * names without a margin.
 */
import { describe, expect, it } from 'vitest';
import {
  type CompressibilityErrorInput,
  compressibilityErrorFigure,
  compressibilityErrorText,
} from '../../src/figures/compressibilityErrorFigure.ts';
import { titleOf } from '../../src/figures/html.ts';
import { narrowLayout, withoutTexts } from '../../src/figures/narrow.ts';
import {
  type NeededNeuronsInput,
  neededNeuronsFigure,
  neededNeuronsText,
} from '../../src/figures/neededNeuronsFigure.ts';
import { prunableFigure, prunableText } from '../../src/figures/prunableFigure.ts';
import { withoutMarkup } from '../../src/figures/text.ts';
import type { Estimate } from '../../src/statistics/interval.ts';
import type { NeededNeurons, NeuronsFound } from '../../src/studies/compressibilityOutcomes.ts';
import { expectPlainJson, traceNamed } from './specChecks.ts';

const estimate = (value: number): Estimate => ({
  estimate: value,
  interval: [value / 2, 3 * value],
  standardError: value / 4,
  replicas: 8,
});

const ALPHAS = [1.2, 2];
const WIDTHS = [100, 10_000];
const KEPT = [0.01, 0.1, 0.5];
/** At α = 1.2 it falls with n, at α = 2 it does not. */
const errorAt = (alpha: number, n: number, kept: number) => (alpha === 2 ? 1 : 10 / n) * (1 - kept);

const levels = ALPHAS.flatMap((alpha) =>
  WIDTHS.map((particles) => ({
    alpha,
    particles,
    steps: 4,
    replicas: 8,
    curve: KEPT.map((kept) => ({
      kept,
      keptUnits: kept * particles,
      mean: estimate(errorAt(alpha, particles, kept)),
      probabilities: [],
      quantiles: [],
    })),
    prunable: {
      ...estimate(0.5),
      estimate: alpha === 2 ? 0.57 : 0.88 + particles / 1e6,
      interval: [0.3, 0.99],
    },
    scores: [],
  })),
) as unknown as CompressibilityErrorInput['levels'] & Parameters<typeof prunableFigure>[0]['levels'];

const title = (spec: Parameters<typeof titleOf>[0]) => withoutMarkup(titleOf(spec).text);

describe('error against κ', () => {
  const errors = ALPHAS.flatMap((alpha) =>
    WIDTHS.map((particles) => ({
      alpha,
      particles,
      kept: KEPT,
      // one of three points lies outside its interval
      mean: KEPT.map((kept) => errorAt(alpha, particles, kept) * (kept === 0.5 ? 4 : 1.5)),
    })),
  );
  const input: CompressibilityErrorInput = {
    levels,
    power: 2,
    setup: 'a network; α = 1.2, σ = 1',
    theory: { errors },
  };
  const spec = compressibilityErrorFigure(input);

  it('draws every mean, its interval, and theory at the same α and n', () => {
    expectPlainJson(spec);
    const measured = traceNamed(spec, 'α = 1.2, n = 10000');
    expect(measured.name).toBe('α = 1.2, n = 10000: interval');
    expect(measured.y.slice(0, 3)).toEqual(KEPT.map((kept) => 3 * errorAt(1.2, 10_000, kept)));
    expect([...measured.y.slice(3)].reverse()).toEqual(KEPT.map((kept) => errorAt(1.2, 10_000, kept) / 2));
    expect(traceNamed(spec, 'α = 1.2, n = 10000: theory').y).toEqual(errors[1].mean);
    expect(traceNamed(spec, 'Gaussian), n = 10000: theory').y).toEqual(errors[3].mean);
    const points = spec.data.find((trace) => trace.name === 'α = 2 (Gaussian), n = 100') as unknown as {
      y: number[];
      mode: string;
      xaxis: string;
    };
    expect(points.y).toEqual(KEPT.map((kept) => 1 - kept));
    expect(points).toMatchObject({ mode: 'markers', xaxis: 'x2' });
  });

  it('says in its title and caption what was measured at the widest', () => {
    expect(title(spec)).toContain(
      'keeping 10 % of 10000 neurons loses 9·10⁻⁴ (squared error) at α = 1.2, and 0.9 at α = 2',
    );
    const { caption } = compressibilityErrorText(input);
    expect(caption).toContain('0.09 → 9·10⁻⁴ at α = 1.2; 0.9 → 0.9 at α = 2');
    expect(caption).toContain('lies inside 8 of 12 of the 95 % intervals');
    expect(caption).toContain('System: a network; α as named, σ = 1.');
  });

  it('joins the symbols where there is no theory, and says so', () => {
    const bare = { ...input, theory: undefined };
    expect(compressibilityErrorFigure(bare).data.some((trace) => trace.name?.includes('theory'))).toBe(false);
    expect(compressibilityErrorText(bare).caption).toContain('no theory is drawn');
  });

  it('keeps room above for the names of the panels where a page takes the title away', () => {
    const wide = withoutTexts(spec.layout);
    expect(wide.margin?.t).toBeGreaterThanOrEqual(24);
    expect(narrowLayout(wide).margin?.t).toBeGreaterThanOrEqual(24);
  });

  it('has a figure that says why when nothing was simulated', () => {
    expectPlainJson(compressibilityErrorFigure({ ...input, levels: [] }));
  });
});

describe('the prunable fraction against n', () => {
  const input: Parameters<typeof prunableFigure>[0] = {
    levels,
    target: { error: 0.1, squared: true },
    setup: 'a network',
    theory: undefined,
  };
  const spec = prunableFigure(input);

  it('draws means, intervals, and the Gaussian baseline dashed', () => {
    expectPlainJson(spec);
    const heavy = traceNamed(spec, 'α = 1.2');
    expect(heavy.y).toEqual([0.8801, 0.89]);
    expect(heavy.error_y?.array[1]).toBeCloseTo(0.1, 12);
    expect(heavy.error_y?.arrayminus[1]).toBeCloseTo(0.59, 12);
    expect(heavy.line?.dash).toBeUndefined();
    expect(traceNamed(spec, '(Gaussian)').line?.dash).toBe('dash');
  });

  it('says both ends', () => {
    expect(title(spec).replaceAll('\u00a0', ' ')).toBe(
      'From 100 to 10000 neurons the prunable share goes from 88.01 % to 89 % at α = 1.2, from 57 % to 57 % at α = 2',
    );
    const nearly = input.levels.map((level) => ({
      ...level,
      prunable: { ...level.prunable, estimate: 0.99998 },
    }));
    expect(title(prunableFigure({ ...input, levels: nearly }))).toContain('over 99.99 % at');
    expect(prunableText(input).caption).toContain('a relative error squared of at most 0.1');
  });
});

describe('the neurons needed', () => {
  const about = (neurons: number): NeuronsFound => ({ relation: 'about', neurons });
  const beyond: NeuronsFound = { relation: 'more than', neurons: 10_000 };
  const least: NeuronsFound = { relation: 'at most', neurons: 100 };
  const one = (alpha: number, kept: number, found: NeuronsFound, high: NeuronsFound): NeededNeurons => ({
    alpha,
    kept,
    threshold: 0.3,
    delta: 0.1,
    found,
    interval: [about(150), high],
  });
  const needed = [
    one(1.2, 0.1, about(500), about(900)),
    one(1.2, 0.2, about(200), beyond),
    one(1.2, 0.5, least, least),
    one(2, 0.1, beyond, beyond),
    one(2, 0.2, beyond, beyond),
    one(2, 0.5, about(300), about(400)),
  ];
  const theory: NeededNeuronsInput['theory'] = {
    needed: [
      { alpha: 1.2, threshold: 0.3, delta: 0.1, kept: [0.1, 0.2, 0.5], neurons: [480, 210, 20] },
      { alpha: 2, threshold: 0.3, delta: 0.1, kept: [0.1, 0.2, 0.5], neurons: [Infinity, Infinity, 310] },
    ],
  };
  const input: NeededNeuronsInput = { needed, delta: 0.1, particles: WIDTHS, theory, setup: 'a network' };
  const spec = neededNeuronsFigure(input);

  it('draws what lies between the widths, hollow what the narrowest reaches, and nothing beyond the widest', () => {
    expectPlainJson(spec);
    const points = spec.data.find((trace) => trace.name === 'α = 1.2, ε = 0.3') as unknown as {
      x: number[];
      y: number[];
      error_y: { array: number[]; arrayminus: number[] };
      marker: { color: string[] };
    };
    expect(points.y).toEqual([500, 200, 100]);
    expect(points.marker.color[2]).toBe('#ffffff');
    expect(points.error_y.array[0]).toBe(400);
    expect(points.error_y.array[1]).toBe(9800);
    expect(points.error_y.arrayminus).toEqual([350, 50, 0]);
    const baseline = spec.data.find((trace) => trace.name === 'α = 2 (Gaussian), ε = 0.3');
    expect((baseline as unknown as { x: number[] }).x).toEqual([0.5]);
    expect(traceNamed(spec, 'Gaussian), ε = 0.3: theory').y).toEqual([null, null, 310]);
  });

  it('says what is needed, and that no width is enough', () => {
    expect(title(spec)).toBe(
      'Neurons needed to keep 10 % with an error of at most 0.3: 480 (α = 1.2), never (α = 2)',
    );
    expect(neededNeuronsText(input).caption).toContain(
      'α = 1.2: about 500, theory 480; α = 2: more than 10000, theory never',
    );
  });
});
