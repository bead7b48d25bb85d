/** `mckean train TRAIN.yaml`: noisy SGD of a network on data, for every noise and seed of the file. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { BadInput } from '../engine/badInput.ts';
import type { TrainingNoise } from '../engine/training.ts';
import type { Figure } from '../figures/figure.ts';
import { trainingFigures } from '../figures/trainingFigures.ts';
import { trainingReport } from '../figures/trainingReport.ts';
import { type Cell, openTable } from '../results/csv.ts';
import { sha256Float64 } from '../results/hash.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { PRUNING_COLUMNS, pruningCells } from '../studies/pruningTable.ts';
import { readTraining, type Training, train, withoutSteps } from '../studies/training.ts';
import {
  type FinishedRun,
  finishedRun,
  HISTORY_COLUMNS,
  historyCells,
  runColumns,
  runJson,
  runValues,
} from '../studies/trainingTable.ts';
import { documentText, readDocument } from './document.ts';
import { writableFolder } from './files.ts';
import { interruptSignal } from './interrupt.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { printJson, printTable, shortNumber } from './print.ts';
import { createProgress } from './progress.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigurePage, saveFigures } from './saveFigures.ts';
import { withSession } from './session.ts';
import { studyName } from './study.ts';
import { hasWeights, weightFolder, writeWeights } from './weightFiles.ts';

const EXAMPLE = `
Example (YAML or JSON):
  data:
    train: { builtin: digits, classes: [3, 8] }   # or { file: x.csv, target: y }; also .npy, UCR .txt, .tsv, .ts
    test:  { heldOut: 0.2 }                       # or as train
  network: { hidden: [64, 64], activation: relu, scaling: plain }    # or scaling: mean-field
  loss: softmax              # or squared, logistic, hinge
  noise:                     # one, or a list; each neuron of a hidden layer receives one vector a step
    - { type: I, alpha: 1.75, scale: 0.002 }
    - { type: I, alpha: 2, scale: 0.002 }
  initial: { law: pytorch }  # or normal, uniform, stable, point; or { hidden: [W1.npy, W2.npy], output: W3.npy }
  step: 0.1
  schedule: { name: constant }                    # or power, cosine
  steps: 500
  batch: { size: 32 }
  seeds: [1, 2, 3]
  evaluate: 50
  pruning: { method: node, target: 0.1, squared: true, layers: hidden }   # or magnitude, singular-value; or a list

Examples:
  mckean train train.yaml
  mckean train train.yaml --out runs/digits --weights weights    history as table; final weights, one .npy per layer
  mckean train train.yaml --out runs/digits --resume             continue a stopped run to the same bits
  mckean train own.yaml --prune-only                             prune the weights that its initial names, and evaluate`;

interface TrainOptions extends CommonOptions {
  readonly weights?: string;
  readonly resume?: boolean;
  readonly pruneOnly?: boolean;
}

export function addTrain(mckean: Command): void {
  withCommonOptions(mckean.command('train'))
    .argument('<training>', 'data, network, noise and steps: a YAML or JSON file')
    .description('train a network of one or more hidden layers by noisy SGD')
    .option('--weights <dir>', 'write the final weights, one .npy per layer')
    .option('--prune-only', 'no step: prune and evaluate the initial weights, such as your own')
    .option('--resume', 'continue an unfinished run of the same file')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(file: string, options: TrainOptions): Promise<void> {
  const { content: given, baseDir } = readDocument(file, 'training');
  const content = withSeed(given, options.seed);
  const read = readTraining(content, baseDir);
  const training = options.pruneOnly ? withoutSteps(read) : read;
  const weights = weightsOption(options);
  const signal = interruptSignal();
  const progress = createProgress();
  const name = studyName(file);
  const request = {
    name,
    plan: plainTraining(training),
    seed: training.spec.seeds[0],
    threads: options.threads,
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(options.resume ? { resume: true } : {}),
  };
  const { runs, dir } = await withSession(request, async (session) => {
    const table = session.table('runs', runColumns(training));
    const folder = (index: number) => weightFolder(training, index, weights as string);
    const kept = (index: number) => weights === undefined || hasWeights(training.layers, folder(index));
    try {
      await train(training, {
        threads: options.threads,
        skip: new Set([...table.rows.keys()].filter(kept)),
        onProgress: (done, total) => progress.update('evaluations', done, total),
        onRun: (index, trained) => {
          if (weights !== undefined) writeWeights(training.layers, trained.weights, folder(index));
          table.append(index, runValues(trained));
        },
        signal,
      });
    } finally {
      progress.stop();
    }
    const finished = training.runs.map((_, index) =>
      finishedRun(training, index, table.rows.get(index) as Float64Array),
    );
    saveTable(session.run, 'history', HISTORY_COLUMNS, historyCells(finished));
    saveTable(session.run, 'pruning', PRUNING_COLUMNS, pruningCells(finished));
    const figures = saveTrainingFigures(session.run, finished);
    session.finishTables();
    const document = { name: basename(file), text: documentText(content) };
    writeFileSync(
      session.run.reportPath,
      trainingReport({
        ...runReproduction(session.run, { preset: 'train', documents: [document] }),
        ...{ name, training, runs: finished, figures },
      }),
    );
    return { runs: finished, dir: session.run.dir };
  });
  if (options.json) printJson({ runs: runs.map(runJson) });
  else report(training, runs, dir, weights);
}

/** The seed of the command line stands for all seeds of the file. */
function withSeed(content: unknown, seed: number | undefined): unknown {
  return seed === undefined ? content : { ...(content as object), seeds: [seed] };
}

