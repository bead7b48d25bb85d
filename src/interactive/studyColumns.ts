/** Units and meanings of the columns of stored tables, by their names. */
import type { PlainTable } from '../results/csv.ts';
import { type Column, Table } from '../results/table.ts';

const D = 'dimensionless';

const COLUMNS: Readonly<Record<string, readonly [unit: string, meaning: string]>> = {
  alpha: [D, 'tail index α of the noise, or of the law'],
  particles: ['particles', 'N'],
  steps: ['steps', 'Euler steps'],
  replicas: ['replicas', 'whole systems, or samples'],
  kept: [D, 'fraction κ that is kept'],
  keptUnits: ['neurons', 'neurons kept'],
  meanErrorPower: [D, 'mean of the relative error to the power p'],
  low: ['', 'lower end of the 95 % interval'],
  high: ['', 'upper end of the 95 % interval'],
  predicted: ['', 'what theory says; NaN where it says nothing'],
  threshold: [D, 'ε of P(error ≤ ε)'],
  successes: ['replicas', 'replicas whose error is at most ε'],
  probability: [D, 'share of them'],
  delta: [D, 'δ: the error may be larger with this probability'],
  errorQuantile: [D, 'error that a replica exceeds with probability δ'],
  prunable: [D, 'mean fraction that can be pruned at the target'],
  score: ['', 'what is scored: loss, accuracy or risk'],
  pruning: ['', 'none, to the target, or to a kept fraction'],
  mean: [D, 'mean over the replicas'],
  relation: ['', 'whether the neurons needed are =, ≤ or > the number'],
  neurons: ['neurons', 'N from which the error is at most ε with probability 1 − δ'],
  lowRelation: ['', 'relation of the lower end'],
  highRelation: ['', 'relation of the upper end'],
  law: ['', 'law of the samples'],
  count: ['values', 'size n of a sample'],
  estimator: ['', 'name of the estimator'],
  trueAlpha: [D, 'tail index of the law, in the estimator’s sense'],
  alphaMeanBias: [D, 'mean of α̂ − α'],
  alphaMedianBias: [D, 'median of α̂ − α'],
  gammaMeanBias: [D, 'mean of 1/α̂ − 1/α'],
  gammaMedianBias: [D, 'median of 1/α̂ − 1/α'],
  gammaDeviation: [D, 'standard deviation of 1/α̂'],
  logError: [D, 'root mean square of log(α̂/α)'],
  coverage: [D, 'share of the intervals that hold the true α'],
  coverageLow: [D, 'lower end of its 95 % interval'],
  coverageHigh: [D, 'upper end of its 95 % interval'],
  warned: [D, 'share of samples with a warning'],
  infinite: [D, 'share of samples with α̂ = ∞'],
  without: [D, 'share of samples without an estimate'],
  assumptionsHold: ['', '1 where the estimator’s assumptions hold for the law, else 0'],
  reason: ['', 'why they hold or not'],
  tailBias: [D, 'bias that the law’s slowly varying part gives; NaN where not known'],
  run: ['', 'number of the run, from 0'],
  type: ['', 'noise type'],
  scale: [D, 'noise scale'],
  convention: ['', 'of the scale'],
  seed: ['', 'seed of the run'],
  step: ['steps', 'steps taken'],
  trainLoss: [D, 'mean loss over the training data'],
  trainAccuracy: [D, 'share of training points classified rightly; NaN without classes'],
  testLoss: [D, 'mean loss over the test data; NaN without'],
  testAccuracy: [D, 'share of test points classified rightly; NaN without'],
  method: ['', 'node, magnitude or singular-value'],
  layers: ['', 'hidden, or all'],
  scope: ['', 'layer: each meets the target; global: one order for all'],
  centre: ['', 'whether medians are taken off before'],
  squared: ['', 'whether the error is squared'],
  at: ['', 'target, or a fraction of the curve'],
  prunedFraction: [D, 'fraction of the units that is pruned'],
  relativeError: [D, '‖W − Ŵ‖ / ‖W‖, or its square'],
  bound: [D, 'compression bound on the risk; NaN where there is none'],
};

/** A stored table as one that shows itself. */
export function named({ columns, rows }: PlainTable): Table {
  return new Table(columns.map(columnOf), rows);
}

function columnOf(name: string): Column {
  const [unit, meaning] = COLUMNS[name] ?? ['', ''];
  return { name, unit, meaning };
}
