import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log, pow, sincos } from '../../src/math/elementary.ts';
import { absoluteMoment } from '../../src/observables/absoluteMoment.ts';
import { characteristic } from '../../src/observables/characteristic.ts';
import { extremes } from '../../src/observables/extremes.ts';
import { histogram, histogramQuantile } from '../../src/observables/histogram.ts';
import { logAbs } from '../../src/observables/logAbs.ts';
import type { Observable } from '../../src/observables/observable.ts';
import { foldBlocks, mergeTree, observe } from '../../src/observables/observe.ts';

const DIM = 2;
const U = [
  [1, 0.5],
  [-0.3, 2],
];

/** Observables whose merge is exact (counts, comparisons), and those of floating-point sums. */
const EXACT: Observable<unknown, unknown>[] = [extremes(), histogram(0), histogram(1, 0)];
const SUMS: Observable<unknown, unknown>[] = [
  absoluteMoment(0.5),
  absoluteMoment(1.3),
  logAbs(),
  characteristic(U),
];
const ALL = [...EXACT, ...SUMS];

/** A particle-major state with zeros, ties and wide ranges. */
const coordinate = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1e-300, -1e300),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);
const state = fc.array(fc.array(coordinate, { minLength: DIM, maxLength: DIM }), {
  minLength: 1,
  maxLength: 40,
});
const flat = (rows: number[][]) => Float64Array.from(rows.flat());

/** Numbers of a result in order, for comparison up to rounding. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbers) : [];
}

function expectClose(a: unknown, b: unknown): void {
  const [x, y] = [numbers(a), numbers(b)];
  expect(x).toHaveLength(y.length);
  for (const [k, v] of x.entries()) {
    if (!Object.is(v, y[k])) expect(Math.abs(v - y[k])).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(v)));
  }
}

/** States of the three parts of x, cut at i ≤ j. */
function parts<S, R>(o: Observable<S, R>, x: Float64Array, cuts: [number, number]): [S, S, S] {
  const count = x.length / DIM;
  const [i, j] = cuts.map((c) => c % (count + 1)).sort((a, b) => a - b);
  const part = (lo: number, hi: number) => o.fold(o.empty(), x, DIM, lo, hi);
  return [part(0, i), part(i, j), part(j, count)];
}

