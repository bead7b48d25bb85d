/** An explanation of a plan as lines of text. */
import type { Explanation } from './explain.ts';

export function explanationText(of: Explanation): string {
  const noisy = of.noisyCoordinates < of.coordinates ? `, noise on the first ${of.noisyCoordinates}` : '';
  return [
    of.setup,
    '',
    `${plural(of.coordinates, 'coordinate')} a particle${noisy}; field m = (1/N) Σ φ(θ_i) of ${plural(of.fieldEntries, 'entry', 'entries')}, φ ${of.fieldGrowth}`,
    `dθ = b(θ, m) dt + ${noiseTerm(of)}${of.multiplicativeNoise ? ' (Itô: s at the start of a step)' : ''}`,
    ...of.equations.map((line) => `  ${line}`),
    ...of.functions.flatMap(({ name, formula, derivative, kinks }) => [
      `  ${name} = ${formula}`,
      `    derivative: ${derivative}${kinks ? `   (${kinks})` : ''}`,
    ]),
    '',
    of.scheme,
    `Limit: ${of.limit}`,
    ...of.rates.map((rate) =>
      'none' in rate
        ? `No rate: ${rate.none}`
        : `Rate: ${rate.statement}\n  assumes ${rate.assumptions}\n  source: ${rate.source}`,
    ),
  ].join('\n');
}

function noiseTerm({ multiplicativeNoise, commonNoise }: Explanation): string {
  const sum = commonNoise ? 'σ dL + σ₀ dL⁰' : 'σ dL';
  if (!multiplicativeNoise) return sum;
  return `s(θ, m) ${commonNoise ? `(${sum})` : sum}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
