/** `mckean explain PLAN`: what a plan means, before anything is run. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { readPlan } from '../engine/plan.ts';
import { writeAtomically } from '../results/runFolder.ts';
import { type Explanation, explain } from '../studies/explain.ts';
import { readDocument, withSeed } from './document.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { jsonText, printJson } from './print.ts';
import { withSession } from './session.ts';

const FILE = 'explanation.json';

const EXAMPLE = `
Examples:
  mckean explain plan.yaml          equations, derivatives, scheme, limit, and what theory knows
  mckean explain plan.yaml --json   the same as one document`;

export function addExplain(mckean: Command): void {
  withCommonOptions(mckean.command('explain'))
    .argument('<plan>', 'the plan, a YAML or JSON file')
    .description('what a plan means: equations with derivatives, scheme, limit, known rates')
    .addHelpText('after', EXAMPLE)
    .action(async (planFile: string, { json, out, seed, threads }: CommonOptions) => {
      const { content, baseDir } = readDocument(planFile);
      const problem = readPlan(withSeed(content, seed), baseDir);
      const explanation = explain(problem);
      const { plan } = problem;
      if (out !== undefined) {
        const request = {
          out,
          name: 'explain',
          resumable: false,
          plan: { explain: plan },
          seed: plan.seed,
          threads,
        };
        await withSession(request, async ({ run }) =>
          writeAtomically(join(run.dir, FILE), `${jsonText(explanation)}\n`),
        );
      }
      if (json) printJson(explanation);
      else process.stdout.write(`${linesOf(explanation).join('\n')}\n`);
    });
}

function linesOf(of: Explanation): string[] {
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
  ];
}

function noiseTerm({ multiplicativeNoise, commonNoise }: Explanation): string {
  const sum = commonNoise ? 'σ dL + σ₀ dL⁰' : 'σ dL';
  if (!multiplicativeNoise) return sum;
  return `s(θ, m) ${commonNoise ? `(${sum})` : sum}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