function weightsOption({ weights, resume }: TrainOptions): string | undefined {
  if (weights === undefined) return undefined;
  if (weights.trim() === '') throw new BadInput('--weights is ""; it must name a folder.');
  return resume ? weights : writableFolder('--weights', weights);
}

/** What a resumed run must have in common, data and given weights by their hashes. */
function plainTraining({ spec, data, start }: Training): object {
  const { train, test } = data;
  const hashes = [train, test].map(
    (points) => points && { inputs: sha256Float64(points.inputs), targets: sha256Float64(points.targets) },
  );
  return {
    train: spec,
    data: { train: hashes[0], ...(hashes[1] ? { test: hashes[1] } : {}) },
    initial: start(spec.seeds[0]).map(sha256Float64),
  };
}

function saveTable(run: Run, name: string, columns: readonly string[], rows: readonly Cell[][]): void {
  const path = run.tablePath(name);
  const table = openTable(path, columns);
  for (const row of rows) table.append(row);
  table.close();
  parquetFromCsv(path);
}

function saveTrainingFigures(run: Run, runs: readonly FinishedRun[]): Figure[] {
  const figures = trainingFigures(runs);
  saveFigures(run, figures);
  for (const figure of figures) saveFigurePage(run, figure);
  return figures;
}

function report(training: Training, runs: readonly FinishedRun[], dir: string, weights?: string): void {
  const { data } = training;
  const score = (value: number) => (Number.isNaN(value) ? '–' : shortNumber(value));
  printTable([
    ['noise', 'seed', 'train loss', 'accuracy', 'test loss', 'accuracy'],
    ...runs.map(({ noise, seed, history }) => {
      const last = history[history.length - 1];
      return [
        noiseOf(noise),
        String(seed),
        ...[last.trainLoss, last.trainAccuracy, last.testLoss, last.testAccuracy].map(score),
      ];
    }),
  ]);
  for (const [k, { method, target, squared }] of training.spec.pruning.entries()) {
    process.stdout.write(
      `\nPruned (${method}) to a ${squared ? 'squared ' : ''}relative error of at most ${target}:\n`,
    );
    printTable([
      ['noise', 'seed', 'pruned', 'error', 'train accuracy', 'test accuracy', 'risk bound'],
      ...runs.map(({ noise, seed, pruning }) => {
        const { cut, bound } = pruning[k];
        const numbers = [cut.prunedFraction, cut.relativeError, cut.trainAccuracy, cut.testAccuracy];
        return [noiseOf(noise), String(seed), ...numbers.map(score), score(bound?.value ?? Number.NaN)];
      }),
    ]);
  }
  const points = `${data.train.count} training points${data.test ? `, ${data.test.count} test points` : ''}`;
  process.stdout.write(`\n${points}, after ${training.spec.steps} steps\nReport: ${dir}/report.html\n`);
  if (weights !== undefined) process.stdout.write(`Weights: ${weights}\n`);
}

function noiseOf({ type, alpha, scale }: TrainingNoise): string {
  return scale === 0 ? 'none' : `Type ${type}, α = ${alpha}, scale ${scale}`;
}
