/**
 * The contract that every mean-field model keeps, as checks that anyone can run on a model: `mckean check-model` and this
 * project's own tests. Positions are a spread of distinct numbers in [low, high], 130 particles or a few more: two
 * blocks of 64 and a piece of a third.
 */
import { type Check, check, difference, differing } from './check.ts';
import { growthFault } from './checkGrowth.ts';
import type { CodeModelExtras } from './codeModel.ts';
import type { MeanFieldModel } from './model.ts';

export type CheckedModel = MeanFieldModel & CodeModelExtras;

export interface CheckOptions {
  /** Range of the positions tried, −1.5 to 1.5 unless told. */
  readonly low?: number;
  readonly high?: number;
}

type Kernel = (x: Float64Array, lo: number, hi: number, field: Float64Array, out: Float64Array) => void;

const PARTICLES = 130;
/** Sums in another order: some ulp of the sum of sizes. */
const ROUNDING = 1e-13;
/** Central differences against the drift. */
const GRADIENT = 1e-6;
/** A number that no kernel writes by chance. */
const CANARY = -1.2345678901234e-300;

/** `count` numbers between low and high, no two equal; the same every time. */
export function spread(count: number, low = -1.5, high = 1.5): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, j) => low + (high - low) * (((j + 1) * 0.618033988749895) % 1),
  );
}

