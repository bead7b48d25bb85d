/**
 * Training: noisy SGD of a network on data, once for every noise and seed. Runs of one seed start from the same weights, see
 * the same batches and draw their noise from the same addresses, whatever their noise is.
 *
 * A run is a series of segments from one evaluation to the next; its weights lie in memory that the threads share. The same
 * bits for any number of threads.
 */

import { asBadInput, BadInput } from '../engine/badInput.ts';
import { requireMemory } from '../engine/memory.ts';
import { createPool, type Pool, runJobs } from '../engine/pool.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import { type Scores, type TrainingNoise, type TrainingTask, trainSegment } from '../engine/training.ts';
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

export interface HistoryRow extends Scores {
  readonly step: number;
}

export interface TrainedRun {
  readonly seed: number;
  readonly noise: TrainingNoise;
  readonly steps: number;
  readonly history: readonly HistoryRow[];
  /** Final weights, one array per layer as in `Training.layers`: rows × stride. */
  readonly weights: readonly Float64Array[];
}

export interface TrainOptions {
  /** Worker threads; this thread alone unless told. */
  readonly threads?: number;
  /** Evaluations done and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called as each run ends, with its place in `Training.runs`. */
  readonly onRun?: (index: number, run: TrainedRun) => void;
  /** Places in `Training.runs` to leave out. */
  readonly skip?: ReadonlySet<number>;
  readonly signal?: AbortSignal;
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

/**
 * Trains every run.
 * @throws RunFailure where weights stop being finite; Interrupted when `signal` aborts
 */
export async function train(training: Training, options: TrainOptions = {}): Promise<TrainedRun[]> {
  const { threads, skip = new Set<number>(), signal, onProgress, onRun } = options;
  const { runs, evaluations } = training;
  const todo = runs.map((_, index) => index).filter((index) => !skip.has(index));
  const total = runs.length * evaluations.length;
  let done = (runs.length - todo.length) * evaluations.length;
  onProgress?.(done, total);
  const evaluated = () => onProgress?.(++done, total);
  const trained = new Map<number, TrainedRun>();
  const pool = threads === undefined ? undefined : createPool(threads);
  try {
    await runJobs(
      todo,
      (index) => trainRun(training, index, pool, evaluated, signal),
      threads ?? 1,
      (k, run) => {
        trained.set(todo[k], run);
        onRun?.(todo[k], run);
      },
      signal,
    );
  } finally {
    await pool?.close();
  }
  return todo.map((index) => trained.get(index) as TrainedRun);
}

async function trainRun(
  { spec, data, shape, stepSizes, evaluations, runs, start }: Training,
  index: number,
  pool: Pool | undefined,
  evaluated: () => void,
  signal: AbortSignal | undefined,
): Promise<TrainedRun> {
  const { noise, seed } = runs[index];
  const weights = start(seed);
  const history: HistoryRow[] = [];
  let from = 0;
  for (const to of evaluations) {
    if (signal?.aborted) throw new Interrupted('Stopped; what had finished is kept.');
    const task: TrainingTask = {
      shape,
      train: data.train,
      test: data.test,
      noise,
      stepSizes,
      batch: spec.batch,
      confinement: spec.confinement,
      trainOutputs: spec.network.output === 'trained',
      seed,
      weights,
      from,
      to,
    };
    const scores = pool ? await pool.exec<Scores>('train', task) : await afterTurn(() => trainSegment(task));
    history.push({ step: to, ...scores });
    evaluated();
    from = to;
  }
  return { seed, noise, steps: spec.steps, history, weights };
}

/** Runs after the event loop has had a turn, so that a caller in the same thread still hears Ctrl-C. */
function afterTurn<R>(run: () => R): Promise<R> {
  return new Promise((resolve) => setImmediate(resolve)).then(run);
}
