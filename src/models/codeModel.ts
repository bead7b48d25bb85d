/**
 * Code models: a module of the user's that exports `createModel(parameters, math)` (or has it as default export). It is
 * the user's own code and runs with the user's rights. It is loaded synchronously, once per thread, and every call of
 * createModel makes an instance with its own scratch memory. `math` holds the portable elementary functions.
 *
 * What is exported may be simpler than MeanFieldModel asks: gather may add to `sum` in any order, since it is handed
 * zeros here; `name` and `describeField` (m1 … mF) may be left out.
 */
import * as math from '../math/portable.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import type { CodeSpec } from './codeSpec.ts';
import type { InitialSpec } from './initialSpec.ts';
import type { MeanFieldModel } from './model.ts';

/** How φ, what one particle adds to the field, may grow: see fieldGrowth.ts. */
const GROWTHS = ['bounded', 'linear', 'nonlinear'] as const;

/** The portable elementary functions, as createModel gets them. */
export type PortableMath = typeof math;

/** What an exact limit may depend on besides the model's parameters. */
export interface CodeLimitPlan {
  readonly noise: NoiseSpec;
  readonly initial: InitialSpec;
  readonly horizon: number;
  readonly steps: number;
  readonly particles: number;
}

/** The exact McKean–Vlasov limit of a code model. */
export interface CodeLimit {
  /** The field of the Euler scheme's limit at the grid times 0 … steps, (steps + 1) × fieldDim. */
  eulerFieldPath(plan: CodeLimitPlan): Float64Array;
  /** Named numbers of the limit in continuous time, at the horizon. */
  values?(plan: CodeLimitPlan): Record<string, number | [number, number]>;
}

/** What a module's createModel may tell beyond MeanFieldModel. */
export interface CodeModelExtras {
  /** How φ grows with the particle, which decides the rates and moments of studies; `nonlinear` unless told. */
  readonly growth?: (typeof GROWTHS)[number];
  /** Particles i and i + period are exchangeable; 1 unless told. */
  readonly period?: number;
  /** U(θ, m) of one particle with drift −∂U/∂θ, the field held fixed: only `mckean check-model` calls it. */
  potential?(theta: Float64Array, field: Float64Array, particle: number): number;
  readonly limit?: CodeLimit;
}

/** A code model as the engine takes it. */
export interface CodeModel extends MeanFieldModel, CodeModelExtras {}

/** What createModel of a module returns. */
export type CodeModelSource = Omit<MeanFieldModel, 'name' | 'describeField' | 'selectPoints'> &
  Partial<Pick<MeanFieldModel, 'name' | 'describeField'>> &
  CodeModelExtras;

type CreateModel = (parameters: unknown, math: PortableMath) => unknown;

const LARGEST = 2 ** 20;

/** Modules loaded by this thread, with the fingerprint of the content that was loaded. */
const loaded = new Map<string, { readonly sha256: string; readonly create: CreateModel }>();

/** @throws Error one sentence that names the file */
export function createCodeModel(spec: CodeSpec): CodeModel {
  const create = loadModule(spec);
  let made: unknown;
  try {
    made = create(structuredClone(spec.parameters), math);
  } catch (cause) {
    throw new Error(`${fileOf(spec)}; createModel threw ${messageOf(cause)}.`, { cause });
  }
  const source = checkedSource(made, spec);
  const { fieldDim } = source;
  const own = new Float64Array(fieldDim);
  return {
    name: source.name ?? baseName(spec.path),
    dim: source.dim,
    fieldDim,
    gather(x, lo, hi, sum) {
      own.fill(0);
      source.gather(x, lo, hi, own);
      for (let f = 0; f < fieldDim; f++) sum[f] += own[f];
    },
    drift: (x, lo, hi, field, out) => source.drift(x, lo, hi, field, out),
    ...(source.noisy === undefined ? {} : { noisy: source.noisy }),
    ...(source.noiseFactor && {
      noiseFactor: (x, lo, hi, field, out) => source.noiseFactor!(x, lo, hi, field, out),
    }),
    describeField: (field) => source.describeField?.(field) ?? numbered(field),
    growth: source.growth ?? 'nonlinear',
    period: source.period ?? 1,
    ...(source.potential && {
      potential: (theta, field, particle) => source.potential!(theta, field, particle),
    }),
    ...(source.limit && { limit: source.limit }),
  };
}

/** "model.path is …/my-model.ts", the beginning of every refusal. */
export function fileOf({ path }: Pick<CodeSpec, 'path'>): string {
  return `model.path is ${path}`;
}

function numbered(field: Float64Array): Record<string, number> {
  return Object.fromEntries(Array.from(field, (m, f) => [`m${f + 1}`, m]));
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '');
}

