/** `mckean sample`: noise vectors into a .npy file. */
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { requireMemory } from '../engine/memory.ts';
import { noiseVectors } from '../engine/noiseVectors.ts';
import { noiseSpecSchema } from '../engine/plan.ts';
import { RunFailure } from '../engine/runFailure.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { checkAddress } from '../random/address.ts';
import { sha256Float64 } from '../results/hash.ts';
import { writeNpy } from '../results/npy.ts';
import { writableFile, writableFolder } from './files.ts';
import { type CommonOptions, numberOption, wholeOption, withCommonOptions } from './options.ts';
import { printJson } from './print.ts';
import { withSession } from './session.ts';

interface SampleOptions extends CommonOptions {
  readonly alpha: number;
  readonly type: string;
  readonly dim: number;
  readonly count: number;
  readonly scale: number;
  readonly convention: string;
  readonly file: string;
}

const EXAMPLE = `
Examples:
  mckean sample --alpha 1.5 --type II --dim 2 --count 100000 --file noise.npy
  mckean sample --alpha 1.9 --type III --dim 64 --count 5000 --scale 0.1 --seed 3 --file noise.npy
  mckean sample --alpha 1.5 --type II --count 100 --file noise.npy --out runs/noise
      runs/noise/noise.npy, and beside it a manifest with command, versions and SHA-256

One coordinate of scale s has E exp(iuX) = exp(−|s·u|^α). Type I repeats one scalar in all coordinates, Type II
has independent coordinates, Type III is rotationally invariant. At α = 2 a coordinate has variance 2s².`;

export function addSample(mckean: Command): void {
  withCommonOptions(mckean.command('sample'))
    .description('symmetric α-stable noise vectors, as a float64 .npy of count × dim')
    .requiredOption(
      '--alpha <a>',
      'tail index, 0.5 to 2',
      numberOption('--alpha', 'a number from 0.5 to 2', (v) => v >= 0.5 && v <= 2),
    )
    .requiredOption('--type <t>', 'noise type: I, II or III')
    .option('--dim <d>', 'coordinates of one vector', wholeOption('--dim', 1, 2 ** 16), 1)
    .requiredOption('--count <n>', 'number of vectors', wholeOption('--count', 1, 2 ** 32))
    .option(
      '--scale <s>',
      'scale of one coordinate',
      numberOption('--scale', 'a finite number, 0 or more', (v) => v >= 0),
      1,
    )
    .option(
      '--convention <c>',
      'standard, or reference-code: the scales of the source papers’ code',
      'standard',
    )
    .requiredOption('--file <x.npy>', 'file to write; with --out a bare name, for a file in that folder')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(options: SampleOptions): Promise<void> {
  const { alpha, type, dim, count, scale, convention, seed = 1 } = options;
  const spec = noiseOf({ type, alpha, scale, convention });
  const file = fileOf(options);
  requireMemory(
    8 * count * dim,
    `--count is ${count}; so many vectors of ${dim} coordinate${dim > 1 ? 's' : ''}`,
  );
  asBadInput(() => checkAddress({ particles: count, coordinates: dim, seed }));
  const out = noiseVectors(spec, dim, count, seed);
  const bad = out.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new RunFailure(
      `Vector ${Math.floor(bad / dim)} became ${out[bad]} (coordinate ${bad % dim}): --scale is ${scale}, too large for float64 at this --alpha.`,
    );
  const write = async () => writeNpy(file, out, [count, dim]);
  if (options.out === undefined) await write();
  else {
    const plan = { sample: { noise: spec, dim, count, seed, file: options.file } };
    const { out: folder, threads } = options;
    await withSession({ out: folder, name: 'sample', resumable: false, plan, seed, threads }, write);
  }
  const summary = { file, shape: [count, dim], noise: spec, seed, sha256: sha256Float64(out) };
  if (options.json) printJson(summary);
  else
    process.stdout.write(
      `${file}: ${count} × ${dim} float64, Type ${type}, α = ${alpha}, scale ${scale}, seed ${seed}\nsha256 ${summary.sha256}\n`,
    );
}

/** A refusal names the option: "--type is …". */
function noiseOf(given: Pick<SampleOptions, 'type' | 'alpha' | 'scale' | 'convention'>): NoiseSpec {
  try {
    return parseOrRefuse(noiseSpecSchema, given, 'noise');
  } catch (error) {
    throw new BadInput(`--${(error as Error).message}`);
  }
}

/** Where the vectors go: the file named, or one of that name in the run folder. */
function fileOf({ file, out }: SampleOptions): string {
  if (out === undefined) return writableFile('--file', file, '.npy');
  if (basename(file) !== file)
    throw new BadInput(`--file is "${file}"; with --out it must be a bare name, for a file in that folder.`);
  if (!file.endsWith('.npy')) throw new BadInput(`--file is "${file}"; it must end in .npy.`);
  return join(writableFolder('--out', out), file);
}
