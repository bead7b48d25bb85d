/** Ours, through the engine. The argument is the mode of the plan, or `typescript`: the readable reference. */
import { asKernels, createSampling, siteOf, startRun } from '../problem.ts';
import { answer } from './answer.ts';

/** A whole number of blocks. */
const COUNT = 8192;
const kernels = asKernels(process.argv[2]);

await answer({
  version: `Node ${process.versions.node}`,
  sampler(c) {
    const { arithmetic } = siteOf(createSampling(c, kernels, COUNT), kernels, 16 * COUNT);
    const samples = arithmetic.floats(arithmetic.incrementsLength(COUNT));
    arithmetic.useReplica(0);
    let cell = 0;
    const once = () => {
      arithmetic.draw(0, COUNT, cell, cell + 1, samples);
      cell++;
    };
    // the float32 kernels leave float32 numbers, two in the room of one float64
    const narrow = new Float32Array(samples.buffer, samples.byteOffset, COUNT);
    const result = () => (kernels === 'float32' ? Float64Array.from(narrow) : samples);
    return { once, items: COUNT, result };
  },
  step(c) {
    const start = () => startRun(c, kernels);
    let { run, steps, x } = start();
    const once = () => {
      if (run.taken === steps) ({ run, x } = start());
      run.advance(run.taken + 1);
    };
    return { once, items: c.particles, result: () => x };
  },
});
