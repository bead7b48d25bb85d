/**
 * `npm run -s compressibility:exact [-- --json]`: every exact number of compressibility, by formula and by simulation.
 *
 * Columns: the reference number (test/fixtures/compressibility-reference.json, the notes); by formula; measured, with its 95 % interval over independent samples; and
 * whether all agree. A formula passes when it has the notes' digits; a mean when it is within 5 standard errors of the exact mean
 * (false alarm 6e−7); a median when the exact median, or where there is none (Type II) that of the notes, taken for a median
 * of as many samples, is within 5 (7) of its standard errors. Ends with 3 when one does not.
 */
import { noiseVectors } from '../src/engine/noiseVectors.ts';
import type { NoiseType } from '../src/noise/noiseLaw.ts';
import { createErrorCurve } from '../src/pruning/errorCurve.ts';
import { asymptoticError } from '../src/pruning/theory/asymptoticError.ts';
import { columnNorm } from '../src/pruning/theory/columns.ts';
import { exactError } from '../src/pruning/theory/exactError.ts';
import { stableMagnitude } from '../src/pruning/theory/laws.ts';
import { limitErrorPower } from '../src/pruning/theory/limitError.ts';
import { neuronsNeeded } from '../src/pruning/theory/neuronsNeeded.ts';
import { prunableQuantile } from '../src/pruning/theory/prunable.ts';
import reference from '../test/fixtures/compressibility-reference.json' with { type: 'json' };

export interface ExactRow {
  readonly quantity: string;
  /** As the reference prints it; undefined where they have none. */
  readonly notes: number | undefined;
  /** By formula; undefined where there is none. */
  readonly formula: number | undefined;
  readonly measured?: { readonly value: number; readonly interval: readonly [number, number] };
  readonly pass: boolean;
}

const STANDARD_ERRORS = 5;
const NORMAL_95 = 1.959963984540054;
const SEED = 20260;

/** Row norms of one sample of noise. */
function sizesOf(type: NoiseType, alpha: number, dim: number, units: number, seed: number): Float64Array {
  const x = noiseVectors({ type, alpha, scale: 1, convention: 'standard' }, dim, units, seed);
  const sizes = new Float64Array(units);
  for (let i = 0; i < units; i++) {
    let square = 0;
    for (let c = 0; c < dim; c++) square += x[i * dim + c] ** 2;
    sizes[i] = Math.sqrt(square);
  }
  return sizes;
}

function meanOf(values: readonly number[]) {
  const value = values.reduce((a, b) => a + b, 0) / values.length;
  const square = values.reduce((sum, v) => sum + (v - value) ** 2, 0) / (values.length - 1);
  const error = Math.sqrt(square / values.length);
  const half = NORMAL_95 * error;
  return { value, interval: [value - half, value + half] as const, error };
}

/** Median, its 95 % interval and standard error from the order statistics beside it. */
function medianOf(values: readonly number[]) {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const half = (NORMAL_95 * Math.sqrt(n)) / 2;
  const at = (rank: number) => sorted[Math.max(0, Math.min(n - 1, Math.round(rank)))];
  const value = (at(n / 2 - 0.6) + at(n / 2 - 0.4)) / 2;
  const interval = [at(n / 2 - half - 0.5), at(n / 2 + half - 0.5)] as const;
  return { value, interval, error: (interval[1] - interval[0]) / (2 * NORMAL_95) };
}

/** Error to the power p with the fraction κ kept, over independent samples. */
function measuredError(alpha: number, p: number, kappa: number, units: number, samples: number) {
  const errors = Array.from({ length: samples }, (_, s) => {
    const curve = createErrorCurve(sizesOf('I', alpha, 1, units, SEED + s), p);
    return curve.relativeError(Math.round(kappa * units)) ** p;
  });
  return meanOf(errors);
}

const hasDigits = (value: number, notes: number, digits: number) =>
  Math.abs(value - notes) <= 0.5000001 * 10 ** -digits;

/** Of the limit n → ∞; measured at n = 1e4 against the exact mean there, which the name of its row gives. */
function limitRows(samples: number): ExactRow[] {
  return reference.limit.flatMap(({ alpha, p, kappa, value, digits }): ExactRow[] => {
    const law = stableMagnitude(alpha);
    const units = 10000;
    const limit = limitErrorPower(law, p, kappa);
    const exact = exactError(law, p, { units, kept: Math.round(kappa * units) }).mean;
    const measured = measuredError(alpha, p, kappa, units, samples);
    const name = `G_${p}(${kappa}), alpha ${alpha}`;
    return [
      { quantity: name, notes: value, formula: limit, pass: hasDigits(limit, value, digits) },
      {
        quantity: `  E error^${p} at n = ${units}`,
        notes: undefined,
        formula: exact,
        measured,
        pass: Math.abs(measured.value - exact) <= STANDARD_ERRORS * measured.error,
      },
    ];
  });
}

