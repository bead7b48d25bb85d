/**
 * Independent samplers for cross-checks, with the engine's own Math and bits from addresses that no noise uses.
 *
 * Chambers, Mallows, Stuck (1976): X = sin(αU)/cos(U)^{1/α}·(cos((1 − α)U)/W)^{(1−α)/α}, U uniform on (−π/2, π/2), W
 * exponential; α = 1: tan U. Kanter (1975): A = sin(bU)/sin(U)^{1/b}·(sin((1 − b)U)/W)^{(1−b)/b}, U uniform on (0, π).
 */
import { createBitSource, Role } from '../../src/random/address.ts';

/** Uniforms in (0, 1) of 53 bits from the role `data`. */
function uniforms(seed: number): (index: number, coordinate: number) => number {
  const bits = createBitSource({ seed, replica: 0 }, Role.data);
  const word = new Uint32Array(2);
  return (index, coordinate) => {
    bits.word(index, 0, coordinate, word);
    return ((word[1] >>> 6) * 134217728 + (word[0] >>> 5) + 0.5) / 9007199254740992;
  };
}

export function chambersMallowsStuck(alpha: number, count: number, seed: number): Float64Array {
  const uniform = uniforms(seed);
  return Float64Array.from({ length: count }, (_, i) => {
    const u = Math.PI * (uniform(i, 0) - 0.5);
    const w = -Math.log(uniform(i, 1));
    if (alpha === 1) return Math.tan(u);
    return (
      (Math.sin(alpha * u) / Math.cos(u) ** (1 / alpha)) *
      (Math.cos((1 - alpha) * u) / w) ** ((1 - alpha) / alpha)
    );
  });
}

export function kanter(b: number, count: number, seed: number): Float64Array {
  const uniform = uniforms(seed);
  return Float64Array.from({ length: count }, (_, i) => {
    const u = Math.PI * uniform(i, 0);
    const w = -Math.log(uniform(i, 1));
    return (Math.sin(b * u) / Math.sin(u) ** (1 / b)) * (Math.sin((1 - b) * u) / w) ** ((1 - b) / b);
  });
}

/** Two-sample Kolmogorov–Smirnov distance. */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a.slice().sort(), b.slice().sort()];
  let [i, j, distance] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    if (x[i] <= y[j]) i++;
    else j++;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  return distance;
}

/** Bound that the distance of two samples of n from one law exceeds with probability below 1e−6 (2e^{−n·D²}). */
export const ksBound = (n: number): number => Math.sqrt(Math.log(2e6) / n);

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return sum / values.length;
};
