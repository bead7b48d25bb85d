/**
 * From trees to a program: equal operations once, constant ones computed now, functions that src/math lacks made of
 * those it has, whole powers by multiplications.
 *
 *   sigmoid s = ½ + ½ tanh(s/2);   softplus s = log1p(e^−|s|), + s for s > 0;   sinh s = ½ (expm1 s − expm1(−s))
 *   relu s = 0 for s < 0, else s;   heaviside s = 1 for s > 0, 0 for s ≤ 0;   sign s = ±1, and 0·s = s at ±0
 *   u^n: (u^(n/2))² for even n, u^(n−1) u for odd n, 1/u^|n| for n < 0; only for constant whole |n| ≤ 1024
 * All give NaN for NaN.
 */
import { BINARY, UNARY } from './arithmetic.ts';
import type { Binary, Comparing, Operation, Program, Unary } from './program.ts';
import type { Condition, Scope, Tree } from './tree.ts';

/** Operations of one program, at most. */
export const MOST_OPERATIONS = 4096;
/** The largest whole exponent that is taken by multiplications. */
export const MOST_MULTIPLIED = 1024;

const ARITHMETIC = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

export interface Builder {
  /** The number of the operation that is the tree's value. @throws Error beyond MOST_OPERATIONS */
  add(tree: Tree): number;
  finish(outputs: readonly number[]): Program;
}

/** @param what is built, for the refusal: "model" */
export function createBuilder(scope: Scope, what: string): Builder {
  const operations: Operation[] = [];
  const numbers = new Map<string, number>();
  const inputs = new Map(scope.inputs.map(([name], i) => [name, i] as const));
  const built = new Map<Tree, number>();

  function put(operation: Operation): number {
    const key = operation.map((part) => (Object.is(part, -0) ? '-0' : String(part))).join(' ');
    let at = numbers.get(key);
    if (at === undefined) {
      if (operations.length === MOST_OPERATIONS)
        throw new Error(
          `${what} needs more than ${MOST_OPERATIONS} operations; make its formulas shorter or its dimension smaller.`,
        );
      at = operations.push(operation) - 1;
      numbers.set(key, at);
    }
    return at;
  }

  const constant = (value: number) => put(['number', value]);

  function constantAt(at: number): number | undefined {
    const operation = operations[at];
    return operation[0] === 'number' ? operation[1] : undefined;
  }

  function unary(name: Unary, a: number): number {
    const value = constantAt(a);
    return value === undefined ? put([name, a]) : constant(UNARY[name](value));
  }

  function binary(name: Binary | Comparing, a: number, b: number): number {
    const [left, right] = [constantAt(a), constantAt(b)];
    if (left === undefined || right === undefined) return put([name, a, b]);
    return constant(BINARY[name](left, right));
  }

  function select(when: number, then: number, otherwise: number): number {
    const value = constantAt(when);
    if (value !== undefined) return value === 1 ? then : otherwise;
    return then === otherwise ? then : put(['select', when, then, otherwise]);
  }

  function wholePower(a: number, n: number): number {
    if (n === 1) return a;
    const smaller = wholePower(a, n % 2 === 0 ? n / 2 : n - 1);
    return binary('multiply', smaller, n % 2 === 0 ? smaller : a);
  }

  function power(a: number, b: number): number {
    const n = constantAt(b);
    if (n === undefined || !Number.isInteger(n) || Math.abs(n) > MOST_MULTIPLIED) return binary('pow', a, b);
    if (n === 0) return constant(1);
    const size = wholePower(a, Math.abs(n));
    return n > 0 ? size : binary('divide', constant(1), size);
  }

  function condition({ op, left, right }: Condition): number {
    const [a, b] = [add(left), add(right)];
    if (op === '<') return binary('less', a, b);
    if (op === '<=') return binary('atMost', a, b);
    if (op === '>') return binary('less', b, a);
    if (op === '>=') return binary('atMost', b, a);
    return binary('equal', a, b);
  }

  const COMPOSED: Record<string, (s: number) => number> = {
    sigmoid(s) {
      const half = constant(0.5);
      return binary('add', half, binary('multiply', half, unary('tanh', binary('multiply', half, s))));
    },
    softplus(s) {
      const low = unary('log1p', unary('exp', unary('negative', unary('abs', s))));
      return select(binary('less', constant(0), s), binary('add', s, low), low);
    },
    relu: (s) => select(binary('less', s, constant(0)), constant(0), s),
    heaviside: (s) =>
      select(
        binary('less', constant(0), s),
        constant(1),
        select(binary('atMost', s, constant(0)), constant(0), binary('multiply', constant(0), s)),
      ),
    sign: (s) =>
      select(
        binary('less', constant(0), s),
        constant(1),
        select(binary('less', s, constant(0)), constant(-1), binary('multiply', constant(0), s)),
      ),
    sinh: (s) =>
      binary(
        'multiply',
        constant(0.5),
        binary('subtract', unary('expm1', s), unary('expm1', unary('negative', s))),
      ),
    cosh: (s) =>
      binary('multiply', constant(0.5), binary('add', unary('exp', s), unary('exp', unary('negative', s)))),
  };

  function make(tree: Tree): number {
    switch (tree.kind) {
      case 'number':
        return constant(tree.value);
      case 'name': {
        const input = inputs.get(tree.name);
        return input === undefined ? constant(scope.constants.get(tree.name)!) : put(['input', input]);
      }
      case 'negative':
        return unary('negative', add(tree.of));
      case 'arithmetic': {
        const [a, b] = [add(tree.left), add(tree.right)];
        return tree.op === '^' ? power(a, b) : binary(ARITHMETIC[tree.op], a, b);
      }
      case 'call': {
        const of = tree.of.map(add);
        if (tree.name === 'min' || tree.name === 'max') return binary(tree.name, of[0], of[1]);
        const composed = Object.hasOwn(COMPOSED, tree.name) ? COMPOSED[tree.name] : undefined;
        return composed === undefined ? unary(tree.name as Unary, of[0]) : composed(of[0]);
      }
      case 'choice': {
        const when = condition(tree.when);
        const [then, otherwise] = [add(tree.then), add(tree.otherwise)];
        return tree.when.op === '!=' ? select(when, otherwise, then) : select(when, then, otherwise);
      }
    }
  }

  function add(tree: Tree): number {
    let at = built.get(tree);
    if (at === undefined) {
      at = make(tree);
      built.set(tree, at);
    }
    return at;
  }

  return {
    add,
    finish: (outputs) => ({ inputs: scope.inputs.map(([name]) => name), operations, outputs }),
  };
}
