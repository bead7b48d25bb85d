/** The figure of one run: its named field values over time, replica by replica, beside the exact limit where there is one. */
import { fieldPath } from '../engine/fieldPath.ts';
import type { Problem } from '../engine/plan.ts';
import type { Simulation } from '../engine/simulate.ts';
import { eulerFieldPath, hasSchemeLimit } from '../limits/limit.ts';
import { setupOf } from '../studies/labels.ts';
import { createFigure, type Figure } from './figure.ts';

/** Panels at most. */
const PANELS = 4;

/** @param withoutLimit is told why, where a limit is known but cannot be had to full accuracy */
export function simulationFigure(
  problem: Problem,
  simulation: Pick<Simulation, 'fields' | 'fieldDim'>,
  withoutLimit: (why: string) => void,
): Figure {
  const { plan } = problem;
  const { fieldDim } = simulation;
  const path = fieldPath(problem, simulation);
  const rows = plan.steps + 1;
  const exact = exactPath(problem, withoutLimit);
  const labels = path.names.slice(0, PANELS);
  const empty = () => labels.map(() => new Float64Array(rows));
  const replicas = Array.from({ length: plan.replicas }, empty);
  const limits = empty();
  for (let k = 0; k < rows; k++) {
    for (const [r, own] of replicas.entries()) {
      const values = path.at(r, k);
      for (let p = 0; p < labels.length; p++) own[p][k] = values[p];
    }
    if (exact === undefined) continue;
    const values = path.valuesOf(exact.subarray(k * fieldDim, (k + 1) * fieldDim));
    for (let p = 0; p < labels.length; p++) limits[p][k] = values[p];
  }
  return createFigure('field-path', 'field-path', {
    times: path.times,
    particles: plan.particles,
    setup: setupOf(plan),
    panels: labels.map((label, p) => ({
      label,
      replicas: replicas.map((own) => own[p]),
      ...(exact === undefined ? {} : { limit: limits[p] }),
    })),
  });
}

function exactPath({ plan }: Problem, withoutLimit: (why: string) => void): Float64Array | undefined {
  if (!hasSchemeLimit(plan)) return undefined;
  try {
    return eulerFieldPath(plan);
  } catch (error) {
    withoutLimit((error as Error).message);
    return undefined;
  }
}
