/** `mckean simulate PLAN`: one run, its observables and the hash of its final positions. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { observeRun } from '../engine/observe.ts';
import { readPlan } from '../engine/plan.ts';
import { type Simulation, simulate } from '../engine/simulate.ts';
import { sha256Float64 } from '../results/hash.ts';
import { writeNpy } from '../results/npy.ts';
import { documentText, readDocument, withSeed } from './document.ts';
import { writableFile } from './files.ts';
import { interruptSignal } from './interrupt.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { fieldValue, printJson, printTable, shortNumber } from './print.ts';
import { createProgress } from './progress.ts';
import { saveSimulation } from './saveSimulation.ts';
import { withSession } from './session.ts';

const EXAMPLE = `
Example plan (YAML or JSON):
  model:   { name: cosine-network, amplitude: 1.6, phase: 0.7 }
  noise:   { type: II, alpha: 1.75, scale: 0.5 }
  initial: { law: normal, mean: -0.5, variance: 0.25 }
  horizon: 1
  steps: 64
  particles: 1024
  replicas: 16
  seed: 7
  mode: strict       # or fast, float32

Examples:
  mckean simulate plan.yaml
  mckean simulate plan.yaml --json --threads 2 --state positions.npy
  mckean simulate plan.yaml --out runs/mine      a report with the field path as table and figure`;

export function addSimulate(mckean: Command): void {
  withCommonOptions(mckean.command('simulate'))
    .argument('<plan>', 'the plan, a YAML or JSON file')
    .description('run a plan; the same bits for any number of threads')
    .option(
      '--state <file.npy>',
      'write the final positions, particles × coordinates (× replicas before, if several)',
    )
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(planFile: string, options: CommonOptions & { state?: string }): Promise<void> {
  const { content, baseDir } = readDocument(planFile, 'plan');
  const seeded = withSeed(content, options.seed);
  const problem = readPlan(seeded, baseDir);
  const state = options.state === undefined ? undefined : writableFile('--state', options.state, '.npy');
  const signal = interruptSignal();
  const progress = createProgress();
  const work = async (): Promise<Simulation> => {
    try {
      const onProgress = (taken: number, total: number) => progress.update('steps', taken, total);
      return await simulate(problem, { threads: options.threads, signal, onProgress });
    } finally {
      progress.stop();
    }
  };
  const { plan } = problem;
  const request = { name: 'simulate', resumable: false, plan, seed: plan.seed, threads: options.threads };
  const result =
    options.out === undefined
      ? await work()
      : await withSession({ ...request, out: options.out }, async ({ run }) => {
          const simulation = await work();
          const file = { name: basename(planFile), text: documentText(seeded) };
          saveSimulation(run, simulation, problem, file);
          return simulation;
        });
  if (state !== undefined) {
    const shape = [plan.particles, result.dim];
    writeNpy(state, result.positions, plan.replicas === 1 ? shape : [plan.replicas, ...shape]);
  }
  report(result, observeRun(problem, result), options.json === true);
  if (options.out !== undefined && !options.json)
    process.stdout.write(`Report: ${options.out}/report.html\n`);
}

function report(result: Simulation, observables: ReturnType<typeof observeRun>, json: boolean): void {
  const { plan } = result;
  const steps = plan.steps * plan.replicas;
  const stateHash = sha256Float64(result.positions);
  const stepsPerSecond = steps / result.elapsedSeconds;
  const particleStepsPerSecond = stepsPerSecond * plan.particles;
  if (json) {
    printJson({ plan, observables, stateHash, stepsPerSecond, particleStepsPerSecond });
    return;
  }
  const replicas = plan.replicas === 1 ? '' : `, ${plan.replicas} replicas`;
  printTable([
    [`at the horizon${replicas}`, 'value', plan.replicas > 1 ? '95 % interval' : ''],
    ...Object.entries(observables).map(([name, { value, statistic, interval }]) => [
      plan.replicas === 1 ? name : `${statistic} ${name}`,
      fieldValue(value),
      interval === undefined ? '' : intervalText(interval),
    ]),
  ]);
  process.stdout.write(
    `\nstate ${stateHash}\n${shortNumber(particleStepsPerSecond, 3)} particle-steps per second (${plan.mode}, ${result.driver}, ${result.threads} thread${result.threads > 1 ? 's' : ''}, ${shortNumber(result.elapsedSeconds, 3)} s)\n`,
  );
}

function intervalText(interval: readonly (readonly [number, number])[]): string {
  return interval.map(([low, high]) => `[${shortNumber(low, 5)}, ${shortNumber(high, 5)}]`).join(' + i');
}
