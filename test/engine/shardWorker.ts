/** One shard in a thread of its own, for the test that plays the other shard by hand. */
import { parentPort, workerData } from 'node:worker_threads';
import { runShard, type ShardTask } from '../../src/engine/shard.ts';

parentPort?.postMessage(runShard(workerData as ShardTask));
