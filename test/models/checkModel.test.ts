/**
 * The checks of `mckean check-model`: the built-in models pass all of them, and every planted fault is caught by the check
 * that is meant for it. The faulty models below are the planted faults.
 */
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/engine/modelOf.ts';
import { readPlan } from '../../src/engine/plan.ts';
import type { Check } from '../../src/models/check.ts';
import { checkAllocation } from '../../src/models/checkAllocation.ts';
import { type CheckedModel, checkModel } from '../../src/models/checkModel.ts';
import { createModel } from '../../src/models/createModel.ts';
import { loadModelData } from '../../src/models/data.ts';
import { engineMath } from '../../src/models/engineMath.ts';
import type { ModelSpec } from '../../src/models/spec.ts';

const digits: ModelSpec = {
  name: 'neural-network',
  activation: 'tanh',
  outputWeights: { kind: 'alternating', value: 1 },
  data: { builtin: 'digits', classes: [3, 8], points: 5 },
};

const failing = (checks: readonly Check[]) => checks.filter(({ pass }) => !pass).map(({ check }) => check);

describe('built-in models pass every check', () => {
  const cases: [string, () => CheckedModel][] = [
    ['mean-field-ou', () => createModel({ name: 'mean-field-ou', a: 0.5, k: 1 })],
    ['cosine-network', () => createModel({ name: 'cosine-network', amplitude: 1.6, phase: 0.7 })],
    [
      'cosine-network in two dimensions',
      () => createModel({ name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] }),
    ],
    ['linear-network', () => createModel({ name: 'linear-network', c: 1.3, target: 0.4 })],
    ['kuramoto', () => createModel({ name: 'kuramoto', coupling: 1.5 })],
    ['double-well', () => createModel({ name: 'double-well', coupling: 2 })],
    [
      'formula',
      () =>
        modelOf(
          readPlan({
            model: {
              name: 'formula',
              field: ['x', 'tanh(x)'],
              drift: ['m2*exp(-x^2) + m1 - x'],
              noise: ['1 + x^2'],
            },
            noise: { alpha: 2, scale: 1 },
            initial: { law: 'point', value: 0 },
            horizon: 1,
            steps: 1,
            particles: 10,
          }),
        ),
    ],
    ['neural-network', () => ({ ...createModel(digits, { data: loadModelData(digits, '.') }), period: 2 })],
  ];
  it.each(cases)('%s', (name, make) => {
    const checks = [...checkModel(make), checkAllocation(make())];
    // The readable evaluator of formulas leaves garbage; its compiled twin, which runs, has none to leave.
    expect(checks.filter(({ pass, warning }) => !pass || (warning && name !== 'formula'))).toEqual([]);
  });

  it('and a network whose weights alternate is not one of exchangeable neighbours', () => {
    const make = () => createModel(digits, { data: loadModelData(digits, '.') });
    expect(failing(checkModel(make))).toEqual([expect.stringMatching(/^exchangeable particles/)]);
  });
});

/** Two coordinates, x1 pulled to the mean of x1 and x2 to 0: φ = (x1, x1·x2), in two lanes. */
function sound(): CheckedModel & Required<Pick<CheckedModel, 'potential' | 'noiseFactor'>> {
  return {
    name: 'sound',
    dim: 2,
    fieldDim: 2,
    gather(x, lo, hi, sum) {
      let even0 = 0;
      let odd0 = 0;
      let even1 = 0;
      let odd1 = 0;
      for (let i = lo; i < hi; i++) {
        if (i & 1) {
          odd0 += x[2 * i];
          odd1 += x[2 * i] * x[2 * i + 1];
        } else {
          even0 += x[2 * i];
          even1 += x[2 * i] * x[2 * i + 1];
        }
      }
      sum[0] += even0 + odd0;
      sum[1] += even1 + odd1;
    },
    drift(x, lo, hi, field, out) {
      for (let i = lo; i < hi; i++) {
        out[2 * (i - lo)] = field[0] - x[2 * i] + field[1];
        out[2 * (i - lo) + 1] = -x[2 * i + 1] * x[2 * i + 1] * x[2 * i + 1];
      }
    },
    noiseFactor(x, lo, hi, _, out) {
      for (let j = 0; j < 2 * (hi - lo); j++) out[j] = 1 + x[2 * lo + j] * x[2 * lo + j];
    },
    potential: ([p, q], [m, s]) => 0.5 * (p - m) * (p - m) - s * p + 0.25 * q * q * q * q,
    describeField: (field) => ({ mean: field[0] }),
  };
}

