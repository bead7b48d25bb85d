/** Values made by SciPy and mpmath: test/fixtures/make_statistics.py. */
import { readFileSync } from 'node:fs';

interface Fixtures {
  tQuantile: { p: string; v: number; value: number }[];
  kolmogorov: { n: number; d: number; p: number }[];
  kolmogorovLimit: { x: number; p: number }[];
  twoSample: { a: number[]; b: number[]; statistic: number; p: number };
  andersonDarling: { n: number; z: number; p: number }[];
  andersonDarlingLimit: { z: number; p: number }[];
  chiSquare: { x: number; k: number; p: number }[];
  spearman: { x: number[]; y: number[]; rho: number; p: number };
  distances: { a: number[]; b: number[]; wasserstein1: number; energy: number };
  toPareto: { alpha: number; sample: number[]; value: number }[];
  medianInterval: { n: number; q: number; lower: number; upper: number }[];
}

const path = new URL('../fixtures/statistics.json', import.meta.url);
export const fixtures = JSON.parse(readFileSync(path, 'utf8')) as Fixtures;

/** |measured/expected − 1|. */
export function relativeError(measured: number, expected: number): number {
  return Math.abs(measured / expected - 1);
}
