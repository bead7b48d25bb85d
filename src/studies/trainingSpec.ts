/** A training file as its user writes it: plain data, checked once here. What depends on data is checked in training.ts. */
import { z } from 'zod';
import { noiseSpecSchema, whole } from '../engine/plan.ts';
import { isMatrix, isRow, type Matrix, toRows } from '../models/arraySpec.ts';
import { SCALINGS } from '../models/deepNetwork.ts';
import { type LayerLaw, layerLawSchema } from '../models/initialWeights.ts';
import { activationSchema, lossSchema } from '../models/networkSpec.ts';
import { LIMITS } from '../random/address.ts';
import { scheduleSchema } from '../schemes/schedule.ts';
import { PAPER_PRUNING, pruningSpecSchema } from './pruningSpec.ts';

function number(range: string, allowed: (value: number) => boolean): z.ZodType<number> {
  return z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });
}

const points = whole(1, Number.MAX_SAFE_INTEGER).optional();
const MOST_NEURONS = 2 ** 24;

const column = z.custom<string | number>(
  (v) => (typeof v === 'string' ? v !== '' : Number.isInteger(v) && (v as number) >= 0),
  { error: 'must be the name of a column, or its number from 0' },
);

const fileSchema = z.strictObject({
  file: z.string().min(1),
  /** Column of the label: its name, or its number from 0. Without it the last of a .npy array, the first of UCR files. */
  target: column.optional(),
  /** Columns of several numbers to learn, one for every output, in place of `target`. */
  targets: z.array(column).min(1).optional(),
  points,
});

const digitsSchema = z.strictObject({
  builtin: z.literal('digits'),
  classes: z
    .array(whole(0, 9))
    .min(2)
    .refine((list) => new Set(list).size === list.length, { error: 'must be different digits from 0 to 9' })
    .default([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
  points,
});

const heldOutSchema = z.strictObject({
  /** This share of the training points is not trained on. */
  heldOut: number('a number greater than 0 and less than 1', (v) => v > 0 && v < 1),
  /** Which points: the same ones for all runs. */
  seed: whole(0, Number.MAX_SAFE_INTEGER).default(0),
});

const DATA_FORMS = 'must be { file: … } or { builtin: digits }';

/** One of several mappings, told apart by a field that only one of them has. */
function form<T>(schemas: Record<string, z.ZodType<T>>, error: string): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const keys =
      value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
    const name = Object.keys(schemas).find((key) => keys.includes(key));
    if (name === undefined) {
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    }
    const parsed = schemas[name].safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue } as never);
    return z.NEVER;
  }) as unknown as z.ZodType<T>;
}

/** Where training or test points come from: a file, or the digits that are shipped. */
export type PointsSpec = z.output<typeof fileSchema> | z.output<typeof digitsSchema>;
type TestSpec = PointsSpec | z.output<typeof heldOutSchema>;

const trainingNoiseSchema = noiseSpecSchema.omit({ common: true }).extend({
  layers: z.enum(['hidden', 'all']).default('hidden'),
  bias: z.boolean().default(false),
  unscaled: z.boolean().default(false),
});

const NO_NOISE: z.output<typeof trainingNoiseSchema> = trainingNoiseSchema.parse({ alpha: 2, scale: 0 });

/** Numbers of one layer: a .npy file, or rows (also an ndarray) or biases written out. */
const matrix = z
  .custom<string | Matrix | ArrayLike<number>[]>(
    (v) => isName(v) || isMatrix(v) || (Array.isArray(v) && v.length > 0 && v.every(isRow)),
    { error: 'must be the name of a .npy file, or a list of rows of numbers' },
  )
  .transform((v) => (typeof v === 'string' ? v : toRows(v)));
const vector = z
  .custom<string | ArrayLike<number>>((v) => isName(v) || isRow(v), {
    error: 'must be the name of a .npy file, or a list of numbers',
  })
  .transform((v) => (typeof v === 'string' ? v : Array.from(v)));

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const givenWeights = z.strictObject({
  hidden: z.union([z.array(matrix).min(1), layerLawSchema]),
  output: z.union([matrix, layerLawSchema]),
  hiddenBias: z.array(vector).min(1).optional(),
  outputBias: vector.optional(),
});

export type GivenWeights = z.output<typeof givenWeights>;

export const trainingSchema = z
  .strictObject({
    data: z.strictObject({
      train: form<PointsSpec>({ file: fileSchema, builtin: digitsSchema }, DATA_FORMS),
      test: form<TestSpec>(
        { file: fileSchema, builtin: digitsSchema, heldOut: heldOutSchema },
        `${DATA_FORMS} or { heldOut: a share }`,
      ).optional(),
      /** What labels are; classes unless told. */
      labels: z.enum(['classes', 'numbers']).default('classes'),
    }),
    network: z.strictObject({
      hidden: z.array(whole(1, MOST_NEURONS)).min(1).max(64),
      activation: activationSchema.default('relu'),
      bias: z.boolean().default(false),
      scaling: z.enum(SCALINGS),
      output: z.enum(['trained', 'fixed']).default('trained'),
    }),
    loss: lossSchema,
    noise: z
      .union([trainingNoiseSchema.transform((noise) => [noise]), z.array(trainingNoiseSchema).min(1)])
      .default([NO_NOISE]),
    initial: form<LayerLaw | GivenWeights>(
      { law: layerLawSchema, hidden: givenWeights },
      'must have a law, or hidden and output',
    ).default({ law: 'pytorch' }),
    /** η, from which the schedule starts. */
    step: number('a finite number greater than 0', (v) => v > 0 && v < Infinity),
    schedule: scheduleSchema.default({ name: 'constant' }),
    steps: whole(1, LIMITS.cells),
    /** Without it every step sees all points. */
    batch: z
      .strictObject({ size: whole(1, 2 ** 31 - 1), replacement: z.boolean().default(false) })
      .optional(),
    confinement: number('a finite number, 0 or more', (v) => v >= 0 && v < Infinity).default(0),
    seeds: z
      .array(whole(0, Number.MAX_SAFE_INTEGER))
      .min(1)
      .refine((list) => new Set(list).size === list.length, { error: 'must be different seeds' })
      .default([1]),
    /** Steps between two evaluations; as many as there are unless told. Step 0 and the last are evaluated too. */
    evaluate: whole(1, LIMITS.cells).optional(),
    /** How every trained network is pruned in the end: one way, or a list. */
    pruning: z
      .union([
        pruningSpecSchema.transform((pruning) => [pruning]),
        z.array(pruningSpecSchema).min(1).max(100),
      ])
      .default([PAPER_PRUNING]),
  })
  .superRefine(({ data, loss }, context) => {
    for (const [part, points] of Object.entries({ train: data.train, test: data.test })) {
      if (points === undefined || !('targets' in points) || points.targets === undefined) continue;
      if (data.labels === 'classes' || points.target !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['data', part, 'targets'],
          message:
            data.labels === 'classes'
              ? 'must be left out where data.labels is classes, which have one column'
              : 'must be left out where target is given',
        });
    }
    if (data.labels === 'numbers' && loss.name !== 'squared' && loss.name !== 'formula')
      context.addIssue({
        code: 'custom',
        path: ['loss'],
        message: 'must be squared or a formula where data.labels is numbers: the others are for classes',
      });
  });

export type TrainingSpec = z.output<typeof trainingSchema>;

/** What a training file may hold, before it is checked. */
export type TrainingInput = z.input<typeof trainingSchema>;
