/** `await study({...})`: every kind of study, as tables with intervals and verdicts. */
import { asBadInput } from '../engine/badInput.ts';
import { createPool } from '../engine/pool.ts';
import { compressibilityFigures } from '../figures/compressibilityFigures.ts';
import { rateFigures } from '../figures/runFigures.ts';
import { tailsFigures } from '../figures/tailsFigures.ts';
import type { PlainTable } from '../results/csv.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { linesHtml, type Table } from '../results/table.ts';
import { runCompressibility } from '../studies/compressibility.ts';
import { type CompressibilityOutcomes, compressibilityOutcomes } from '../studies/compressibilityOutcomes.ts';
import {
  type CompressibilityInput,
  type CompressibilityStudy,
  readCompressibility,
} from '../studies/compressibilityStudy.ts';
import { compressibilityTables } from '../studies/compressibilityTables.ts';
import { compressibilityTheory, type TheoryCurves } from '../studies/compressibilityTheory.ts';
import type { MeasuredRate } from '../studies/measureRate.ts';
import { memoryTable, type StudyContext } from '../studies/replicas.ts';
import { runStudy } from '../studies/runStudy.ts';
import { settleLimits } from '../studies/settleLimits.ts';
import { readStudy, type Study, type StudyInput } from '../studies/study.ts';
import { studyKind } from '../studies/studyKind.ts';
import { runTails } from '../studies/tails.ts';
import { type TailsOutcome, tailsOutcomes } from '../studies/tailsOutcomes.ts';
import { readTailsStudy, type TailsInput, type TailsStudy } from '../studies/tailsStudy.ts';
import { tailsTable } from '../studies/tailsTable.ts';
import type { Drawable } from './drawable.ts';
import { levelsTable, localSlopesTable, ratesTable } from './rateTables.ts';
import { named } from './studyColumns.ts';
import { type CallOptions, type Work, working } from './work.ts';

/** Of chaos, discretisation, random batches or minibatches. */
export interface RateStudy extends Displayed, Drawable {
  /** The checked study. */
  readonly study: Study;
  /** One row per claim: theory, slope with its interval, verdict. */
  readonly rates: Table;
  /** One row per claim and level: the error with its interval. */
  readonly levels: Table;
  readonly localSlopes: Table;
  /** The measurements in full, with the claims' statements, assumptions and sources. */
  readonly measured: readonly MeasuredRate[];
  readonly elapsedSeconds: number;
}

/** What a compressibility study measured, as tables. */
export interface CompressibilityRun extends Displayed, Drawable {
  readonly study: CompressibilityStudy;
  /** E err^p over the kept fraction, with theory where there is one. */
  readonly errors: Table;
  /** P(err ≤ ε). */
  readonly probabilities: Table;
  readonly quantiles: Table;
  /** The fraction that can be pruned at the target. */
  readonly prunable: Table;
  /** The network's scores before and after pruning. */
  readonly scores: Table;
  /** Neurons needed for the error at most ε with probability 1 − δ. */
  readonly neurons: Table;
  readonly outcomes: CompressibilityOutcomes;
  readonly theory: TheoryCurves | undefined;
  readonly elapsedSeconds: number;
}

/** What a study of tail estimators measured: how often their intervals are right. */
export interface TailsStudyRun extends Displayed, Drawable {
  readonly study: TailsStudy;
  /** One row per law, α, n and estimator: bias, coverage of the interval, warnings. */
  readonly coverage: Table;
  readonly outcomes: readonly TailsOutcome[];
  readonly elapsedSeconds: number;
}

/** Options of `study`. */
export interface StudyCall extends CallOptions {
  /** Folder that file names in the plan are relative to; the working folder unless told. */
  readonly baseDir?: string;
}

/**
 * Runs a study.
 * @param input the fields of a study file as an object: `study: 'chaos'`, `'discretisation'`, `'random-batch'`, `'minibatch'`,
 * `'compressibility'` or `'tails'`, and what that kind takes
 * @throws BadInput in one sentence with field, value and range; RunFailure; Interrupted
 */
