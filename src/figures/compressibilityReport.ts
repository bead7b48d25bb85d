/** The report of a compressibility study: the question, the numbers near κ = 0.1, the figures, and how they were made. */
import type { CompressibilityOutcomes } from '../studies/compressibilityOutcomes.ts';
import type { CompressibilityStudy } from '../studies/compressibilityStudy.ts';
import { errorName } from './compressibilityErrorFigure.ts';
import type { Figure } from './figure.ts';
import { type Answer, timeAnswer } from './report/answers.ts';
import { brackets, display, equations, frac, inline, mi, mo, row, sub, sum, sup } from './report/mathml.ts';
import { figureSections, numbersSection, type ReportTable } from './report/numbers.ts';
import { paperPage } from './report/page.ts';
import type { Reproduction } from './report/reproduction.ts';
import { planSetUp } from './report/setUp.ts';
import { formatNumber, listOf } from './text.ts';

const QUESTION =
  'Wan, Barsbey, Zaidi and Şimşekli (ICML 2024) prove that heavy-tailed noise makes wide networks compressible: for every kept fraction κ and every ε there is a width N beyond which, with high probability, the κn neurons of largest norm hold the whole network up to a relative error of ε. How wide is that, and how much of it is there without heavy tails?';

const METHODS = [
  'Every system of n neurons is simulated to its horizon; then its neurons are sorted by Euclidean norm, and the smallest are pruned: their weights become 0. The relative error is that of the weight matrix in the Frobenius norm (for p = 2; else of the norms in ℓ_p), plain or squared as named. Output weights are neither measured nor pruned.',
  'Of n neurons ⌈κn⌉ are kept. The prunable fraction is the largest whose error is at most the target.',
  'A pruned neuron stays one of the n in the mean (1/n)Σ: it contributes φ(0). Scores of pruned networks are therefore those of the matrix with zero rows. A small relative error of the weights says that a few neurons hold nearly all of the norm; it does not say that the network still does what it did, and the scores show that.',
  'The unit of replication is a whole system, never a neuron. Means of scores have Student intervals, those of err^p and of kept fractions the jackknife’s on the logarithm, probabilities exact ones (Clopper–Pearson), quantiles distribution-free ones from order statistics; all are nominal 95 %. With few systems and α near 2 the error is skewed to the left and the interval of its mean covers less than that. Neuron i of replica r has the same noise at every width, so that widths of one α move together; replicas are independent.',
  'N*(κ, ε) is the width from which the (1 − δ)-quantile of the error over systems stays at most ε: behind the last simulated width where it is above, log n being linear in log error from there to the next.',
  'Noise is a function of its address (seed, replica, particle, time cell, coordinate), so that the result does not depend on the number of threads.',
];

export function compressibilityReport(
  name: string,
  study: CompressibilityStudy,
  outcomes: CompressibilityOutcomes,
  figures: readonly Figure[],
  reproduction: Reproduction,
): string {
  return paperPage({
    ...reproduction,
    title: `Study: ${name}`,
    question: QUESTION,
    answers: [...answers(study, outcomes), timeAnswer(reproduction)],
    setUp: setUp(study),
    results: [numbersSection(numbers(study, outcomes)), ...figureSections([{ heading: 'Figures', figures }])],
    methods: METHODS,
    notes: [
      'The Gaussian baseline α = 2 stands beside every heavy-tailed result: it can be pruned too, since many normal numbers are small, but no better in wider networks.',
      ...(study.baselineAdded ? ['The study file has no α = 2; it was added.'] : []),
      study.schedule.step === 'fixed'
        ? 'The step is the same at every width. The theorem asks for η ≤ n^(−α/2−1); schedule: { step: n^(-alpha/2-1) } takes it.'
        : 'The step is the largest horizon/steps of at most n^(−α/2−1), as the theorem asks.',
    ],
  });
}

