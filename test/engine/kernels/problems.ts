/**
 * Problems for the fuzz of kernels: every model, noise type, convention, dimension and awkward number that a plan may
 * hold, small enough to run thousands of them.
 */
import fc from 'fast-check';
import { type CoupledSystem, runCoupling } from '../../../src/engine/coupling.ts';
import { modelOf } from '../../../src/engine/modelOf.ts';
import { type Problem, planSchema } from '../../../src/engine/plan.ts';
import { type SimulateOptions, simulate } from '../../../src/engine/simulate.ts';
import type { ModelData } from '../../../src/models/data.ts';
import type { Activation } from '../../../src/models/spec.ts';
import { sha256Float64 } from '../../../src/results/hash.ts';

export const ACTIVATIONS: readonly Activation[] = ['tanh', 'sigmoid', 'relu', 'softplus'];

/** A plan and its data, checked as a plan is. */
export function problemOf(plan: object, data?: ModelData): Problem {
  const parsed = planSchema.parse(plan);
  return { plan: { ...parsed, cells: parsed.cells ?? parsed.steps }, data };
}

/** Angles that a reduction by π/2 finds hard: near multiples, far ones, tiny ones, both zeros. */
export const ANGLES: readonly number[] = [
  ...[0, -0, 5e-324, -5e-324, 1e-310, 7e-9, -6.9e-9, 1e-5, 0.5],
  ...[Math.PI / 4, Math.PI / 2, -Math.PI, 1.5 * Math.PI, 2 * Math.PI, 355, -103993, 833719],
  ...[1647098.9999, 1647099, -1647099, 1647100, 6381956970095103 * 2 ** 797, 1e16, -1e22, 1e300, -1.7e308],
];

const awkward = fc.oneof(
  fc.constantFrom(...ANGLES),
  fc.integer({ min: -1048576, max: 1048576 }).map((k) => (k * Math.PI) / 2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const ordinary = fc.double({ min: -4, max: 4, noNaN: true });

/** Numbers of a data set: most of them ordinary, some that saturate an activation or vanish beside others. */
const entry = fc.oneof(
  { weight: 6, arbitrary: ordinary },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-300, 5e-324, 1, -1, 30, -400, 1e4) },
);

function list(dim: number, of: fc.Arbitrary<number>): fc.Arbitrary<number[]> {
  return fc.array(of, { minLength: dim, maxLength: dim });
}

const dims = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }));

type Case = { model: object; dim: number; data?: ModelData };

const cosine: fc.Arbitrary<Case> = dims.chain((dim) =>
  fc
    .record({ amplitude: list(dim, ordinary), phase: list(dim, ordinary) })
    .map((model) => ({ model: { name: 'cosine-network', ...model }, dim })),
);

const ou: fc.Arbitrary<Case> = fc
  .record({ a: ordinary, k: fc.oneof(ordinary, fc.constantFrom(0, -0)) })
  .map((model) => ({ model: { name: 'mean-field-ou', ...model }, dim: 1 }));

const kuramoto: fc.Arbitrary<Case> = ordinary.map((coupling) => ({
  model: { name: 'kuramoto', coupling },
  dim: 1,
}));

/** Models whose gather and drift are TypeScript, called by the compiled kernels. */
const external: fc.Arbitrary<Case> = fc.oneof(
  ordinary.map((coupling) => ({ model: { name: 'double-well', coupling }, dim: 1 })),
  ordinary.map((target) => ({ model: { name: 'linear-network', c: 0.7, target }, dim: 1 })),
);

const network: fc.Arbitrary<Case> = fc
  .record({ features: dims, count: fc.integer({ min: 1, max: 70 }) })
  .chain(({ features, count }) =>
    fc.record({
      activation: fc.constantFrom(...ACTIVATIONS),
      kind: fc.constantFrom('alternating', 'constant'),
      value: fc.oneof(ordinary, fc.constantFrom(1, 0)),
      inputs: list(Math.min(97, features * count), entry),
      targets: list(count, ordinary),
      features: fc.constant(features),
    }),
  )
  .map(({ activation, kind, value, inputs, targets, features }) =>
    networkCase(
      activation,
      { kind, value },
      features,
      targets.length,
      (j) => inputs[j % inputs.length],
      targets,
    ),
  );

export function networkCase(
  activation: Activation,
  outputWeights: object,
  features: number,
  count: number,
  input: (j: number) => number,
  targets: readonly number[],
): Case {
  const inputs = Float64Array.from({ length: count * features }, (_, j) => input(j));
  return {
    model: {
      name: 'neural-network',
      activation,
      outputWeights,
      data: { builtin: 'digits', classes: [3, 8] },
    },
    dim: features,
    data: { inputs, targets: Float64Array.from(targets), count, features },
  };
}

const scale = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0.01, max: 2, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1e-300, 1e12, 1e280) },
);

/** `alphas`: making the table of a new alpha takes tens of milliseconds, so that a short fuzz shares some. */
export function noise(alphas: fc.Arbitrary<number>): fc.Arbitrary<object> {
  return fc.record({
    type: fc.constantFrom('I', 'II', 'III'),
    alpha: alphas,
    scale,
    convention: fc.constantFrom('standard', 'reference-code'),
    common: fc.option(
      fc.record({
        scale,
        type: fc.constantFrom(undefined, 'I', 'II', 'III'),
        alpha: fc.option(alphas, { nil: undefined }),
      }),
      { nil: undefined, freq: 3 },
    ),
  });
}

