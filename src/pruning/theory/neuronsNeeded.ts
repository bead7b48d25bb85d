/**
 * How many neurons it takes: the smallest n for which keeping ⌊κn⌋ of n leaves a relative ℓ_p error of at most ε, with
 * a given probability, or on average (E error^p ≤ ε^p).
 *
 * By the exact law of the error (exactError.ts) while n ≤ 1e10; beyond, where p > α, by the large-n formula
 * (asymptoticError.ts), which there agrees with it to 5 digits (seen at α = 1.5): n = (A/(s·ε^p))^{α/(p − α)} with 1/s = E 1/S, or
 * P(S > s) = probability. Where E|x|^p is finite the error tends to G_p(κ)^{1/p}: below that no large n suffices.
 * The fewest that are tried are 10, or 1/κ where that is more.
 */
import { pow } from '../../math/elementary.ts';
import { gamma } from '../../math/gamma.ts';
import { createPositiveStable } from '../../noise/positiveStable.ts';
import { asymptoticFactor } from './asymptoticError.ts';
import { exactError, FEWEST_UNITS } from './exactError.ts';
import { limitErrorPower } from './limitError.ts';
import type { MagnitudeLaw } from './magnitudeLaw.ts';

/** An error to be kept by a kept fraction, with a probability or on average. */
export interface Demand {
  /** Kept fraction κ, strictly between 0 and 1. */
  readonly kappa: number;
  /** ε, the relative ℓ_p error (not its power), strictly between 0 and 1. */
  readonly error: number;
  /** 1 − δ, strictly between 0 and 1; without it the mean of error^p is to be at most ε^p. */
  readonly probability?: number;
}

/** How many neurons a demand needs; and why none suffice, where none do. */
export interface NeuronsNeeded {
  /** n, a whole number; Infinity where no large n suffices. */
  readonly units: number;
  /** How it was found; `limit` where no large n suffices. */
  readonly method: 'exact law' | 'large-n formula' | 'limit';
  /** For people: `needs n ≈ 1.3e13 at tail index 1.75`. */
  readonly text: string;
}

const MOST_EXACT = 1e10;

/** @throws RangeError for a demand outside its ranges */
export function neuronsNeeded(law: MagnitudeLaw, p: number, demand: Demand): NeuronsNeeded {
  const { kappa, error, probability } = demand;
  requireInside('The kept fraction', kappa);
  requireInside('The error', error);
  if (probability !== undefined) requireInside('The probability', probability);
  const power = pow(error, p);
  const limit = limitErrorPower(law, p, kappa);
  if (limit >= power) return never(law, p, demand, pow(limit, 1 / p));
  const heavy = p > law.tailIndex;
  if (heavy) {
    const units = Math.ceil(byFormula(law, p, demand, power));
    if (units > MOST_EXACT) return { units, method: 'large-n formula', text: needs(units, law) };
  }
  /** Whether keeping the m largest of ⌈m/κ⌉, where that share is most nearly κ, is enough. */
  const enough = (m: number): boolean => {
    const outcome = exactError(law, p, { units: unitsOf(m, kappa), kept: m });
    if (probability === undefined) return outcome.mean <= power;
    return 1 - outcome.survival(power) >= probability;
  };
  let low = Math.ceil(kappa * FEWEST_UNITS) - 1;
  while (unitsOf(low + 1, kappa) < FEWEST_UNITS) low++;
  let high = low + 1;
  while (!enough(high)) {
    low = high;
    high = 2 * high + 1;
    if (unitsOf(high, kappa) > 100 * MOST_EXACT)
      return {
        units: Infinity,
        method: 'exact law',
        text: `needs more than n = ${figure(100 * MOST_EXACT)} at ${describe(law)}`,
      };
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  const units = unitsOf(high, kappa);
  return { units, method: 'exact law', text: needs(units, law) };
}

/** The fewest units of which m are the fraction κ, rounded down. */
function unitsOf(m: number, kappa: number): number {
  const near = Math.round(m / kappa);
  // κ as a decimal fraction has no exact binary value: m/κ within rounding of a whole number is that number
  return Math.abs(near - m / kappa) <= 1e-12 * near ? near : Math.ceil(m / kappa);
}

function byFormula(law: MagnitudeLaw, p: number, { kappa, probability }: Demand, power: number): number {
  const index = law.tailIndex / p;
  const inverse =
    probability === undefined
      ? gamma(1 + 1 / index)
      : 1 / createPositiveStable(index).tailQuantile(probability);
  return pow((asymptoticFactor(law, p, kappa) * inverse) / power, index / (1 - index));
}

function never(law: MagnitudeLaw, p: number, { error, kappa }: Demand, limit: number): NeuronsNeeded {
  return {
    units: Infinity,
    method: 'limit',
    text: `no large n suffices at ${describe(law)}: E|x|^${p} is finite, and with the fraction ${kappa} kept the error tends to ${limit.toPrecision(3)}, above ${error}`,
  };
}

const needs = (units: number, law: MagnitudeLaw) =>
  `needs n ${units < 1000 ? '=' : '≈'} ${figure(units)} at ${describe(law)}`;

const describe = ({ tailIndex, name }: MagnitudeLaw) =>
  tailIndex === Infinity ? `light tails (${name})` : `tail index ${tailIndex}`;

/** Whole below 1000; then two digits, 1.3e13. */
function figure(units: number): string {
  if (units < 1000) return String(units);
  const [digits, exponent] = units.toExponential(1).split('e+');
  return `${digits.replace('.0', '')}e${exponent}`;
}

function requireInside(what: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new RangeError(`${what} must lie strictly between 0 and 1, but is ${value}.`);
}
