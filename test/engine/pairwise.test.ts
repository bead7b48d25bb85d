/**
 * Pairwise models in a run: all pairs against the mean-field models that they are, random batches against their exact
 * mean-square error, the same bits whatever drives them, and what is refused.
 * Watched failing: the division of the first step used in every step; 1/p for 1/(p − 1); a particle its own partner;
 * the drift computed anew after some blocks have moved; the replica left out of the division's address; the division
 * taken by the number of the step instead of its first cell.
 * Budget of false alarms: 5 × 4e-8.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { createControl } from '../../src/engine/barrier.ts';
import { blockCount } from '../../src/engine/blocks.ts';
import { runCoupling, runCouplings } from '../../src/engine/coupling.ts';
import { createArithmetic } from '../../src/engine/createArithmetic.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { createPool } from '../../src/engine/pool.ts';
import { startSerial } from '../../src/engine/serial.ts';
import { runShard } from '../../src/engine/shard.ts';
import { type SimulateOptions, simulate } from '../../src/engine/simulate.ts';

const plan = {
  model: {
    name: 'pairwise',
    parameters: { k: 1, a: 0.5 },
    interaction: ['-k*sin(z)'],
    drift: ['-a*x'],
    method: { name: 'random-batch', size: 2 },
  },
  noise: { type: 'II', alpha: 1.5, scale: 0.7 },
  initial: { law: 'normal', mean: 0.3, variance: 1 },
  horizon: 1,
  steps: 8,
  particles: 203,
  seed: 3,
};
const exact = { name: 'exact' };
const withModel = (model: object, rest: object = {}) => ({
  ...plan,
  ...rest,
  model: { ...plan.model, ...model },
});
const plane = {
  dim: 2,
  interaction: ['-k*sin(z1) + 0.3*z2', 'k*z1/(1 + z1^2 + z2^2)'],
  drift: ['-a*x1', 'a*(x1 - x2)'],
};

const pool = createPool(3);
afterAll(() => pool.close());

const run = (input: unknown, options: SimulateOptions = { driver: 'serial' }) =>
  simulate(readPlan(input), options);

/** The largest difference over max(1, |b|). */
function farthest(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, v, j) => Math.max(most, Math.abs(v - b[j]) / Math.max(1, Math.abs(b[j]))), 0);
}

describe('all pairs', () => {
  const particles = 1100; // more blocks than are moved together
  const n = particles / (particles - 1);

  it.each(['compiled', 'reference'] as const)(
    'with K(z) = −k z are the mean-field OU system with coupling k N/(N − 1), on its noise (%s)',
    async (kernel) => {
      const pairs = withModel({ interaction: ['-k*z'], method: exact }, { particles });
      const ou = { ...plan, particles, model: { name: 'mean-field-ou', a: 0.5, k: n } };
      const [a, b] = [await run(pairs, { driver: 'serial', kernel }), await run(ou)];
      expect(farthest(a.positions, b.positions)).toBeLessThan(1e-12);
      expect(farthest(a.fields, b.fields)).toBeLessThan(1e-12);
    },
  );

  it('with K(z) = −k sin z are the Kuramoto model of coupling k N/(N − 1)', async () => {
    const model = { parameters: { k: 1.5 }, interaction: ['-k*sin(z)'], drift: undefined, method: exact };
    const kuramoto = { ...plan, particles, model: { name: 'kuramoto', coupling: 1.5 * n } };
    const [a, b] = [await run(withModel(model, { particles })), await run(kuramoto)];
    expect(farthest(a.positions, b.positions)).toBeLessThan(1e-12);
  });

  it('are one batch of all particles', async () => {
    const all = withModel({ method: { name: 'random-batch', size: 203 } });
    const [a, b] = [await run(all), await run(withModel({ method: exact }))];
    expect(farthest(a.positions, b.positions)).toBeLessThan(1e-12);
    expect(farthest(a.positions, (await run(plan)).positions)).toBeGreaterThan(1e-3);
  });
});

describe('the noise', () => {
  it('is that of a mean-field model, to the bit', async () => {
    const free = withModel({ interaction: ['0'], drift: ['0'] });
    const ou = { ...plan, model: { name: 'mean-field-ou', a: 0, k: 0 } };
    const a = await run(free);
    // The OU drift is 0·x: no bit of x moves by it.
    expect(a.positions).toEqual((await run(ou)).positions);
    expect(a.fields).toEqual((await run(ou)).fields);
  });
});

