/** `mckean limit PLAN`: the McKean–Vlasov limit of a plan, continuous and of its Euler scheme. */
import type { Command } from 'commander';
import { asBadInput } from '../engine/badInput.ts';
import { readPlan } from '../engine/plan.ts';
import { limitOf } from '../limits/limit.ts';
import { readDocument, withSeed } from './document.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { fieldValue, printJson, printTable } from './print.ts';

const EXAMPLE = `
Examples:
  mckean limit plan.yaml          the limit at the plan's horizon
  mckean limit plan.yaml --json   {"kind": …, "values": {…}, "euler": {…}}

"values" is the limit in continuous time, "euler" that of the Euler scheme with the plan's step.`;

export function addLimit(mckean: Command): void {
  withCommonOptions(mckean.command('limit'))
    .argument('<plan>', 'the plan, a YAML or JSON file')
    .description('the exact McKean–Vlasov limit of a plan at its horizon')
    .addHelpText('after', EXAMPLE)
    .action((planFile: string, options: CommonOptions) => {
      const { content, baseDir } = readDocument(planFile);
      const { plan } = readPlan(withSeed(content, options.seed), baseDir);
      const limit = asBadInput(() => limitOf(plan));
      if (options.json) {
        printJson(limit);
        return;
      }
      const names = [...new Set([...Object.keys(limit.values), ...Object.keys(limit.euler)])];
      const cell = (v: number | [number, number] | undefined) => (v === undefined ? '' : fieldValue(v, 13));
      process.stdout.write(`${limit.kind}, at the horizon ${plan.horizon}\n\n`);
      printTable([
        ['', 'continuous time', `Euler, ${plan.steps} steps`],
        ...names.map((name) => [name, cell(limit.values[name]), cell(limit.euler[name])]),
      ]);
    });
}
