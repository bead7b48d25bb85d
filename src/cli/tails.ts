/** `mckean tails FILE`: tail indices of a user's own array, or of every layer of a model. */
import type { Command } from 'commander';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { openTable } from '../results/csv.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import { warningsOf } from '../studies/tailWarnings.ts';
import {
  estimatorsFor,
  type LayerTails,
  type WeightTailsOptions,
  weightTails,
} from '../studies/weightTails.ts';
import type { EstimatorName, TailEstimate } from '../tails/estimate.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import { writableFolder } from './files.ts';
import { type CommonOptions, numberOption, wholeOption, withCommonOptions } from './options.ts';
import { printJson, printTable, shortNumber } from './print.ts';
import { withSession } from './session.ts';
import { finiteJson } from './tailsJson.ts';
import { writeTailsReport } from './tailsReport.ts';
import {
  describeWeights,
  namesOption,
  type WeightFileOptions,
  weightsOf,
  withWeightOptions,
} from './weights.ts';

interface TailsOptions extends CommonOptions, WeightFileOptions {
  readonly estimators?: readonly string[];
  readonly k?: number;
  readonly confidence: number;
  readonly rows?: boolean;
  readonly centre: boolean;
}

const EXAMPLE = `
Examples:
  mckean tails W1.npy
  mckean tails model.safetensors --layers fc1.weight,fc2.weight --out runs/tails   a report with figures
  mckean tails model.npz --json
  mckean tails W1.npy --rows               a row is one vector: a neuron with all its weights

Estimators: ${ESTIMATORS.map(({ name }) => name).join(', ')}.
In JSON null stands for an infinite or missing number; the warning says which.`;

export function addTails(mckean: Command): void {
  withCommonOptions(withWeightOptions(mckean.command('tails')))
    .description('tail index of an array, or of every layer of a model, by several estimators')
    .option('--estimators <a,b>', 'only these', namesOption('--estimators'))
    .option(
      '--k <k>',
      'largest values, or blocks, that estimators use, where they would choose',
      wholeOption('--k', 2, 2 ** 31),
    )
    .option(
      '--confidence <c>',
      'coverage of the intervals',
      numberOption('--confidence', 'a number above 0 and below 1', (v) => v > 0 && v < 1),
      0.95,
    )
    .option('--rows', 'a row is one vector, not many values')
    .option('--no-centre', 'stable laws: do not take off the median')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(file: string, options: TailsOptions): Promise<void> {
  const { out, threads, seed = 0, json } = options;
  const own = estimatorOptions(options);
  if (out !== undefined) writableFolder('--out', out);
  const weights = await weightsOf(file, options);
  const measure = () => asBadInput(() => weights.layers.map((layer) => weightTails(layer, own)));
  let tails: LayerTails[];
  if (out === undefined) tails = measure();
  else {
    const plan = { tails: { ...describeWeights(file, weights), options: own } };
    tails = await withSession(
      { out, name: 'tails', resumable: false, plan, seed, threads },
      async ({ run }) => {
        const measured = measure();
        saveEstimates(run, measured);
        writeTailsReport(run, file, weights, measured, own);
        return measured;
      },
    );
  }
  if (json) printJson(tailsJson(tails, weights));
  else report(tails, weights, out);
}

function estimatorOptions({
  estimators,
  k,
  confidence,
  rows,
  centre,
  seed = 0,
}: TailsOptions): WeightTailsOptions {
  const suited = estimatorsFor(rows === true);
  const unknown = estimators?.find((name) => !suited.includes(name as EstimatorName));
  if (unknown !== undefined)
    throw new BadInput(
      `--estimators is "${unknown}"; ${rows ? 'with --rows ' : ''}it must be among ${suited.join(', ')}.`,
    );
  return {
    confidence,
    seed,
    centre,
    ...(estimators === undefined ? {} : { estimators: estimators as EstimatorName[] }),
    ...(k === undefined ? {} : { k }),
    ...(rows ? { rows } : {}),
  };
}

function layerJson({ n, estimates, stableFit }: LayerTails): object {
  return {
    n,
    estimators: estimates.map(({ name, alpha, interval, k, scale, warnings }) =>
      finiteJson(
        { name, alpha, interval, ...(k === undefined ? {} : { k }), ...(scale ? { scale } : {}) },
        warnings,
      ),
    ),
    ...(stableFit === undefined ? {} : { stableFit: stableFitJson(stableFit) }),
  };
}

function stableFitJson({ warnings, ...fit }: NonNullable<LayerTails['stableFit']>): object {
  return finiteJson({ ...fit }, warnings);
}

/** One array: its own numbers; several: a list of layers, with what was left out. */
function tailsJson(tails: readonly LayerTails[], { layers, skipped, single }: Weights): object {
  if (single) return { name: tails[0].name, shape: tails[0].shape, ...layerJson(tails[0]) };
  return {
    ...(layers.length === 1 ? layerJson(tails[0]) : {}),
    layers: tails.map((layer) => ({ name: layer.name, shape: layer.shape, ...layerJson(layer) })),
    skipped,
  };
}

function saveEstimates(run: Run, tails: readonly LayerTails[]): void {
  const path = run.tablePath('estimates');
  const table = openTable(path, ['layer', 'n', 'estimator', 'alpha', 'low', 'high', 'k', 'warning']);
  for (const { name, n, estimates } of tails)
    for (const { name: estimator, alpha, interval, k = Number.NaN, warnings } of estimates)
      table.append([name, n, estimator, alpha, ...interval, k, warnings.join(' ')]);
  table.close();
  parquetFromCsv(path, { alpha: 'double', low: 'double', high: 'double', k: 'double' });
}

function report(tails: readonly LayerTails[], { skipped }: Weights, out: string | undefined): void {
  for (const layer of tails) {
    const { name, shape, n, estimates, stableFit } = layer;
    process.stdout.write(`${name} (${shape.join(' × ')}): ${n} values\n`);
    printTable([['estimator', 'α', 'interval', 'k'], ...estimates.map(rowOf)]);
    if (stableFit !== undefined) process.stdout.write(`${stableFitText(stableFit)}\n`);
    for (const warning of warningsOf(layer)) process.stdout.write(`! ${warning}\n`);
    process.stdout.write('\n');
  }
  for (const { name, why } of skipped) process.stdout.write(`Left out: ${name}: ${why}\n`);
  if (out !== undefined) process.stdout.write(`Report: ${out}/report.html\n`);
}

function rowOf({ name, alpha, interval, k }: TailEstimate): string[] {
  const number = (value: number) => (value === Number.POSITIVE_INFINITY ? '∞' : shortNumber(value));
  return [name, number(alpha), `[${interval.map(number).join(', ')}]`, k === undefined ? '' : String(k)];
}

function stableFitText({
  alpha,
  scale,
  location,
  ks,
  andersonDarling,
}: NonNullable<LayerTails['stableFit']>): string {
  return `stable law: α = ${shortNumber(alpha)}, scale ${shortNumber(scale)}, location ${shortNumber(location)}; goodness of fit p = ${shortNumber(ks.pValue)} (KS), ${shortNumber(andersonDarling.pValue)} (AD)`;
}
