/** `mckean explain PLAN`: what a plan means, before anything is run. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { readPlan } from '../engine/plan.ts';
import { writeAtomically } from '../results/runFolder.ts';
import { explain } from '../studies/explain.ts';
import { explanationText } from '../studies/explanationText.ts';
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
      const { content, baseDir } = readDocument(planFile, 'plan');
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
      else process.stdout.write(`${explanationText(explanation)}\n`);
    });
}
