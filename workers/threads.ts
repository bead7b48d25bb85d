/** The Node worker thread: answers to the pool with what src/engine does. */
import workerpool from 'workerpool';
import { runCoupling } from '../src/engine/coupling.ts';
import { runShard } from '../src/engine/shard.ts';

workerpool.worker({ shard: runShard, couple: runCoupling });
