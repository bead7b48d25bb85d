/** The number that a cell of a table is written as; NaN for an empty cell, hexadecimals, words and the like. */
export function decimal(cell: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
}
