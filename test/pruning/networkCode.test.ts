/**
 * The code of networks: written out as bits and read back by an encoder and a decoder made here, its lengths are those of
 * the product; each of its parts keeps Kraft's inequality, with equality.
 * Watched failing on: the bits of the subset, of the unit or of the order left out; zigzag numbers that meet; the dead inputs
 * left out of the length but not of the network; u in place of u − 1 for numbers that are not zero; biases of dead inputs' rows.
 */
import { describe, expect, it } from 'vitest';
import {
  binaryDigits,
  expGolombBits,
  gammaBits,
  type IntegerLayer,
  networkBits,
  subsetBits,
  toIntegers,
  withoutDeadInputs,
  zigzag,
} from '../../src/pruning/networkCode.ts';
import { seeded } from '../statistics/seeded.ts';

type Shape = Pick<IntegerLayer, 'rows' | 'fanIn' | 'stride'>;

const binary = (v: number, width: number) => v.toString(2).padStart(width, '0');
const gamma = (u: number) => '0'.repeat((u + 1).toString(2).length - 1) + (u + 1).toString(2);
const golomb = (u: number, j: number) => {
  const digits = (u + 2 ** j).toString(2);
  return '0'.repeat(digits.length - 1 - j) + digits;
};
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
const bitsFor = (count: number) => Math.ceil(Math.log2(count) - 1e-9);

/** Number of the subset among those of its size, in lexicographic order; fields that are rounded up are counted. */
function writeSubset(members: boolean[], rounded: { fields: number }): string {
  const n = members.length;
  const k = members.filter(Boolean).length;
  let rank = 0;
  let left = k;
  for (let i = 0; i < n; i++) {
    if (!members[i]) continue;
    if (n - i - 1 >= left) rank += choose(n - i - 1, left);
    left--;
  }
  rounded.fields += 2;
  const width = bitsFor(choose(n, k));
  return binary(k, bitsFor(n + 1)) + (width === 0 ? '' : binary(rank, width));
}

class Reader {
  at = 0;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  take(width: number): number {
    this.at += width;
    return width === 0 ? 0 : Number.parseInt(this.text.slice(this.at - width, this.at), 2);
  }
  golomb(j: number): number {
    let zeros = 0;
    while (this.text[this.at] === '0') {
      zeros++;
      this.at++;
    }
    return this.take(zeros + 1 + j) - 2 ** j;
  }
  subset(n: number): boolean[] {
    let left = this.take(bitsFor(n + 1));
    let rank = this.take(bitsFor(choose(n, left)));
    return Array.from({ length: n }, (_, i) => {
      const without = n - i - 1 >= left ? choose(n - i - 1, left) : 0;
      if (left === 0 || rank < without) return false;
      rank -= without;
      left--;
      return true;
    });
  }
}

const signed = (u: number) => (u % 2 === 0 ? u / 2 : -(u + 1) / 2);
const unsigned = (m: number) => (m < 0 ? -2 * m - 1 : 2 * m);

function write(layers: readonly IntegerLayer[], deadInputs: boolean): { text: string; fields: number } {
  const rounded = { fields: 0 };
  let text = '';
  let inputs: boolean[] | undefined;
  for (const { rows, fanIn, stride, exponent, integers } of layers) {
    text += gamma(unsigned(exponent));
    const live = Array.from({ length: rows }, (_, i) =>
      integers.subarray(i * stride, (i + 1) * stride).some((m) => m !== 0),
    );
    text += writeSubset(live, rounded);
    const numbers: number[] = [];
    for (let i = 0; i < rows; i++)
      for (let c = 0; c < stride; c++)
        if (live[i] && (c >= fanIn || !inputs || inputs[c])) numbers.push(unsigned(integers[i * stride + c]));
    const ways: { text: string; fields: number }[] = [];
    for (let j = 0; j < 32; j++) {
      ways.push({ text: `0${binary(j, 5)}${numbers.map((u) => golomb(u, j)).join('')}`, fields: 0 });
      const own = { fields: 0 };
      const places = writeSubset(
        numbers.map((u) => u !== 0),
        own,
      );
      const nonzero = numbers.filter((u) => u !== 0).map((u) => golomb(u - 1, j));
      ways.push({ text: `1${binary(j, 5)}${places}${nonzero.join('')}`, fields: own.fields });
    }
    const best = ways.reduce((a, b) => (b.text.length < a.text.length ? b : a));
    text += best.text;
    rounded.fields += best.fields;
    inputs = deadInputs ? live : undefined;
  }
  return { text, fields: rounded.fields };
}

