/** `mckean check-model FILE`: the contract of a code model, checked line by line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { checkRun } from '../engine/checkRun.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import type { Check } from '../models/check.ts';
import { checkAllocation } from '../models/checkAllocation.ts';
import { checkModel } from '../models/checkModel.ts';
import { settleModel } from '../models/codeFile.ts';
import { createCodeModel } from '../models/codeModel.ts';
import { type CodeSpec, codeSpecSchema } from '../models/codeSpec.ts';
import { engineMath } from '../models/engineMath.ts';
import { writeAtomically } from '../results/runFolder.ts';
import { type CommonOptions, numberOption, withCommonOptions } from './options.ts';
import { jsonText, printJson, printTable } from './print.ts';
import { withSession } from './session.ts';

const FILE = 'checks.json';

interface CheckModelOptions extends CommonOptions {
  readonly parameters: string;
  readonly low: number;
  readonly high: number;
}

const EXAMPLE = `
Examples:
  mckean check-model ./my-model.ts
  mckean check-model ./my-model.ts --parameters '{"a": 0.5, "k": 1}' --low 0.1 --high 2 --json

The module is the user's own code and runs with the user's rights. JSON: {"model", "dim", "fieldDim", "pass",
"checks": [{"check", "pass", "warning"?, "detail"}]}.

Exit codes: 0 every check passed (warnings are allowed), 1 a check failed, 2 the module cannot be used at all.`;

export function addCheckModel(mckean: Command): void {
  const any = () => true;
  withCommonOptions(mckean.command('check-model'))
    .argument('<module>', 'a TypeScript or JavaScript module that exports createModel')
    .description('check the contract of your own model: additive, stateless, finite, allocation-free')
    .option('--parameters <json>', 'what createModel is called with', '{}')
    .option('--low <x>', 'least position tried', numberOption('--low', 'a finite number', any), -1.5)
    .option('--high <x>', 'largest position tried', numberOption('--high', 'a finite number', any), 1.5)
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(module: string, options: CheckModelOptions): Promise<void> {
  const { low, high, seed = 1 } = options;
  if (!(low < high)) throw new BadInput(`--high is ${high}; it must be greater than --low, which is ${low}.`);
  const given = { name: 'code', path: module, parameters: parametersOf(options.parameters) };
  const parsed = parseOrRefuse(codeSpecSchema, given, 'model');
  const spec = asBadInput(() => settleModel(parsed, process.cwd())) as CodeSpec;
  const model = asBadInput(() => createCodeModel(spec));
  const checks = [
    ...checkModel(() => createCodeModel(spec), { low, high }),
    checkAllocation(model, low, high),
    portability(spec.path),
  ];
  // A model whose kernels throw or leave no numbers cannot be run at all.
  if (checks.every(({ pass }) => pass))
    checks.push(await checkRun(spec, { low, high, seed, threads: Math.max(2, options.threads) }));
  const failed = checks.filter(({ pass }) => !pass);
  const { name, dim, fieldDim } = model;
  const document = { model: name, dim, fieldDim, pass: failed.length === 0, checks };
  if (options.out !== undefined) {
    const { out, threads } = options;
    const request = {
      out,
      name: 'check-model',
      resumable: false,
      plan: { check: spec, low, high },
      seed,
      threads,
    };
    await withSession(request, async ({ run }) =>
      writeAtomically(join(run.dir, FILE), `${jsonText(document)}\n`),
    );
  }
  if (options.json) printJson(document);
  else {
    process.stdout.write(`${name}: ${dim} coordinate${dim > 1 ? 's' : ''}, field of length ${fieldDim}\n\n`);
    printTable([['', 'check', ''], ...checks.map((c) => [word(c), c.check, c.detail])]);
    process.stdout.write(
      `\n${failed.length === 0 ? 'Every check passed.' : `${failed.length} of ${checks.length} checks failed.`}\n`,
    );
  }
  if (failed.length > 0) process.exitCode = 1;
}

function word({ pass, warning }: Check): string {
  return pass ? (warning ? 'warning' : 'pass') : 'FAIL';
}

function parametersOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`--parameters is ${JSON.stringify(text)}; it must be JSON, for example '{"a": 0.5}'.`);
  }
}

function portability(path: string): Check {
  const check = 'portable functions only';
  const found = engineMath(readFileSync(path, 'utf8'));
  if (found.length === 0) return { check, pass: true, detail: 'no Math.exp or the like in this file' };
  const listed = `${found.slice(0, 4).join(', ')}${found.length > 4 ? ` and ${found.length - 4} more` : ''}`;
  const detail = `${listed}: bits may differ between engines; use mckean's portable functions (createModel's second argument)`;
  return { check, pass: true, warning: true, detail };
}
