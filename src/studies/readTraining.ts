/**
 * A training file, checked: its data, its network and what it starts from. Everything that cannot run is refused here.
 */
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { requireMemory } from '../engine/memory.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import type { TrainingNoise } from '../engine/training.ts';
import { type LayerShape, layersOf, type NetworkShape } from '../models/deepNetwork.ts';
import { readNetworkFormulas } from '../models/networkFormulas.ts';
import { checkAddress, LIMITS } from '../random/address.ts';
import { createBatches } from '../random/batches.ts';
import { createSchedule } from '../schemes/schedule.ts';
import { startingWeights } from './startingWeights.ts';
import { loadTrainingData, sharedFloats, type TrainingData } from './trainingData.ts';
import { type TrainingSpec, trainingSchema } from './trainingSpec.ts';

/** A checked training, with its data. */
export interface Training {
  readonly spec: TrainingSpec;
  readonly data: TrainingData;
  readonly shape: NetworkShape;
  readonly layers: readonly LayerShape[];
  /** η_k. */
  readonly stepSizes: Float64Array;
  /** Steps after which the network is evaluated: 0, …, the last. */
  readonly evaluations: readonly number[];
  /** New initial weights of the run with this seed, one array per layer, outputs last; biases end their rows. */
  start(seed: number): Float64Array[];
  /** The runs: noise by noise, seed by seed. */
  readonly runs: readonly { readonly noise: TrainingNoise; readonly seed: number }[];
}

/**
 * Checks `input` (parsed YAML or JSON, or a literal), reads data and given weights, and refuses what cannot run.
 * @param baseDir folder that file names are relative to
 * @throws BadInput one sentence with the field, the value given and the range allowed
 */
export function readTraining(input: unknown, baseDir: string = process.cwd()): Training {
  const spec = parseOrRefuse(trainingSchema, input, 'training file');
  return asBadInput(() => {
    const { hidden, activation, bias, scaling } = spec.network;
    const { loss } = spec;
    const formulas =
      readNetworkFormulas({ activation, loss }, { activation: 'network.activation', loss: 'loss' }) ?? {};
    const data = loadTrainingData(spec.data, loss, formulas, baseDir);
    const { features: inputs, outputs } = data;
    const shape: NetworkShape = { inputs, hidden, outputs, activation, bias, scaling, loss, formulas };
    const layers = layersOf(shape);
    const seed = Math.max(...spec.seeds);
    for (const { rows, stride } of layers)
      checkAddress({ seed, cells: spec.steps, layers: layers.length, particles: rows, coordinates: stride });
    const { size, replacement } = spec.batch ?? { size: 1, replacement: true };
    if (size > data.train.count)
      throw new BadInput(
        `batch.size is ${size}; it must be a whole number from 1 to ${data.train.count}, the number of training points.`,
      );
    createBatches({ seed, replica: 0, points: data.train.count, size, replacement });
    const noisyBias = spec.noise.findIndex((noise) => noise.bias);
    if (noisyBias >= 0 && !bias)
      throw new BadInput(`noise.${noisyBias}.bias is true; it must be false where network.bias is false.`);
    if (spec.network.output === 'fixed' && spec.noise.some((noise) => noise.layers === 'all'))
      throw new BadInput('noise.layers is "all"; it must be "hidden" where network.output is fixed.');
    const numbers = layers.reduce((sum, { rows, stride }) => sum + rows * stride, 0);
    requireMemory(8 * 3 * numbers, `network.hidden is ${JSON.stringify(hidden)}; such a network`);
    requireMemory(8 * spec.steps, `steps is ${spec.steps}; a schedule of so many step sizes`);
    const stepSizes = sharedFloats(spec.steps);
    stepSizes.set(createSchedule(spec.schedule, { step: spec.step, steps: spec.steps }));
    return {
      spec,
      data,
      shape,
      layers,
      stepSizes,
      evaluations: evaluationsOf(spec),
      start: startingWeights(spec.initial, layers, bias, baseDir),
      runs: spec.noise.flatMap((noise) => spec.seeds.map((seed) => ({ noise, seed }))),
    };
  });
}

/** Evaluations of one run, at most: each is four columns of the table of runs. */
const MOST_EVALUATIONS = 1000;

function evaluationsOf({ steps, evaluate = steps }: TrainingSpec): number[] {
  const least = Math.ceil(steps / MOST_EVALUATIONS);
  if (evaluate < least)
    throw new BadInput(
      `evaluate is ${evaluate}; with ${steps} steps it must be a whole number from ${least} to ${LIMITS.cells}, for at most ${MOST_EVALUATIONS} evaluations.`,
    );
  const at: number[] = [];
  for (let step = 0; step < steps; step += evaluate) at.push(step);
  return [...at, steps];
}

/** The same network without a step: one run a seed, of the initial weights, which may be a user's own. */
export function withoutSteps(training: Training): Training {
  const noise = { ...training.spec.noise[0], scale: 0 };
  return {
    ...training,
    spec: { ...training.spec, noise: [noise], steps: 0 },
    evaluations: [0],
    runs: training.spec.seeds.map((seed) => ({ noise, seed })),
  };
}
