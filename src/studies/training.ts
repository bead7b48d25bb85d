/**
 * Training: noisy SGD of a network on data, once for every noise and seed. Runs of one seed start from the same weights, see
 * the same batches and draw their noise from the same addresses, whatever their noise is.
 *
 * A run is a series of segments from one evaluation to the next; its weights lie in memory that the threads share. In the end
 * it is pruned, and evaluated again. The same bits for any number of threads.
 */

import { createPool, type Pool, runJobs } from '../engine/pool.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { type Scores, type TrainingNoise, type TrainingTask, trainSegment } from '../engine/training.ts';
import { evaluatePruned, type PruningResult } from './pruneEvaluation.ts';
import type { Training } from './readTraining.ts';

export { readTraining, type Training, withoutSteps } from './readTraining.ts';

/** Losses and accuracies after a step. */
export interface HistoryRow extends Scores {
  readonly step: number;
}

/** One training: a seed and a noise, its history, its prunings, its final weights. */
export interface TrainedRun {
  readonly seed: number;
  readonly noise: TrainingNoise;
  readonly steps: number;
  readonly history: readonly HistoryRow[];
  /** One for every pruning of the training file. */
  readonly pruning: readonly PruningResult[];
  /** Final weights, one array per layer as in `Training.layers`: rows × stride. */
  readonly weights: readonly Float64Array[];
}

/** Options of training. */
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
 * Trains every run.
 * @throws RunFailure where weights stop being finite; Interrupted when `signal` aborts
 */
export async function train(training: Training, options: TrainOptions = {}): Promise<TrainedRun[]> {
  const { threads, skip = new Set<number>(), signal, onProgress, onRun } = options;
  const { runs, evaluations, spec } = training;
  const todo = runs.map((_, index) => index).filter((index) => !skip.has(index));
  const each = spec.pruning.reduce((sum, { fractions }) => sum + 1 + fractions.length, evaluations.length);
  const total = runs.length * each;
  let done = (runs.length - todo.length) * each;
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
  training: Training,
  index: number,
  pool: Pool | undefined,
  evaluated: () => void,
  signal: AbortSignal | undefined,
): Promise<TrainedRun> {
  const { spec, data, shape, stepSizes, evaluations, runs, start } = training;
  const { noise, seed } = runs[index];
  const weights = start(seed);
  const task: Omit<TrainingTask, 'from' | 'to'> = {
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
  };
  /** Moves the weights, then scores them; an empty segment only scores. */
  const segment = (own: readonly Float64Array[], from: number, to: number): Promise<Scores> => {
    if (signal?.aborted) throw new Interrupted('Stopped; what had finished is kept.');
    const part: TrainingTask = { ...task, weights: own, from, to };
    return pool ? pool.exec<Scores>('train', part) : afterTurn(() => trainSegment(part));
  };
  const history: HistoryRow[] = [];
  let from = 0;
  for (const to of evaluations) {
    history.push({ step: to, ...(await segment(weights, from, to)) });
    evaluated();
    from = to;
  }
  const pruning: PruningResult[] = [];
  for (const pruned of spec.pruning)
    pruning.push(
      await evaluatePruned(training, weights, pruned, {
        score: (own) => segment(own, spec.steps, spec.steps),
        onEvaluation: evaluated,
      }),
    );
  return { seed, noise, steps: spec.steps, history, pruning, weights };
}

/** Runs after the event loop has had a turn, so that a caller in the same thread still hears Ctrl-C. */
function afterTurn<R>(run: () => R): Promise<R> {
  return new Promise((resolve) => setImmediate(resolve)).then(run);
}
