/**
 * A formula as a straight-line program: operations in order, each a tuple of its name and the numbers of earlier
 * operations. Equal operations occur once. Plain data, so that it can be sent to a worker; the TypeScript reference
 * (evaluator.ts) and the WebAssembly kernel (src/engine/kernels/formula) do the same operations in the same order.
 */

/** Of one value: + − and the functions of src/math, which are the same bits everywhere. */
export type Unary =
  | ('negative' | 'abs' | 'sqrt')
  | ('sin' | 'cos' | 'tan' | 'atan' | 'tanh' | 'exp' | 'expm1' | 'log' | 'log1p');
/** Of two. min and max are IEEE 754's minimum and maximum (NaN if one is, −0 < 0); pow is src/math's. */
export type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max' | 'pow';
/** Truth, which only `select` reads; false where a value is NaN. */
export type Comparing = 'less' | 'atMost' | 'equal';

export type Operation =
  | readonly ['number', number]
  /** Input number so many. */
  | readonly ['input', number]
  | readonly [Unary, number]
  | readonly [Binary | Comparing, number, number]
  /** condition, then, otherwise. */
  | readonly ['select', number, number, number];

export interface Program {
  /** Inputs by name; not all need occur. */
  readonly inputs: readonly string[];
  readonly operations: readonly Operation[];
  /** The operations whose values are asked for. */
  readonly outputs: readonly number[];
}

/** Operands of an operation: numbers of earlier ones. */
export function operandsOf(operation: Operation): readonly number[] {
  return operation[0] === 'number' || operation[0] === 'input' ? [] : (operation.slice(1) as number[]);
}

/** The same program for other outputs, without the operations that they do not need. */
export function partOf({ inputs, operations }: Program, outputs: readonly number[]): Program {
  const needed = neededBy(operations, outputs);
  const renumbered = new Map<number, number>();
  const kept: Operation[] = [];
  operations.forEach((operation, i) => {
    if (!needed.has(i)) return;
    renumbered.set(i, kept.length);
    const leaf = operation[0] === 'number' || operation[0] === 'input';
    kept.push(
      leaf
        ? operation
        : ([operation[0], ...operandsOf(operation).map((o) => renumbered.get(o)!)] as unknown as Operation),
    );
  });
  return { inputs, operations: kept, outputs: outputs.map((o) => renumbered.get(o)!) };
}

/** The operations that outputs depend on, themselves included; what `known` ones are made of is not looked at. */
export function neededBy(
  operations: readonly Operation[],
  outputs: Iterable<number>,
  known: ReadonlySet<number> = new Set(),
): Set<number> {
  const needed = new Set<number>(outputs);
  for (let i = operations.length - 1; i >= 0; i--) {
    if (needed.has(i) && !known.has(i)) for (const o of operandsOf(operations[i])) needed.add(o);
  }
  return needed;
}
