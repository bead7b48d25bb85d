// What a TypeScript user writes, compiled under the strictest settings and run.
import { BadInput, createSymmetricStable, limitOf, type Problem, readPlan } from 'mckean';
import { exp } from 'mckean/math';

const problem: Problem = readPlan({
  model: { name: 'mean-field-ou', a: 0.5, k: 1 },
  noise: { type: 'II', alpha: 1.5, scale: 0.7 },
  initial: { law: 'point', value: 0 },
  horizon: 1,
  steps: 64,
  particles: 1000,
  replicas: 4,
  seed: 1,
});
const { values, euler } = limitOf(problem.plan);
const median: number = createSymmetricStable(1.5).quantile(0.5);
let refused = '';
try {
  readPlan({ ...problem.plan, horizon: -1 });
} catch (error) {
  if (error instanceof BadInput) refused = error.message;
}
console.log(JSON.stringify({ values, euler, median, one: exp(0), refused }));
