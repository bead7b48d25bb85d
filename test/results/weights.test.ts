/**
 * Weights from files that NumPy and Hugging Face's safetensors wrote, number by number (fixtures/make_weights.py).
 * Watched failing: bfloat16 read as float16; the exponent of float16 off by one; the last axis for the first; CSV's header
 * kept as a row; the sum of the arrays not held against the limit.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWeights, type WeightOptions } from '../../src/results/weights.ts';
import { npy, zip } from './zip.ts';

interface Fixture {
  arrays: Record<string, { shape: number[]; values: string[] }>;
  npz: string;
  compressed: string;
  safetensorsFile: string;
  bf16: { file: string; values: string[] };
  table: string[];
  texts: Record<string, string>;
}

const fixture = JSON.parse(
  readFileSync(new URL('./fixtures/weights.json', import.meta.url), 'utf8'),
) as Fixture;
const dir = mkdtempSync(join(tmpdir(), 'mckean-weights-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(name: string, content: Uint8Array | string, options?: WeightOptions) {
  const path = join(dir, name);
  writeFileSync(path, content);
  return readWeights(path, options);
}

const fromBase64 = (text: string) => Buffer.from(text, 'base64');
const numbers = (texts: readonly string[]) => texts.map(Number);

describe.each([
  ['.npz', 'm.npz', fixture.npz],
  ['compressed .npz', 'm.npz', fixture.compressed],
  ['.safetensors', 'm.safetensors', fixture.safetensorsFile],
  ['.safetensors without its extension', 'model', fixture.safetensorsFile],
])('a model as %s', (_, name, base64) => {
  it('has its layers, value by value, and names what is no layer', async () => {
    const { layers, skipped, single } = await read(name, fromBase64(base64));
    expect(single).toBe(false);
    expect(layers.map((layer) => layer.name).sort()).toEqual([
      'conv',
      'counts',
      'fc1.weight',
      'half',
      'mask',
    ]);
    expect(skipped.map((array) => array.name).sort()).toEqual(['fc1.bias', 'steps']);
    for (const layer of layers) {
      const { shape, values } = fixture.arrays[layer.name];
      expect(layer.shape).toEqual(shape);
      expect(layer.weights.shape).toEqual([shape[0], values.length / shape[0]]);
      expect([...layer.weights.data]).toEqual(values.map((v) => (v === 'True' ? 1 : Number(v))));
    }
  });

  it('gives the arrays that are named, a vector too, and only those', async () => {
    const { layers, skipped } = await read(name, fromBase64(base64), { names: ['fc1.bias', 'half'] });
    expect(layers.map((layer) => layer.name).sort()).toEqual(['fc1.bias', 'half']);
    expect(skipped).toEqual([]);
    expect(layers.find((layer) => layer.name === 'fc1.bias')!.weights.shape).toEqual([4, 1]);
  });

  it('has the last axis as neurons where that is asked', async () => {
    const { layers } = await read(name, fromBase64(base64), { names: ['conv'], transposed: true });
    const { shape, values } = fixture.arrays.conv;
    expect(layers[0].weights.shape).toEqual([2, 12]);
    for (let row = 0; row < 2; row++)
      for (let j = 0; j < 12; j++)
        expect(layers[0].weights.get(row, j)).toBe(Number(values[j * shape[3] + row]));
  });
});

it('bfloat16 is the upper half of a float32', async () => {
  const { layers } = await read('b.safetensors', fromBase64(fixture.bf16.file));
  expect([...layers[0].weights.data]).toEqual(numbers(fixture.bf16.values));
});

it.each(Object.entries(fixture.texts))(
  'text with or without header, by any separator: %s',
  async (name, text) => {
    const { layers, single } = await read(name, text);
    expect(single).toBe(true);
    expect(layers[0].weights.shape).toEqual([3, 2]);
    expect([...layers[0].weights.data]).toEqual(numbers(fixture.table));
  },
);

it('the sum of all arrays is held against the memory allowed, before anything is unpacked', async () => {
  const one = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1000, 1), }", Buffer.alloc(1000));
  const archive = zip(['a', 'b', 'c'].map((name) => ({ name: `${name}.npy`, data: one, method: 8 })));
  await expect(read('s.npz', archive, { maxBytes: 30_000 })).resolves.toBeDefined();
  // As float64; then as they are.
  await expect(read('s.npz', archive, { maxBytes: 20_000 })).rejects.toThrow(
    /its arrays take 24000 bytes as float64/,
  );
  await expect(read('s.npz', archive, { maxBytes: 2_000 })).rejects.toThrow(
    /its arrays unpack to 2\d\d\d bytes or more/,
  );
});