/** All checks that need no second thread. `make` gives a new instance each time. */
export function checkModel(make: () => CheckedModel, { low, high }: CheckOptions = {}): Check[] {
  const model = make();
  const { dim, fieldDim, period = 1 } = model;
  const n = 2 * period * Math.ceil(PARTICLES / (2 * period));
  const x = spread(n * dim, low, high);
  const sumOf = (m: MeanFieldModel, at: Float64Array, lo: number, hi: number, from = 0) => {
    const sum = new Float64Array(fieldDim).fill(from);
    m.gather(at, lo, hi, sum);
    return sum;
  };
  const field = new Float64Array(fieldDim);
  const first = check(
    'gather gives a finite field on finite positions',
    () => {
      field.set(sumOf(model, x, 0, n).map((s) => s / n));
      const f = field.findIndex((v) => !Number.isFinite(v));
      return f < 0 ? undefined : `entry ${f} is ${field[f]}`;
    },
    `length ${fieldDim}`,
  );
  if (!first.pass) return [first];
  const kernels: [string, (m: CheckedModel) => Kernel][] = [['drift', (m) => m.drift.bind(m)]];
  if (model.noiseFactor) kernels.push(['noiseFactor', (m) => m.noiseFactor!.bind(m)]);
  const applied = (kernel: Kernel, at: Float64Array, lo: number, hi: number, by = field) => {
    const out = new Float64Array((hi - lo) * dim).fill(Number.NaN);
    kernel(at, lo, hi, by, out);
    return out;
  };
  const each = (
    find: (kernel: Kernel, name: string, of: (m: CheckedModel) => Kernel) => string | undefined,
  ) => {
    for (const [name, of] of kernels) {
      const fault = find(of(model), name, of);
      if (fault !== undefined) return `${name}: ${fault}`;
    }
    return undefined;
  };
  const names = kernels.map(([name]) => name).join(' and ');
  const placed = (j: number) => `particle ${Math.floor(j / dim)}, coordinate ${j % dim}`;
  const checks = [first];
  const add = (promise: string, passed: string, find: () => string | undefined) =>
    checks.push(check(promise, find, passed));

  add('gather is additive over blocks', 'cut at 2, 4, 64 and near the end', () => {
    const sizes = sizesOf(model, x);
    for (const end of [n, n - 1]) {
      const whole = sumOf(model, x, 0, end);
      for (const cut of [2, 4, 64, n - 2]) {
        const parts = sumOf(model, x, 0, cut).map((s, f) => s + sumOf(model, x, cut, end)[f]);
        for (let f = 0; f < fieldDim; f++) {
          if (!(Math.abs(parts[f] - whole[f]) <= ROUNDING * sizes[f]))
            return `particles 0 … ${end - 1} give ${whole[f]} in entry ${f}, and ${parts[f]} when cut at ${cut}`;
        }
      }
      // Each particle once: the whole is also the sum of the pairs.
      const pairs = new Float64Array(fieldDim);
      for (let i = 0; i < end; i += 2) model.gather(x, i, Math.min(end, i + 2), pairs);
      for (let f = 0; f < fieldDim; f++) {
        if (!(Math.abs(pairs[f] - whole[f]) <= ROUNDING * sizes[f]))
          return `particles 0 … ${end - 1} give ${whole[f]} in entry ${f}, and ${pairs[f]} pair by pair`;
      }
    }
    return undefined;
  });

  add(
    'gather counts every particle of its range',
    'moving the first, a middle or the last one moves the field',
    () => {
      for (const [lo, hi] of [
        [0, n],
        [64, n - 1],
      ]) {
        for (const i of [lo, lo + 1, hi - 2, hi - 1]) {
          const moved = x.slice();
          for (let c = 0; c < dim; c++) moved[i * dim + c] = x[((i + 37 * period) % n) * dim + c];
          if (difference(sumOf(model, x, lo, hi), sumOf(model, moved, lo, hi)) === undefined)
            return `the sum of particles ${lo} … ${hi - 1} does not change when particle ${i} moves`;
        }
      }
      return undefined;
    },
  );

  add('gather adds to the sum it is given', 'from 1000', () => {
    const sizes = sizesOf(model, x);
    const [zero, thousand] = [sumOf(model, x, 0, n), sumOf(model, x, 0, n, 1000)];
    const f = zero.findIndex((s, j) => !(Math.abs(thousand[j] - 1000 - s) <= ROUNDING * (1000 + sizes[j])));
    return f < 0 ? undefined : `entry ${f} is ${zero[f]} from 0 and ${thousand[f]} from 1000`;
  });

  add('gather sums a range from 0', 'the same bits whatever the sum holds before', () => {
    for (const [lo, hi] of [
      [0, n],
      [2, 64],
      [64, n - 1],
    ]) {
      const alone = sumOf(model, x, lo, hi);
      for (const before of [1 / 3, -1000.1, 7e5 / 3]) {
        const expected = alone.map((s) => before + s);
        const fault = difference(expected, sumOf(model, x, lo, hi, before));
        if (fault !== undefined) return `particles ${lo} … ${hi - 1} added to ${before}: ${fault}`;
      }
    }
    return undefined;
  });

  add('gather reads its own particles only', 'with NaN in all others', () => {
    const hidden = outside(x, 64 * dim, (n - 1) * dim);
    return difference(sumOf(model, x, 64, n - 1), sumOf(model, hidden, 64, n - 1));
  });

  add(`${names} finite on finite positions`, `${n} particles × ${dim}`, () =>
    each((kernel) => {
      const out = applied(kernel, x, 0, n);
      const j = out.findIndex((v) => !Number.isFinite(v));
      return j < 0 ? undefined : `${placed(j)} is left at ${out[j]}`;
    }),
  );

  add(`${names} of a range as of the whole`, 'five ranges, with NaN in all other particles', () =>
    each((kernel) => {
      const whole = applied(kernel, x, 0, n);
      for (const [lo, hi] of [
        [0, 1],
        [1, n],
        [2, 3],
        [64, n],
        [64, 128],
      ]) {
        const hidden = outside(x, lo * dim, hi * dim);
        const fault = difference(whole.slice(lo * dim, hi * dim), applied(kernel, hidden, lo, hi));
        if (fault !== undefined) return `particles ${lo} … ${hi - 1} alone: ${fault}`;
      }
      return undefined;
    }),
  );

  add('writes inside its range only', 'nothing beyond the end of out or of sum', () => {
    const long = new Float64Array(3 * fieldDim).fill(CANARY);
    model.gather(x, 64, n, long.fill(0, 0, fieldDim));
    const f = long.findIndex((v, j) => j >= fieldDim && !Object.is(v, CANARY));
    if (f >= 0) return `gather wrote ${long[f]} to sum[${f}], and fieldDim is ${fieldDim}`;
    return each((kernel) => {
      const out = new Float64Array(n * dim).fill(CANARY);
      kernel(x, 2, 64, field, out);
      const end = 62 * dim;
      const j = out.findIndex((v, at) => at >= end && !Object.is(v, CANARY));
      return j < 0 ? undefined : `it wrote ${out[j]} to out[${j}], and (hi − lo)·dim is ${end}`;
    });
  });

  add('leaves positions and field as they were', 'all kernels', () => {
    const [at, by] = [x.slice(), field.slice()];
    model.gather(at, 0, n, new Float64Array(fieldDim));
    for (const [, of] of kernels) of(model)(at, 0, n, by, new Float64Array(n * dim));
    model.describeField(by);
    const position = differing(at, x);
    if (position !== undefined) return `${placed(position)} went from ${x[position]} to ${at[position]}`;
    const f = differing(by, field);
    return f === undefined ? undefined : `entry ${f} of the field went from ${field[f]} to ${by[f]}`;
  });

  add('keeps no hidden state', 'two instances, repeated calls and another order give the same bits', () => {
    const other = spread(2 * n * dim, low, high).subarray(n * dim);
    const otherField = sumOf(make(), other, 0, n).map((s) => s / n);
    const sum = sumOf(make(), x, 0, n);
    const fresh = kernels.map(([, of]) => applied(of(make()), x, 0, n));
    const worn = make();
    for (let round = 0; round < 4; round++) {
      const fault = difference(sum, sumOf(worn, x, 0, n));
      if (fault !== undefined) return `gather: ${fault}, on call ${round + 1}`;
      for (const [k, [name, of]] of kernels.entries()) {
        const fault = difference(fresh[k], applied(of(worn), x, 0, n));
        if (fault !== undefined) return `${name}: ${fault}, on call ${round + 1}`;
        applied(of(worn), other, 0, n, otherField);
      }
      sumOf(worn, other, 0, n);
    }
    return undefined;
  });

  add(
    `exchangeable particles change nothing when they change places${period > 1 ? `, in steps of ${period}` : ''}`,
    'the order reversed',
    () => {
      const from = (i: number) => (n / period - 1 - Math.floor(i / period)) * period + (i % period);
      const reversed = Float64Array.from(x, (_, j) => x[from(Math.floor(j / dim)) * dim + (j % dim)]);
      const sizes = sizesOf(model, x);
      const [a, b] = [sumOf(model, x, 0, n), sumOf(model, reversed, 0, n)];
      const f = a.findIndex((s, j) => !(Math.abs(s - b[j]) <= ROUNDING * sizes[j]));
      if (f >= 0) return `gather: ${a[f]} and ${b[f]} in entry ${f}`;
      return each((kernel) => {
        const straight = applied(kernel, x, 0, n);
        const back = applied(kernel, reversed, 0, n);
        const j = straight.findIndex(
          (v, at) => !Object.is(v, back[from(Math.floor(at / dim)) * dim + (at % dim)]),
        );
        return j < 0 ? undefined : `${placed(j)} moves differently as another particle's number`;
      });
    },
  );

  if (model.potential) {
    add('drift is −∂U/∂θ of its potential', `central differences, within ${GRADIENT}`, () =>
      gradientFault(model, x, field, applied(model.drift.bind(model), x, 0, n)),
    );
  }

  add('lets NaN through', 'to the field, and to that particle alone', () => {
    const broken = x.slice().fill(Number.NaN, dim, 2 * dim);
    if (!sumOf(model, broken, 0, n).some(Number.isNaN)) return 'gather hides a particle that is NaN';
    // Where a particle's own position enters its drift, a lost position must show there.
    const moved = x.slice();
    moved.copyWithin(dim, (37 * period + 1) * dim, (37 * period + 2) * dim);
    const drift = model.drift.bind(model);
    const [there, elsewhere] = [x, moved].map((at) => applied(drift, at, 1, 2));
    const out = applied(drift, broken, 0, n);
    if (difference(there, elsewhere) !== undefined && !out.subarray(dim, 2 * dim).some(Number.isNaN))
      return 'drift hides a particle that is NaN';
    const j = out.findIndex((v, at) => !Number.isFinite(v) && (at < dim || at >= 2 * dim));
    return j < 0 ? undefined : `with particle 1 at NaN, the drift of ${placed(j)} is ${out[j]}`;
  });

  if (model.growth !== undefined)
    add('φ grows as it is said to', `growth ${model.growth}`, () =>
      growthFault(model.growth, model, x, sizesOf),
    );

  add(
    'describes its field in finite numbers',
    Object.keys(safely(() => model.describeField(field))).join(', '),
    () => {
      for (const [name, value] of Object.entries(model.describeField(field)))
        if (![value].flat().every(Number.isFinite))
          return `${name} is ${JSON.stringify(value) ?? String(value)}`;
      return undefined;
    },
  );
  return checks;
}