/** The sound model with some of its members made wrong. */
const faulty = (change: (good: ReturnType<typeof sound>) => Partial<CheckedModel>) => () => {
  const good = sound();
  return { ...good, ...change(good) };
};

describe('a planted fault is caught by the check meant for it', () => {
  it('none in the sound model', () => {
    const checks = [...checkModel(sound), checkAllocation(sound())];
    expect(checks.filter(({ pass, warning }) => !pass || warning)).toEqual([]);
  });

  let calls = 0;
  const cases: [string, RegExp, () => CheckedModel][] = [
    [
      'misses its last particle',
      /^gather (is additive|counts every)/,
      faulty(({ gather }) => ({ gather: (x, lo, hi, sum) => gather(x, lo, hi - 1, sum) })),
    ],
    [
      'misses the last particle of the system only',
      /^gather counts every/,
      faulty(({ gather }) => ({
        gather: (x, lo, hi, sum) => gather(x, lo, Math.min(hi, x.length / 2 - 1), sum),
      })),
    ],
    [
      'reads a neighbour beyond its range',
      /^gather reads its own/,
      faulty(({ gather }) => ({
        gather(x, lo, hi, sum) {
          gather(x, lo, hi, sum);
          if (lo > 0) sum[0] += 1e-18 * x[2 * lo - 1];
        },
      })),
    ],
    [
      'sets the sum instead of adding',
      /^gather adds to the sum/,
      faulty(({ gather }) => ({ gather: (x, lo, hi, sum) => gather(x, lo, hi, sum.fill(0)) })),
    ],
    [
      'adds particle after particle to what is there',
      /^gather sums a range from 0/,
      faulty(() => ({
        gather(x, lo, hi, sum) {
          for (let i = lo; i < hi; i++) {
            sum[0] += x[2 * i];
            sum[1] += x[2 * i] * x[2 * i + 1];
          }
        },
      })),
    ],
    [
      'has a field that is not finite',
      /^gather gives a finite field/,
      faulty(() => ({ gather: (_x, _lo, _hi, sum) => void sum.fill(Number.NaN) })),
    ],
    [
      'throws',
      /^gather gives a finite field/,
      faulty(() => ({
        gather() {
          throw new Error('no');
        },
      })),
    ],
    [
      'leaves a coordinate of the drift unwritten',
      /finite on finite positions$/,
      faulty(() => ({
        drift(x, lo, hi, _, out) {
          for (let i = lo; i < hi; i++) out[2 * (i - lo)] = -x[2 * i];
        },
      })),
    ],
    [
      'writes out[i] in place of out[i − lo]',
      /of a range as of the whole$/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          const whole = new Float64Array(x.length);
          drift(x, 0, x.length / 2, field, whole);
          for (let j = 2 * lo; j < 2 * hi; j++) out[j] = whole[j];
        },
      })),
    ],
    [
      'writes beyond the end of out',
      /^writes inside its range/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          drift(x, lo, hi, field, out);
          out[2 * (hi - lo)] = 0;
        },
      })),
    ],
    [
      'writes beyond the end of sum',
      /^writes inside its range/,
      faulty(({ gather }) => ({
        gather(x, lo, hi, sum) {
          gather(x, lo, hi, sum);
          sum[2] = 0;
        },
      })),
    ],
    [
      'moves the particles itself',
      /^leaves positions and field/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          drift(x, lo, hi, field, out);
          x[2 * lo] += 1e-9;
        },
      })),
    ],
    [
      'scales the field it is given',
      /^leaves positions and field/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          field[0] *= 2;
          drift(x, lo, hi, field, out);
          field[0] *= 0.25;
        },
      })),
    ],
    [
      'counts its calls',
      /^keeps no hidden state/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          drift(x, lo, hi, field, out);
          out[0] += 1e-12 * calls++;
        },
      })),
    ],
    [
      'remembers what it gathered last',
      /^keeps no hidden state/,
      faulty(({ gather, drift }) => {
        let last = 0;
        return {
          gather(x, lo, hi, sum) {
            gather(x, lo, hi, sum);
            last = x[2 * lo];
          },
          drift(x, lo, hi, field, out) {
            drift(x, lo, hi, field, out);
            for (let j = 0; j < 2 * (hi - lo); j++) out[j] += last;
          },
        };
      }),
    ],
    [
      'favours particle 0',
      /^exchangeable particles/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          drift(x, lo, hi, field, out);
          if (lo === 0) out[0] *= 2;
        },
      })),
    ],
    ['says that its φ is bounded', /^φ grows as it is said to/, faulty(() => ({ growth: 'bounded' }))],
    [
      'has the wrong sign against its potential',
      /^drift is −∂U/,
      faulty(({ potential }) => ({ potential: (theta, field, i) => -potential(theta, field, i) })),
    ],
    [
      'is off its potential by 1e-5',
      /^drift is −∂U/,
      faulty(({ potential }) => ({
        potential: (theta, field, i) => (1 + 1e-5) * potential(theta, field, i),
      })),
    ],
    [
      'has a noise factor that depends on the range',
      /^drift and noiseFactor of a range/,
      faulty(() => ({
        noiseFactor: (_x, lo, hi, _field, out) => void out.fill(1 + lo, 0, 2 * (hi - lo)),
      })),
    ],
    [
      'has a noise factor of particles, not coordinates',
      /^drift and noiseFactor finite/,
      faulty(() => ({ noiseFactor: (_x, lo, hi, _field, out) => void out.fill(1, 0, hi - lo) })),
    ],
    [
      'takes NaN for 0 in the field',
      /^lets NaN through/,
      faulty(({ gather }) => ({
        gather: (x, lo, hi, sum) =>
          gather(
            x.map((v) => (Number.isNaN(v) ? 0 : v)),
            lo,
            hi,
            sum,
          ),
      })),
    ],
    [
      'takes NaN for 0 in the drift',
      /^lets NaN through/,
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          const known = x.map((v) => (Number.isNaN(v) ? 0 : v));
          drift(known, lo, hi, field, out);
        },
      })),
    ],
    [
      'describes its field by a text',
      /^describes its field/,
      faulty(() => ({ describeField: () => ({ mean: 'm' as unknown as number }) })),
    ],
  ];
  it.each(cases)('%s', (_, expected, make) => {
    expect(failing(checkModel(make)).join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  it.each([
    [
      'an array for every call',
      { pass: true, warning: true, detail: expect.stringMatching(/bytes of garbage a call/) },
      faulty(({ drift }) => ({
        drift(x, lo, hi, field, out) {
          const own = new Float64Array(2 * (hi - lo));
          drift(x, lo, hi, field, own);
          out.set(own);
        },
      })),
    ],
    [
      'a pair for every particle',
      { pass: true, warning: true, detail: expect.stringMatching(/bytes of garbage a call/) },
      faulty(() => ({
        drift(x, lo, hi, _, out) {
          for (let i = lo; i < hi; i++) {
            const pair = [x[2 * i], x[2 * i + 1]].map((v) => -v);
            out.set(pair, 2 * (i - lo));
          }
        },
      })),
    ],
    [
      'a history that grows',
      { pass: false, detail: expect.stringMatching(/KiB more are in use/) },
      faulty(({ drift }) => {
        const history: Float64Array[] = [];
        return {
          drift(x, lo, hi, field, out) {
            drift(x, lo, hi, field, out);
            history.push(field.slice());
          },
        };
      }),
    ],
  ] as [string, Partial<Check>, () => CheckedModel][])('allocation: %s', (_, expected, make) => {
    expect(checkAllocation(make())).toMatchObject(expected);
  });
});

describe('engineMath', () => {
  it('finds functions of the engine whose bits may differ, by name and line', () => {
    expect(engineMath('const a = 1;\nconst b = Math.exp(a) + Math . pow(a, 2);\n a ** 2')).toEqual([
      'Math.exp in line 2',
      'Math.pow in line 2',
      '** in line 3',
    ]);
    expect(engineMath('const { tanh, abs: size } = Math;')).toEqual(['Math.tanh in line 1']);
  });

  it('leaves exact functions, comments and texts alone', () => {
    expect(
      engineMath('/** x ** 2\n Math.exp */ // Math.sin\nconst s = "Math.cos(1)";\nMath.sqrt(Math.abs(s));'),
    ).toEqual([]);
  });
});
