/** The Node worker thread: answers to the pool with what src/engine does. */
import { enableCompileCache } from 'node:module';
import workerpool from 'workerpool';

enableCompileCache();
// Standard output is the command's: what a code model says goes to standard error.
Object.assign(console, {
  log: (...words: unknown[]) => process.stderr.write(`${words.map(String).join(' ')}\n`),
});
const [{ runShard }, { runCouplings }, { trainSegment }, { runTailReplicas }] = await Promise.all([
  import('../src/engine/shard.ts'),
  import('../src/engine/coupling.ts'),
  import('../src/engine/training.ts'),
  import('../src/tails/tailReplicas.ts'),
]);

workerpool.worker({ shard: runShard, couple: runCouplings, train: trainSegment, tails: runTailReplicas });
