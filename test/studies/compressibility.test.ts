/**
 * Compressibility studies: what is measured is recomputed the slow way from the same final states; outcomes from made-up
 * replicas whose answers are known; refusals; the same bits however a study is run.
 *
 * Watched failing on: ⌊κn⌋ for ⌈κn⌉; the largest pruned instead of the smallest; a pruned neuron left out of the mean instead of
 * φ(0); odd and even neurons put on the same places; output weights measured with the hidden ones; squared errors compared with
 * the thresholds; the first replica's noise for all; P(err > ε) for P(err ≤ ε); N* interpolated in n instead of log n;
 * N* at the first crossing of ε for the last.
 */
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/engine/badInput.ts';
import { modelOf } from '../../src/engine/modelOf.ts';
import { createPool } from '../../src/engine/pool.ts';
import { simulate } from '../../src/engine/simulate.ts';
import {
  type CompressedReplica,
  compressibilityColumns,
  runCompressibility,
} from '../../src/studies/compressibility.ts';
import { compressibilityOutcomes } from '../../src/studies/compressibilityOutcomes.ts';
import { type CompressibilityStudy, readCompressibility } from '../../src/studies/compressibilityStudy.ts';
import { memoryTable } from '../../src/studies/replicas.ts';

const COSINE = {
  study: 'compressibility',
  plan: {
    model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
    noise: { type: 'III', scale: 0.5 },
    initial: { law: 'normal', mean: [-0.5, 0.4], variance: 0.25 },
    horizon: 1,
    steps: 8,
    seed: 3,
  },
  alphas: [1.5, 2],
  particles: [10, 35],
  replicas: [4, 3],
  kept: [0.1, 0.3, 0.7],
};

const DIGITS = {
  ...COSINE,
  plan: {
    model: {
      name: 'neural-network',
      activation: 'sigmoid',
      data: { builtin: 'digits', classes: [3, 8], points: 20 },
    },
    noise: { type: 'I', scale: 0.5 },
    initial: { law: 'normal', mean: 0, variance: 0.25 },
    horizon: 1,
    steps: 4,
    seed: 3,
  },
};

const TRAINED = {
  ...DIGITS,
  plan: {
    ...DIGITS.plan,
    model: { ...DIGITS.plan.model, outputWeights: { kind: 'trained' } },
  },
};

/** The last system of a study, recomputed neuron by neuron. */
async function recomputed(study: CompressibilityStudy, hidden: number) {
  const system = study.systems.at(-1)!;
  const { particles: n, problem, replicas } = system;
  const run = await simulate(problem, { driver: 'serial' });
  const model = modelOf(problem);
  const { dim } = model;
  return Array.from({ length: replicas }, (_, r) => {
    const x = run.positions.slice(r * n * dim, (r + 1) * n * dim);
    const neurons = Array.from({ length: n }, (_, i) => ({
      i,
      square: x.slice(i * dim, i * dim + hidden).reduce((sum, v) => sum + v * v, 0),
    })).sort((a, b) => a.square - b.square);
    const total = neurons.reduce((sum, { square }) => sum + square, 0);
    return study.kept.map((kept) => {
      const pruned = neurons.slice(0, n - Math.ceil(kept * n));
      const lost = pruned.reduce((sum, { square }) => sum + square, 0);
      const left = x.slice();
      for (const { i } of pruned) left.fill(0, i * dim, i * dim + hidden);
      const field = new Float64Array(model.fieldDim);
      model.gather(left, 0, n, field);
      const named = model.describeField(field.map((sum) => sum / n));
      return { error: Math.sqrt(lost / total), score: (named.risk ?? named.loss) as number };
    });
  });
}

