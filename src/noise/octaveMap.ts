/**
 * The fixed linear map from a function at the Chebyshev points of an octave to its polynomials on equal pieces.
 *
 * t in (1, 2) is the place in the octave. Through the values at `points` Chebyshev points goes the interpolant
 * Σ_k a_k T_k(2t − 3); on each piece it is interpolated again at `coefficients` Chebyshev points and written in powers
 * of z in [−1, 1]. Row piece·coefficients + power, column point, row after row.
 */
import { cos } from '../math/elementary.ts';

/** The i-th of n Chebyshev points of the first kind on (−1, 1), descending. */
const chebyshevPoint = (i: number, n: number): number => cos((Math.PI * (i + 0.5)) / n);

/** Places of the n points in the octave, descending. */
export function octavePoints(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 1.5 + 0.5 * chebyshevPoint(i, n));
}

/** T_0(x), …, T_{n−1}(x). */
function chebyshevValues(x: number, n: number): Float64Array {
  const values = new Float64Array(n);
  values[0] = 1;
  values[1] = x;
  for (let k = 2; k < n; k++) values[k] = 2 * x * values[k - 1] - values[k - 2];
  return values;
}

/** Column i, row m: share of the value at point i in the coefficient of T_m. */
function chebyshevTransform(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) =>
    chebyshevValues(chebyshevPoint(i, n), n).map((value, m) => ((m === 0 ? 1 : 2) / n) * value),
  );
}

export function octaveMap(points: number, pieces: number, coefficients: number): Float64Array {
  // T_m in powers
  const powers: number[][] = [[1], [0, 1]];
  for (let m = 2; m < coefficients; m++) {
    powers.push(
      Array.from({ length: m + 1 }, (_, i) => 2 * (powers[m - 1][i - 1] ?? 0) - (powers[m - 2][i] ?? 0)),
    );
  }
  const outer = chebyshevTransform(points);
  const inner = chebyshevTransform(coefficients);
  const map = new Float64Array(pieces * coefficients * points);
  for (let piece = 0; piece < pieces; piece++) {
    for (let node = 0; node < coefficients; node++) {
      const values = chebyshevValues(
        (2 * piece + 1 + chebyshevPoint(node, coefficients)) / pieces - 1,
        points,
      );
      for (let point = 0; point < points; point++) {
        let value = 0;
        for (let k = 0; k < points; k++) value += outer[point][k] * values[k];
        for (let m = 0; m < coefficients; m++) {
          for (let power = m % 2; power <= m; power += 2) {
            const row = piece * coefficients + power;
            map[row * points + point] += value * inner[node][m] * powers[m][power];
          }
        }
      }
    }
  }
  return map;
}
