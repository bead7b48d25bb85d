/**
 * The network with one hidden layer as a plan writes it. A field that is left out is left out of the checked spec too, so
 * that a plan of an earlier version stays the plan it was; `networkOf` fills in what it means.
 */
import { z } from 'zod';
import { ACTIVATION_NAMES, type ActivationName } from './activations.ts';
import { dataSchema } from './dataSpec.ts';
import { finiteNumber, wholeNumber } from './fields.ts';
import { LOSS_NAMES, type LossName, type LossSpec } from './losses.ts';

/** Fixed: +value, −value in turn, or all equal to value. Trained: coordinates of the particle, one for every output. */
const outputWeightsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('alternating'), value: finiteNumber }),
  z.strictObject({ kind: z.literal('constant'), value: finiteNumber }),
  z.strictObject({ kind: z.literal('trained') }),
]);

/** A loss by name, or a formula in f and y (one output and its target). */
export type NetworkLoss = LossSpec | { readonly name: 'formula'; readonly formula: string };

const lossFields = z.strictObject({
  name: z.enum([...LOSS_NAMES, 'formula']),
  width: z
    .custom<number>((v) => Number.isFinite(v) && (v as number) > 0, {
      error: 'must be a finite number greater than 0',
    })
    .optional(),
  formula: z.string().min(1).optional(),
});

const isLossName = (text: string): text is LossName => (LOSS_NAMES as readonly string[]).includes(text);

/** A name or a formula, or a mapping with the name and the hinge's width (1 unless told) or the formula. */
export const lossSchema = z
  .union([
    z
      .custom<string>((v) => typeof v === 'string' && v !== '', {
        error: `must be ${LOSS_NAMES.join(', ')}, a formula in f and y`,
      })
      .transform(
        (text): z.output<typeof lossFields> =>
          isLossName(text) ? { name: text } : { name: 'formula', formula: text },
      ),
    lossFields,
  ])
  .transform(({ name, width, formula }, context): NetworkLoss => {
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    if (name !== 'hinge' && width !== undefined)
      return refuse('width', 'must be left out: only hinge has a width');
    if (name === 'formula')
      return formula === undefined ? refuse('formula', 'must be a formula in f and y') : { name, formula };
    if (formula !== undefined) return refuse('formula', `must be left out with the loss ${name}`);
    return name === 'hinge' ? { name, width: width ?? 1 } : { name };
  });

/** A name, or a formula in s: which it is decides `isActivationName`. */
export const activationSchema = z.custom<string>((v) => typeof v === 'string' && v !== '', {
  error: `must be ${ACTIVATION_NAMES.join(', ')} or a formula in s`,
});

export function isActivationName(activation: string): activation is ActivationName {
  return (ACTIVATION_NAMES as readonly string[]).includes(activation);
}

export const neuralNetworkSchema = z
  .strictObject({
    name: z.literal('neural-network'),
    activation: activationSchema,
    outputWeights: outputWeightsSchema.default({ kind: 'alternating', value: 1 }),
    /** Whether every neuron has a bias, the coordinate after its weights. */
    bias: z.boolean().optional(),
    outputs: wholeNumber(1, 2 ** 16).optional(),
    loss: lossSchema.optional(),
    /** λ of the L2 confinement: risk + (λ/2)·mean‖θ‖². */
    confinement: z
      .custom<number>((v) => Number.isFinite(v) && (v as number) >= 0, {
        error: 'must be a finite number, 0 or more',
      })
      .optional(),
    /** `mean-field`: f = (1/N) Σ, step ηN. `plain`: f = Σ, step η. */
    scaling: z.enum(['mean-field', 'plain']).optional(),
    /** `hidden`: the output weights receive no noise. A bias counts as hidden. */
    noiseOn: z.enum(['all', 'hidden']).optional(),
    data: dataSchema,
  })
  .superRefine((spec, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const { outputs, loss } = networkOf(spec);
    const columns = 'file' in spec.data ? (spec.data.targets?.length ?? 1) : spec.data.classes.length;
    if (loss.name === 'softmax' && outputs < 2)
      refuse('outputs', 'must be the number of classes, 2 or more, with the loss softmax');
    else if (outputs > 1 && spec.outputWeights.kind !== 'trained')
      refuse(
        'outputWeights',
        `must be { kind: trained } with ${outputs} outputs: fixed weights would make them all equal`,
      );
    else if ('file' in spec.data ? columns > 1 && columns !== outputs : outputs > 1 && columns !== outputs)
      refuse(
        'outputs',
        'file' in spec.data
          ? `must be ${columns}, the number of data.targets`
          : `must be ${columns}, the number of data.classes`,
      );
    else if ('file' in spec.data && columns > 1 && loss.name === 'softmax')
      refuse(
        'loss',
        'must not be softmax with several data.targets: its target is one column of class numbers',
      );
    else if ('builtin' in spec.data && columns > 2 && outputs === 1)
      refuse('outputs', `must be ${columns}, the number of data.classes`);
  });

export type NeuralNetworkSpec = z.output<typeof neuralNetworkSchema>;

/** What a spec means, with everything that it leaves out. */
export interface Network {
  readonly trained: boolean;
  readonly bias: boolean;
  readonly outputs: number;
  readonly loss: NetworkLoss;
  readonly confinement: number;
  readonly scaling: 'mean-field' | 'plain';
  readonly noiseOn: 'all' | 'hidden';
}

export function networkOf(spec: NeuralNetworkSpec): Network {
  const loss: NetworkLoss = spec.loss ?? { name: 'squared' };
  return {
    trained: spec.outputWeights.kind === 'trained',
    bias: spec.bias ?? false,
    outputs: spec.outputs ?? usualOutputs(spec.data, loss),
    loss,
    confinement: spec.confinement ?? 0,
    scaling: spec.scaling ?? 'mean-field',
    noiseOn: spec.noiseOn ?? 'all',
  };
}

/** As many as there are target columns or classes; one for two classes, unless the loss is softmax. */
function usualOutputs(data: NeuralNetworkSpec['data'], loss: NetworkLoss): number {
  if ('file' in data) return data.targets?.length ?? 1;
  return data.classes.length > 2 || loss.name === 'softmax' ? data.classes.length : 1;
}

/** The activations that the WebAssembly kernel of the network has. */
export type KernelActivation = Extract<ActivationName, 'tanh' | 'sigmoid' | 'relu' | 'softplus'>;

/** A spec that the WebAssembly kernel computes itself. */
export type KernelNetworkSpec = NeuralNetworkSpec & {
  readonly activation: KernelActivation;
  readonly outputWeights: { readonly kind: 'alternating' | 'constant'; readonly value: number };
};

/** Whether the network's WebAssembly kernel computes the spec; else the model of neuralNetwork.ts does. */
export function servedByKernel(spec: NeuralNetworkSpec): spec is KernelNetworkSpec {
  const { trained, bias, outputs, loss, confinement, scaling } = networkOf(spec);
  const known: readonly string[] = ['tanh', 'sigmoid', 'relu', 'softplus'] satisfies KernelActivation[];
  return (
    known.includes(spec.activation) &&
    !trained &&
    !bias &&
    outputs === 1 &&
    loss.name === 'squared' &&
    confinement === 0 &&
    scaling === 'mean-field'
  );
}
