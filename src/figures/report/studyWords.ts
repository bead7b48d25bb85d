/** The question and the set-up of a study of rates: what it varies, over which values, on what plan. */
import type { Problem } from '../../engine/plan.ts';
import { stepsOf } from '../../studies/minibatchStudy.ts';
import type { Study } from '../../studies/study.ts';
import { SYSTEM_NAMES } from '../systemName.ts';
import { exponentName, listOf } from '../text.ts';
import { mi } from './mathml.ts';
import { planSetUp, type SymbolRow, type Varied } from './setUp.ts';

export function studyQuestion(study: Study): string {
  const system = SYSTEM_NAMES[study.problem.plan.model.name];
  switch (study.study) {
    case 'chaos':
      return `The particles of a mean-field system (${system}) interact only through their mean field, and as their number N grows each comes to move like a particle of the McKean–Vlasov limit, which is independent of the others: propagation of chaos. At which rate in N does that happen here, and is it the rate that theory says?`;
    case 'discretisation':
      return `A scheme of step η follows a stochastic differential equation (${system}) the better the smaller its step. At which rate in η does its error fall here, at grid times and between them, and is it the rate that theory says?`;
    case 'random-batch':
      return `Random batches replace the meeting of all pairs (${system}) by meetings within small batches, divided anew in every step. How far from all pairs does that lead, and does the distance fall with the step η at the rate that theory says?`;
    case 'minibatch':
      return `Minibatches of the data replace the full gradient (${system}). How far from full batches does that lead as the network of N neurons widens and its steps shrink with N, and is the rate the one that theory says?`;
  }
}

export function studySetUp(study: Study): string {
  const { problem, replicas } = study;
  const levels = (values: readonly number[]) => listOf(values.map(String));
  const own = { replicas: `${replicas} at every level` };
  switch (study.study) {
    case 'chaos':
      return planSetUp(problem, { ...own, particles: levels(study.particles) }, [
        ['', 'compared with', REFERENCES[study.reference]],
      ]);
    case 'discretisation':
      return planSetUp(problem, { ...own, steps: perHorizon(problem, study.steps) }, [
        ['', 'compared with', 'twice as many steps on the same noise'],
        ['', 'field', study.field === 'own' ? 'that of the particles' : 'the exact one of each step'],
      ]);
    case 'random-batch':
      return planSetUp(problem, { ...own, steps: perHorizon(problem, study.steps) }, [
        ['', 'compared with', 'all pairs over the same steps on the same noise'],
      ]);
    case 'minibatch':
      return planSetUp(problem, minibatchVaried(study, own), [
        [
          mi('β'),
          'regimes: the step shrinks like N^(β−1)',
          listOf(study.exponents.map((b) => exponentName(b))),
        ],
        ['', 'compared with', 'full batches over the same steps on the same noise'],
      ] satisfies SymbolRow[]);
  }
}

const REFERENCES = {
  exact: 'limit particles, driven by the exact field of the limit of the scheme, on the same noise',
  doubling: '2N particles on the same noise',
  frozen: 'particles in the field of one large run, on the same noise',
} as const;

function perHorizon({ plan }: Problem, steps: readonly number[]): string {
  return `K = ${listOf(steps.map(String))}${plan.horizon === 1 ? '' : `, T = ${plan.horizon}`}`;
}

function minibatchVaried(study: Extract<Study, { study: 'minibatch' }>, own: Varied): Varied {
  const { particles, exponents } = study;
  const steps = exponents.map(
    (beta) => `${listOf(particles.map((n) => String(stepsOf(study, n, beta))))} at β = ${exponentName(beta)}`,
  );
  return { ...own, particles: listOf(particles.map(String)), steps: `K = ${steps.join('; ')}` };
}
