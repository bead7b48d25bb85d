/**
 * The relative ℓ_p error of the best κn of n numbers with tails heavier than p, for large n:
 *   error^p ≈ n^{1−p/α}·μ_p(κ)·(CΓ(1−α/p))^{−p/α}/S,   μ_p(κ) = E[|x|^p; |x| < q_{1−κ}],  P(|x| > r) ~ C r^{−α},
 * S positive (α/p)-stable, E e^{−gS} = e^{−g^{α/p}}: the sum of |x_i|^p is stable, and what is lost is close to its mean.
 * E 1/S = Γ(1 + p/α). The mean is within 0.1 % of the exact one (exactError.ts) from n = 1000 on, for α = 1.5 to 1.9 and κ = 0.1,
 * the lower percentiles within 1 %; this formula is for n beyond the exact law, and for exponents.
 * Source: docs/theory.md, (53); LePage, Woodroofe & Zinn, Ann. Probab. 9 (1981) for the stable sum.
 */
import { pow } from '../../math/elementary.ts';
import { gamma } from '../../math/gamma.ts';
import { createPositiveStable } from '../../noise/positiveStable.ts';
import type { ErrorLaw } from './errorLaw.ts';
import { requireFraction } from './limitError.ts';
import type { MagnitudeLaw } from './magnitudeLaw.ts';

/** Factor A in error^p ≈ A·n^{1−p/α}/S. @throws RangeError unless p > α */
export function asymptoticFactor(law: MagnitudeLaw, p: number, kappa: number): number {
  requireFraction(kappa);
  const { tailIndex: alpha, tailConstant } = law;
  if (!(p > alpha))
    throw new RangeError(`The power p is ${p}; the formula for large n holds above the tail index ${alpha}.`);
  const kept = kappa === 0 ? Infinity : law.tailQuantile(kappa);
  return law.partialMoment(p, kept) * pow(tailConstant * gamma(1 - alpha / p), -p / alpha);
}

/**
 * @param units n
 * @throws RangeError unless p > α; from its `survival` and `quantile` unless α/p is from 0.25 to below 1
 */
export function asymptoticError(law: MagnitudeLaw, p: number, kappa: number, units: number): ErrorLaw {
  const index = law.tailIndex / p;
  const size = asymptoticFactor(law, p, kappa) * pow(units, 1 - 1 / index);
  return {
    mean: size * gamma(1 + 1 / index),
    survival: (e) => (e > 0 ? createPositiveStable(index).cdf(size / e) : 1),
    quantile: (prob) => size / createPositiveStable(index).tailQuantile(prob),
  };
}
