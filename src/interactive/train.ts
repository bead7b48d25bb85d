/** `await train({...})`: noisy SGD of a network on data, as tables. */
import ndarray from 'ndarray';
import { trainingFigures } from '../figures/trainingFigures.ts';
import { layerName } from '../models/deepNetwork.ts';
import type { Layer } from '../pruning/layer.ts';
import { type Displayed, displayed, JUPYTER } from '../results/display.ts';
import type { Table } from '../results/table.ts';
import { PRUNING_COLUMNS, pruningCells } from '../studies/pruningTable.ts';
import { readTraining, type TrainedRun, type Training, train as trainAll } from '../studies/training.ts';
import type { TrainingInput } from '../studies/trainingSpec.ts';
import { HISTORY_COLUMNS, historyCells } from '../studies/trainingTable.ts';
import type { Drawable } from './drawable.ts';
import { known } from './rateTables.ts';
import { named } from './studyColumns.ts';
import { type CallOptions, working } from './work.ts';

/** The runs, noise by noise and seed by seed, which it iterates over. */
export interface TrainedRuns extends Displayed, Drawable, Iterable<TrainedRun> {
  readonly training: Training;
  readonly runs: readonly TrainedRun[];
  /** One row per run and evaluation: losses and accuracies. */
  readonly history: Table;
  /** One row per run, pruning and pruned network; empty without pruning. */
  readonly pruning: Table;
  readonly elapsedSeconds: number;
  /** The final weights of one run without biases, neurons × weights each: what `tails` and `prune` take. */
  layers(run?: number): Layer[];
}

/** Options of `train`. */
export interface TrainCall extends CallOptions {
  /** Folder that file names are relative to; the working folder unless told. */
  readonly baseDir?: string;
}

/**
 * Trains every run.
 * @param input the fields of a training file as an object, or a Training from `readTraining`
 * @throws BadInput in one sentence with field, value and range; RunFailure; Interrupted
 */
export async function train(input: TrainingInput | Training, options: TrainCall = {}): Promise<TrainedRuns> {
  const training = isTraining(input) ? input : readTraining(input, options.baseDir);
  const started = performance.now();
  const runs = await working(options, ({ threads, signal, update }) =>
    trainAll(training, { threads, signal, onProgress: (done, total) => update('evaluations', done, total) }),
  );
  const history = known(
    named({ columns: HISTORY_COLUMNS, rows: historyCells(runs) }),
    'trainAccuracy',
    'testLoss',
    'testAccuracy',
  );
  const result = {
    training,
    runs,
    history,
    pruning: named({ columns: PRUNING_COLUMNS, rows: pruningCells(runs) }),
    elapsedSeconds: (performance.now() - started) / 1000,
    layers: (run = 0) => layersOf(training, runs[run]),
    source: { call: 'train', plan: training.spec, seed: training.spec.seeds[0] },
    figures: () => trainingFigures(runs),
    [Symbol.iterator]: () => runs[Symbol.iterator](),
  };
  return displayed(
    result,
    () => String(history),
    () => history[JUPYTER](),
  );
}

function isTraining(input: TrainingInput | Training): input is Training {
  return typeof input === 'object' && input !== null && 'spec' in input;
}

/** Views on the run's weights: the bias that ends a row is left out. */
function layersOf({ layers }: Training, { weights }: TrainedRun): Layer[] {
  return layers.map(({ rows, fanIn, stride }, l) => ({
    name: layerName(l, layers.length - 1),
    weights: ndarray(weights[l], [rows, fanIn], [stride, 1]),
  }));
}