export function study(input: StudyInput, options?: StudyCall): Promise<RateStudy>;
export function study(input: CompressibilityInput, options?: StudyCall): Promise<CompressibilityRun>;
export function study(input: TailsInput, options?: StudyCall): Promise<TailsStudyRun>;
export async function study(
  input: StudyInput | CompressibilityInput | TailsInput,
  options: StudyCall = {},
): Promise<RateStudy | CompressibilityRun | TailsStudyRun> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  switch (studyKind(input)) {
    case 'compressibility':
      return compressibility(readCompressibility(input, options.baseDir), options, elapsed);
    case 'tails':
      return tails(readTailsStudy(input), options, elapsed);
    default:
      return rates(readStudy(input, options.baseDir), options, elapsed);
  }
}

/** Runs what a study does, over the threads. */
function overThreads<T>(
  name: string,
  options: CallOptions,
  run: (context: StudyContext & Required<Pick<StudyContext, 'pool'>>) => Promise<T>,
): Promise<T> {
  return working(options, async ({ threads, signal, update }: Work) => {
    const pool = createPool(threads);
    try {
      const onProgress = (done: number, total: number) => update(name, done, total);
      return await run({ pool, table: memoryTable(), onProgress, signal });
    } finally {
      await pool.close();
    }
  });
}

async function rates(own: Study, options: CallOptions, elapsed: () => number): Promise<RateStudy> {
  asBadInput(() => settleLimits(own));
  const measured = await overThreads(own.study, options, (context) => runStudy(own, context));
  const table = ratesTable(measured);
  const result = {
    study: own,
    rates: table,
    levels: levelsTable(measured),
    localSlopes: localSlopesTable(measured),
    measured,
    elapsedSeconds: elapsed(),
    source: sourceOf(own.problem.plan.seed, { ...own, problem: own.problem.plan }),
    figures: () => rateFigures(measured.map((rate) => ({ ...rate, study: own.study }))),
  };
  const about = measured[0].setup;
  const reasons = measured.map(({ claim, reason }) => `${claim.id}: ${reason}`);
  return shown(result, `${own.study} study: ${about}`, table, reasons);
}

async function compressibility(
  own: CompressibilityStudy,
  options: CallOptions,
  elapsed: () => number,
): Promise<CompressibilityRun> {
  const { outcomes, theory } = await overThreads('compressibility', options, async (context) => {
    const found = compressibilityOutcomes(own, await runCompressibility(own, context));
    return { outcomes: found, theory: await compressibilityTheory(own, context.pool) };
  });
  const tables = compressibilityTables(own, outcomes, theory);
  const table = (name: string) => named(tables[name] as PlainTable);
  const result = {
    study: own,
    errors: table('errors'),
    probabilities: table('probabilities'),
    quantiles: table('quantiles'),
    prunable: table('prunable'),
    scores: table('scores'),
    neurons: table('neurons'),
    outcomes,
    theory,
    elapsedSeconds: elapsed(),
    source: sourceOf(own.problem.plan.seed, { ...own, problem: own.problem.plan, systems: undefined }),
    figures: () => compressibilityFigures(own, outcomes, theory),
  };
  const target = `${own.target.squared ? 'squared ' : ''}error ${own.target.error}`;
  return shown(
    result,
    `compressibility study: fraction that can be pruned at ${target}`,
    result.prunable,
    [],
  );
}

async function tails(own: TailsStudy, options: CallOptions, elapsed: () => number): Promise<TailsStudyRun> {
  const found = await overThreads('tails', options, (context) => runTails(own, context));
  const outcomes = tailsOutcomes(own, found);
  const coverage = named(tailsTable(outcomes));
  const figures = () => tailsFigures(own, outcomes);
  const source = sourceOf(own.seed, own);
  const result = { study: own, coverage, outcomes, elapsedSeconds: elapsed(), source, figures };
  return shown(result, 'tails study: bias and coverage of estimators of the tail index', coverage, []);
}

const sourceOf = (seed: number, plan: object) => ({ call: 'study', plan, seed });

function shown<T extends object>(
  result: T,
  about: string,
  table: Table,
  notes: readonly string[],
): T & Displayed {
  const text = () => [about, '', String(table), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
  return displayed(result, text, () => ({
    'text/plain': text(),
    'text/html': [linesHtml([about]), table.toHtml(), linesHtml(notes)].join('\n'),
  }));
}
