/**
 * Initial weights of a network's layers: pure functions of (seed, replica, layer, neuron, coordinate), Role.initial, so that
 * neuron i of a layer starts with the same numbers for every width of its layer. Row coordinates: weights, then the bias.
 *
 *   pytorch       U(−1/√fanIn, 1/√fanIn) for weights and biases: the default of torch.nn.Linear, whose
 *                 kaiming_uniform_(a = √5) has the bound √(6/((1 + 5)·fanIn))
 *   alternating   +value for even coordinates, −value for odd ones, biases 0: fixed output weights of mean-field networks
 *   normal, uniform, point, stable: as for particles (initialSpec.ts), weights and biases alike
 */
import { z } from 'zod';
import { createBitSource, layerCell, type PathAddress, Role } from '../random/address.ts';
import type { LayerShape } from './deepNetwork.ts';
import { finiteNumber } from './fields.ts';
import { sampler } from './initial.ts';
import { coordinateLaws, initialSpecSchema } from './initialSpec.ts';

const scalarLaw = initialSpecSchema.superRefine((law, context) => {
  if (law.law === 'array' || law.law === 'parts') {
    context.addIssue({
      code: 'custom',
      path: ['law'],
      message: 'must be a law of random numbers; given weights are written as hidden and output',
    });
    return;
  }
  for (const [field, value] of Object.entries(law))
    if (Array.isArray(value))
      context.addIssue({ code: 'custom', path: [field], message: 'must be one number, for all weights' });
});

const alternating = z.strictObject({ law: z.literal('alternating'), value: finiteNumber.default(1) });

/** The law of a layer's weights as a training file writes it. */
export const layerLawSchema = z.unknown().transform((value, context) => {
  const name = (value as { law?: unknown } | null | undefined)?.law;
  const own = name === 'alternating' ? alternating : scalarLaw;
  const parsed = own.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue } as never);
  return z.NEVER;
});

export type LayerLaw = z.output<typeof layerLawSchema>;

/** Writes the initial numbers of layer `l` (from 0) to `w`, rows × stride. */
export function drawWeights(
  law: LayerLaw,
  { rows, fanIn, stride }: LayerShape,
  l: number,
  path: PathAddress,
  w: Float64Array,
): void {
  if (law.law === 'alternating') {
    for (let i = 0; i < rows; i++)
      for (let c = 0; c < stride; c++)
        w[i * stride + c] = c === fanIn ? 0 : c % 2 === 0 ? law.value : -law.value;
    return;
  }
  const draw = sampler(coordinateLaws(law, 1, [fanIn])[0]);
  const bits = createBitSource(path, Role.initial);
  const word = new Uint32Array(2);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < stride; c++) {
      bits.word(i, layerCell(l, 0), c, word);
      w[i * stride + c] = draw(word[0], word[1]);
    }
  }
}