describe('what a study measures', () => {
  it.each([
    ['a cosine network in two dimensions', COSINE, 2, 'risk'],
    ['a network whose output weights alternate', DIGITS, 64, 'loss'],
    ['the hidden weights of a network that is trained whole', TRAINED, 64, 'loss'],
  ] as const)('is the error and the score of %s', async (_, input, hidden, score) => {
    const study = readCompressibility(input);
    const replicas = (await runCompressibility(study, { table: memoryTable() })).at(-1)!;
    const expected = await recomputed(study, hidden);
    for (const [r, byKept] of expected.entries())
      for (const [k, one] of byKept.entries()) {
        expect(replicas[r].errors[k]).toBeCloseTo(one.error, 12);
        expect(replicas[r].scores.get(score)!.byKept[k]).toBeCloseTo(one.score, 12);
      }
  });

  it('is a prunable fraction that keeps to the target, and one neuron more would not', async () => {
    const study = readCompressibility({ ...COSINE, target: { error: 0.25 } });
    const all = await runCompressibility(study, { table: memoryTable() });
    const { particles, problem } = study.systems.at(-1)!;
    const { positions } = await simulate(problem, { driver: 'serial' });
    for (const [r, { prunable }] of all.at(-1)!.entries()) {
      const squares = Array.from({ length: particles }, (_, i) => {
        const [a, b] = positions.subarray(2 * (r * particles + i));
        return a * a + b * b;
      }).sort((a, b) => a - b);
      const total = squares.reduce((a, b) => a + b, 0);
      const lost = (count: number) => Math.sqrt(squares.slice(0, count).reduce((a, b) => a + b, 0) / total);
      const pruned = Math.round(prunable * particles);
      expect(lost(pruned)).toBeLessThanOrEqual(0.25);
      expect(lost(pruned + 1)).toBeGreaterThan(0.25);
    }
  });

  it('is the same to the last bit on threads, and when what a table has is not run again', async () => {
    const study = readCompressibility(COSINE);
    const serial = memoryTable();
    await runCompressibility(study, { table: serial });
    const resumed = memoryTable();
    for (const row of [0, 2, 7, 13]) resumed.append(row, serial.rows.get(row)!);
    const pool = createPool(2);
    try {
      await runCompressibility(study, { table: resumed, pool });
    } finally {
      await pool.close();
    }
    expect(resumed.rows.size).toBe(14);
    for (const [row, values] of serial.rows) expect(resumed.rows.get(row)).toEqual(values);
    expect(serial.rows.get(0)).toHaveLength(compressibilityColumns(study).length);
    expect(serial.rows.get(0)).not.toEqual(serial.rows.get(1));
  });
});

describe('outcomes', () => {
  const study = readCompressibility({
    ...COSINE,
    alphas: [2],
    particles: [10, 1000, 100_000],
    replicas: 10,
    kept: [0.1],
    thresholds: [0.01, 0.03, 0.5],
    deltas: [0.2],
    power: 3,
  });
  /** Errors 0.1 … 1 times n^(−1/2), so that the 0.8-quantile is 0.8·n^(−1/2). */
  const replicas = study.systems.map(({ particles }) =>
    Array.from({ length: 10 }, (_, r): CompressedReplica => {
      const error = (0.1 * (r + 1)) / Math.sqrt(particles);
      return { errors: Float64Array.of(error), prunable: 0.5, scores: new Map() };
    }),
  );
  const { levels, needed } = compressibilityOutcomes(study, replicas);

  it('have means of error^p and counts of errors up to ε', () => {
    const [point] = levels[1].curve;
    expect(point.mean.estimate).toBeCloseTo((3025 / 1e4) * 1000 ** -1.5, 15);
    expect(point.probabilities.map(({ successes }) => successes)).toEqual([3, 9, 10]);
    expect(point.keptUnits).toBe(100);
  });

  it('have N* between the widths on a power law, and say where it is beyond them', () => {
    expect(needed.map(({ threshold }) => threshold)).toEqual([0.01, 0.03, 0.5]);
    expect(needed[0].found).toEqual({ relation: 'about', neurons: expect.closeTo(80 ** 2, 6) });
    expect(needed[1].found.neurons).toBeCloseTo((0.8 / 0.03) ** 2, 6);
    expect(needed[2].found).toEqual({ relation: 'at most', neurons: 10 });
    const wide = compressibilityOutcomes({ ...study, thresholds: [1e-3] }, replicas).needed[0];
    expect(wide.found).toEqual({ relation: 'more than', neurons: 100_000 });
    const [low, high] = needed[1].interval;
    expect(low.neurons).toBeLessThan(needed[1].found.neurons);
    expect(high).toEqual({ relation: 'more than', neurons: 100_000 });
  });

  it('have N* behind the last width whose error is above ε, where errors do not fall with n', () => {
    const found = (...quantiles: number[]) =>
      compressibilityOutcomes(
        { ...study, thresholds: [0.1] },
        quantiles.map((error) =>
          Array.from({ length: 10 }, () => ({
            errors: Float64Array.of(error),
            prunable: 0.5,
            scores: new Map(),
          })),
        ),
      ).needed[0].found;
    // From 0.4 at 10³ to 0.025 at 10⁵: 0.1 lies halfway in log error.
    expect(found(0.05, 0.4, 0.025)).toEqual({ relation: 'about', neurons: expect.closeTo(10 ** 4, 6) });
    expect(found(0.4, 0.05, 0.2)).toEqual({ relation: 'more than', neurons: 100_000 });
    expect(found(0.05, 0.1, 0.02)).toEqual({ relation: 'at most', neurons: 10 });
  });
});