describe.each(ALL.map((o) => [o.name, o] as const))('%s is a monoid', (_, o) => {
  const cuts = fc.tuple(fc.nat(100), fc.nat(100));

  it('whose empty state changes nothing, exactly', () => {
    fc.assert(
      fc.property(state, (rows) => {
        const x = flat(rows);
        const s = o.fold(o.empty(), x, DIM, 0, rows.length);
        expect(o.finish(o.merge(o.empty(), s))).toEqual(o.finish(s));
        expect(o.finish(o.merge(s, o.empty()))).toEqual(o.finish(s));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it(`whose merge is associative ${EXACT.includes(o) ? 'exactly' : 'up to rounding'}`, () => {
    fc.assert(
      fc.property(state, cuts, (rows, at) => {
        const [a, b, c] = parts(o, flat(rows), at);
        const left = o.finish(o.merge(o.merge(a, b), c));
        const right = o.finish(o.merge(a, o.merge(b, c)));
        if (EXACT.includes(o)) expect(left).toEqual(right);
        else expectClose(left, right);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('whose fold continues where a merge would join', () => {
    fc.assert(
      fc.property(state, cuts, (rows, at) => {
        const x = flat(rows);
        const count = rows.length;
        const cut = at[0] % (count + 1);
        const folded = o.finish(o.fold(o.fold(o.empty(), x, DIM, 0, cut), x, DIM, cut, count));
        const whole = o.finish(o.fold(o.empty(), x, DIM, 0, count));
        if (EXACT.includes(o)) expect(folded).toEqual(whole);
        else expectClose(folded, whole);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('whose merge changes neither argument', () => {
    const x = Float64Array.from({ length: 40 }, (_, k) => Math.sin(k) * 3 ** (k % 7));
    const [a, b] = parts(o, x, [7, 20]);
    const before = structuredClone([a, b]);
    o.merge(a, b);
    expect([a, b]).toEqual(before);
  });
});

describe('observe', () => {
  const particles = 1000;
  const x = Float64Array.from({ length: particles * DIM }, (_, k) => Math.tan(k * 1.7 + 0.3));

  it('gives the same bits however the blocks are shared among workers', () => {
    // Planted faults watched failing: each shard merged at home first (tree of trees), one block missing.
    for (const blockSize of [1, 7, 64, 5000]) {
      const blocks = Math.ceil(particles / blockSize);
      const whole = observe(ALL, x, DIM, particles, blockSize);
      for (const workers of [2, 3, 7]) {
        const sharded = ALL.map((o) => {
          const states = Array.from({ length: workers }, (_, w) => {
            const from = Math.floor((w * blocks) / workers);
            const to = Math.floor(((w + 1) * blocks) / workers);
            return structuredClone(foldBlocks(o, x, DIM, particles, blockSize, from, to));
          });
          return o.finish(mergeTree(o, states.flat()));
        });
        expect(sharded).toEqual(whole);
      }
    }
  });

  it('agrees with plain loops', () => {
    const [moments, logs, cf, top] = observe(
      [absoluteMoment(0.5), logAbs(), characteristic(U), extremes()],
      x,
      DIM,
      particles,
      64,
    );
    const column = (c: number) => Array.from({ length: particles }, (_, i) => x[i * DIM + c]);
    const mean = (values: number[]) => values.reduce((s, v) => s + v, 0) / values.length;
    expect(moments[1]).toBeCloseTo(mean(column(1).map((v) => Math.sqrt(Math.abs(v)))), 12);
    expect(logs.mean[0]).toBeCloseTo(mean(column(0).map((v) => Math.log(Math.abs(v)))), 12);
    expect(cf[1].im).toBeCloseTo(mean(column(0).map((v, i) => Math.sin(-0.3 * v + 2 * x[i * DIM + 1]))), 12);
    expect(cf[1].re).toBeCloseTo(mean(column(0).map((v, i) => Math.cos(-0.3 * v + 2 * x[i * DIM + 1]))), 12);
    const sizes = column(0).map(Math.abs);
    expect(top[0]).toEqual({ value: Math.max(...sizes), particle: sizes.indexOf(Math.max(...sizes)) });
  });

  it('uses the portable elementary functions, bit for bit', () => {
    const pair = new Float64Array(2);
    const [moments, logs, cf] = observe(
      [absoluteMoment(1.3), logAbs(), characteristic([[0.7]])],
      Float64Array.of(-2.5),
      1,
      1,
      8,
    );
    sincos(0.7 * -2.5, pair);
    expect([moments[0], logs.mean[0], cf[0].im, cf[0].re]).toEqual([
      pow(2.5, 1.3),
      log(2.5),
      pair[0],
      pair[1],
    ]);
  });

  it('refuses a short state, a block size of 0 and no particles, each in a sentence', () => {
    expect(() => observe([], x, DIM, particles + 1, 8)).toThrow(/1001 particles of 2 coordinates need 2002/);
    expect(() => observe([], x, DIM, particles, 0)).toThrow('blockSize is 0; it must be a positive integer.');
    for (const o of SUMS)
      expect(() => observe([o], x, DIM, 0, 8)).toThrow(/at least 1 particle, 0 were folded/);
    expect(() => observe([extremes()], x, DIM, 0, 8)).toThrow(/at least 1 particle/);
  });
});

describe('numbers that are not ordinary', () => {
  const spoilt = Float64Array.of(1, 2, Number.NaN, -5, Infinity, 0);

  it('stay visible in every result', () => {
    const observables = [
      absoluteMoment(1),
      logAbs(),
      characteristic([[1]]),
      extremes(),
      histogram(),
    ] as const;
    const [moment, logs, cf, top, counts] = observe(observables, spoilt, 1, 6, 2);
    expect(moment[0]).toBeNaN();
    expect(logs.mean[0]).toBeNaN();
    expect(cf[0].re).toBeNaN();
    expect(top[0]).toEqual({ value: Number.NaN, particle: 2 });
    expect(counts.nan).toBe(1);
    expect(counts.count).toBe(5);
    expect(() => histogramQuantile(counts, 0.5)).toThrow('1 of 6 numbers are NaN');
  });

  it('name the first particle among equals and the infinite one', () => {
    const [top] = observe([extremes()], Float64Array.of(1, -3, 3, 3), 1, 4, 1);
    expect(top[0]).toEqual({ value: 3, particle: 1 });
    const [infinite] = observe([extremes()], Float64Array.of(1, -Infinity, 3), 1, 3, 2);
    expect(infinite[0]).toEqual({ value: Infinity, particle: 1 });
  });

  it('win in either order of merging', () => {
    // Planted fault watched failing: NaN compared like a number.
    const o = extremes();
    const [a, b] = [o.fold([], spoilt, 1, 0, 2), o.fold([], spoilt, 1, 2, 6)];
    expect(o.merge(a, b)).toEqual([{ value: Number.NaN, particle: 2 }]);
    expect(o.merge(b, a)).toEqual(o.merge(a, b));
  });

  it('are counted where they have no logarithm', () => {
    const [logs] = observe([logAbs()], Float64Array.of(0, Math.E, -0, Math.E), 1, 4, 3);
    expect(logs).toEqual({ mean: [log(Math.E)], zeros: [2], count: 4 });
  });

  it('are refused as settings', () => {
    expect(() => absoluteMoment(0)).toThrow(/power is 0/);
    expect(() => histogram(0, 21)).toThrow(/bits is 21/);
    expect(() => observe([histogram(2)], spoilt, 2, 3, 2)).toThrow(
      /coordinate is 2; particles have coordinates 0 to 1/,
    );
    expect(() => observe([characteristic([[1]])], spoilt, 2, 3, 2)).toThrow(/particles have 2 coordinates/);
  });
});

describe('histogram', () => {
  it('puts every number into the one bin whose edges hold it, to the last float64', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true }),
      fc.constantFrom(0, -0, 1, -1, 2, 5e-324, -5e-324, Infinity),
    );
    fc.assert(
      fc.property(value, fc.nat(20), (v, bits) => {
        const [{ bins }] = observe([histogram(0, bits)], Float64Array.of(v), 1, 1, 1);
        expect(bins).toHaveLength(1);
        const { from, to } = bins[0];
        if (v < 0) expect((from < v || v === -Infinity) && v <= to).toBe(true);
        else expect(from <= v && (v < to || v === Infinity)).toBe(true);
        if (Math.abs(v) >= 2.3e-308 && Math.abs(v) < 1e308) {
          expect((to - from) / Math.abs(v)).toBeLessThanOrEqual(2 ** -bits);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('holds every quantile of the sample in the bin that it names', () => {
    const x = Float64Array.from({ length: 777 }, (_, i) => Math.tan(i * 1.3 + 0.1));
    const [result] = observe([histogram()], x, 1, 777, 50);
    const sorted = x.slice().sort();
    for (const q of [0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 1]) {
      const [from, to] = histogramQuantile(result, q);
      const exact = sorted[Math.ceil(777 * q) - 1];
      expect(from).toBeLessThanOrEqual(exact);
      expect(exact).toBeLessThanOrEqual(to);
    }
    expect(() => histogramQuantile(result, 0)).toThrow(/level 0/);
  });
});
