/** The report of a training: network, data and noise, the scores of every run, and what pruning leaves of them. */
import type { TrainingNoise } from '../engine/training.ts';
import type { LossSpec } from '../models/losses.ts';
import type { Training } from '../studies/readTraining.ts';
import type { FinishedRun } from '../studies/trainingTable.ts';
import type { Figure } from './figure.ts';
import { type Answer, timeAnswer } from './report/answers.ts';
import {
  brackets,
  call,
  display,
  equations,
  inline,
  mi,
  mn,
  mo,
  mtext,
  row,
  sub,
  subsup,
  sup,
} from './report/mathml.ts';
import { figureSections, numbersSection, type ReportTable } from './report/numbers.ts';
import { paperPage } from './report/page.ts';
import { characteristic } from './report/particleMath.ts';
import type { Reproduction } from './report/reproduction.ts';
import { type SymbolRow, symbolTable } from './report/setUp.ts';
import { formatNumber, listOf } from './text.ts';

export interface TrainingReportInput extends Reproduction {
  readonly name: string;
  readonly training: Training;
  readonly runs: readonly FinishedRun[];
  readonly figures: readonly Figure[];
}

const QUESTION =
  'A network is trained by stochastic gradient descent with noise on its neurons, and then pruned. How well does it learn under each noise, how much of it can be removed before its weights change by more than the target, and does what is left still do what the whole network did?';

export function trainingReport(input: TrainingReportInput): string {
  const { name, training, runs, figures } = input;
  const { spec, data } = training;
  return paperPage({
    ...input,
    title: `Training: ${name}`,
    question: QUESTION,
    answers: [...answers(training, runs), timeAnswer(input)],
    setUp: setUp(training),
    results: [
      numbersSection(scoresTable(runs)),
      ...spec.pruning.map((_, k) => numbersSection(pruningTable(training, runs, k))),
      ...figureSections([{ heading: 'Figures', figures }]),
    ],
    methods: [
      'Noise is a function of its address (seed, layer, neuron, step, coordinate): runs of one seed start from the same weights, see the same minibatches and draw their noise from the same addresses, whatever their noise is. The result does not depend on the number of threads.',
      'The unit of replication is a whole training, one for every seed. Every run is in the tables; none is left out.',
      `Scores are taken after ${listOf(training.evaluations.length > 8 ? [...training.evaluations.slice(0, 3).map(String), '…', String(spec.steps)] : training.evaluations.map(String))} steps, on all ${data.train.count} training points${data.test === undefined ? '' : ` and all ${data.test.count} test points`}.`,
      'Pruned neurons become rows of zeros and stay in the network. A small relative error of the weights says that the rest holds nearly all of their norm; whether the network still does what it did, the scores after pruning say.',
    ],
    notes:
      data.test === undefined
        ? [
            'There are no test data: nothing here says how well the network does on points that it has not seen.',
          ]
        : [],
  });
}

