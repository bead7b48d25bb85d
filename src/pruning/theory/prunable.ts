/**
 * The fraction of n units that can be pruned, the smallest first, while the relative error stays within a target: its
 * mean and its quantiles.
 *
 * K, the fewest units to keep, has P(K > k) = P(error^p with k kept > target^p): exactError.ts. E K = Σ_k P(K > k), the sum over
 * k term by term where few matter; else by Euler–Maclaurin, ∫₀^n P(K > k)dk + 1/2, Gauss–Legendre where the probability is neither 1 nor 0.
 */
import { pow } from '../../math/elementary.ts';
import { gaussLegendre } from '../../math/gaussLegendre.ts';
import { exactError } from './exactError.ts';
import type { MagnitudeLaw } from './magnitudeLaw.ts';

const RULE = gaussLegendre(24);
const SURE = 1e-7;
/** Terms that are summed one by one. Over more of them the probability falls smoothly. */
const MOST_TERMS = 200;

/** E of the prunable fraction; error is the relative ℓ_p error itself, units ≥ 10. About 1e−5. */
export function prunableFraction(law: MagnitudeLaw, p: number, error: number, units: number): number {
  const power = pow(error, p);
  const more = (kept: number) => exactError(law, p, { units, kept }).survival(power);
  const [from, to] = [crossing(more, units, 1 - SURE), crossing(more, units, SURE)];
  const first = Math.max(1, Math.floor(from));
  const last = Math.min(units - 1, Math.ceil(to));
  if (last - first < MOST_TERMS) {
    // P(K > k) is 1 for k < first
    let expected = first;
    for (let kept = first; kept <= last; kept++) expected += more(kept);
    return 1 - expected / units;
  }
  let sum = from;
  for (let j = 0; j < RULE.nodes.length; j++)
    sum += (to - from) * RULE.weights[j] * more(from + (to - from) * RULE.nodes[j]);
  return 1 - (sum + 0.5) / units;
}

/** The f with P(prunable fraction ≤ f) = probability, a multiple of 1/n. */
export function prunableQuantile(
  law: MagnitudeLaw,
  p: number,
  error: number,
  units: number,
  probability: number,
): number {
  const power = pow(error, p);
  let low = 0;
  let high = units;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (exactError(law, p, { units, kept: middle }).survival(power) > probability) low = middle;
    else high = middle;
  }
  return 1 - high / units;
}

/** Where the falling `more` passes `level`, to a thousandth of `units`. */
function crossing(more: (kept: number) => number, units: number, level: number): number {
  let low = 1;
  let high = units - 1;
  while (high - low > units / 1000) {
    const middle = (low + high) / 2;
    if (more(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
