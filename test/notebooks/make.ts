/** Small notebooks for tests. */
import type { Cell, Notebook, Output } from '../../scripts/notebooks/notebook.ts';

export function notebook(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

export function text(source: string): Cell {
  return { cell_type: 'markdown', id: 'text', metadata: {}, source };
}

export function code(source: string, ...outputs: Output[]): Cell {
  return { cell_type: 'code', id: 'code', metadata: {}, source, outputs, execution_count: 9 };
}

export function printed(shown: string): Output {
  return { output_type: 'stream', name: 'stdout', text: shown };
}

export function result(data: Record<string, unknown>): Output {
  return { output_type: 'execute_result', data, metadata: {}, execution_count: 9 };
}
