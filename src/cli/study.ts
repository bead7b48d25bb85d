/** `mckean study STUDY.yaml`: one study from a file, with its figure. */
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { asBadInput } from '../engine/badInput.ts';
import { createPool } from '../engine/pool.ts';
import { studyQuestion, studySetUp } from '../figures/report/studyWords.ts';
import { sha256Float64 } from '../results/hash.ts';
import { runStudy, studyColumns } from '../studies/runStudy.ts';
import { settleLimits } from '../studies/settleLimits.ts';
import { readStudy, type Study } from '../studies/study.ts';
import { studyKind } from '../studies/studyKind.ts';
import { claimJson, printClaims } from './claims.ts';
import { runCompressibilityStudy } from './compressibility.ts';
import { documentText, readDocument } from './document.ts';
import { interruptSignal } from './interrupt.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { printJson } from './print.ts';
import { createProgress } from './progress.ts';
import { writeReport } from './report.ts';
import { withSession } from './session.ts';
import { runTailsStudy } from './tailsStudy.ts';

const EXAMPLE = `
Example of a chaos study (YAML or JSON):
  study: chaos
  plan:
    model:   { name: cosine-network, amplitude: 1.6, phase: 0.7 }
    noise:   { type: II, alpha: 1.5, scale: 0.5 }
    initial: { law: normal, mean: -0.5, variance: 0.25 }
    horizon: 1
    steps: 64
    seed: 1
  particles: [16, 32, 64, 128, 256]
  replicas: 100
  reference: exact            # or doubling (N against 2N), or frozen (the field of a large run)
  metric: { kind: sup, power: 1 }

A discretisation study has "study: discretisation", "steps: [32, 64, 128]" (each against twice as many),
"particles: 256", "replicas", "field: own|exact" and "metrics: [{kind: horizon|sup|off-grid, power: 0.5}, {kind: weak}]";
its plan has no steps. A study of random batches has "study: random-batch", "steps", "particles", "replicas" and
"metric: {kind: horizon, power: 1}", and a pairwise model in its plan: batches against all pairs over the same steps. A study of
minibatches has "study: minibatch", "particles", "exponents: [0.5, 1]" (beta of steps like N^(beta-1)), "steps" at the
smallest N, "replicas", and scheme sgd in its plan: sgd against full batches. A study of compressibility has
"study: compressibility", "alphas: [1.2, 1.5, 2]", "particles: [100, 1000]", "replicas" (one number, or one for each level) and
optionally "kept", "power", "thresholds", "target: {error: 0.1, squared: true}", "deltas" and
"schedule: {step: fixed|n^(-alpha/2-1)}"; its plan has no noise.alpha. docs/studies/compressibility.yaml is one. A study of estimators of tail indices has
"study: tails", "replicas" (one number, or one for each of the counts), "seed" and optionally "alphas", "counts", "laws",
"estimators" and "confidence", and no plan. docs/studies/tails.yaml is one.

Examples:
  mckean study chaos.yaml
  mckean study docs/studies/compressibility.yaml
  mckean study chaos.yaml --out runs/chaos --resume    continue a stopped run to the same bits`;

export function addStudy(mckean: Command): void {
  withCommonOptions(mckean.command('study'))
    .argument('<study>', 'the study, a YAML or JSON file')
    .description(
      'measure a rate: chaos (in N), minibatches (in N), discretisation or random batches (in the step); or compressibility; or estimators of tail indices',
    )
    .option('--resume', 'continue an unfinished run of the same study')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run(file: string, options: CommonOptions & { resume?: boolean }): Promise<void> {
  const { content, baseDir } = readDocument(file, 'study');
  const name = studyName(file);
  const kind = studyKind(content);
  const seeded = withPlanSeed(content, options.seed);
  const at = { name, file: basename(file), baseDir };
  if (kind === 'compressibility') return runCompressibilityStudy({ ...at, content: seeded }, options);
  if (kind === 'tails') return runTailsStudy({ ...at, content: withSeed(content, options.seed) }, options);
  const study = readStudy(seeded, baseDir);
  const { plan } = study.problem;
  asBadInput(() => settleLimits(study));
  const signal = interruptSignal();
  const progress = createProgress();
  const request = { name, plan: plainStudy(study), seed: plan.seed, threads: options.threads };
  const { rates, dir } = await withSession({ ...request, ...pick(options) }, async (session) => {
    const pool = createPool(options.threads);
    try {
      const measured = await runStudy(study, {
        pool,
        table: session.table(name, studyColumns(study)),
        onProgress: (done, total) => progress.update(name, done, total),
        signal,
      });
      session.finishTables();
      writeReport(session.run, {
        title: `Study: ${name}`,
        question: studyQuestion(study),
        setUp: studySetUp(study),
        preset: study.study,
        documents: [{ name: basename(file), text: documentText(seeded) }],
        claims: measured.map((rate) => ({ ...rate, study: name })),
        oracles: [],
      });
      return { rates: measured, dir: session.run.dir };
    } finally {
      progress.stop();
      await pool.close();
    }
  });
  if (options.json) printJson({ claims: rates.map(claimJson) });
  else {
    printClaims(rates);
    process.stdout.write(`\nReport: ${dir}/report.html\n`);
  }
  if (rates.some((r) => r.verdict === 'contradicted')) process.exitCode = 3;
}

/** The file's name without its ending, as a name of tables and folders: a letter or digit first, plain ones after. */
export function studyName(file: string): string {
  const plain = basename(file, extname(file)).replace(/[^\w.-]/g, '-');
  return plain.replace(/^[^A-Za-z0-9]+/, '').slice(0, 100) || 'study';
}

function pick({ out, resume }: { out?: string; resume?: boolean }): { out?: string; resume?: boolean } {
  return { ...(out === undefined ? {} : { out }), ...(resume ? { resume } : {}) };
}

/** The seed of a study without a plan is its own. */
function withSeed(content: unknown, seed: number | undefined): unknown {
  return seed === undefined ? content : { ...(content as object), seed };
}

/** The seed of a study is its plan's. */
function withPlanSeed(content: unknown, seed: number | undefined): unknown {
  const plan = (content as { plan?: unknown }).plan;
  if (seed === undefined || plan === null || typeof plan !== 'object') return content;
  return { ...(content as object), plan: { ...plan, seed } };
}

/** The study as plain data, with the hash of its data set: what a resumed run must have in common. */
function plainStudy({ problem, ...rest }: Study): object {
  const { plan, data } = problem;
  const hashes = data && { inputs: sha256Float64(data.inputs), targets: sha256Float64(data.targets) };
  return { ...rest, plan, ...(hashes ? { data: hashes } : {}) };
}
