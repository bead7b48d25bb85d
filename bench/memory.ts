/**
 * Peak memory of one step at N particles: `node bench/memory.ts MODE ROOT N` prints bytes resident at most,
 * the engine's own (Node, compiled code) included. A process of its own, because a peak never falls.
 */
import { simulate } from '../src/engine/simulate.ts';
import { stepCase } from './cases.ts';
import { asKernels, createProblem, simulateOptions } from './problem.ts';

const [mode, root, particles] = process.argv.slice(2);
const c = stepCase(root, 'tanh', 2, 'float64', Number(particles), `${root}/alone2`);
const kernels = asKernels(mode);
await simulate(createProblem(c, kernels, 1), {
  ...simulateOptions(kernels),
  driver: 'serial',
  activations: 'recompute',
});
console.log(process.resourceUsage().maxRSS * 1024);