function read(text: string, shapes: readonly Shape[], deadInputs: boolean): IntegerLayer[] {
  const reader = new Reader(text);
  let inputs: boolean[] | undefined;
  const layers = shapes.map((shape) => {
    const { rows, fanIn, stride } = shape;
    const exponent = signed(reader.golomb(0));
    const live = reader.subset(rows);
    const sparse = reader.take(1) === 1;
    const j = reader.take(5);
    const places: number[] = [];
    for (let i = 0; i < rows; i++)
      for (let c = 0; c < stride; c++)
        if (live[i] && (c >= fanIn || !inputs || inputs[c])) places.push(i * stride + c);
    const there = sparse ? reader.subset(places.length) : places.map(() => true);
    const integers = new Float64Array(rows * stride);
    for (const [k, place] of places.entries())
      if (there[k]) integers[place] = signed(reader.golomb(j) + (sparse ? 1 : 0));
    inputs = deadInputs ? live : undefined;
    return { ...shape, exponent, integers };
  });
  expect(reader.at).toBe(text.length);
  return layers;
}

const next = seeded(5).uniform;

/** Integers with heavy tails, some rows of zeros, some zeros in the others. */
function randomLayer(rows: number, fanIn: number, bias: boolean): IntegerLayer {
  const stride = fanIn + (bias ? 1 : 0);
  const zeros = next() < 0.5 ? 0.8 : 0;
  const integers = new Float64Array(rows * stride);
  for (let i = 0; i < rows; i++) {
    const size = next() < 0.4 ? 0 : (0.5 / next()) ** 1.5;
    for (let c = 0; c < stride; c++)
      integers[i * stride + c] = next() < zeros ? 0 : Math.round((next() - 0.5) * size);
  }
  return { rows, fanIn, stride, exponent: Math.floor(next() * 20) - 12, integers };
}

describe('networkBits', () => {
  it('is the number of bits from which the network is read back, but for rounding up', () => {
    for (let trial = 0; trial < 300; trial++) {
      const bias = trial % 2 === 0;
      const deadInputs = trial % 3 !== 0;
      const [d, n1, n2, outputs] = Array.from({ length: 4 }, () => 1 + Math.floor(next() * 7));
      let layers = [randomLayer(n1, d, bias), randomLayer(n2, n1, bias), randomLayer(outputs, n2, bias)];
      if (deadInputs) layers = withoutDeadInputs(layers);
      const { text, fields } = write(layers, deadInputs);
      const back = read(text, layers, deadInputs);
      for (const [l, layer] of layers.entries()) {
        expect(back[l].exponent).toBe(layer.exponent);
        expect(Array.from(back[l].integers)).toEqual(Array.from(layer.integers, (m) => m + 0));
      }
      const bits = networkBits(layers, deadInputs);
      expect(bits).toBeGreaterThan(text.length - fields - 1e-9);
      expect(bits).toBeLessThan(text.length + 1e-9);
    }
  });

  it('has parts that keep the inequality of Kraft with equality', () => {
    let subsets = 0;
    for (let k = 0; k <= 12; k++) subsets += choose(12, k) * 2 ** -subsetBits(12, k);
    expect(subsets).toBeCloseTo(1, 12);
    for (const j of [0, 1, 5]) {
      let sum = 0;
      for (let u = 0; u < 2 ** (14 + j) - 2 ** j; u++) sum += 2 ** -expGolombBits(u, j);
      expect(sum).toBe(1 - 2 ** -14);
    }
    let units = 0;
    const seen = new Set<number>();
    for (let e = -4095; e <= 4095; e++) {
      seen.add(zigzag(e));
      units += 2 ** -gammaBits(zigzag(e));
    }
    expect(seen.size).toBe(8191);
    expect(units).toBeLessThan(1);
    expect(units).toBeGreaterThan(0.999);
  });

  it('counts binary digits over the whole range', () => {
    for (let d = 1; d <= 52; d++) {
      expect(binaryDigits(2 ** d - 1)).toBe(d);
      expect(binaryDigits(2 ** (d - 1))).toBe(d);
    }
  });
});

describe('a quantised network', () => {
  it('has the nearest multiples of its unit', () => {
    expect(Array.from(toIntegers(Float64Array.of(0.9, -0.62, 0.1, 1e6), -1), (m) => m + 0)).toEqual([
      2, -1, 0, 2e6,
    ]);
  });

  it('loses the weights that come from rows of zeros, layer after layer, and keeps its biases', () => {
    const first = { rows: 2, fanIn: 1, stride: 2, exponent: 0, integers: Float64Array.of(0, 0, 0, 3) };
    const second = { rows: 2, fanIn: 2, stride: 3, exponent: 0, integers: Float64Array.of(5, 0, 0, 1, 2, 4) };
    const third = { rows: 1, fanIn: 2, stride: 3, exponent: 0, integers: Float64Array.of(7, 8, 9) };
    const [, b, c] = withoutDeadInputs([first, second, third]);
    expect(Array.from(b.integers)).toEqual([0, 0, 0, 0, 2, 4]);
    expect(Array.from(c.integers)).toEqual([0, 8, 9]);
  });
});
