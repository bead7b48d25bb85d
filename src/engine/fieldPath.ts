/** The model's named field values along a run: real ones as they are, complex ones as `Re` and `Im`. */
import { modelOf } from './modelOf.ts';
import type { Problem } from './plan.ts';
import type { Simulation } from './simulate.ts';

export interface FieldPath {
  readonly names: readonly string[];
  /** The grid times 0, η, …, the horizon. */
  readonly times: Float64Array;
  /** The values of one field of fieldDim numbers, in the order of `names`. */
  valuesOf(field: Float64Array): number[];
  /** The values of one replica at grid time k. */
  at(replica: number, k: number): number[];
}

export function fieldPath(
  problem: Problem,
  { fields, fieldDim }: Pick<Simulation, 'fields' | 'fieldDim'>,
): FieldPath {
  const { plan } = problem;
  const model = modelOf(problem);
  const rows = plan.steps + 1;
  const entries = (field: Float64Array) =>
    Object.entries(model.describeField(field)).flatMap(([name, value]): [string, number][] =>
      typeof value === 'number'
        ? [[name, value]]
        : [
            [`Re ${name}`, value[0]],
            [`Im ${name}`, value[1]],
          ],
    );
  const valuesOf = (field: Float64Array) => entries(field).map(([, value]) => value);
  return {
    names: entries(fields.subarray(0, fieldDim)).map(([name]) => name),
    times: Float64Array.from({ length: rows }, (_, k) => (k * plan.horizon) / plan.steps),
    valuesOf,
    at(replica, k) {
      const from = (replica * rows + k) * fieldDim;
      return valuesOf(fields.subarray(from, from + fieldDim));
    },
  };
}
