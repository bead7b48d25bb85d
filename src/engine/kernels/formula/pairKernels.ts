/**
 * Formulas of pairs, compiled: K of many differences, and b of many particles, at once. The bits of the TypeScript
 * evaluator (src/models/pairProgram.ts), several times as fast. Each instance has a small memory of its own.
 */
import { TANH_TABLE } from '../../../math/tanh.ts';
import type { Program } from '../../../models/formula/program.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';
import type { PairInteraction } from '../../../models/pairInteraction.ts';
import { noDrift, type PairProgram } from '../../../models/pairProgram.ts';
import { FIRST_FREE, scratchBytes, TANH_MIDDLE, TILE, writeConstants, writeHeader } from '../layout.ts';
import { createFormulaKernels } from './formulaKernels.ts';

/** Rows evaluated together, at most; a multiple of a tile. */
const ROWS = 512;
const PAGE = 65536;

const NO_FIELD = 0;
const NOTHING_STORED = 0;

export function createPairKernels({ dim, interaction, drift }: PairProgram): PairInteraction {
  const table = FIRST_FREE;
  const scratch = align(table + 8 * TANH_TABLE.length);
  const rowsAt = align(scratch + scratchBytes(dim, 1));
  const outAt = rowsAt + 8 * ROWS * dim;
  const pages = Math.ceil((outAt + 8 * ROWS * dim) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  new Float64Array(memory.buffer, table, TANH_TABLE.length).set(TANH_TABLE);
  writeHeader(memory, { tanh: table + TANH_MIDDLE });
  writeConstants(memory);
  const rows = new Float64Array(memory.buffer, rowsAt, ROWS * dim);
  const tiles = new Float64Array(memory.buffer, outAt, ROWS * dim);

  function rowsBy(program: Program): PairInteraction['interaction'] {
    const kernel = createFormulaKernels(asDrift(program, dim), memory, scratch);
    return (values, count, out) => {
      for (let first = 0; first < count; first += ROWS) {
        const many = Math.min(ROWS, count - first);
        rows.set(values.subarray(first * dim, (first + many) * dim));
        kernel.drift(rowsAt, 0, many, NO_FIELD, NOTHING_STORED, outAt);
        if (dim === 1) {
          out.set(tiles.subarray(0, many), first);
          continue;
        }
        for (let t = 0; t < many; t++) {
          const lane = (t - (t % TILE)) * dim + (t % TILE);
          for (let c = 0; c < dim; c++) out[(first + t) * dim + c] = tiles[lane + c * TILE];
        }
      }
    };
  }

  return {
    dim,
    interaction: rowsBy(interaction),
    drift: drift ? rowsBy(drift) : noDrift(dim),
  };
}

/** The program as the drift of a model without a field. */
function asDrift({ inputs, operations, outputs }: Program, dim: number): FormulaProgram {
  return {
    ...{
      dim,
      fieldDim: 0,
      inputs,
      operations,
      field: [],
      drift: outputs,
      growth: 'bounded',
      boundedDrift: false,
    },
    text: { field: [], drift: [] },
  };
}

/** The next start of a cache line. */
function align(address: number): number {
  return 64 * Math.ceil(address / 64);
}