/** What can be pruned from the widest systems, of the heaviest tails and of the baseline. */
function answers({ target }: CompressibilityStudy, { levels }: CompressibilityOutcomes): Answer[] {
  const widest = [...Map.groupBy(levels, ({ alpha }) => alpha).values()].map((own) => own[own.length - 1]);
  const error = `error${target.squared ? ' squared' : ''} ${target.error}`;
  const shown = widest.length > 2 ? [widest[0], widest[widest.length - 1]] : widest;
  return shown.map(({ alpha, particles, prunable: { estimate, interval } }) => ({
    big: `α = ${alpha}: ${percent(estimate)} can go`,
    small: `of ${particles} neurons at ${error}; interval ${interval.map(percent).join(' to ')}`,
    mood: 'plain',
  }));
}

function percent(fraction: number): string {
  return `${formatNumber(100 * fraction)} %`;
}

function setUp({
  problem,
  alphas,
  particles,
  replicas,
  systems,
  schedule,
  power,
  target,
  thresholds,
  deltas,
}: CompressibilityStudy): string {
  const steps = systems.map((system) => system.steps);
  const varied = {
    particles: listOf(particles.map(String)),
    alpha: listOf(alphas.map(String)),
    replicas: replicas.every((count) => count === replicas[0])
      ? `${replicas[0]} at every width`
      : `${listOf(replicas.map(String))}, width by width`,
    ...(schedule.step === 'fixed'
      ? {}
      : { steps: `at most n^(−α/2−1): K from ${Math.min(...steps)} to ${Math.max(...steps)}` }),
  };
  const [p, kappa, theta] = ['p', 'κ', 'θ'].map(mi);
  const kept = sub(mi('S'), kappa);
  const i = mi('i');
  const size = sup(row(mo('‖'), sub(theta, i), mo('‖')), p);
  const error = display(
    sup(mi('err'), p),
    brackets(kappa),
    mo('='),
    frac(row(sum(row(i, mo('∉'), kept)), size), row(sum(i), size)),
  );
  return `${planSetUp(problem, varied, [
    [p, 'power of the error', String(power)],
    [mi('ε'), 'thresholds of the error, not squared', listOf(thresholds.map(String))],
    [mi('δ'), 'probability with which an error may be missed', listOf(deltas.map(String))],
    ['', 'target of pruning', `relative error${target.squared ? ' squared' : ''} of at most ${target.error}`],
  ])}
<p>Of the N = n neurons at the horizon the ⌈κn⌉ of largest norm are kept, ${inline(kept)}, and the others become 0. The relative error is</p>
${equations(error)}
<p>and N*(κ, ε) is the width from which it stays at most ε with probability 1 − δ.</p>`;
}

function numbers(
  { kept, power, target }: CompressibilityStudy,
  { levels }: CompressibilityOutcomes,
): ReportTable {
  const shown = kept.reduce((a, b) => (Math.abs(b - 0.1) < Math.abs(a - 0.1) ? b : a));
  const scores = levels[0].scores.map(({ score }) => score);
  const withInterval = (value: { estimate: number; interval: readonly [number, number] }) =>
    `${formatNumber(value.estimate)} [${value.interval.map((end) => formatNumber(end)).join(', ')}]`;
  return {
    title: `Numbers at κ = ${shown}`,
    columns: [
      'α',
      'n',
      'steps',
      'systems',
      `mean ${errorName(power)}`,
      `prunable at error${target.squared ? ' squared' : ''} ${target.error}`,
      ...scores.flatMap((score) => [score, `${score}, pruned to the target`]),
    ],
    rows: levels.map((level) => [
      String(level.alpha),
      String(level.particles),
      String(level.steps),
      String(level.replicas),
      withInterval(level.curve[kept.indexOf(shown)].mean),
      withInterval(level.prunable),
      ...level.scores.flatMap(({ whole, atTarget }) => [withInterval(whole), withInterval(atTarget)]),
    ]),
  };
}