describe('the mean-square error of random batches', () => {
  /**
   * K(z) = −k z, b = −a x, α = 2: X_{l+1} = M X_l + ΔL with a random M of each division, the exact system likewise with
   * the mean of M. Orthogonal to (1, …, 1), where both agree, M has eigenvalue 1 − ηa for every batch but one and
   * 1 − η(a + k p/(p − 1)) N − N/p times; v, w are the variances per degree of freedom there.
   */
  function exactError(n: number, p: number, steps: number, sigma: number, start: number): number {
    const [a, k] = [0.5, 1];
    const eta = 1 / steps;
    const slow = (1 - eta * a) ** 2;
    const fast = (1 - eta * (a + (k * p) / (p - 1))) ** 2;
    const growth = ((n - n / p) * fast + (n / p - 1) * slow) / (n - 1);
    const mean = (1 - eta * (a + (k * n) / (n - 1))) ** 2;
    let [v, w] = [start, start];
    for (let l = 0; l < steps; l++) {
      v = growth * v + 2 * sigma ** 2 * eta;
      w = mean * w + 2 * sigma ** 2 * eta;
    }
    return (1 - 1 / n) * (v - w);
  }

  const error = (n: number, size: number, steps: number, replicas: number) => {
    const problem = readPlan(
      withModel(
        { interaction: ['-k*z'], method: { name: 'random-batch', size } },
        { noise: { type: 'II', alpha: 2, scale: 0.7 }, particles: n, steps },
      ),
    );
    const systems = [
      { particles: n, steps },
      { particles: n, steps, method: { name: 'exact' as const } },
    ];
    const comparisons = [{ a: 0, b: 1, metric: { kind: 'horizon' as const, power: 2 } }];
    const numbers = Array.from({ length: replicas }, (_, r) => r);
    const rows = runCouplings({ problem, replicas: numbers, systems, comparisons });
    const values = rows.map(([value]) => value);
    const mean = values.reduce((s, v) => s + v, 0) / replicas;
    const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / (replicas - 1);
    return { mean, standardError: Math.sqrt(variance / replicas) };
  };

  // Within 5.5 standard errors: false alarm 4e−8 each, a little more for the skewness of squares.
  it.each([
    [12, 2, 16],
    [12, 3, 16],
    [12, 6, 16],
    [12, 2, 64],
    [30, 5, 32],
  ])('is exact for N = %s, p = %s and %s steps', (n, p, steps) => {
    const { mean, standardError } = error(n, p, steps, 600);
    expect(standardError / mean).toBeLessThan(0.05);
    expect(Math.abs(mean - exactError(n, p, steps, 0.7, 1))).toBeLessThan(5.5 * standardError);
  });

  it('falls like 1/(p − 1) − 1/(N − 1) with the size of the batches, up to the step', () => {
    const [n, steps] = [60, 64];
    const factor = (p: number) => 1 / (p - 1) - 1 / (n - 1);
    for (const p of [2, 3, 5, 10]) {
      const scaled = exactError(n, p, steps, 0.7, 1) / factor(p);
      expect(scaled / (exactError(n, 2, steps, 0.7, 1) / factor(2))).toBeCloseTo(1, 1);
      expect(
        exactError(n, p, 4096, 0.7, 1) / factor(p) / (exactError(n, 2, 4096, 0.7, 1) / factor(2)),
      ).toBeCloseTo(1, 3);
    }
    for (const p of [2, 5, 10]) {
      const { mean, standardError } = error(n, p, steps, 60);
      expect(Math.abs(mean - exactError(n, p, steps, 0.7, 1))).toBeLessThan(5.5 * standardError);
    }
  });
});

