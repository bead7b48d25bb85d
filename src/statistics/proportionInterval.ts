/**
 * The exact interval of Clopper and Pearson for a proportion, from `successes` of `trials` independent ones.
 *
 * Its ends solve P(K ≥ successes; p) = tail and P(K ≤ successes; p) = tail, tail = (1 − confidence)/2, K binomial: coverage is at
 * least the confidence for every p and every number of trials. Binomial masses by ratios outwards from the mode, roots by
 * bisection to neighbouring numbers; relative error about 1e−13. Source: Clopper & Pearson, Biometrika 26 (1934).
 */

export interface Proportion {
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly successes: number;
  readonly trials: number;
}

/** @throws RangeError where counts are no whole numbers with 0 ≤ successes ≤ trials, trials ≥ 1 */
export function proportionInterval(successes: number, trials: number, confidence = 0.95): Proportion {
  if (!(Number.isSafeInteger(trials) && trials >= 1))
    throw new RangeError(`trials is ${trials}; it must be a whole number of at least 1.`);
  if (!(Number.isSafeInteger(successes) && successes >= 0 && successes <= trials))
    throw new RangeError(`successes is ${successes}; it must be a whole number from 0 to ${trials}.`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
  const tail = (1 - confidence) / 2;
  /** The p at which P(K ≥ count) reaches the tail; it rises with p. */
  const lower = (count: number) => (count === 0 ? 0 : root((p) => upperTail(count, trials, p) >= tail));
  return {
    estimate: successes / trials,
    interval: [lower(successes), 1 - lower(trials - successes)],
    successes,
    trials,
  };
}

/** P(K ≥ count), K binomial, 0 < p < 1. */
function upperTail(count: number, trials: number, p: number): number {
  const mode = Math.min(trials, Math.floor((trials + 1) * p));
  const odds = p / (1 - p);
  let above = 0;
  let total = 0;
  const add = (k: number, mass: number) => {
    total += mass;
    if (k >= count) above += mass;
  };
  add(mode, 1);
  for (let k = mode, mass = 1; k < trials && mass > 0; k++) {
    mass *= ((trials - k) / (k + 1)) * odds;
    add(k + 1, mass);
  }
  for (let k = mode, mass = 1; k > 0 && mass > 0; k--) {
    mass *= k / (trials - k + 1) / odds;
    add(k - 1, mass);
  }
  return above / total;
}

/** The least number in (0, 1) at which a rising condition holds, to the last bit. */
function root(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return high;
    if (holds(middle)) high = middle;
    else low = middle;
  }
}
