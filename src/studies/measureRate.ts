/**
 * A claim meets its samples. The interval that is shown is the usual 95 %; the verdict is taken at
 * VERDICT_CONFIDENCE, so that a table of twenty true claims holds a false contradiction once in 500 runs
 * rather than in two of three.
 *
 * Where the error has a closed form at every level, the verdict compares with the slope of the exact errors
 * over the very same levels and weights, and needs no allowance. Elsewhere the asymptotic exponent is allowed
 * SLACK of pre-asymptotic bias at finite N and η; the allowance is printed with the verdict.
 */
import type { RateClaim } from '../statistics/rate.ts';
import { fitRate, type RateInput } from '../statistics/rateFit.ts';
import { judge } from '../statistics/verdict.ts';
import type { MeasuredRate } from './runStudy.ts';

export const VERDICT_CONFIDENCE = 0.9999;
export const SLACK = 0.02;

export function measureRate(
  claim: RateClaim,
  input: RateInput,
): Pick<MeasuredRate, 'claim' | 'fit' | 'verdict' | 'reason' | 'exactSlope'> {
  const fit = fitRate(input);
  const decisive = fitRate({ ...input, confidence: VERDICT_CONFIDENCE });
  const exactSlope = input.exact && slopeOfExact(input, input.exact, fit.slope);
  const { verdict, reason } =
    exactSlope === undefined
      ? judge(claim, decisive, { slack: SLACK })
      : judge({ ...claim, exponent: exactSlope }, decisive);
  return { claim, fit, verdict, reason, ...(exactSlope === undefined ? {} : { exactSlope }) };
}

/** The fit of measured/exact has the same weights, and a slope that is what the measured one is off. */
function slopeOfExact(input: RateInput, exact: readonly number[], measured: number): number {
  const ratio = fitRate({
    ...input,
    samples: input.samples.map((s, l) => s.map((v) => v / exact[l] ** input.power)),
    exact: undefined,
  });
  return measured - ratio.slope;
}
