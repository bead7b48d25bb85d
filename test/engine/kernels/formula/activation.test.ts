/**
 * A compiled activation has the bits of the TypeScript one, value and derivative, for random formulas and awkward numbers.
 *
 * Faults planted, each fails here: value and derivative exchanged; −0 taken for 0 where programs are joined.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../../../../src/engine/kernels/arena.ts';
import { createActivationKernel, joined } from '../../../../src/engine/kernels/formula/activation.ts';
import {
  scratchBytes,
  TANH_MIDDLE,
  writeConstants,
  writeHeader,
} from '../../../../src/engine/kernels/layout.ts';
import { TANH_TABLE } from '../../../../src/math/tanh.ts';
import { readFunction } from '../../../../src/models/formula/readFunction.ts';
import { createNetworkActivation } from '../../../../src/models/networkActivation.ts';
import { anyNumber, formulas } from '../../../models/formula/formulas.ts';

const MOST = 12;
const arena = createArena();
/** Everything lies beyond 2^31, where addresses of int32 are negative. */
arena.reserve(2 ** 31);
writeHeader(arena.memory, { tanh: arena.copy(TANH_TABLE).byteOffset + TANH_MIDDLE });
writeConstants(arena.memory);
const scratch = arena.reserve(scratchBytes(1, 1));
const [s, out] = [arena.floats(MOST), arena.floats(2 * MOST + 2)];

const oneNaN = (values: ArrayLike<number>) =>
  Array.from(values, (v) => (Number.isNaN(v) ? 'NaN' : Object.is(v, -0) ? '-0' : v));

describe('createActivationKernel', () => {
  it('computes value and derivative of random formulas with the bits of the model, and nothing beyond them', () => {
    fc.assert(
      fc.property(
        formulas(['s'], 4),
        fc.array(anyNumber, { minLength: 1, maxLength: MOST / 2 }),
        (text, numbers) => {
          const formula = readFunction(text, 'model.activation', ['s']);
          const count = 2 * numbers.length;
          for (let j = 0; j < count; j++) s[j] = numbers[j >> 1] * (1 + (j & 1));
          const [values, slopes] = [new Float64Array(count), new Float64Array(count)];
          createNetworkActivation(text, { activation: formula }, count).both(s, count, values, slopes);
          out.fill(7);
          const apart = 8 * (count + 1);
          createActivationKernel(
            formula,
            arena.memory,
            scratch,
          )(...([s.byteOffset, s.byteOffset + 8 * count, out.byteOffset, apart] as const));
          expect(oneNaN(out.subarray(0, 2 * count + 2))).toEqual([
            ...oneNaN(values),
            7,
            ...oneNaN(slopes),
            7,
          ]);
        },
      ),
      { seed: 15, numRuns: 500 },
    );
  });

  it('computes once what value and derivative have in common, and tells −0 from 0', () => {
    const { program, derivative } = readFunction('tanh(s) + 0.1*s', 'model.activation', ['s']);
    const { operations } = joined([program, derivative.s]);
    expect(operations.filter(([name]) => name === 'tanh')).toHaveLength(1);
    const number = (value: number) => ({
      ...{ inputs: [], outputs: [0] },
      operations: [['number', value] as const],
    });
    expect(joined([number(0), number(-0), number(0)]).outputs).toEqual([0, 1, 0]);
  });
});
