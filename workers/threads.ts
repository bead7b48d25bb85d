/** The Node worker thread: answers to the pool with what src/engine does, and src/tails and src/limits where a study asks for it. */
import * as nodeModule from 'node:module';
import workerpool from 'workerpool';
import type { PredictionTask } from '../src/limits/predictPruning.ts';
import type { TailBatch } from '../src/tails/tailReplicas.ts';

nodeModule.enableCompileCache?.();
// Standard output is the command's: what a code model says goes to standard error.
Object.assign(console, {
  log: (...words: unknown[]) => process.stderr.write(`${words.map(String).join(' ')}\n`),
});
const [{ runShard }, { runCouplings }, { trainSegment }] = await Promise.all([
  import('../src/engine/shard.ts'),
  import('../src/engine/coupling.ts'),
  import('../src/engine/training.ts'),
]);

// Few runs need the estimators or predictions, and every thread would wait for their modules.
const tails = async (batch: TailBatch) =>
  (await import('../src/tails/tailReplicas.ts')).runTailReplicas(batch);
const predict = async (task: PredictionTask) =>
  (await import('../src/limits/predictPruning.ts')).predictPruning(task);

workerpool.worker({ shard: runShard, couple: runCouplings, train: trainSegment, tails, predict });
