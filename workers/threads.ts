/** The Node worker thread: answers to the pool with what src/engine does. */
import { enableCompileCache } from 'node:module';
import workerpool from 'workerpool';
import type { TailBatch } from '../src/tails/tailReplicas.ts';

enableCompileCache();
// Standard output is the command's: what a code model says goes to standard error.
Object.assign(console, {
  log: (...words: unknown[]) => process.stderr.write(`${words.map(String).join(' ')}\n`),
});
const [{ runShard }, { runCouplings }, { trainSegment }] = await Promise.all([
  import('../src/engine/shard.ts'),
  import('../src/engine/coupling.ts'),
  import('../src/engine/training.ts'),
]);

// Few runs need the estimators, and every thread would wait for them.
const tails = async (batch: TailBatch) =>
  (await import('../src/tails/tailReplicas.ts')).runTailReplicas(batch);

workerpool.worker({ shard: runShard, couple: runCouplings, train: trainSegment, tails });
