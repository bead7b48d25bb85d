/**
 * Gauss–Legendre rule on (0, 1), from the portable functions: exact for polynomials of degree 2·count − 1.
 *
 * Roots of the Legendre polynomial by Newton from cos(π(j − 1/4)/(count + 1/2)); weights 2/((1 − x²)P′(x)²), halved.
 * Source: Abramowitz and Stegun 25.4.29–30, 22.16.6. Good to rounding for 1 ≤ count ≤ 200.
 */
import { cos } from './elementary.ts';

export interface Rule {
  /** Ascending, in (0, 1). */
  readonly nodes: Float64Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

export function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    let x = cos((Math.PI * (j + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      let before = 1;
      let here = x;
      for (let k = 2; k <= count; k++) {
        const next = ((2 * k - 1) * x * here - (k - 1) * before) / k;
        before = here;
        here = next;
      }
      slope = (count * (before - x * here)) / (1 - x * x);
      const step = here / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    nodes[count - 1 - j] = (1 + x) / 2;
    weights[count - 1 - j] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
