/** TEMPORARY until branch formula: a handful of formulas known by their text. */
import { sin } from '../math/elementary.ts';
import type { PairInteraction } from './pairInteraction.ts';
import type { PairwiseSpec } from './pairwiseSpec.ts';

export function createFormulaPairs({ dim, parameters, interaction, drift }: PairwiseSpec): PairInteraction {
  const { k = 1, a = 1 } = parameters;
  const kernels: Record<string, (z: number) => number> = {
    '-k*z': (z) => -k * z,
    '-k*sin(z)': (z) => -k * sin(z),
    'k/z': (z) => k / z,
    '-a*x': (x) => -a * x,
    '0': () => 0,
  };
  const of = (text: string) => kernels[text.replace(/[zx]\d/, (m) => m[0])];
  const fs = interaction.map(of);
  const bs = (drift ?? interaction.map(() => '0')).map(of);
  const apply = (f: ((z: number) => number)[]) => (z: Float64Array, count: number, out: Float64Array) => {
    for (let t = 0; t < count; t++) for (let c = 0; c < dim; c++) out[t * dim + c] = f[c](z[t * dim + c]);
  };
  return { dim, interaction: apply(fs), drift: apply(bs) };
}