/** Every scheme but sgd, which only networks know, with steps of one length and of several. */
export const schemes: fc.Arbitrary<object> = fc
  .record({
    scheme: fc.oneof(
      { weight: 3, arbitrary: fc.constant({ name: 'euler' }) },
      { weight: 1, arbitrary: fc.constant({ name: 'tamed-euler' }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(1e-3, 1, 40).map((rate) => ({ name: 'split-step', rate })),
      },
    ),
    schedule: fc.constantFrom(
      undefined,
      undefined,
      { name: 'constant' },
      { name: 'power', exponent: 0.4 },
      { name: 'cosine', final: 0.1 },
    ),
  })
  .map(({ scheme, schedule }) => ({ ...scheme, ...(schedule ? { schedule } : {}) }));

export const SOME_ALPHAS: fc.Arbitrary<number> = fc.constantFrom(0.5, 0.8, 1, 1.3, 1.75, 2);
export const ANY_ALPHA: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0.5, 1, 2, 1.9999),
  fc.double({ min: 0.5, max: 2, noNaN: true }),
);

function initial(dim: number): fc.Arbitrary<object> {
  const mean = list(dim, ordinary);
  return fc.oneof(
    fc.record({ law: fc.constant('normal'), mean, variance: fc.constantFrom(0.25, 9, 1e9) }),
    fc.record({ law: fc.constant('point'), value: list(dim, awkward) }),
    mean.map((low) => ({ law: 'uniform', low, high: low.map((v) => v + 3) })),
  );
}

/** One whole problem, or a refusal of none: all of them run, some of them until a position is no longer finite. */
export function problems(alphas: fc.Arbitrary<number>): fc.Arbitrary<Problem> {
  return fc.oneof(cosine, ou, kuramoto, external, network, network, network).chain(({ model, dim, data }) =>
    fc
      .record({
        noise: noise(alphas),
        initial: initial(dim),
        scheme: schemes,
        horizon: fc.constantFrom(0.1, 1, 2.5),
        steps: fc.integer({ min: 1, max: 4 }),
        perStep: fc.constantFrom(1, 1, 2, 5),
        particles: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })),
        replicas: fc.constantFrom(1, 1, 2),
        seed: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constantFrom(2 ** 32, 2 ** 53 - 1)),
      })
      .map(({ perStep, ...plan }) => problemOf({ model, ...plan, cells: plan.steps * perStep }, data)),
  );
}

/** The last field of particles far out may be NaN, as may distances: its sign is the machine's own affair. */
function oneNaN(values: Float64Array): Float64Array {
  return values.map((v) => (Number.isNaN(v) ? Number.NaN : v));
}

/** Positions and fields of a run as one hash, or the sentence with which it ended. */
export async function outcome(problem: Problem, options: SimulateOptions): Promise<string> {
  try {
    const { positions, fields } = await simulate(problem, options);
    return `${sha256Float64(positions)} ${sha256Float64(oneNaN(fields))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

export interface Coupling {
  readonly problem: Problem;
  readonly systems: readonly CoupledSystem[];
}

/** Two or three systems on the noise of a problem: other particle counts, other steps, some with a given field. */
export function couplings(alphas: fc.Arbitrary<number>): fc.Arbitrary<Coupling> {
  const cells = 8;
  const system = fc.record({
    particles: fc.integer({ min: 1, max: 140 }),
    steps: fc.constantFrom(1, 2, 4, 8),
    given: fc.boolean(),
  });
  return fc
    .record({
      problem: problems(alphas),
      systems: fc.array(system, { minLength: 2, maxLength: 3 }),
      level: ordinary,
    })
    .map(({ problem, systems, level }) => {
      const fieldDim = modelOf(problem).fieldDim;
      return {
        problem: { ...problem, plan: { ...problem.plan, steps: cells, cells } },
        systems: systems.map(({ particles, steps, given }) => {
          if (!given) return { particles, steps };
          const field = Float64Array.from(
            { length: (steps + 1) * fieldDim },
            (_, j) => level * Math.sin(j + 1),
          );
          return { particles, steps, field };
        }),
      };
    });
}

/** All comparisons of all pairs, in bits, or the sentence with which the coupling ended. */
export function couplingOutcome({ problem, systems }: Coupling, kernel: 'compiled' | 'reference'): string {
  const pairs = systems.flatMap((_, a) => systems.map((_, b) => [a, b] as const));
  const comparisons = pairs
    .filter(([a, b]) => a !== b && systems[a].steps <= systems[b].steps)
    .flatMap(([a, b]) => [
      { a, b, metric: { kind: 'horizon', power: 1 } as const },
      { a, b, metric: { kind: 'sup', power: 0.5 } as const },
      { a, b, metric: { kind: 'off-grid', power: 1 } as const },
      { a, b, metric: { kind: 'weak' } as const },
      { a, b, metric: { kind: 'spread' } as const },
    ]);
  try {
    const values = runCoupling({ problem, kernel, replica: 1, systems, comparisons });
    return `${sha256Float64(oneNaN(values))} ${values.join(' ')}`;
  } catch (error) {
    return (error as Error).message;
  }
}
