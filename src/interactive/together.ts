/** `together([study, study, …])`: rate studies of several tail indices (or exponents) side by side, in one table and one figure. */
import { BadInput } from '../engine/badInput.ts';
import { rateFigures } from '../figures/runFigures.ts';
import { type Displayed, displayed } from '../results/display.ts';
import type { Table } from '../results/table.ts';
import type { NamedRate } from '../studies/verify.ts';
import type { Drawable } from './drawable.ts';
import { levelsTable, ratesTable } from './rateTables.ts';
import type { RateStudy } from './study.ts';

/** Rates of several studies beside each other. */
export interface RatesTogether extends Displayed, Drawable {
  /** One row per claim, in the order of the studies. */
  readonly rates: Table;
  /** One row per claim and level. */
  readonly levels: Table;
  readonly measured: readonly NamedRate[];
}

/** @throws BadInput where there is no study, or something else than a finished study of rates */
export function together(studies: readonly RateStudy[]): RatesTogether {
  const bad = studies.findIndex((one) => !Array.isArray((one as Partial<RateStudy> | undefined)?.measured));
  if (studies.length === 0 || bad >= 0)
    throw new BadInput(
      `studies ${bad < 0 ? 'is an empty list' : `has an entry ${bad} that is no study of rates`}; it must be a list of what study() gives for chaos, discretisation, random-batch or minibatch. Is an await missing?`,
    );
  const measured = studies.flatMap(({ study, measured: own }) =>
    own.map((rate): NamedRate => ({ ...rate, study: study.study })),
  );
  const rates = ratesTable(measured);
  const result = {
    rates,
    levels: levelsTable(measured),
    measured,
    source: {
      call: 'together',
      plan: studies.map(({ source }) => source.plan),
      seed: studies[0].source.seed,
    },
    figures: () => rateFigures(measured),
  };
  return displayed(
    result,
    () => String(rates),
    () => ({ 'text/plain': String(rates), 'text/html': rates.toHtml() }),
  );
}
