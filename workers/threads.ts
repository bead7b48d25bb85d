/** The Node worker thread: answers to the pool with what src/engine does. */
import { enableCompileCache } from 'node:module';
import workerpool from 'workerpool';

enableCompileCache();
const [{ runShard }, { runCouplings }, { trainSegment }] = await Promise.all([
  import('../src/engine/shard.ts'),
  import('../src/engine/coupling.ts'),
  import('../src/engine/training.ts'),
]);

workerpool.worker({ shard: runShard, couple: runCouplings, train: trainSegment });
