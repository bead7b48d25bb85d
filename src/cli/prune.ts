/** `mckean prune FILE`: node, magnitude and singular-value pruning of a user's own weights. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import type { Layer } from '../pruning/layer.ts';
import { rowMajor } from '../pruning/layer.ts';
import {
  PRUNING_METHODS,
  type PrunedLayer,
  type PruningMethod,
  type PruningOptions,
} from '../pruning/prune.ts';
import type { PruningTarget } from '../pruning/pruningTarget.ts';
import { openTable } from '../results/csv.ts';
import { makeFolder } from '../results/makeFolder.ts';
import { writeNpy } from '../results/npy.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import { KEPT_FRACTIONS, type MethodPruning, pruneWeights } from '../studies/weightPruning.ts';
import { writableFile, writableFolder } from './files.ts';
import { type CommonOptions, numberOption, withCommonOptions } from './options.ts';
import { printJson, printTable, shortNumber } from './print.ts';
import { writePruningReport } from './pruningReport.ts';
import { withSession } from './session.ts';
import { describeWeights, type WeightFileOptions, weightsOf, withWeightOptions } from './weights.ts';

interface PruneOptions extends CommonOptions, WeightFileOptions {
  readonly method: string;
  readonly target: number;
  readonly squared?: boolean;
  readonly fraction?: boolean;
  readonly kept?: boolean;
  readonly scope: string;
  readonly centre?: boolean;
  readonly pruneOutput?: boolean;
  readonly power: number;
  readonly file?: string;
}

/** As in study files: of higher powers float64 holds no p-th powers of small weights, and errors would be told as 0. */
const MOST_POWER = 16;

const EXAMPLE = `
Examples:
  mckean prune W1.npy --method node --target 0.1 --squared         smallest neurons, while the squared error is at most 0.1
  mckean prune W1.npy --method magnitude --target 0.9 --fraction   nine tenths of the entries
  mckean prune model.safetensors --method all --target 0.1 --squared --out runs/prune   all three, a report with figures
  mckean prune model.npz --method node --target 0.1 --file pruned  pruned weights, a folder of .npy files

Rows are neurons. The relative error is ‖W − Ŵ‖ / ‖W‖ (Frobenius unless --power), its square with --squared.
Of several layers the last is kept as the output layer, unless --prune-output or --layers.
--file keeps every array's shape and order of axes; its numbers are float64, whatever they were.`;

