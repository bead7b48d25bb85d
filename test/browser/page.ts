/** Runs a problem in the browser, serially, with the compiled kernels or the reference, and hashes the state. */
import { spanCount } from '../../src/engine/blocks.ts';
import type { Problem } from '../../src/engine/plan.ts';
import { startSerial } from '../../src/engine/serial.ts';
import { createReferenceSite, createSite } from '../../src/engine/site.ts';

export interface PageRun {
  stateHash: string;
  engine: string;
}

async function run(problem: Problem, kernel: 'compiled' | 'reference'): Promise<PageRun> {
  const { plan } = problem;
  const site = kernel === 'reference' ? createReferenceSite(problem) : createSite(problem, 0);
  const { dim, fieldDim } = site.arithmetic.model;
  const system = { x: site.floats(plan.particles * dim), particles: plan.particles };
  const sums = site.floats(spanCount(plan.particles) * fieldDim);
  const fields = new Float64Array((plan.steps + 1) * fieldDim);
  const serial = startSerial(problem, 0, site.arithmetic, system, sums, fields);
  serial.advance(plan.steps);
  serial.finish();
  const digest = await crypto.subtle.digest('SHA-256', system.x.slice());
  const stateHash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { stateHash, engine: navigator.userAgent };
}

Object.assign(globalThis, { run });
