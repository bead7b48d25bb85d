/**
 * A formula in s as a WebAssembly module: its value and its derivative at many numbers, two at a time. What both have in
 * common is computed once. Bit for bit the TypeScript evaluator of the two programs.
 */
import { neededBy, type Operation, operandsOf, type Program } from '../../../models/formula/program.ts';
import type { ReadFunction } from '../../../models/formula/readFunction.ts';
import { code, I32, moduleBytes } from './encoder.ts';
import { functionsOn } from './formulaKernels.ts';
import { dependsOn } from './slots.ts';
import { createKernel, IMPORTED } from './values.ts';

/**
 * Writes the value at float64 numbers from ≤ address < to, an even count, to `out`, and the derivative to `out` + apart.
 * Addresses are in bytes, in the run's memory.
 */
export type ActivationKernel = (from: number, to: number, out: number, apart: number) => void;

/** Programs of the same inputs as one, equal operations once. */
export function joined(programs: readonly Program[]): Program {
  const operations: Operation[] = [];
  const numbers = new Map<string, number>();
  function put(operation: Operation): number {
    const key = operation.map((part) => (Object.is(part, -0) ? '-0' : String(part))).join(' ');
    const at = numbers.get(key) ?? operations.push(operation) - 1;
    numbers.set(key, at);
    return at;
  }
  const outputs = programs.flatMap((program) => {
    const moved: number[] = [];
    for (const operation of program.operations) {
      const leaf = operation[0] === 'number' || operation[0] === 'input';
      const operands = operandsOf(operation).map((o) => moved[o]);
      moved.push(put(leaf ? operation : ([operation[0], ...operands] as unknown as Operation)));
    }
    return program.outputs.map((o) => moved[o]);
  });
  return { inputs: programs[0].inputs, operations, outputs };
}

/** The module of a formula in one variable: activate(from, to, out, apart). */
function compileActivation({ program, variables, derivative }: ReadFunction): Uint8Array<ArrayBuffer> {
  const [FROM, TO, OUT, APART] = [0, 1, 2, 3];
  const { inputs, operations, outputs } = joined([program, derivative[variables[0]]]);
  const [value, slope] = outputs;
  const kernel = createKernel(
    {
      program: {
        ...{
          dim: 1,
          fieldDim: 0,
          inputs,
          operations,
          field: [],
          drift: outputs,
          growth: 'bounded',
          boundedDrift: false,
        },
        text: { field: [], drift: [] },
      },
      slots: [],
      varies: dependsOn(operations, () => true),
    },
    4,
  );
  const { emit, bytes, locals, localOf } = kernel;
  const needed = neededBy(operations, outputs);
  kernel.uniform(needed, undefined);
  emit(code.block, code.get(FROM), code.get(TO), code.equal, code.branchIf(0), code.loop);
  kernel.perPair(needed, new Set(), FROM, FROM);
  emit(code.get(OUT), code.get(localOf(value)), code.store(0));
  emit(code.get(OUT), code.get(APART), code.add, code.get(localOf(slope)), code.store(0));
  emit(code.get(OUT), code.int(16), code.add, code.set(OUT));
  emit(code.get(FROM), code.int(16), code.add, code.set(FROM));
  emit(code.get(FROM), code.get(TO), code.equal, code.isZero, code.branchIf(0), code.end, code.end);
  return moduleBytes(IMPORTED, [
    { name: 'activate', parameters: new Array(4).fill(I32), results: [], locals, body: bytes },
  ]);
}

const modules = new WeakMap<ReadFunction, WebAssembly.Module>();

/**
 * @param memory the run's, with its constants and tables (runMemory.ts)
 * @param scratch of the thread; its bytes 64 … 1136 are written, which draws of noise use at other times
 */
export function createActivationKernel(
  formula: ReadFunction,
  memory: WebAssembly.Memory,
  scratch: number,
): ActivationKernel {
  let compiled = modules.get(formula);
  if (compiled === undefined) {
    compiled = new WebAssembly.Module(compileActivation(formula));
    modules.set(formula, compiled);
  }
  const { exports } = new WebAssembly.Instance(compiled, {
    env: { memory, scratch: scratch | 0 },
    functions: functionsOn(memory, scratch),
  });
  return (exports as { activate: ActivationKernel }).activate;
}