describe('the same bits', () => {
  const several = { replicas: 4, steps: 8, cells: 16 };

  it.each([
    ['one coordinate', withModel({}, several)],
    ['two coordinates, Type III', withModel(plane, { ...several, noise: { ...plan.noise, type: 'III' } })],
    ['all pairs', withModel({ method: exact }, several)],
    ['batches of five, unequal', withModel({ method: { name: 'random-batch', size: 5 } }, several)],
    ['tamed Euler steps', withModel({}, { ...several, scheme: { name: 'tamed-euler' } })],
  ])('from both kernels and for replicas on 1, 2 and 3 threads: %s', async (_, input) => {
    const serial = await run(input);
    const reference = await run(input, { driver: 'serial', kernel: 'reference' });
    expect(reference.positions).toEqual(serial.positions);
    expect(reference.fields).toEqual(serial.fields);
    for (const options of [{ threads: 1 }, { threads: 2 }, { pool }]) {
      const threaded = await run(input, { driver: 'replicas', ...options });
      expect(threaded.positions).toEqual(serial.positions);
      expect(threaded.fields).toEqual(serial.fields);
    }
  });

  it('after a hand-over at any step', async () => {
    const problem = readPlan(plan);
    const { positions, fields } = await simulate(problem, { driver: 'serial' });
    for (const taken of [0, 1, 5, 8]) {
      const system = { x: new Float64Array(positions.length), particles: plan.particles };
      const path = new Float64Array(fields.length);
      const sums = () => new Float64Array(blockCount(plan.particles));
      const place = { kind: 'reference' } as const;
      startSerial(problem, 0, createArithmetic(problem, place), system, sums(), path).advance(taken);
      const shard = { shard: 0, shards: 1, spins: 0, fromStep: taken, place };
      const rooms = { sums: [sums(), sums()] as const, control: createControl() };
      runShard({ problem, replica: 0, system, fields: path, ...rooms, ...shard });
      expect(system.x).toEqual(positions);
      expect(path).toEqual(fields);
    }
  });

  it('in a coupling as in a plain run', async () => {
    const problem = readPlan(withModel({}, { steps: 8, cells: 16 }));
    const { positions } = await simulate(problem, { driver: 'serial' });
    const place = { kind: 'reference' } as const;
    const arithmetic = createArithmetic(problem, place);
    const system = { x: new Float64Array(positions.length), particles: plan.particles };
    const room = () => new Float64Array(100);
    startSerial(problem, 0, arithmetic, system, room(), room()).advance(0);
    const increments = arithmetic.floats(arithmetic.incrementsLength(plan.particles));
    for (let k = 0; k < 8; k++) {
      arithmetic.draw(0, plan.particles, 2 * k, 2 * k + 2, increments);
      arithmetic.selectBatch(2 * k);
      arithmetic.prepare(new Float64Array(1), { drift: 1 / 8, noise: 1, taming: 0 });
      expect(arithmetic.move(system, increments)).toBe(-1);
    }
    expect(system.x).toEqual(positions);
  });

  it('for equal systems of a coupling, and others for another step or method', () => {
    const problem = readPlan(withModel({}, { steps: 8, cells: 16 }));
    const systems = [
      { particles: 203, steps: 8 },
      { particles: 203, steps: 8, method: { name: 'random-batch', size: 2 } as const },
      { particles: 203, steps: 8, method: { name: 'random-batch', size: 3 } as const },
      { particles: 203, steps: 16 },
    ];
    const comparisons = [1, 2, 3].map((b) => ({ a: 0, b, metric: { kind: 'sup', power: 1 } as const }));
    const errors = [0, 1].map((replica) => [...runCoupling({ problem, replica, systems, comparisons })]);
    for (const [same, size, step] of errors) {
      expect(same).toBe(0);
      expect(size).toBeGreaterThan(1e-3);
      expect(step).toBeGreaterThan(1e-3);
    }
    expect(errors[0][1]).not.toBe(errors[1][1]);
  });

  it('only for the same replica, seed and cell', () => {
    const moved = (seed: number, replica: number, cell: number) => {
      const quiet = readPlan({ ...plan, seed, noise: { ...plan.noise, scale: 0 } });
      const arithmetic = createArithmetic(quiet, { kind: 'reference' });
      const x = Float64Array.from({ length: plan.particles }, (_, i) => i / 100);
      arithmetic.useReplica(replica);
      arithmetic.selectBatch(cell);
      arithmetic.prepare(new Float64Array(1), { drift: 0.1, noise: 1, taming: 0 });
      arithmetic.move({ x, particles: x.length }, new Float64Array(x.length));
      return x;
    };
    const base = moved(3, 1, 2);
    expect(moved(3, 1, 2)).toEqual(base);
    for (const other of [moved(4, 1, 2), moved(3, 0, 2), moved(3, 1, 3)]) expect(other).not.toEqual(base);
  });

  it('divides by the cell: a step of two cells as the first of two steps of one', async () => {
    // Without noise and over one step of length η, N particles move by the division of cell 0 only.
    const quiet = { noise: { ...plan.noise, scale: 0 }, cells: 16 };
    const [coarse, fine] = [
      await run(withModel({}, { ...quiet, steps: 1, horizon: 0.125 })),
      await run(withModel({}, { ...quiet, steps: 16, horizon: 2 })),
    ];
    expect(coarse.fields[1]).toBeCloseTo(fine.fields[1], 12);
    // Steps of two cells take the divisions of cells 0, 2, 4 …: the second is not that of the second fine step.
    const two = await run(withModel({}, { ...quiet, steps: 8, horizon: 1 }));
    const one = await run(withModel({}, { ...quiet, cells: 8, steps: 8, horizon: 1 }));
    expect(two.fields[1]).toBe(one.fields[1]);
    expect(two.positions).not.toEqual(one.positions);
  });
});

