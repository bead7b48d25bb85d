/** Synthetic data for the tests of figures: exact power laws with seeded noise, and a whole sample report. */

import { type CentreFigureInput, centreFigure } from '../../src/figures/centreFigure.ts';
import { type FieldPathInput, fieldPathFigure, fieldPathText } from '../../src/figures/fieldPathFigure.ts';
import { type TailFigureInput, tailFigure, tailText } from '../../src/figures/lawFigure.ts';
import {
  type NoiseTypesInput,
  noiseTypesFigure,
  noiseTypesText,
} from '../../src/figures/noiseTypesFigure.ts';
import { type RateFigureInput, type RateSeries, rateFigure, rateText } from '../../src/figures/rateFigure.ts';
import type { ReportInput } from '../../src/figures/report.ts';
import type {
  DroppedLevel,
  Level,
  RateAxis,
  RateClaim,
  RateFit,
  Verdict,
} from '../../src/statistics/rate.ts';

/** A small seeded generator (mulberry32), for synthetic data only. */
export function uniformSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296 + 2 ** -33;
  };
}

export function claimOf(axis: RateAxis, exponent: number, kind: RateClaim['kind'] = 'exact'): RateClaim {
  return {
    id: `test/${axis}/${exponent}`,
    statement: 'Propagation of chaos, bounded field: the coupled error falls like N^(−1/2)',
    axis,
    exponent,
    kind,
    asymptotic: false,
    assumptions: 'bounded smooth field statistic, Lipschitz drift',
    source: 'synthetic',
  };
}

interface FitOptions {
  axis: RateAxis;
  slope: number;
  constant: number;
  levels: readonly number[];
  drop?: readonly number[];
  exact?: boolean;
  spread?: number;
}

/** A fit to constant·level^slope, with the listed levels dropped. */
export function fitOf(options: FitOptions): RateFit {
  const { axis, slope, constant, levels, drop = [], exact = false, spread = 0.06 } = options;
  const uniform = uniformSource(7);
  const all = levels.map((level): Level => {
    const truth = constant * level ** slope;
    const estimate = truth * (1 + spread * (uniform() - 0.5));
    const interval: [number, number] = [estimate * (1 - spread), estimate * (1 + 1.5 * spread)];
    return { level, estimate, interval, replicas: 64, ...(exact ? { exact: truth } : {}) };
  });
  const used = all.filter(({ level }) => !drop.includes(level));
  const dropped = all
    .filter(({ level }) => drop.includes(level))
    .map(
      (level): DroppedLevel => ({
        ...level,
        estimate: level.estimate * 1.6,
        interval: [level.estimate * 0.2, level.estimate * 3],
        why: 'its error does not stand out from its Monte Carlo noise',
      }),
    );
  const band = used.map(({ level }) => {
    const line = constant * level ** slope;
    return { level, low: line * 0.96, high: line * 1.04 };
  });
  return {
    axis,
    slope,
    interval: [slope - 0.02, slope + 0.02],
    confidence: 0.95,
    intercept: Math.log(constant),
    levels: used,
    dropped,
    localSlopes: [],
    band,
  };
}

export function seriesOf(
  label: string,
  options: FitOptions & { theory: number; verdict?: Verdict; kind?: RateClaim['kind'] },
): RateSeries {
  const { theory, verdict = 'consistent', kind } = options;
  return { label, claim: claimOf(options.axis, theory, kind), fit: fitOf(options), verdict };
}

export const powersOfTwo = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => 2 ** (from + i));

const particles = powersOfTwo(4, 11);
const steps = powersOfTwo(-9, -2);

export const singleRate: RateFigureInput = {
  subject: 'Chaos error',
  metricLabel: 'E‖Δθ‖, at the horizon, against limit particles on the same noise',
  levelLabel: 'number of particles N',
  series: [
    seriesOf('cosine network, α = 1.5', {
      axis: 'particles',
      slope: -0.502,
      constant: 0.9,
      levels: particles,
      drop: [2048],
      theory: -0.5,
    }),
  ],
};

export const severalRates: RateFigureInput = {
  subject: 'Chaos error of the cosine network',
  metricLabel: 'E‖Δθ‖, at the horizon, against limit particles on the same noise',
  levelLabel: 'number of particles N',
  series: [1.2, 1.5, 1.75, 2].map((alpha, i) =>
    seriesOf(`α = ${alpha}`, {
      axis: 'particles',
      slope: -0.5 + 0.006 * i,
      constant: 0.9 + 0.12 * i,
      levels: particles,
      drop: i === 1 ? [1024, 2048] : [],
      theory: -0.5,
    }),
  ),
};

export const stepRates: RateFigureInput = {
  subject: 'Strong Euler error (OU, α = 1.5)',
  metricLabel: 'scale of the coupled difference',
  levelLabel: 'step η',
  series: [
    seriesOf('grid times', {
      axis: 'step',
      slope: 1.001,
      constant: 0.4,
      levels: steps,
      exact: true,
      theory: 1,
    }),
    seriesOf('off the grid', {
      axis: 'step',
      slope: 0.66,
      constant: 0.8,
      levels: steps,
      exact: true,
      theory: 2 / 3,
      drop: [0.25],
    }),
    seriesOf('coarse bound', {
      axis: 'step',
      slope: 0.9,
      constant: 0.02,
      levels: steps,
      theory: 0.5,
      kind: 'upper',
      verdict: 'faster than the bound',
    }),
  ],
};

