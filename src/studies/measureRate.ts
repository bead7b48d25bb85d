/**
 * A claim meets its samples. The interval that is shown is the usual 95 %; the verdict is taken at
 * VERDICT_CONFIDENCE, so that a table of twenty true claims rarely holds a false contradiction (in
 * simulation a slope leaves its 99.99 % interval up to 2.5 times in 10 000, since means of |error|^p are
 * skewed, rather than once).
 *
 * Where the error has a closed form at every level, two things must hold: the measured slope is that of the
 * exact errors over the very same levels and weights, and the closed form's own slope comes to the claimed
 * exponent at FARTHER times finer levels. Elsewhere the exponent is allowed SLACK of pre-asymptotic bias; the
 * allowance is printed with the verdict. A claim that the slope contradicts is inconclusive instead while the
 * local slopes still move towards it, if the claim is asymptotic or the levels measurably leave one line.
 */
import { log, pow } from '../math/elementary.ts';
import type { RateClaim, RateFit, Verdict } from '../statistics/rate.ts';
import { fitRate, type RateInput } from '../statistics/rateFit.ts';
import { judge } from '../statistics/verdict.ts';
import type { ClosedForm } from './exactErrors.ts';

export const VERDICT_CONFIDENCE = 0.9999;
export const SLACK = 0.02;
/** How much finer the levels are at which a closed form is compared with the asymptotic exponent. */
export const FARTHER = 64;

/** A claim met by a measurement. */
export interface MeasuredRate {
  readonly claim: RateClaim;
  readonly fit: RateFit;
  readonly verdict: Verdict;
  /** Why the verdict is what it is, in words. */
  readonly reason: string;
  /** The measured error as a short formula. */
  readonly error: string;
  /** The same with where it is read and against what. */
  readonly metric: string;
  /** The system in one sentence. */
  readonly setup: string;
  /** Slope of the exact errors over the same levels, where a closed form exists. */
  readonly exactSlope?: number;
}

type Judged = Pick<MeasuredRate, 'claim' | 'fit' | 'verdict' | 'reason' | 'exactSlope'>;

export function measureRate(
  claim: RateClaim,
  samples: Omit<RateInput, 'exact' | 'confidence'>,
  closedForm?: ClosedForm,
): Judged {
  const input: RateInput = closedForm ? { ...samples, exact: closedForm(samples.levels) } : samples;
  const fit = fitRate(input);
  const decisive = fitRate({ ...input, confidence: VERDICT_CONFIDENCE });
  if (closedForm === undefined || input.exact === undefined) {
    return { claim, fit, ...judgeAsymptotically(claim, decisive) };
  }
  const exactSlope = slopeOfExact(input, input.exact, fit.slope);
  const { verdict, reason } = judge({ ...claim, exponent: exactSlope }, decisive);
  const same = reason.replace('the exact exponent', 'the slope of the exact errors at these levels,');
  if (verdict !== 'consistent') return { claim, fit, verdict, reason: same, exactSlope };
  const approach = approachOf(closedForm, input.levels, claim);
  return { claim, fit, verdict: approach.verdict, reason: `${same} ${approach.reason}`, exactSlope };
}

function judgeAsymptotically(claim: RateClaim, fit: RateFit): { verdict: Verdict; reason: string } {
  const { verdict, reason } = judge(claim, fit, { slack: SLACK });
  const slopes = fit.localSlopes.map(({ slope }) => slope);
  if (verdict !== 'contradicted' || slopes.length < 2) return { verdict, reason };
  const curved = fit.curvature !== undefined && fit.curvature.interval[0] * fit.curvature.interval[1] > 0;
  if (!claim.asymptotic && !curved) return { verdict, reason };
  // Levels ascend: N moves towards its limit upwards, the step downwards.
  const [start, end] = claim.axis === 'particles' ? [slopes[0], slopes.at(-1)!] : [slopes.at(-1)!, slopes[0]];
  if (Math.abs(end - claim.exponent) >= Math.abs(start - claim.exponent)) return { verdict, reason };
  return {
    verdict: 'inconclusive',
    reason: `${reason} But the levels do not lie on one line: the local slopes move towards the claim, from ${digits(start)} to ${digits(end)}, so finer levels are needed.`,
  };
}

/** Whether the closed form's slope comes to the claimed exponent beyond the levels measured. */
function approachOf(
  closedForm: ClosedForm,
  levels: readonly number[],
  claim: RateClaim,
): { verdict: Verdict; reason: string } {
  const finest = [...levels].sort((a, b) => (claim.axis === 'particles' ? b - a : a - b)).slice(0, 2);
  const slopeAt = (factor: number): number => {
    const pair = finest.map((level) => (claim.axis === 'particles' ? level * factor : level / factor));
    const [a, b] = closedForm(pair);
    return log(a / b) / log(pair[0] / pair[1]);
  };
  const [near, far] = [slopeAt(1), slopeAt(FARTHER)];
  const [offNear, offFar] = [near, far].map((slope) => Math.abs(slope - claim.exponent));
  const path = `The closed form's local slope is ${digits(near)} at the finest two levels and ${digits(far)} at ${FARTHER} times finer ones`;
  if (offFar <= Math.max(0.005, 0.7 * offNear)) {
    return { verdict: 'consistent', reason: `${path}, towards the claimed ${digits(claim.exponent)}.` };
  }
  return offFar < 0.999 * offNear
    ? { verdict: 'inconclusive', reason: `${path}, still far from the claimed ${digits(claim.exponent)}.` }
    : {
        verdict: 'contradicted',
        reason: `${path}, which does not come to the claimed ${digits(claim.exponent)}.`,
      };
}

/** The fit of measured/exact has the same weights, and a slope that is what the measured one is off. */
function slopeOfExact(input: RateInput, exact: readonly number[], measured: number): number {
  const ratio = fitRate({
    ...input,
    samples: input.samples.map((s, l) => s.map((v) => v / pow(exact[l], input.power))),
    exact: undefined,
  });
  return measured - ratio.slope;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
