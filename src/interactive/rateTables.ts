/** Rates and their levels as tables. */
import type { Cell } from '../results/csv.ts';
import { columnsOf, Table } from '../results/table.ts';
import type { MeasuredRate } from '../studies/measureRate.ts';
import type { Oracle } from '../studies/oracles/oracle.ts';

const NONE = Number.NaN;

/** The table without columns of numbers that none of its rows has. */
export function known(table: Table, ...optional: readonly string[]): Table {
  const empty = optional.filter((name) => table.column(name).every(Number.isNaN));
  const kept = table.columns.flatMap(({ name }, at) => (empty.includes(name) ? [] : [at]));
  return new Table(
    kept.map((at) => table.columns[at]),
    table.rows.map((row) => kept.map((at) => row[at])),
  );
}

/** One row per claim: what theory says, what was measured, and how they meet. */
export function ratesTable(rates: readonly MeasuredRate[]): Table {
  const columns = columnsOf({
    claim: ['', 'id of the claim'],
    theory: ['dimensionless', 'exponent that theory states'],
    kind: ['', 'upper: a bound; exact: the rate itself'],
    exactSlope: ['dimensionless', 'slope of the exact errors over the same levels'],
    slope: ['dimensionless', 'measured exponent: slope of log error on log level'],
    low: ['dimensionless', 'lower end of its interval, 95 % unless told'],
    high: ['dimensionless', 'upper end of its interval'],
    verdict: ['', 'consistent, faster than the bound, contradicted or inconclusive'],
    levels: ['levels', 'levels that the slope is of'],
    dropped: ['levels', 'levels left out; the table of levels says why'],
    error: ['', 'what was measured'],
  });
  const rows = rates.map(({ claim, fit, verdict, error, exactSlope = NONE }): Cell[] => [
    claim.id,
    claim.exponent,
    claim.kind,
    exactSlope,
    fit.slope,
    ...fit.interval,
    verdict,
    fit.levels.length,
    fit.dropped.length,
    error,
  ]);
  return known(new Table(columns, rows), 'exactSlope');
}

/** One row per claim and level: N or the step, the error with its interval, and why a level was left out. */
export function levelsTable(rates: readonly MeasuredRate[]): Table {
  const columns = columnsOf({
    claim: ['', 'id of the claim'],
    axis: ['', 'what the level is: the number of particles N, or the step η'],
    level: ['', 'N, or η in the units of the horizon'],
    estimate: ['dimensionless', 'measured error'],
    low: ['dimensionless', 'lower end of its interval'],
    high: ['dimensionless', 'upper end of its interval'],
    exact: ['dimensionless', 'the error in closed form'],
    replicas: ['replicas', 'whole systems that the estimate is of'],
    dropped: ['', 'why the slope is not of this level; empty where it is'],
  });
  const rows = rates.flatMap(({ claim, fit }) =>
    [...fit.levels.map((level) => ({ ...level, why: '' })), ...fit.dropped]
      .sort((a, b) => a.level - b.level)
      .map(({ level, estimate, interval, exact = NONE, replicas, why }): Cell[] => [
        claim.id,
        claim.axis,
        level,
        estimate,
        ...interval,
        exact,
        replicas,
        why,
      ]),
  );
  return known(new Table(columns, rows), 'exact');
}

/** One row per pair of neighbouring levels: the slope between them. */
export function localSlopesTable(rates: readonly MeasuredRate[]): Table {
  return new Table(
    columnsOf({
      claim: ['', 'id of the claim'],
      from: ['', 'level'],
      to: ['', 'the next level'],
      slope: ['dimensionless', 'slope of log error on log level between them'],
      low: ['dimensionless', 'lower end of its interval'],
      high: ['dimensionless', 'upper end of its interval'],
    }),
    rates.flatMap(({ claim, fit }) =>
      fit.localSlopes.map(({ from, to, slope, interval }): Cell[] => [
        claim.id,
        from,
        to,
        slope,
        ...interval,
      ]),
    ),
  );
}

export function oraclesTable(oracles: readonly Oracle[]): Table {
  return new Table(
    columnsOf({
      oracle: ['', 'id of an exactly known case'],
      expected: ['dimensionless', 'exact value'],
      measured: ['dimensionless', 'measured value'],
      error: ['dimensionless', 'their distance'],
      tolerance: ['dimensionless', 'distance allowed'],
      result: ['', 'pass or fail'],
    }),
    oracles.map(({ id, expected, measured, error, tolerance, pass }): Cell[] => [
      id,
      expected,
      measured,
      error,
      tolerance,
      pass ? 'pass' : 'fail',
    ]),
  );
}
