/** The command `mckean`: reads the command line, runs one command, turns errors into exit codes. */
import { Command, CommanderError } from 'commander';
import { BadInput } from '../engine/badInput.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { packageVersion } from '../results/version.ts';
import { addCheckModel } from './checkModel.ts';
import { addExplain } from './explain.ts';
import { addFigure } from './figure.ts';
import { addLimit } from './limit.ts';
import { addPrune } from './prune.ts';
import { addSample } from './sample.ts';
import { addSimulate } from './simulate.ts';
import { addStudy } from './study.ts';
import { addTails } from './tails.ts';
import { addTrain } from './train.ts';
import { addVerify } from './verify.ts';

/** 0 done, 1 the run failed, 2 bad input, 3 a claim was contradicted, 130 stopped by Ctrl-C. */
const EXIT = { failed: 1, badInput: 2, interrupted: 130 } as const;

function program(): Command {
  const mckean = new Command('mckean')
    .description(
      'Heavy-tailed mean-field particle systems: simulate them, and check numerically what the theory says.',
    )
    .version(packageVersion())
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .addHelpText(
      'after',
      `
Examples:
  mckean verify --preset quick          every claim of the theory, measured; a report with figures
  mckean simulate plan.yaml --json      one run; the hash of its final positions
  mckean explain plan.yaml              its equations, derivatives, limit and known rates
  mckean limit plan.yaml                its exact McKean–Vlasov limit
  mckean sample --alpha 1.5 --type II --dim 2 --count 100000 --file noise.npy
  mckean study chaos.yaml --out runs/chaos
  mckean train train.yaml               a network trained by noisy SGD
  mckean tails weights.safetensors      tail indices of your own weights, layer by layer
  mckean prune weights.npz --method all --target 0.1 --squared
  mckean figure runs/chaos --width 85mm --format pdf   its figures, for a paper
  mckean check-model ./my-model.ts      whether your own model keeps its contract

Exit codes: 0 done, 1 the run failed, 2 bad input, 3 a claim was contradicted, 130 stopped by Ctrl-C.`,
    );
  for (const add of [
    addVerify,
    addSimulate,
    addExplain,
    addLimit,
    addSample,
    addStudy,
    addTrain,
    addTails,
    addPrune,
    addFigure,
    addCheckModel,
  ])
    add(mckean);
  for (const command of mckean.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  return mckean;
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') process.stderr.write(program().helpInformation());
    else process.stderr.write(`${capital(error.message.replace(/^error: /, '').replaceAll('\n', ' '))}\n`);
    return EXIT.badInput;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadInput) {
    process.stderr.write(`${message}\n`);
    return EXIT.badInput;
  }
  if (error instanceof Interrupted) {
    process.stderr.write(`${message}\n`);
    return EXIT.interrupted;
  }
  process.stderr.write(`The run failed: ${message}\n`);
  return EXIT.failed;
}

function capital(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?)]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Runs the command line; sets the process's exit code. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}
