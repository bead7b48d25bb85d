/**
 * Files that stand for the reader's own, written by name into a page's folder: `exampleFiles W.npy model.npz …`.
 * Weights are α-stable, α = 1.8; a data file has a header, two inputs and targets of ±1; a model has no parameters; a
 * plan is what a page names so.
 */
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { noiseVectors } from '../../src/engine/noiseVectors.ts';
import { dict, floats, npy, safetensors, zip } from '../results/zip.ts';
import { blocksOf, PAGES } from './blocks.ts';

interface Array2 {
  readonly name: string;
  readonly shape: readonly [number, number];
  readonly data: Buffer;
}

const weights = (name: string, rows: number, columns: number, seed: number): Array2 => ({
  name,
  shape: [rows, columns],
  data: floats(
    ...noiseVectors({ type: 'II', alpha: 1.8, scale: 0.1, convention: 'standard' }, columns, rows, seed),
  ),
});

const asNpy = ({ shape, data }: Array2) => npy(dict('<f8', `(${shape.join(', ')})`), data);

function asSafetensors(arrays: readonly Array2[]): Buffer {
  let end = 0;
  const header = arrays.map(({ name, shape, data }) => {
    const begin = end;
    end += data.length;
    return [name, { dtype: 'F64', shape, data_offsets: [begin, end] }];
  });
  return safetensors(Object.fromEntries(header), Buffer.concat(arrays.map(({ data }) => data)));
}

function asData(): string {
  const inputs = weights('', 40, 2, 3).data;
  const at = (i: number) => inputs.readDoubleLE(8 * i);
  const rows = Array.from({ length: 40 }, (_, i) => [
    at(2 * i),
    at(2 * i + 1),
    at(2 * i) < at(2 * i + 1) ? -1 : 1,
  ]);
  return `x1,x2,y\n${rows.map((row) => row.join(',')).join('\n')}\n`;
}

const MODEL = `export const createModel = () => ({
  dim: 1,
  fieldDim: 1,
  growth: 'linear',
  gather(x, lo, hi, sum) {
    for (let i = lo; i < hi; i++) sum[0] += x[i];
  },
  drift(x, lo, hi, m, out) {
    for (let i = lo; i < hi; i++) out[i - lo] = m[0] - 2 * x[i];
  },
});
`;

for (const file of process.argv.slice(2)) {
  const arrays = [weights('fc1.weight', 200, 40, 1), weights('fc2.weight', 10, 200, 2)];
  const type = extname(file);
  if (type === '.npy') writeFileSync(file, asNpy(arrays[0]));
  else if (type === '.npz')
    writeFileSync(file, zip(arrays.map((array) => ({ name: `${array.name}.npy`, data: asNpy(array) }))));
  else if (type === '.safetensors') writeFileSync(file, asSafetensors(arrays));
  else if (type === '.csv') writeFileSync(file, asData());
  else if (type === '.ts') writeFileSync(file, MODEL);
  else if (type === '.yaml')
    writeFileSync(file, PAGES.flatMap((page) => blocksOf(page)).find((b) => b.file === file)!.code);
  else throw new Error(`${file}: there is no example of this type.`);
}