describe('what is refused', () => {
  it.each([
    ['one particle', { ...plan, particles: 1 }, /^particles is 1; a pairwise model must have at least 2\.$/],
    [
      'a batch of one',
      withModel({ method: { name: 'random-batch', size: 1 } }),
      /^model\.method\.size is 1; it must be a whole number from 2 to/,
    ],
    [
      'a batch larger than the system',
      withModel({ method: { name: 'random-batch', size: 300 } }),
      /^model\.method\.size is 300; it must be a whole number from 2 to particles, 203\.$/,
    ],
    [
      'all pairs of very many',
      withModel({ method: exact }, { particles: 20_001 }),
      /^particles is 20001 and model\.method is exact, whose steps take N² pairs; there must be at most 20000/,
    ],
    [
      'an unknown method',
      withModel({ method: { name: 'tree' } }),
      /^model\.method\.name is "tree"; it must be "random-batch" or "exact"\.$/,
    ],
    ['float32', { ...plan, mode: 'float32' }, /^mode is "float32"; it must be "strict" for a pairwise model/],
    ['fast', { ...plan, mode: 'fast' }, /^mode is "fast"; it must be "strict" for a pairwise model/],
    [
      'too few formulas',
      withModel({ dim: 2 }),
      /^model\.interaction is \["-k\*sin\(z\)"\]; it must hold as many formulas as dim says, 2\.$/,
    ],
    [
      'a position in K',
      withModel({ interaction: ['-k*x'] }),
      /^model\.interaction\[0\] is "-k\*x"; character 4: /,
    ],
    ['a difference in b', withModel({ drift: ['-z'] }), /^model\.drift\[0\] is "-z"; character 2: /],
    [
      'a parameter named z1',
      withModel({ parameters: { k: 1, a: 1, z1: 2 } }),
      /^model\.parameters is .*; it must have names other than z, z1, z2/,
    ],
    [
      'minibatches of data',
      withModel({}, { scheme: { name: 'sgd', batch: 2 } }),
      /^scheme\.name is "sgd"; .* pairwise has none/,
    ],
  ])('%s', (_, input, sentence) => {
    expect(() => readPlan(input)).toThrow(sentence);
  });

  it('a sharded driver', async () => {
    await expect(run(plan, { driver: 'sharded', threads: 2 })).rejects.toThrow(
      'driver is "sharded"; particles of a pairwise model read each other, so it must be "serial" or "replicas".',
    );
  });
});

describe('a kernel that is not finite where particles coincide', () => {
  it.each(['compiled', 'reference'] as const)(
    'ends the run, and the particle is named (%s)',
    async (kernel) => {
      const point = withModel({ interaction: ['k/z'] }, { initial: { law: 'point', value: 1 } });
      await expect(run(point, { driver: 'serial', kernel })).rejects.toThrow(
        /^Particle 0 became (NaN|-?Infinity) at step 1 of replica 0 \(coordinate 0\)/,
      );
    },
  );

  it('and is never asked for a particle and itself', async () => {
    const { positions } = await run(withModel({ interaction: ['k*z/abs(z)'] }));
    expect(positions.every(Number.isFinite)).toBe(true);
  });
});
