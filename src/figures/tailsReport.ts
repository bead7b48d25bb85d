/** The report of a tails study: the question, coverage as figures, all numbers as a table, and how they were made. */
import type { Manifest } from '../results/runFolder.ts';
import { BIAS } from '../studies/tailsAssumptions.ts';
import type { TailsOutcome } from '../studies/tailsOutcomes.ts';
import type { TailsStudy } from '../studies/tailsStudy.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import type { Figure } from './figure.ts';
import { escapeHtml } from './html.ts';
import { reportPage } from './report.ts';
import { formatNumber } from './text.ts';

const QUESTION =
  'What do estimators of the tail index find in samples whose tail index is known, and how often do their intervals cover it?';

export function tailsReport(
  name: string,
  study: TailsStudy,
  outcomes: readonly TailsOutcome[],
  figures: readonly Figure[],
  manifest: Manifest,
): string {
  const { command, elapsedSeconds, seed, threads, versions, startedAt, host, planHash } = manifest;
  const number = (value: number) => formatNumber(value, 3);
  return reportPage({
    title: `Study: ${name}`,
    question: QUESTION,
    command,
    preset: 'tails',
    elapsedSeconds,
    seed,
    threads,
    versions,
    claims: [],
    oracles: [],
    figures,
    methods: [
      'The unit of replication is a sample; samples are independent of each other. Intervals of coverage are exact (Clopper–Pearson, 95 %).',
      'Estimators of the stable law assume a symmetric stable law; the Gaussian law is the one of α = 2. For estimators from the largest values the Gaussian law has an infinite tail index.',
      `Estimators from the largest values assume a heavy tail that is reached: the bias of γ = 1/α that the tail of the law gives them, computed from a sample without chance against an exact Pareto one, is at most ${BIAS} standard errors. This is judged without the measured coverage.`,
      ...ESTIMATORS.filter((e) => study.estimators.includes(e.name)).map((e) =>
        escapeHtml(`${e.name}: ${e.title}. Assumes ${e.assumptions}. ${e.source}.`),
      ),
    ],
    tables: [
      {
        title: 'Numbers',
        columns: [
          'law',
          'α',
          'n',
          'estimator',
          'samples',
          'median of α̂ − α',
          'mean of γ̂ − γ',
          'deviation of γ̂',
          'coverage',
          'warned',
          'assumptions',
        ],
        rows: outcomes.map((o) => [
          o.law,
          String(o.alpha),
          String(o.count),
          o.estimator,
          String(o.replicas),
          number(o.alphaBias.median),
          number(o.gammaBias.mean),
          number(o.gammaDeviation),
          `${number(o.coverage.estimate)} [${o.coverage.interval.map(number).join(', ')}]`,
          number(o.warned.estimate),
          `${o.assumption.hold ? 'hold' : 'do not hold'}: ${o.assumption.reason}`,
        ]),
      },
    ],
    notes: [],
    hashes: { plan: planHash },
    startedAt,
    host: `${host.cores} cores, ${host.cpu}`,
  });
}