/** Cauchy samples (α = 1): P(|X| > x) = 1 − (2/π)·atan x. */
export function cauchyTail(count: number, factor = 1): TailFigureInput {
  const uniform = uniformSource(11);
  const samples = Float64Array.from(
    { length: count },
    () => factor * Math.abs(Math.tan(Math.PI * (uniform() - 0.5))),
  ).sort();
  const exact = Array.from({ length: 121 }, (_, i) => 10 ** (-1 + i / 20)).map((x) => ({
    x,
    survival: (2 / Math.PI) * Math.atan(1 / x),
  }));
  return { series: [{ label: 'α = 1', samples, exact }], xLabel: 'x' };
}

export function cauchyCentre(): CentreFigureInput {
  const uniform = uniformSource(12);
  const edges = Array.from({ length: 61 }, (_, i) => -6 + i * 0.2);
  const counts = new Array<number>(60).fill(0);
  for (let i = 0; i < 20000; i++) {
    const bin = Math.floor((Math.tan(Math.PI * (uniform() - 0.5)) + 6) / 0.2);
    if (bin >= 0 && bin < 60) counts[bin]!++;
  }
  const density = Array.from({ length: 241 }, (_, i) => -6 + i * 0.05).map((x) => ({
    x,
    density: 1 / (Math.PI * (1 + x * x)),
  }));
  return { label: 'Cauchy, α = 1', edges, counts, total: 20000, density };
}

export function fieldPaths(): FieldPathInput {
  const uniform = uniformSource(13);
  const times = Array.from({ length: 65 }, (_, i) => i / 64);
  const panel = (label: string, limit: (t: number) => number) => ({
    label,
    limit: times.map(limit),
    replicas: Array.from({ length: 16 }, () => {
      let wander = 0.02 * (uniform() - 0.5);
      return times.map((t) => {
        wander += 0.006 * (uniform() - 0.5);
        return limit(t) + wander;
      });
    }),
  });
  return {
    particles: 1024,
    times,
    panels: [
      panel('Re ρ₁', (t) => 0.75 - 0.4 * t + 0.3 * t * t),
      panel('Im ρ₁', (t) => -0.42 + 0.6 * t),
      panel('risk R', (t) => 0.55 * Math.exp(-2 * t) + 0.1),
    ],
  };
}

export function noiseTypes(): NoiseTypesInput {
  const alpha = 1.5;
  const uniform = uniformSource(14);
  const exact = {
    I: [2, 1, 0],
    II: [2 ** (1 / alpha), 1, 2 ** (1 / alpha)],
    III: [Math.SQRT2, 1, Math.SQRT2],
  } as const;
  const rows = (['I', 'II', 'III'] as const).flatMap((type) =>
    ['u = (1, 1)', 'u = (1, 0)', 'u = (1, −1)'].map((direction, i) => {
      const value = exact[type][i]!;
      const scale = value * (1 + 0.02 * (uniform() - 0.5));
      return { type, direction, scale, interval: [scale * 0.985, scale * 1.015] as const, exact: value };
    }),
  );
  return { alpha, rows, samples: 100_000 };
}

export function sampleReport(): ReportInput {
  const claims = [...severalRates.series, ...stepRates.series].map(({ claim, fit, verdict }) => ({
    claim,
    fit,
    verdict,
    reason: 'The 95 % interval of the slope contains the exponent.',
    metric: 'E‖Δθ‖, at the horizon, against limit particles on the same noise',
    setup: 'cosine network, amplitude 1.6, phase 0.7; Type II noise, α = 1.5, σ = 0.5; horizon 1',
  }));
  const inputs = [singleRate, severalRates, stepRates];
  return {
    title: 'Do heavy-tailed mean-field systems follow their rates?',
    command: 'mckean verify --preset quick --seed 7',
    preset: 'quick',
    elapsedSeconds: 153.2,
    seed: 7,
    threads: 2,
    versions: { mckean: '0.1.0', node: '24.21.0' },
    startedAt: '2026-11-22T04:00:00.000Z',
    host: '2 cores, AMD EPYC',
    hashes: { plan: '9f2c'.repeat(16) },
    claims,
    oracles: [
      {
        id: 'sampler/alpha=1.5/ks',
        statement: 'Samples of the symmetric stable law, α = 1.5, have the exact distribution function',
        expected: 0,
        measured: 0.0021,
        error: 0.0021,
        tolerance: 0.0087,
        pass: true,
      },
      {
        id: 'ou/scale',
        statement: 'Scale of one particle of the mean-field OU system among N = 64',
        expected: 0.81273645,
        measured: 0.8101,
        error: 0.00263,
        tolerance: 0.02,
        pass: true,
      },
      {
        id: 'threads',
        statement: 'State after 64 steps is the same on 1, 2 and 3 threads',
        expected: 'equal hashes',
        measured: 'equal hashes',
        error: 0,
        tolerance: 0,
        pass: true,
      },
    ],
    figures: [
      ...inputs.map((input, i) => ({ id: `rate-${i}`, spec: rateFigure(input), ...rateText(input) })),
      { id: 'tail', spec: tailFigure(cauchyTail(20000)), ...tailText(cauchyTail(20000)) },
      {
        id: 'centre',
        spec: centreFigure(cauchyCentre()),
        caption: 'Histogram against the exact density.',
        alt: 'Histogram of samples and exact density; they agree.',
      },
      { id: 'paths', spec: fieldPathFigure(fieldPaths()), ...fieldPathText(fieldPaths()) },
      { id: 'types', spec: noiseTypesFigure(noiseTypes()), ...noiseTypesText(noiseTypes()) },
    ],
    notes: ['The quick preset uses fewer replicas than a publication should.'],
  };
}
