/** Claims and oracles as tables on the terminal and as JSON. */

import type { MeasuredRate } from '../studies/measureRate.ts';
import type { Oracle } from '../studies/oracles/oracle.ts';
import { printTable, shortNumber } from './print.ts';

/** A claim as the command-line contract has it. */
export function claimJson({ claim, fit, verdict, reason, exactSlope, metric, setup }: MeasuredRate): object {
  return {
    id: claim.id,
    statement: claim.statement,
    source: claim.source,
    kind: claim.kind,
    theory: claim.exponent,
    ...(exactSlope === undefined ? {} : { exactSlope }),
    slope: fit.slope,
    interval: fit.interval,
    verdict,
    reason,
    metric,
    setup,
    levels: fit.levels,
    dropped: fit.dropped,
    localSlopes: fit.localSlopes,
  };
}

export function printClaims(rates: readonly MeasuredRate[]): void {
  printTable([
    ['claim', 'theory', 'at these levels', 'slope', '95 % interval', 'levels', 'verdict'],
    ...rates.map(({ claim, fit, verdict, exactSlope }) => [
      claim.id,
      fixed(claim.exponent),
      exactSlope === undefined ? '' : fixed(exactSlope),
      fixed(fit.slope),
      `[${fixed(fit.interval[0])}, ${fixed(fit.interval[1])}]`,
      fit.dropped.length === 0
        ? String(fit.levels.length)
        : `${fit.levels.length}, ${fit.dropped.length} dropped`,
      verdict,
    ]),
  ]);
  for (const { claim, verdict, reason, fit } of rates) {
    const axis = claim.axis === 'particles' ? 'N' : 'η';
    if (verdict !== 'consistent') process.stdout.write(`  ${claim.id}: ${reason}\n`);
    for (const { level, why } of fit.dropped)
      process.stdout.write(`  ${claim.id}: ${axis} = ${shortNumber(level)} dropped: ${why}\n`);
  }
}

export function printOracles(oracles: readonly Oracle[]): void {
  printTable([
    ['oracle', 'expected', 'measured', 'error', 'tolerance', ''],
    ...oracles.map(({ id, expected, measured, error, tolerance, pass }) => [
      id,
      shortNumber(expected),
      shortNumber(measured),
      shortNumber(error, 2),
      shortNumber(tolerance, 2),
      pass ? 'pass' : 'FAIL',
    ]),
  ]);
}

function fixed(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3).replace('-', '−') : String(value);
}
