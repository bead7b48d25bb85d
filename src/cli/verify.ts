/** `mckean verify`: the main job. Every claim the tool knows, measured; a table, a run folder, a report. */
import { type Command, Option } from 'commander';
import { systemsSetUp } from '../figures/report/setUp.ts';
import { PRESETS, type PresetName } from '../studies/preset.ts';
import { presetStudies } from '../studies/presets.ts';
import { type Verification, verify } from '../studies/verify.ts';
import { claimJson, printClaims, printOracles } from './claims.ts';
import { documentText } from './document.ts';
import { interruptSignal } from './interrupt.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { printJson, shortNumber } from './print.ts';
import { createProgress } from './progress.ts';
import { writeReport } from './report.ts';
import { withSession } from './session.ts';

const EXAMPLE = `
Examples:
  mckean verify                                     the quick preset, well under a minute on two cores
  mckean verify --preset standard --out runs/paper  five values of α, tighter intervals
  mckean verify --out runs/paper --preset standard --resume
  mckean verify --json > verify.json

Exit code 3 says that a claim was contradicted, 1 that an oracle failed.`;

interface VerifyCommand extends CommonOptions {
  readonly preset: PresetName;
  readonly resume?: boolean;
}

export function addVerify(mckean: Command): void {
  withCommonOptions(mckean.command('verify'))
    .description('measure every claim of the theory and write a report with figures')
    .addOption(new Option('--preset <name>', 'how much work').choices(PRESETS).default('quick'))
    .option('--resume', 'continue an unfinished run of the same preset and seed')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(options: VerifyCommand): Promise<void> {
  const { preset, threads, seed = 1 } = options;
  const signal = interruptSignal();
  const progress = createProgress();
  const { result, dir } = await withSession(
    {
      name: `verify-${preset}`,
      plan: { preset, seed, studies: presetStudies(preset, seed) },
      seed,
      threads,
      ...(options.out === undefined ? {} : { out: options.out }),
      ...(options.resume ? { resume: true } : {}),
    },
    async ({ run, table, finishTables }) => {
      try {
        const result = await verify({ preset, seed, threads, table, signal, onProgress: progress.update });
        finishTables();
        writeReport(run, {
          title: `mckean verify, ${preset} preset`,
          preset,
          setUp: systemsSetUp(result.problems),
          documents: presetStudies(preset, seed).map(({ name, study }) => ({
            name: `${name}.yaml`,
            text: documentText(study),
          })),
          claims: result.claims,
          oracles: result.oracles,
          evidence: result.evidence,
        });
        return { result, dir: run.dir };
      } finally {
        progress.stop();
      }
    },
  );
  if (options.json) printJson(verificationJson(result));
  else printVerification(result, dir);
  if (result.claims.some((c) => c.verdict === 'contradicted')) process.exitCode = 3;
  else if (result.oracles.some((o) => !o.pass)) process.exitCode = 1;
}

function verificationJson({ claims, oracles, elapsedSeconds, threads }: Verification): object {
  return { claims: claims.map(claimJson), oracles, elapsedSeconds, threads };
}

function printVerification(result: Verification, dir: string): void {
  printClaims(result.claims);
  process.stdout.write('\n');
  printOracles(result.oracles);
  const passed = result.oracles.filter((o) => o.pass).length;
  const consistent = result.claims.filter((c) => c.verdict === 'consistent').length;
  process.stdout.write(
    `\n${consistent} of ${result.claims.length} claims consistent, ${passed} of ${result.oracles.length} oracles passed, ${shortNumber(result.elapsedSeconds, 3)} s on ${result.threads} threads\nReport: ${dir}/report.html\n`,
  );
}
