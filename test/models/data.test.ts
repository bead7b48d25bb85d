import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModelData, type ModelData } from '../../src/models/data.ts';
import { type DataSpec, modelSpecSchema } from '../../src/models/spec.ts';
import { writeNpy } from '../../src/results/npy.ts';

const folder = mkdtempSync(join(tmpdir(), 'mckean-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(data: object, more: object = {}): ModelData {
  const spec = modelSpecSchema.parse({ name: 'neural-network', activation: 'tanh', data, ...more });
  const loaded = loadModelData(spec, folder);
  if (loaded === undefined) throw new Error('no data');
  return loaded;
}

function csv(text: string, data: Partial<DataSpec> = { target: 'y' }): ModelData {
  writeFileSync(join(folder, 'x.csv'), text);
  return load({ file: 'x.csv', ...data });
}

describe('data from a CSV file', () => {
  const expected = {
    inputs: Float64Array.of(1, 3, 4, 6.5),
    targets: Float64Array.of(2, -5),
    count: 2,
    features: 2,
  };

  it('takes the target column by name or number and the rest as features', () => {
    const text = '"a", y ,b\r\n1,2,3\r\n4,-5,6.5e0\r\n\r\n';
    expect(csv(text)).toEqual(expected);
    expect(csv(text, { target: 1 })).toEqual(expected);
    expect(csv(text, { target: 'y', points: 1 }).count).toBe(1);
  });

  // Fault planted: targets column by column in place of point by point.
  it('takes several targets in the order they are named, a row for every point', () => {
    writeFileSync(join(folder, 'x.csv'), 'a,y,b,z\n1,2,3,4\n5,6,7,8\n');
    const more = { outputWeights: { kind: 'trained' } };
    const data = load({ file: 'x.csv', targets: ['z', 1] }, more);
    expect(data).toEqual({
      inputs: Float64Array.of(1, 3, 5, 7),
      targets: Float64Array.of(4, 2, 8, 6),
      count: 2,
      features: 2,
    });
  });

  it.each([
    ['', 'which is empty'],
    ['a,y\n', 'has a header and no rows'],
    ['1,2\n3,4\n', 'line 1 holds only numbers'],
    ['a,y\n1,2\n3\n', 'line 3 has 1 entries; every line must have 2'],
    ['a,y\n1,2\n3,x\n', 'line 3, column "y" is "x"; it must be a finite decimal number'],
    // Watched failing: whatever JavaScript reads as a number.
    ['a,y\n1,2\n0x10,4\n', 'line 3, column "a" is "0x10"; it must be a finite decimal number'],
    ['a,y\n1,1e999\n', 'line 2, column "y" is "1e999"; it must be a finite decimal number'],
    ['a,y\n1,\n', 'line 2, column "y" is ""'],
    ['a,y\n1,nan\n', 'line 2, column "y" is "nan"'],
    ['a,y\n1,Infinity\n', 'line 2, column "y" is "Infinity"'],
    ['a,a\n1,2\n', 'two columns named "a"'],
    ['a,b\n1,2\n', 'model.data.target is "y"; it must be a column of x.csv: a, b'],
    ['y\n1\n', 'at least one feature'],
  ])('refuses %j in one sentence', (text, message) => {
    expect(() => csv(text)).toThrow(message);
  });

  it('refuses a missing file, another kind of file, a missing target and too many points', () => {
    expect(() => load({ file: 'none.csv', target: 'y' })).toThrow('cannot be read');
    expect(() => load({ file: 'x.txt', target: 'y' })).toThrow('it must be a .csv or a .npy file');
    expect(() => csv('a,y\n1,2\n', {})).toThrow(
      'model.data.target is missing; it must be a column of x.csv: a, y.',
    );
    expect(() => csv('a,y\n1,2\n', { target: 'y', points: 2 })).toThrow('a whole number from 1 to 1');
    expect(() => csv('a,y\n1,2\n', { target: 2 })).toThrow('or its number from 0 to 1');
  });
});

describe('data from a .npy file', () => {
  const npy = (values: number[], shape: number[], more: object = {}) => {
    writeNpy(join(folder, 'x.npy'), Float64Array.from(values), shape);
    return load({ file: 'x.npy', ...more });
  };

  it('takes the last column as the target, or the one that is named', () => {
    expect(npy([1, 2, 3, 4, 5, 6], [2, 3])).toMatchObject({ targets: Float64Array.of(3, 6), features: 2 });
    expect(npy([1, 2, 3, 4, 5, 6], [2, 3], { target: 0 }).inputs).toEqual(Float64Array.of(2, 3, 5, 6));
  });

  it('refuses vectors, empty and non-finite arrays, unknown columns and files that are none', () => {
    expect(() => npy([1, 2], [2])).toThrow('an array of shape (2); it must be a non-empty matrix');
    expect(() => npy([], [0, 3])).toThrow('non-empty matrix');
    expect(() => npy([1, 2, Number.NaN, 4], [2, 2])).toThrow('row 1, column 0 (from 0) is NaN');
    expect(() => npy([1, 2], [1, 2], { target: 'y' })).toThrow('model.data.target is "y"');
    writeFileSync(join(folder, 'bad.npy'), 'hello');
    expect(() => load({ file: 'bad.npy' })).toThrow('model.data.file');
  });
});

describe('the builtin digits', () => {
  it('hold both classes in turn, −1 and +1, pixels in [0, 1]', () => {
    const data = load({ builtin: 'digits', classes: [3, 8], points: 64 });
    expect([data.count, data.features]).toEqual([64, 64]);
    expect([...data.targets.slice(0, 4)]).toEqual([-1, 1, -1, 1]);
    expect(data.targets.reduce((a, b) => a + b, 0)).toBe(0);
    expect(Math.min(...data.inputs)).toBe(0);
    expect(Math.max(...data.inputs)).toBe(1);
  });

  it('have 183 threes and 174 eights', () => {
    const data = load({ builtin: 'digits', classes: [3, 8] });
    expect(data.count).toBe(357);
    expect(data.targets.filter((y) => y === -1).length).toBe(183);
    expect(() => load({ builtin: 'digits', classes: [3, 8], points: 358 })).toThrow(
      'a whole number from 1 to 357',
    );
  });

  // Faults planted: classes numbered by the digit itself; signs for two classes with softmax.
  it('number three and more classes, in turn, and two where there are two outputs', () => {
    const trained = { outputWeights: { kind: 'trained' } };
    const three = load({ builtin: 'digits', classes: [7, 0, 4], points: 7 }, trained);
    expect([...three.targets]).toEqual([0, 1, 2, 0, 1, 2, 0]);
    const two = load({ builtin: 'digits', classes: [3, 8], points: 4 }, { ...trained, loss: 'softmax' });
    expect([...two.targets]).toEqual([0, 1, 0, 1]);
    const all = load({ builtin: 'digits', classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }, trained);
    expect(all.count).toBe(1797);
    expect(new Set(all.targets).size).toBe(10);
  });

  it('survive a structured clone to a worker', () => {
    const data = load({ builtin: 'digits', classes: [0, 1], points: 5 });
    expect(structuredClone(data)).toEqual(data);
  });
});