/** The mean over seeds of the last score on unseen points, noise by noise. */
function answers({ data }: Training, runs: readonly FinishedRun[]): Answer[] {
  const test = data.test !== undefined;
  const byNoise = [...Map.groupBy(runs, ({ noise }) => noiseName(noise))];
  return byNoise.slice(0, 4).map(([noise, own]): Answer => {
    const last = own.map(({ history }) => history[history.length - 1]);
    const accuracy = last.map((row) => (test ? row.testAccuracy : row.trainAccuracy));
    const classes = accuracy.every(Number.isFinite);
    const value = mean(classes ? accuracy : last.map((row) => (test ? row.testLoss : row.trainLoss)));
    const kind = `${test ? 'test' : 'training'} ${classes ? 'accuracy' : 'loss'}`;
    return {
      big: `${kind} ${classes ? `${formatNumber(100 * value)} %` : formatNumber(value)}`,
      small: `${noise}; ${own.length === 1 ? 'one seed' : `mean of ${own.length} seeds`}`,
      mood: 'plain',
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function noiseName({ type, alpha, scale, convention }: TrainingNoise): string {
  if (scale === 0) return 'no noise';
  return `Type ${type}, α = ${alpha}, σ = ${scale}${convention === 'standard' ? '' : `, ${convention}`}`;
}

function score(value: number): string {
  return Number.isNaN(value) ? '–' : formatNumber(value, 4);
}

function scoresTable(runs: readonly FinishedRun[]): ReportTable {
  return {
    title: 'Scores after the last step',
    columns: ['noise', 'seed', 'training loss', 'training accuracy', 'test loss', 'test accuracy'],
    rows: runs.map(({ noise, seed, history }) => {
      const { trainLoss, trainAccuracy, testLoss, testAccuracy } = history[history.length - 1];
      return [
        noiseName(noise),
        String(seed),
        ...[trainLoss, trainAccuracy, testLoss, testAccuracy].map(score),
      ];
    }),
  };
}

function pruningTable({ spec }: Training, runs: readonly FinishedRun[], k: number): ReportTable {
  const { method, target, squared, layers } = spec.pruning[k];
  return {
    title: `After pruning${spec.pruning.length === 1 ? '' : ` ${k + 1}`}`,
    caption: `Pruning (${method}, ${layers} layers) to a ${squared ? 'squared ' : ''}relative error of at most ${target}`,
    columns: ['noise', 'seed', 'pruned', 'error', 'training accuracy', 'test accuracy', 'risk bound'],
    rows: runs.map(({ noise, seed, pruning }) => {
      const { cut, bound } = pruning[k];
      return [
        noiseName(noise),
        String(seed),
        `${formatNumber(100 * cut.prunedFraction)} %`,
        ...[cut.relativeError, cut.trainAccuracy, cut.testAccuracy, bound?.value ?? Number.NaN].map(score),
      ];
    }),
  };
}

function setUp({ spec, data, layers, shape }: Training): string {
  const { step, schedule, steps, batch, confinement, noise, seeds, network } = spec;
  const [k, i, eta, W] = ['k', 'i', 'η', 'W'].map(mi);
  const neuron = (time: string) => subsup(W, time, i);
  const varied = schedule.name !== 'constant';
  const rate = varied ? sub(eta, k) : eta;
  const noisy = noise.filter(({ scale }) => scale > 0);
  const unscaled = noisy.some((own) => own.unscaled);
  const recursion = display(
    neuron(row(k, mo('+'), mn(1))),
    mo('='),
    neuron(k),
    mo('−'),
    rate,
    brackets(
      sub(mo('∇'), neuron(k)),
      call(sub(mi('R'), sub(mi('B'), k)), sub(W, k)),
      ...(confinement > 0 ? [mo('+'), mi('λ'), neuron(k)] : []),
    ),
    ...(noisy.length === 0
      ? []
      : [mo('+'), mi('σ'), sup(rate, row(mn(1), mo('/'), mi('α'))), subsup(mi('X'), k, i)]),
  );
  const types = [...new Set(noisy.map(({ type }) => type))];
  const laws = types.map((type) => display(mtext(`Type ${type}: `), characteristic(type)));
  const rows: SymbolRow[] = [
    ['', 'inputs, hidden layers, outputs', [shape.inputs, ...network.hidden, shape.outputs].join(' – ')],
    ['', 'weights in all', String(layers.reduce((sum, { rows: count, stride }) => sum + count * stride, 0))],
    ['', 'activation', network.activation],
    ['', 'scaling', network.scaling],
    [mi('R'), 'loss, a mean over points', lossName(spec.loss)],
    ['', 'training points', String(data.train.count)],
    ['', 'test points', data.test === undefined ? 'none' : String(data.test.count)],
    [eta, 'step', `${step}${varied ? `, ${schedule.name} schedule` : ''}`],
    ['', 'steps', String(steps)],
    [sub(mi('B'), k), 'points of a minibatch', batch === undefined ? 'all' : String(batch.size)],
    ...(confinement > 0 ? ([[mi('λ'), 'confinement', String(confinement)]] as const) : []),
    [mi('X'), 'noise of a neuron', noise.map(noiseName).join('; ')],
    ['', 'seeds', listOf(seeds.map(String))],
  ];
  return `<p>Neuron ${inline(i)} of a layer is a row ${inline(sub(W, i))} of its weights. In step <i>k</i> it moves by</p>
${equations(recursion)}
<p>where ${inline(sub(mi('R'), mi('B')))} is the loss over a minibatch${noisy.length === 0 ? '' : `, and every neuron of ${noisy.every((own) => own.layers === 'hidden') ? 'the hidden layers' : 'the noisy layers'} draws a fresh symmetric α-stable vector ${inline(mi('X'))} per step`}.${unscaled ? ' Where the file says unscaled, the noise has no factor η<sup>1/α</sup>.' : ''}</p>
${laws.length === 0 ? '' : equations(...laws)}
${symbolTable(rows)}`;
}

function lossName(loss: LossSpec | { readonly name: 'formula'; readonly formula: string }): string {
  return loss.name === 'formula' ? loss.formula : loss.name;
}
