/** The report of a tails study: the question, coverage as figures, all numbers as a table, and how they were made. */
import { BIAS } from '../studies/tailsAssumptions.ts';
import type { TailsOutcome } from '../studies/tailsOutcomes.ts';
import type { TailsStudy } from '../studies/tailsStudy.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import type { Figure } from './figure.ts';
import { type Answer, timeAnswer } from './report/answers.ts';
import { call, equations, inline, mi, mn, mo, row, sup, upright } from './report/mathml.ts';
import { figureSections, numbersSection } from './report/numbers.ts';
import { paperPage } from './report/page.ts';
import { prose } from './report/prose.ts';
import type { Reproduction } from './report/reproduction.ts';
import { symbolTable } from './report/setUp.ts';
import { tailMath } from './report/weightsWords.ts';
import { formatNumber, listOf } from './text.ts';

const QUESTION =
  'What do estimators of the tail index find in samples whose tail index is known, and how often do their intervals cover it?';

export function tailsReport(
  name: string,
  study: TailsStudy,
  outcomes: readonly TailsOutcome[],
  figures: readonly Figure[],
  reproduction: Reproduction,
): string {
  const number = (value: number) => formatNumber(value, 3);
  const table = {
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
  };
  return paperPage({
    ...reproduction,
    title: `Study: ${name}`,
    question: QUESTION,
    answers: [coverageAnswer(study, outcomes), timeAnswer(reproduction)],
    setUp: setUp(study),
    results: [...figureSections([{ heading: 'Figures', figures }]), numbersSection(table)],
    methods: [
      'The unit of replication is a sample; samples are independent of each other. Intervals of coverage are exact (Clopper–Pearson, 95 %).',
      'Estimators of the stable law assume a symmetric stable law; the Gaussian law is the one of α = 2. For estimators from the largest values the Gaussian law has an infinite tail index.',
      `Estimators from the largest values assume a heavy tail that is reached: the bias of γ = 1/α that the tail of the law gives them, computed from a sample without chance against an exact Pareto one, is at most ${BIAS} standard errors. This is judged without the measured coverage.`,
      ...ESTIMATORS.filter((e) => study.estimators.includes(e.name)).map((e) =>
        prose(`${e.name}: ${e.title}. Assumes ${e.assumptions}. ${e.source}.`),
      ),
    ],
    notes: [],
  });
}

/** Where assumptions hold, an interval should cover as often as it says; its exact interval tells chance from fault. */
function coverageAnswer({ confidence }: TailsStudy, outcomes: readonly TailsOutcome[]): Answer {
  const sound = outcomes.filter(({ assumption }) => assumption.hold);
  const low = sound.filter(({ coverage }) => coverage.interval[1] < confidence).length;
  return {
    big: `${sound.length - low} of ${sound.length} intervals cover as they say`,
    small: `nominal ${formatNumber(100 * confidence)} %, where the estimator’s assumptions hold; ${outcomes.length - sound.length} more where they do not`,
    mood: low === 0 ? 'good' : 'open',
  };
}

function setUp({ laws, alphas, counts, cells, confidence, seed }: TailsStudy): string {
  const [x, alpha] = ['x', 'α'].map(mi);
  const stable = inline(
    upright('E'),
    sup(mi('e'), row(upright('i'), mi('u'), mi('X'))),
    mo('='),
    sup(mi('e'), row(mo('−'), sup(row(mo('|'), mi('u'), mo('|')), alpha))),
  );
  const replicas = [...new Set(cells.map((cell) => cell.replicas))];
  return `<p>A sample of <i>n</i> independent values has the tail index α when</p>
${equations(tailMath(row(mo('|'), mi('X'), mo('|'))))}
<p>Samples come from laws whose index is known: the symmetric stable law, ${stable}; Pareto’s, ${inline(call(mi('P'), row(mi('X'), mo('>'), x)), mo('='), sup(x, row(mo('−'), alpha)))} for ${inline(x, mo('≥'), mn(1))}; Student’s with α degrees of freedom; and the Gaussian law N(0, 2), whose tail is light.</p>
${symbolTable([
  ['', 'laws', listOf(laws)],
  [alpha, 'tail index', listOf(alphas.map(String))],
  [mi('n'), 'values of a sample', listOf(counts.map(String))],
  ['', 'samples of each law, α and n', listOf(replicas.map(String))],
  ['', 'confidence of the intervals', `${formatNumber(100 * confidence)} %`],
  ['', 'seed', String(seed)],
])}`;
}
