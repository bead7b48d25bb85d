/**
 * Where a claim meets a measurement. Slopes are compared as decay: −slope for rates in N, slope for rates in
 * the step η, so that larger always means faster.
 *
 * - exact rate: `consistent` if the interval holds the exponent, else `contradicted`;
 * - upper bound: `contradicted` if the whole interval is slower, `faster than the bound` if the whole
 *   interval is faster (a finding, not a failure), else `consistent`;
 * - `inconclusive`: fewer than 3 usable levels, or the interval holds the exponent but is too wide to have
 *   excluded much (half-width above the resolution, 0.3·|exponent| unless told). A wide interval that
 *   excludes the exponent still excludes it.
 *
 * `slack` is the user's allowance for pre-asymptotic bias: the claim then reads "exponent ± slack". It is
 * 0 unless given, and always printed in the reason. A 95 % interval contradicts a true exact claim once
 * in 20 measurements: ask fitRate for more confidence where many claims are judged together.
 */
import type { RateClaim, RateFit, Verdict } from './rate.ts';

/** Allowances of a verdict. */
export interface JudgeOptions {
  /** Allowance for pre-asymptotic bias of the slope, ≥ 0; 0 unless told. */
  readonly slack?: number;
  /** Largest half-width that still lets an interval support a claim; 0.3·|exponent| (0.15 for exponent 0). */
  readonly resolution?: number;
}

/** A verdict with its reason. */
export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence with the numbers that decided. */
  readonly reason: string;
  readonly slack: number;
  readonly resolution: number;
}

/** Levels a line needs before its straightness can be doubted. */
export const MINIMUM_LEVELS = 3;

/**
 * Holds a fitted rate to a claimed one: consistent, faster than the bound, contradicted or inconclusive,
 * with the reason.
 * @throws RangeError where the two have different axes
 */
export function judge(claim: RateClaim, fit: RateFit, options: JudgeOptions = {}): Judgement {
  if (claim.axis !== fit.axis) {
    throw new RangeError(
      `Claim ${claim.id} is a rate in the ${claim.axis} and the fit one in the ${fit.axis}.`,
    );
  }
  const slack = options.slack ?? 0;
  const resolution = options.resolution ?? (claim.exponent === 0 ? 0.15 : 0.3 * Math.abs(claim.exponent));
  if (!(slack >= 0 && slack < Infinity))
    throw new RangeError(`slack is ${slack}; it must be finite and at least 0.`);
  if (!(resolution > 0)) throw new RangeError(`resolution is ${resolution}; it must be positive.`);
  const conclude = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, slack, resolution });

  if (fit.levels.length < MINIMUM_LEVELS) {
    const lost = fit.dropped.length === 0 ? '' : `; ${fit.dropped.length} dropped`;
    return conclude('inconclusive', `${fit.levels.length} usable levels, ${MINIMUM_LEVELS} needed${lost}.`);
  }
  const [low, high] = fit.interval;
  const sign = claim.axis === 'particles' ? -1 : 1;
  const slowest = Math.min(sign * low, sign * high);
  const fastest = Math.max(sign * low, sign * high);
  const decay = sign * claim.exponent;
  const allowance = slack === 0 ? '' : ` ± ${digits(slack)} allowed for pre-asymptotic bias`;
  const theory = `${claim.kind === 'exact' ? 'the exact exponent' : 'the bound'} ${digits(claim.exponent)}${allowance}`;
  const measured = `slope ${digits(fit.slope)}, ${digits(100 * fit.confidence)} % interval [${digits(low)}, ${digits(high)}]`;

  if (!(slowest <= fastest))
    return conclude('inconclusive', `The interval of the slope is [${low}, ${high}].`);
  if (fastest < decay - slack) return conclude('contradicted', `${measured}: slower than ${theory}.`);
  if (slowest > decay + slack) {
    return claim.kind === 'exact'
      ? conclude('contradicted', `${measured}: faster than ${theory}.`)
      : conclude('faster than the bound', `${measured}: faster than ${theory}.`);
  }
  const half = (fastest - slowest) / 2;
  if (half > resolution) {
    return conclude(
      'inconclusive',
      `${measured} reaches ${theory}, but its half-width ${digits(half)} exceeds the resolution ${digits(resolution)}.`,
    );
  }
  return conclude('consistent', `${measured} agrees with ${theory}.`);
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
