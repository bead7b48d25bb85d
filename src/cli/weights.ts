/** The file of weights that `tails` and `prune` take, and the options that say which of its arrays and how. */
import type { Command } from 'commander';
import { BadInput } from '../engine/badInput.ts';
import { sha256Float64 } from '../results/hash.ts';
import { printable } from '../results/printable.ts';
import { readWeights, type Weights } from '../results/weights.ts';

export interface WeightFileOptions {
  readonly layers?: readonly string[];
  readonly transpose?: boolean;
}

/** A reader of a list of names with commas between them. */
export function namesOption(option: string): (text: string) => string[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    if (names.some((name) => name === ''))
      throw new BadInput(`${option} is ${JSON.stringify(text)}; it must be names with commas between them.`);
    return names;
  };
}

export function withWeightOptions(command: Command): Command {
  return command
    .argument('<file>', 'weights: .npy, .npz, .safetensors or text (CSV)')
    .option('--layers <a,b>', 'only these arrays of the file', namesOption('--layers'))
    .option('--transpose', 'neurons are the last axis (Keras: inputs × outputs), not the first (PyTorch)');
}

/** @throws BadInput one sentence naming file and array */
export async function weightsOf(file: string, { layers, transpose }: WeightFileOptions): Promise<Weights> {
  try {
    return await readWeights(file, {
      ...(layers === undefined ? {} : { names: layers }),
      ...(transpose ? { transposed: true } : {}),
    });
  } catch (error) {
    throw new BadInput(printable(error instanceof Error ? error.message : String(error)));
  }
}

/** What makes the numbers, for the manifest of a run. */
export function describeWeights(file: string, weights: Weights): object {
  return {
    file,
    layers: weights.layers.map(({ name, shape, weights: matrix }) => ({
      name,
      shape,
      sha256: sha256Float64(matrix.data),
    })),
  };
}
