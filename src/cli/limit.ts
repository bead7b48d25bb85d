/** `mckean limit PLAN`: the McKean–Vlasov limit of a plan, continuous and of its Euler scheme. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { asBadInput } from '../engine/badInput.ts';
import { type Plan, readPlan } from '../engine/plan.ts';
import { type Limit, limitOf } from '../limits/limit.ts';
import { writeAtomically } from '../results/runFolder.ts';
import { readDocument, withSeed } from './document.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { fieldValue, jsonText, printJson, printTable } from './print.ts';
import { withSession } from './session.ts';

const FILE = 'limit.json';

const EXAMPLE = `
Examples:
  mckean limit plan.yaml          the limit at the plan's horizon
  mckean limit plan.yaml --json   {"kind": …, "values": {…}, "euler": {…}}
  mckean limit plan.yaml --out runs/limit    that document in runs/limit/limit.json, beside its manifest

"values" is the limit in continuous time, "euler" that of the Euler scheme with the plan's step.`;

export function addLimit(mckean: Command): void {
  withCommonOptions(mckean.command('limit'))
    .argument('<plan>', 'the plan, a YAML or JSON file')
    .description('the exact McKean–Vlasov limit of a plan at its horizon')
    .addHelpText('after', EXAMPLE)
    .action(async (planFile: string, options: CommonOptions) => {
      const { content, baseDir } = readDocument(planFile, 'plan');
      const { plan } = readPlan(withSeed(content, options.seed), baseDir);
      const limit = asBadInput(() => limitOf(plan));
      if (options.out !== undefined) await keep(limit, plan, options.out, options.threads);
      if (options.json) {
        printJson(limit);
        return;
      }
      const known = Object.keys(limit.euler).length > 0;
      const names = [...new Set([...Object.keys(limit.values), ...Object.keys(limit.euler)])];
      const cell = (v: number | [number, number] | undefined) => (v === undefined ? '' : fieldValue(v, 13));
      process.stdout.write(`${limit.kind}, at the horizon ${plan.horizon}\n\n`);
      printTable([
        ['', 'continuous time', known ? `Euler, ${plan.steps} steps` : `${plan.scheme.name}: not known`],
        ...names.map((name) => [name, cell(limit.values[name]), cell(limit.euler[name])]),
      ]);
      if (options.out !== undefined) process.stdout.write(`\nWritten: ${join(options.out, FILE)}\n`);
    });
}

async function keep(limit: Limit, plan: Plan, out: string, threads: number): Promise<void> {
  const request = { out, name: 'limit', resumable: false, plan: { limit: plan }, seed: plan.seed, threads };
  await withSession(request, async ({ run }) => writeAtomically(join(run.dir, FILE), `${jsonText(limit)}\n`));
}
