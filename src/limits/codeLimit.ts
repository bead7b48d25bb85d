/** The limit that a code model exports: its Euler scheme's field path, checked, and its own numbers of continuous time. */
import {
  type CodeLimit,
  type CodeLimitPlan,
  type CodeModel,
  createCodeModel,
  fileOf,
  messageOf,
} from '../models/codeModel.ts';
import type { CodeSpec } from '../models/codeSpec.ts';

export function hasCodeLimit(spec: CodeSpec): boolean {
  return createCodeModel(spec).limit !== undefined;
}

/** (steps + 1) × fieldDim. @throws Error when the module has no limit, or it throws, or is no such array of finite numbers */
export function codeFieldPath(plan: CodeLimitPlan, spec: CodeSpec): Float64Array {
  if (plan.initial.law === 'array')
    throw new Error(
      'initial.law is "array", which is no law: a limit needs a normal, point, uniform or stable start.',
    );
  const model = createCodeModel(spec);
  const path = asked(model, spec, 'eulerFieldPath', (limit) => limit.eulerFieldPath(plan));
  const length = (plan.steps + 1) * model.fieldDim;
  if (!(path instanceof Float64Array) || path.length !== length)
    throw new Error(
      `${fileOf(spec)}; eulerFieldPath of its limit must return a Float64Array of (steps + 1) × fieldDim = ${length} numbers.`,
    );
  const bad = path.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(
      `${fileOf(spec)}; eulerFieldPath of its limit gives ${path[bad]} after step ${Math.floor(bad / model.fieldDim)} (entry ${bad % model.fieldDim}); it must be finite.`,
    );
  return path;
}

type Values = Record<string, number | [number, number]>;

/** As limitOf gives it. */
export function codeLimit(
  plan: CodeLimitPlan,
  spec: CodeSpec,
): { kind: 'of the code model'; values: Values; euler: Values } {
  const model = createCodeModel(spec);
  const euler = model.describeField(codeFieldPath(plan, spec).slice(-model.fieldDim));
  const values = asked(model, spec, 'values', (limit) => limit.values?.(plan) ?? {});
  return { kind: 'of the code model', values, euler };
}

function asked<T>(model: CodeModel, spec: CodeSpec, name: string, ask: (limit: CodeLimit) => T): T {
  if (model.limit === undefined)
    throw new Error(
      `No exact limit is known for ${model.name}, whose module exports none; simulate it, or study it with reference: doubling.`,
    );
  try {
    return ask(model.limit);
  } catch (cause) {
    throw new Error(`${fileOf(spec)}; ${name} of its limit threw ${messageOf(cause)}.`, { cause });
  }
}