/** Σ_i |φ_f(θ_i)|, each particle as particle 0 of its own. */
function sizesOf(model: MeanFieldModel, x: Float64Array): Float64Array {
  const { dim, fieldDim } = model;
  const sizes = new Float64Array(fieldDim);
  for (let at = 0; at < x.length; at += dim) {
    const alone = new Float64Array(fieldDim);
    model.gather(x.slice(at, at + dim), 0, 1, alone);
    for (let f = 0; f < fieldDim; f++) sizes[f] += Math.abs(alone[f]);
  }
  return sizes;
}

/** The positions with NaN outside from ≤ j < to. */
function outside(x: Float64Array, from: number, to: number): Float64Array {
  return x.map((v, j) => (j >= from && j < to ? v : Number.NaN));
}

function safely<T extends object>(call: () => T): Partial<T> {
  try {
    return call();
  } catch {
    return {};
  }
}

function gradientFault(
  model: CheckedModel,
  x: Float64Array,
  field: Float64Array,
  drift: Float64Array,
): string | undefined {
  const { dim } = model;
  const typical = Math.sqrt(drift.reduce((sum, b) => sum + b * b, 0) / drift.length);
  for (let i = 0; i < Math.min(40, x.length / dim); i++) {
    for (let c = 0; c < dim; c++) {
      const theta = x.slice(i * dim, (i + 1) * dim);
      const middle = theta[c];
      const h = 1e-5 * Math.max(1, Math.abs(middle));
      theta[c] = middle + h;
      const up = model.potential!(theta, field, i);
      theta[c] = middle - h;
      const down = model.potential!(theta, field, i);
      const slope = -(up - down) / (2 * h);
      const b = drift[i * dim + c];
      if (!(Math.abs(b - slope) <= GRADIENT * (Math.abs(b) + typical)))
        return `particle ${i}, coordinate ${c}: drift is ${b}, −∂U/∂θ is ${slope}`;
    }
  }
  return undefined;
}
