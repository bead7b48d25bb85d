/** A worker that dies in the middle of its task, for the test that this ends the run and does not hang it. */
import workerpool from 'workerpool';
import { runShard, type ShardTask } from '../../src/engine/shard.ts';

function shard(task: ShardTask): number {
  if (task.shard === 1) process.exit(1);
  return runShard(task);
}

workerpool.worker({ shard });