describe('a study file', () => {
  it('gets the Gaussian baseline where it has none, and a grid of κ that keeps at least one neuron', () => {
    const { kept: _, ...rest } = COSINE;
    const study = readCompressibility({ ...rest, alphas: [1.5] });
    expect(study.alphas).toEqual([1.5, 2]);
    expect(study.baselineAdded).toBe(true);
    expect(study.systems).toHaveLength(4);
    expect(study.kept[0]).toBe(0.1);
    expect(readCompressibility(COSINE).baselineAdded).toBe(false);
  });

  it('takes the step of the theorem on the schedule', () => {
    const { steps: _, ...plan } = COSINE.plan;
    const study = readCompressibility({ ...COSINE, plan, schedule: { step: 'n^(-alpha/2-1)' } });
    expect(study.systems.map(({ steps }) => steps)).toEqual([
      Math.ceil(10 ** 1.75),
      Math.ceil(35 ** 1.75),
      100,
      35 ** 2,
    ]);
  });

  const { steps: _, ...unstepped } = COSINE.plan;
  const scheduled = { ...COSINE, plan: unstepped, schedule: { step: 'n^(-alpha/2-1)' } };
  it.each([
    [
      'alpha in the plan',
      { plan: { ...COSINE.plan, noise: { alpha: 1.5, scale: 1 } } },
      /plan\.noise\.alpha is given/,
    ],
    ['particles in the plan', { plan: { ...COSINE.plan, particles: 5 } }, /plan\.particles is given/],
    [
      'no noise',
      { plan: { ...COSINE.plan, noise: { scale: 0 } } },
      /plan\.noise\.scale is 0; it must be greater/,
    ],
    ['widths that fall', { particles: [35, 10] }, /particles has 10 after 35/],
    [
      'a level too few',
      { replicas: [4] },
      /replicas has 1 numbers; it must be one number, or one for each of the 2/,
    ],
    ['less than a neuron', { kept: [0.05] }, /kept has 0\.05; of 10 particles.*at least 0\.1/],
    ['a tail index above 2', { alphas: [2.5] }, /alphas\.0 is 2\.5; it must be a number from 0\.5 to 2/],
    ['one system', { replicas: 1 }, /replicas is 1/],
    ['a fast mode', { plan: { ...COSINE.plan, mode: 'fast' } }, /plan\.mode is fast; it must be strict/],
    [
      'a target of 1',
      { target: { error: 1 } },
      /target\.error is 1; it must be a number strictly between 0 and 1/,
    ],
  ])('is refused with one sentence: %s', (_, changes, sentence) => {
    expect(() => readCompressibility({ ...COSINE, ...changes })).toThrow(BadInput);
    expect(() => readCompressibility({ ...COSINE, ...changes })).toThrow(sentence);
  });

  it('is refused where the steps of the theorem are too many, and says how many', () => {
    const wide = { ...scheduled, alphas: [1.5, 2], particles: [1_000_000] };
    expect(() => readCompressibility({ ...wide, replicas: 2 })).toThrow(
      /1000000 particles at α = 1\.5 need 3\.2e10 steps/,
    );
    const long = { ...scheduled, alphas: [2], particles: [50_000], replicas: 8 };
    expect(() => readCompressibility(long)).toThrow(
      /1\.0e15 particle-steps, 2\.5e9 steps of 50000 particles/,
    );
  });
});
