/**
 * What gather leaves for drift and factor: values of elementary functions that both need (of the coordinates alone, since
 * φ does not see the field). A sine is as good as its cosine, since both are made together.
 */
import { neededBy, type Operation, operandsOf } from '../../../models/formula/program.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';

/** Values for one particle, at most: what a thread's scratch holds where nothing is kept. */
const MOST_SLOTS = 64;

const COSTLY: ReadonlySet<Operation[0]> = new Set([
  ...(['sin', 'cos', 'tan', 'atan', 'tanh', 'exp', 'expm1', 'log', 'log1p', 'pow'] as const),
]);

/** Whether each operation depends on an input for which `counts` is true. */
export function dependsOn(operations: readonly Operation[], counts: (input: number) => boolean): boolean[] {
  const depends: boolean[] = [];
  for (const operation of operations) {
    depends.push(
      operation[0] === 'input' ? counts(operation[1]) : operandsOf(operation).some((o) => depends[o]),
    );
  }
  return depends;
}

/** The operation that is the cosine of a sine's argument, or the sine of a cosine's. */
export function partnerOf(operations: readonly Operation[], i: number): number {
  const [name, argument] = operations[i];
  if (name !== 'sin' && name !== 'cos') return -1;
  const other = name === 'sin' ? 'cos' : 'sin';
  return operations.findIndex(([n, a]) => n === other && a === argument);
}

/** The operations kept, in the order of their slots; a sine comes right before its cosine. */
export function slotsOf(program: FormulaProgram): number[] {
  const { operations, dim, field, drift, factor = [] } = program;
  const ofParticle = dependsOn(operations, (input) => input < dim);
  const gathered = neededBy(operations, field);
  const later = [...drift, ...factor];
  const wanted = neededBy(operations, later);
  const shared = new Set(
    [...wanted].filter(
      (i) =>
        COSTLY.has(operations[i][0]) &&
        ofParticle[i] &&
        (gathered.has(i) || gathered.has(partnerOf(operations, i))),
    ),
  );
  // log1p(exp x) needs its exponential no more once it is kept
  const read = neededBy(operations, later, shared);
  const slots: number[] = [];
  for (const i of [...shared].filter((s) => read.has(s)).sort((a, b) => a - b)) {
    if (slots.includes(i)) continue;
    const partner = partnerOf(operations, i);
    if (!read.has(partner) || !shared.has(partner)) slots.push(i);
    else slots.push(...(operations[i][0] === 'sin' ? [i, partner] : [partner, i]));
  }
  return slots.slice(0, MOST_SLOTS);
}

/** Float64 numbers that gather leaves for every tile of four particles. */
export function storedPerTile(program: FormulaProgram): number {
  return 4 * slotsOf(program).length;
}