function finiteRows(samples: number): ExactRow[] {
  return reference.finite.flatMap(({ alpha, units, value, digits }): ExactRow[] => {
    const law = stableMagnitude(alpha);
    const formula = asymptoticError(law, 2, 0.1, units).mean;
    const exact = exactError(law, 2, { units, kept: units / 10 }).mean;
    const measured = measuredError(alpha, 2, 0.1, units, units === 1000 ? 10 * samples : samples);
    const name = `E error^2, kappa 0.1, alpha ${alpha}, n = ${units}`;
    return [
      { quantity: `${name}, large n`, notes: value, formula, pass: hasDigits(formula, value, digits) },
      {
        quantity: `${name}, exact`,
        notes: undefined,
        formula: exact,
        measured,
        pass: Math.abs(measured.value - exact) <= STANDARD_ERRORS * measured.error,
      },
    ];
  });
}

/** Two digits at best are printed there: within 10 %. */
function neuronRows(): ExactRow[] {
  return reference.neurons.map(({ alpha, value }) => {
    const { units } = neuronsNeeded(stableMagnitude(alpha), 2, { kappa: 0.1, error: 0.1 });
    const pass = Math.abs(units / value - 1) < 0.1;
    return {
      quantity: `n for E error^2 = 0.01, kappa 0.1, alpha ${alpha}`,
      notes: value,
      formula: units,
      pass,
    };
  });
}

function prunableRows(samples: number): ExactRow[] {
  const types = [
    ...reference.prunable,
    ...[1.5, 1.75, 1.9, 2].map((alpha) => ({ type: 'III', dim: 100, alpha, value: undefined })),
  ];
  return types.map(({ type, dim, alpha, value }): ExactRow => {
    const units = 2000;
    const error = Math.sqrt(0.1);
    const law = columnNorm(type as NoiseType, alpha, dim);
    const formula = law === undefined ? undefined : prunableQuantile(law, 2, error, units, 0.5);
    const measured = medianOf(
      Array.from({ length: dim === 1 ? samples : samples / 2 }, (_, s) => {
        const sizes = sizesOf(type as NoiseType, alpha, dim, units, SEED + 10000 + s);
        return 1 - createErrorCurve(sizes, 2).keptFor(error) / units;
      }),
    );
    // one unit is 1/n
    const within = (other: number, errors: number) =>
      Math.abs(measured.value - other) <= errors * measured.error + 1 / units;
    const pass =
      (formula === undefined || within(formula, STANDARD_ERRORS)) &&
      (value === undefined || within(value, STANDARD_ERRORS * Math.SQRT2));
    const quantity = `median prunable at error^2 0.1, n = ${units}, Type ${type}, d = ${dim}, alpha ${alpha}`;
    return { quantity, notes: value, formula, measured, pass };
  });
}

/** @param samples of 10 000 numbers, or of 2000 columns; ten times as many of 1000 numbers, half of columns of 100 */
export function exactRows(samples: number): ExactRow[] {
  return [...limitRows(samples), ...finiteRows(samples), ...neuronRows(), ...prunableRows(samples)];
}

function print(rows: readonly ExactRow[]): void {
  const figure = (v: number | undefined) =>
    v === undefined ? '' : v >= 1000 ? v.toExponential(2) : String(Number(v.toPrecision(7)));
  const cells = rows.map(({ quantity, notes, formula, measured, pass }) => [
    quantity,
    figure(notes),
    figure(formula),
    measured === undefined
      ? ''
      : `${measured.value.toFixed(5)} [${measured.interval.map((v) => v.toFixed(5)).join(', ')}]`,
    pass ? 'yes' : 'NO',
  ]);
  const table = [['', 'notes', 'by formula', 'measured, 95 %', 'agrees'], ...cells];
  const widths = table[0].map((_, c) => Math.max(...table.map((row) => row[c].length)));
  for (const row of table) {
    process.stdout.write(
      `${row
        .map((cell, c) => cell.padEnd(widths[c]))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

if (import.meta.main) {
  const rows = exactRows(200);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  else print(rows);
  if (rows.some(({ pass }) => !pass)) process.exitCode = 3;
}
