/**
 * Stationary laws of the double well's limit under Gaussian noise, and its phase transition. For a given field m
 *   p_m(x) ∝ exp(−(x⁴/4 − x²/2 + κx²/2 − κmx)/σ²),
 * and m is a stationary mean where ∫ x p_m dx = m: m = 0 always, two more where the map is steeper than 1 at 0. Its
 * slope there is κ Var_0(X)/σ²: the noise is critical where κ E_0 X² = σ². Integrals by the trapezoidal rule on a line.
 * Source: Dawson, J. Stat. Phys. 31 (1983) 29–85, sections 3 and 4.
 */
import { exp } from '../math/elementary.ts';

const NODES = 400;

/** E X and E X² of p_m, σ² > 0. */
export function stationaryMoments(coupling: number, sigma2: number, m: number): [number, number] {
  const energy = (x: number) => (x * x * x * x) / 4 - ((1 - coupling) * x * x) / 2 - coupling * m * x;
  // The quartic alone is 45σ² above its own least value from here on.
  const reach = 2 * Math.sqrt(Math.sqrt(45 * sigma2) + Math.abs(1 - coupling) + Math.abs(coupling * m));
  let least = Infinity;
  for (let j = -NODES; j <= NODES; j++) least = Math.min(least, energy((reach * j) / NODES));
  let mass = 0;
  let mean = 0;
  let square = 0;
  for (let j = -NODES; j <= NODES; j++) {
    const x = (reach * j) / NODES;
    const weight = exp((least - energy(x)) / sigma2);
    mass += weight;
    mean += weight * x;
    square += weight * x * x;
  }
  return [mean / mass, square / mass];
}

/** The σ below which the symmetric law is no longer the only stationary one; for κ > 0. */
export function criticalScale(coupling: number): number {
  if (!(coupling > 0))
    throw new RangeError(
      `model.coupling is ${coupling}; the double well has a phase transition for coupling above 0.`,
    );
  // Excess κ E_0 X²/σ² − 1 falls through 0 as σ² grows.
  const ordered = (sigma2: number) => coupling * stationaryMoments(coupling, sigma2, 0)[1] > sigma2;
  let low = 1e-3;
  let high = 1;
  while (!ordered(low)) low /= 2;
  while (ordered(high)) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (ordered(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt((low + high) / 2);
}

/** The non-negative stationary mean that is stable: positive below the critical noise, 0 above. */
export function stationaryMean(coupling: number, sigma2: number): number {
  if (!(coupling > 0) || sigma2 >= criticalScale(coupling) ** 2) return 0;
  // The map is concave on m > 0 (Griffiths–Hurst–Sherman): above its fixed point it lies below the diagonal.
  let low = 0;
  let high = 1;
  while (stationaryMoments(coupling, sigma2, high)[0] > high) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (stationaryMoments(coupling, sigma2, middle)[0] > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
