/**
 * How a trained network is pruned, as its user writes it. What stands here when nothing is written is what Wan, Barsbey,
 * Zaidi & Şimşekli (ICML 2024) do: neurons of hidden layers, layer by layer, those of the smallest norm first, while the
 * squared Frobenius ratio of what is removed stays at most 0.1.
 */
import { z } from 'zod';

const number = (range: string, allowed: (value: number) => boolean): z.ZodType<number> =>
  z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });

/** Pruned fractions of the curve: 0, 0.05, …, 0.95, 0.99. */
const FRACTIONS = [...Array.from({ length: 20 }, (_, k) => k / 20), 0.99];

/** Reads a `PruningSpec` and fills in what is left out. */
export const pruningSpecSchema = z.strictObject({
  method: z.enum(['node', 'magnitude', 'singular-value']).default('node'),
  /** Relative error that pruning may reach, of the convention that `squared` says. */
  target: number('a number from 0 to 1', (v) => v >= 0 && v <= 1).default(0.1),
  /** Whether relative errors are ‖removed‖²/‖all‖² (the 2024 paper) or ‖removed‖/‖all‖. */
  squared: z.boolean().default(true),
  /** `hidden` keeps the output layer as it is. */
  layers: z.enum(['hidden', 'all']).default('hidden'),
  /** Whether medians are taken off before and put back after, as the 2021 paper's code does. */
  centre: z.boolean().default(false),
  /** One cut a layer, or one for all of them together. */
  scope: z.enum(['layer', 'global']).default('layer'),
  /** The network is also evaluated with these fractions pruned, in increasing order; [] for the target alone. */
  fractions: z
    .array(number('a number from 0 to 1', (v) => v >= 0 && v <= 1))
    .max(1000)
    .refine((list) => list.every((v, k) => k === 0 || list[k - 1] < v), { error: 'must increase' })
    .default(FRACTIONS),
  /** The generalisation bound fails for at most this share of training sets. */
  delta: number('a number greater than 0 and at most 0.5', (v) => v > 0 && v <= 0.5).default(0.05),
});

/** How a trained network is pruned: method, target, layers, conventions (docs/training.md). */
export type PruningSpec = z.output<typeof pruningSpecSchema>;

export const PAPER_PRUNING: PruningSpec = pruningSpecSchema.parse({});
