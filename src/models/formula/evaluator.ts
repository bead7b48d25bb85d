/**
 * Evaluates a program on many inputs at once: operation by operation, each over all of them. The reference of the
 * compiled kernel. There is no eval here: an operation's name picks a loop of ours.
 */
import { BINARY, UNARY } from './arithmetic.ts';
import { type Operation, type Program, partOf } from './program.ts';

export interface Evaluator {
  /** One column for every input, to be filled before `run`; of length `size`. */
  readonly inputs: readonly Float64Array[];
  /** One column for every output, right after `run` and until the next. */
  readonly outputs: readonly Float64Array[];
  /** Computes the first `count` ≤ size entries of every output. Allocates nothing. */
  run(count: number): void;
}

/** A column of its own for every operation. */
export function createEvaluator(program: Program, size: number): Evaluator {
  const { inputs: names, operations, outputs } = partOf(program, program.outputs);
  const inputs = names.map(() => new Float64Array(size));
  const columns = operations.map((operation) => {
    if (operation[0] === 'input') return inputs[operation[1]];
    return new Float64Array(size).fill(operation[0] === 'number' ? operation[1] : 0);
  });
  const steps = operations.flatMap((operation, i) => stepOf(operation, columns, columns[i]) ?? []);
  return {
    inputs,
    outputs: outputs.map((o) => columns[o]),
    run(count) {
      for (let s = 0; s < steps.length; s++) steps[s](count);
    },
  };
}

type Step = (count: number) => void;

function stepOf(operation: Operation, columns: readonly Float64Array[], out: Float64Array): Step | undefined {
  switch (operation[0]) {
    case 'number':
    case 'input':
      return undefined;
    case 'select': {
      const [when, then, otherwise] = operation.slice(1).map((o) => columns[o as number]);
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = when[p] === 1 ? then[p] : otherwise[p];
      };
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return arithmeticStep(operation[0], columns[operation[1]], columns[operation[2]], out);
    default: {
      const a = columns[operation[1]];
      if (operation.length === 2) {
        const f = UNARY[operation[0]];
        return (count) => {
          for (let p = 0; p < count; p++) out[p] = f(a[p]);
        };
      }
      const f = BINARY[operation[0]];
      const b = columns[operation[2]];
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = f(a[p], b[p]);
      };
    }
  }
}

function arithmeticStep(
  name: 'add' | 'subtract' | 'multiply' | 'divide',
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
): Step {
  switch (name) {
    case 'add':
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = a[p] + b[p];
      };
    case 'subtract':
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = a[p] - b[p];
      };
    case 'multiply':
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = a[p] * b[p];
      };
    case 'divide':
      return (count) => {
        for (let p = 0; p < count; p++) out[p] = a[p] / b[p];
      };
  }
}

/** A program's outputs for one set of inputs at a time. */
export function evaluator(program: Program): (inputs: Float64Array, out: Float64Array) => void {
  const { inputs: columns, outputs, run } = createEvaluator(program, 1);
  return (inputs, out) => {
    for (let j = 0; j < columns.length; j++) columns[j][0] = inputs[j];
    run(1);
    for (let j = 0; j < outputs.length; j++) out[j] = outputs[j][0];
  };
}