export function addPrune(mckean: Command): void {
  withCommonOptions(withWeightOptions(mckean.command('prune')))
    .description('prune the weights of an array, or of the layers of a model')
    .requiredOption('--method <m>', `${PRUNING_METHODS.join(', ')} or all`)
    .requiredOption(
      '--target <t>',
      'largest relative error; with --fraction, the fraction to prune',
      numberOption('--target', 'a number from 0 to 1', (v) => v >= 0 && v <= 1),
    )
    .option('--squared', 'the error is meant, and told, squared')
    .option('--fraction', 'the target is the fraction of units to prune')
    .option('--kept', 'the target is the fraction of units to keep')
    .option('--scope <s>', 'layer: each meets the target; global: their units in one order', 'layer')
    .option('--centre', 'take medians off before, put them back after')
    .option('--prune-output', 'prune the last of several layers too')
    .option(
      '--power <p>',
      'p of the relative ℓ_p error',
      numberOption(
        '--power',
        `a number greater than 0 and at most ${MOST_POWER}`,
        (v) => v > 0 && v <= MOST_POWER,
      ),
      2,
    )
    .option('--file <x>', 'write the pruned weights: one layer as .npy, several as a folder of .npy files')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(file: string, options: PruneOptions): Promise<void> {
  const { out, threads, seed = 0, json } = options;
  const methods = methodsOf(options);
  const target = targetOf(options);
  const own = pruningOptions(options);
  if (out !== undefined) writableFolder('--out', out);
  const weights = await weightsOf(file, options);
  const { layers } = weights;
  const keep = keeperOf(file, options, layers);
  const measure = () => asBadInput(() => pruneWeights(layers, methods, own, target, keep));
  let results: MethodPruning[];
  if (out === undefined) results = measure();
  else {
    const plan = { prune: { ...describeWeights(file, weights), methods, target, options: own } };
    results = await withSession(
      { out, name: 'prune', resumable: false, plan, seed, threads },
      async ({ run }) => {
        const pruned = measure();
        saveTables(run, pruned);
        writePruningReport(run, file, weights, pruned);
        return pruned;
      },
    );
  }
  if (json) printJson(pruningJson(results, weights, options.method === 'all'));
  else report(results, weights, options);
}

function methodsOf({ method }: PruneOptions): readonly PruningMethod[] {
  if (method === 'all') return PRUNING_METHODS;
  if (!PRUNING_METHODS.includes(method as PruningMethod))
    throw new BadInput(`--method is "${method}"; it must be ${PRUNING_METHODS.join(', ')} or all.`);
  return [method as PruningMethod];
}

function targetOf({ target, squared = false, fraction, kept }: PruneOptions): PruningTarget {
  if (fraction && kept)
    throw new BadInput('--fraction and --kept are given; the target is a fraction to prune, or one to keep.');
  if (kept) return { squared, keptFraction: target };
  return fraction ? { squared, prunedFraction: target } : { squared, error: target };
}

function pruningOptions({
  scope,
  centre,
  pruneOutput,
  power,
  layers,
}: PruneOptions): Omit<PruningOptions, 'method'> {
  if (scope !== 'layer' && scope !== 'global')
    throw new BadInput(`--scope is "${scope}"; it must be layer or global.`);
  return {
    scope,
    centred: centre === true,
    power,
    keepOutput: layers === undefined && pruneOutput !== true,
  };
}

/** Writes pruned weights where --file says, in the shape that they had; refuses before any work is done. */
function keeperOf(
  input: string,
  { file, method, transpose }: PruneOptions,
  layers: Weights['layers'],
): ((weights: Layer[]) => void) | undefined {
  if (file === undefined) return undefined;
  if (sameFile(input, file))
    throw new BadInput(`--file is "${file}", the weights themselves; name another file.`);
  if (method === 'all')
    throw new BadInput('--file is given with --method all; choose one method to write its weights.');
  const shapes = new Map(layers.map(({ name, shape }) => [name, shape]));
  const write = (path: string, { name, weights }: Layer) => {
    const shape = shapes.get(name) ?? weights.shape;
    const turned = transpose && shape.length > 1;
    writeNpy(path, rowMajor(turned ? weights.transpose(1, 0) : weights), shape);
  };
  if (layers.length === 1) {
    writableFile('--file', file, '.npy');
    return ([layer]) => write(file, layer);
  }
  writableFolder('--file', file);
  if (existsSync(file) && readdirSync(file).length > 0)
    throw new BadInput(`--file is "${file}"; that folder is not empty.`);
  return (weights) => {
    makeFolder(file);
    const names = weights.map(({ name }) => name.replaceAll(/[^\w.-]/g, '_'));
    for (const [l, layer] of weights.entries()) {
      const twice = names.indexOf(names[l]) < l || names[l].startsWith('.');
      write(join(file, `${twice ? `layer${l}-` : ''}${names[l]}.npy`), layer);
    }
  };
}

/** Whether two paths lead to one file, by symbolic or hard links too. */
function sameFile(a: string, b: string): boolean {
  if (!existsSync(a) || !existsSync(b)) return false;
  const [one, other] = [a, b].map((path) => statSync(path, { bigint: true }));
  return one.dev === other.dev && one.ino === other.ino;
}

function pruningJson(results: readonly MethodPruning[], { skipped }: Weights, all: boolean): object {
  const documents = results.map(({ pruned }) => {
    const { method, prunedFraction, keptFraction, relativeError, squared, scope, centred, power, untouched } =
      pruned;
    return {
      method,
      prunedFraction,
      keptFraction,
      relativeError,
      squared,
      scope,
      centred,
      power,
      layers: pruned.layers.map(({ mask: _, ...layer }) => layer),
      untouched,
      skipped,
    };
  });
  return all ? { methods: documents } : documents[0];
}

function saveTables(run: Run, results: readonly MethodPruning[]): void {
  const path = run.tablePath('pruning');
  const table = openTable(path, ['method', 'layer', 'units', 'kept', 'prunedFraction', 'relativeError']);
  for (const { pruned } of results)
    for (const { name, units, kept, prunedFraction, relativeError } of pruned.layers)
      table.append([pruned.method, name, units, kept, prunedFraction, relativeError]);
  table.close();
  const curvePath = run.tablePath('curves');
  const curves = openTable(curvePath, ['method', 'layer', 'keptFraction', 'relativeError']);
  for (const { pruned, curves: own } of results)
    for (const { name, relativeError } of own)
      for (const [i, kappa] of KEPT_FRACTIONS.entries())
        curves.append([pruned.method, name, kappa, relativeError[i]]);
  curves.close();
  for (const csv of [path, curvePath])
    parquetFromCsv(csv, { prunedFraction: 'double', relativeError: 'double', keptFraction: 'double' });
}

function report(results: readonly MethodPruning[], { skipped }: Weights, { out, file }: PruneOptions): void {
  const percent = (fraction: number) => `${shortNumber(100 * fraction)} %`;
  const row = (method: string, { name, units, prunedFraction, keptFraction, relativeError }: Row) => [
    method,
    name,
    String(units),
    percent(prunedFraction),
    percent(keptFraction),
    shortNumber(relativeError),
  ];
  const { squared, untouched } = results[0].pruned;
  printTable([
    ['method', 'layer', 'units', 'pruned', 'kept', squared ? 'squared error' : 'error'],
    ...results.flatMap(({ pruned }) => {
      const rows = pruned.layers.map((layer) => row(pruned.method, layer));
      const units = pruned.layers.reduce((sum, layer) => sum + layer.units, 0);
      return rows.length === 1
        ? rows
        : [...rows, row(pruned.method, { ...pruned, name: 'all layers', units })];
    }),
  ]);
  const zeros = results.flatMap(({ pruned }) =>
    pruned.layers.filter(({ zeroUnits }) => zeroUnits > 0).map((layer) => [pruned.method, layer] as const),
  );
  for (const [method, { name, zeroUnits, units }] of zeros)
    process.stdout.write(
      `! ${name}: ${zeroUnits} of ${units} units (${method}) are zero: pruning them costs nothing.\n`,
    );
  for (const name of untouched) process.stdout.write(`Left alone as the output layer: ${name}\n`);
  for (const { name, why } of skipped) process.stdout.write(`Left out: ${name}: ${why}\n`);
  if (file !== undefined) process.stdout.write(`Pruned weights: ${file}\n`);
  if (out !== undefined) process.stdout.write(`Report: ${out}/report.html\n`);
}

type Row = Pick<PrunedLayer, 'name' | 'units' | 'prunedFraction' | 'keptFraction' | 'relativeError'>;
