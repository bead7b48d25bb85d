/**
 * Final weights as .npy files: hidden1.npy (n_1 × d), …, output.npy (outputs × n_L), and hidden1-bias.npy (n_1), …,
 * output-bias.npy where there are biases. The files of one run can start another: initial: {hidden: […], output: …}.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LayerShape, layerName } from '../models/deepNetwork.ts';
import { makeFolder } from '../results/makeFolder.ts';
import { writeNpy } from '../results/npy.ts';
import type { Training } from '../studies/training.ts';

/** Where the weights of run `index` go: the folder itself for a single run, else one folder in it per run. */
export function weightFolder({ runs, spec }: Training, index: number, folder: string): string {
  if (runs.length === 1) return folder;
  const noise = Math.floor(index / spec.seeds.length);
  return join(
    folder,
    spec.noise.length === 1 ? `seed${runs[index].seed}` : `noise${noise + 1}-seed${runs[index].seed}`,
  );
}

export function writeWeights(
  layers: readonly LayerShape[],
  weights: readonly Float64Array[],
  folder: string,
): void {
  makeFolder(folder);
  const last = layers.length - 1;
  for (const [l, { rows, fanIn, stride }] of layers.entries()) {
    const matrix = new Float64Array(rows * fanIn);
    for (let i = 0; i < rows; i++) matrix.set(weights[l].subarray(i * stride, i * stride + fanIn), i * fanIn);
    writeNpy(join(folder, `${layerName(l, last)}.npy`), matrix, [rows, fanIn]);
    if (stride === fanIn) continue;
    const biases = Float64Array.from({ length: rows }, (_, i) => weights[l][i * stride + fanIn]);
    writeNpy(join(folder, `${layerName(l, last)}-bias.npy`), biases, [rows]);
  }
}

/** Whether `writeWeights` has ended there: the last file that it writes is there. */
export function hasWeights(layers: readonly LayerShape[], folder: string): boolean {
  const { fanIn, stride } = layers[layers.length - 1];
  return existsSync(join(folder, stride === fanIn ? 'output.npy' : 'output-bias.npy'));
}
