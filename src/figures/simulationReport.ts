/** The report of one simulated plan: its system, what was read off at the horizon, and the field over time. */
import type { Observed } from '../engine/observe.ts';
import type { Problem } from '../engine/plan.ts';
import type { Figure } from './figure.ts';
import { type Answer, timeAnswer } from './report/answers.ts';
import { figureSections, numbersSection, type ReportTable } from './report/numbers.ts';
import { paperPage } from './report/page.ts';
import type { Reproduction } from './report/reproduction.ts';
import { planSetUp } from './report/setUp.ts';
import { SYSTEM_NAMES } from './systemName.ts';
import { fixed, formatNumber } from './text.ts';

export interface SimulationReportInput extends Reproduction {
  readonly problem: Problem;
  readonly observables: Readonly<Record<string, Observed>>;
  readonly figures: readonly Figure[];
}

export function simulationReport(input: SimulationReportInput): string {
  const { problem, observables, figures } = input;
  const { plan } = problem;
  const system = SYSTEM_NAMES[plan.model.name];
  return paperPage({
    ...input,
    title: `Simulation of ${plan.particles} particles: ${system}`,
    question: `How do ${plan.particles} particles that interact through their mean field (${system}) move until the time ${formatNumber(plan.horizon, 6)}, and what is their field then?`,
    answers: [sizeAnswer(problem), ...firstValue(observables), timeAnswer(input)],
    setUp: planSetUp(problem),
    results: [
      numbersSection(valuesTable(observables, plan.replicas)),
      ...figureSections([{ heading: 'Figures', figures }]),
    ],
    methods: [
      'Noise is a function of its address (seed, replica, particle, time cell, coordinate), so that the result does not depend on the number of threads.',
      plan.replicas === 1
        ? 'One system was simulated: its values are numbers of that system, and have no intervals.'
        : `The unit of replication is a whole system, never a particle: particles of one system are dependent. Means have Student intervals over the ${plan.replicas} replicas, medians distribution-free ones from order statistics; both are nominal 95 %. Medians stand where no second moment exists.`,
      'The field is read at every grid time. meanRootAbs is the mean of the square root of |x| over particles and coordinates, which exists for every tail index above ½; maxAbs is the largest |x| of all replicas.',
      `The kernels ran in the mode ${plan.mode}${plan.mode === 'strict' ? ': the same bits on every machine' : ', which is faster than strict, and whose last bits may differ between machines'}.`,
    ],
    notes: [],
  });
}

function sizeAnswer({ plan }: Problem): Answer {
  const { particles, steps, replicas } = plan;
  return {
    big: `${particles} particles, ${steps} steps`,
    small: replicas === 1 ? 'one system' : `${replicas} independent systems`,
    mood: 'plain',
  };
}

function firstValue(observables: SimulationReportInput['observables']): Answer[] {
  const [first] = Object.entries(observables);
  if (first === undefined) return [];
  const [name, observed] = first;
  const interval = intervalWords(observed);
  return [
    {
      big: `${name} = ${valueWords(observed.value)}`,
      small: `${observed.statistic} at the horizon${interval === '' ? '' : `, 95 % interval ${interval}`}`,
      mood: 'plain',
    },
  ];
}

function valuesTable(observables: SimulationReportInput['observables'], replicas: number): ReportTable {
  const several = replicas > 1;
  return {
    title: 'Values at the horizon',
    columns: ['value of', ...(several ? ['statistic'] : []), 'value', ...(several ? ['95 % interval'] : [])],
    rows: Object.entries(observables).map(([name, observed]) => [
      name,
      ...(several ? [observed.statistic] : []),
      valueWords(observed.value),
      ...(several ? [intervalWords(observed)] : []),
    ]),
  };
}

function valueWords(value: Observed['value']): string {
  if (typeof value === 'number') return formatNumber(value, 6);
  const [re, im] = value;
  return `${formatNumber(re, 6)} ${im < 0 ? '−' : '+'} ${formatNumber(Math.abs(im), 6)}i`;
}

function intervalWords({ interval }: Observed): string {
  if (interval === undefined) return '';
  return interval.map(([low, high]) => `[${ends(low)}, ${ends(high)}]`).join(' + i');
}

function ends(value: number): string {
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? fixed(value, 5) : formatNumber(value, 5);
}
