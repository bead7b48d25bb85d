/**
 * The field of one large run, step by step, as a stand-in for the McKean–Vlasov field of models whose limit
 * is not known exactly. Its own error is of the order (particles)^(−1/2) for a bounded field.
 */
import type { Problem } from '../engine/plan.ts';
import { type SimulateOptions, simulate } from '../engine/simulate.ts';
import { LIMITS } from '../random/address.ts';

/** @returns the field at every grid time, (steps + 1) × fieldDim, from a replica that no study uses */
export async function frozenField(
  problem: Problem,
  particles: number,
  options: SimulateOptions = {},
): Promise<Float64Array> {
  const large: Problem = { ...problem, plan: { ...problem.plan, particles, replicas: 1 } };
  const run = await simulate(large, { ...options, firstReplica: LIMITS.replicas - 1 });
  return run.fields;
}