export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return JSON.stringify(text.split('\n')[0].slice(0, 200));
}

function loadModule(spec: CodeSpec): CreateModel {
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin === undefined)
    throw new Error('model.name is "code"; a code model is a file on disk, which a browser cannot load.');
  const { path } = spec;
  const sha256 = fingerprint(spec);
  if (spec.sha256 !== undefined && spec.sha256 !== sha256)
    throw new Error(`${fileOf(spec)}; the file has changed since the plan was read.`);
  const known = loaded.get(path);
  if (known !== undefined) {
    if (known.sha256 === sha256) return known.create;
    throw new Error(`${fileOf(spec)}; the file has changed since this process loaded it: start it again.`);
  }
  const create = createModelOf(spec, exportsOf(spec));
  loaded.set(path, { sha256, create });
  return create;
}

function fingerprint(spec: CodeSpec): string {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { createHash } = process.getBuiltinModule('node:crypto');
  try {
    return createHash('sha256').update(readFileSync(spec.path)).digest('hex');
  } catch (cause) {
    throw new Error(`${fileOf(spec)}; it cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    });
  }
}

function exportsOf(spec: CodeSpec): Record<string, unknown> {
  try {
    return process.getBuiltinModule('node:module').createRequire(spec.path)(spec.path);
  } catch (cause) {
    const { name, code, message, stack } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_REQUIRE_ASYNC_MODULE')
      throw new Error(
        `${fileOf(spec)}; it uses top-level await, and a model must load at once in every thread.`,
        { cause },
      );
    if (
      name === 'SyntaxError' &&
      /Unexpected token 'export'|import statement outside a module/.test(String(message))
    )
      throw new Error(
        `${fileOf(spec)}; the package.json beside it makes it no ES module, so name it .mts or .mjs, or set "type": "module" there.`,
        { cause },
      );
    const line =
      /^file:.*:(\d+)$/m.exec(stack?.split('\n')[0] ?? '')?.[1] ?? /:(\d+)\n/.exec(stack ?? '')?.[1];
    const where = name === 'SyntaxError' && line !== undefined ? ` at line ${line}` : '';
    throw new Error(
      `${fileOf(spec)}; it cannot be loaded: ${name ?? 'Error'}${where}, ${messageOf(message ?? cause)}.`,
      {
        cause,
      },
    );
  }
}

function createModelOf(spec: CodeSpec, exported: Record<string, unknown>): CreateModel {
  const create = exported?.createModel ?? exported?.default;
  if (typeof create === 'function') return create as CreateModel;
  throw new Error(
    `${fileOf(spec)}; it must export a function createModel(parameters, math), by that name or as default.`,
  );
}

function checkedSource(made: unknown, spec: CodeSpec): CodeModelSource {
  const refuse = (what: string): never => {
    throw new Error(`${fileOf(spec)}; ${what}.`);
  };
  if (made === null || typeof made !== 'object' || made instanceof Promise)
    return refuse(
      `createModel returned ${made instanceof Promise ? 'a promise' : String(made)}; it must return an object with dim, fieldDim, gather and drift`,
    );
  const source = made as Record<string, unknown>;
  const require = (field: string, range: string, allowed: (value: unknown) => boolean) => {
    const value = source[field];
    if (!allowed(value))
      refuse(
        `${field} of its model is ${value === undefined ? 'missing' : String(value)}; it must be ${range}`,
      );
  };
  const whole = (least: number, most: number) => (v: unknown) =>
    Number.isInteger(v) && (v as number) >= least && (v as number) <= most;
  const optional = (allowed: (value: unknown) => boolean) => (v: unknown) => v === undefined || allowed(v);
  const callable = (v: unknown) => typeof v === 'function';
  require('dim', `a whole number from 1 to ${LARGEST}`, whole(1, LARGEST));
  require('fieldDim', `a whole number from 1 to ${LARGEST}`, whole(1, LARGEST));
  for (const kernel of ['gather', 'drift']) require(kernel, 'a function', callable);
  for (const extra of ['noiseFactor', 'describeField', 'potential'])
    require(extra, 'a function, or left out', optional(callable));
  const dim = source.dim as number;
  require('noisy', `a whole number from 0 to dim, which is ${dim}`, optional(whole(0, dim)));
  require('name', 'a text', optional((v) => typeof v === 'string' && v !== ''));
  require('growth', GROWTHS.map((g) => `"${g}"`).join(' or '), optional((v) => GROWTHS.some((g) => g === v)));
  require('period', 'a whole number, 1 or more', optional(whole(1, LARGEST)));
  require('limit', 'an object with a function eulerFieldPath', optional((v) =>
    callable((v as CodeLimit | null)?.eulerFieldPath),
  ));
  return made as CodeModelSource;
}
