/**
 * Standard symmetric α-stable values from two uniforms each, for simulated copies at any α (a table of quantiles, as
 * src/noise makes it, pays for itself only where one α is drawn from very often).
 *
 *   X = sin(αU)/cos(U)^{1/α} · (cos((1 − α)U)/W)^{(1−α)/α},  U uniform on (−π/2, π/2), W exponential.
 * cos U is the sine of the distance to the end of the interval, so that large values keep their digits.
 * Source: Chambers, Mallows & Stuck, J. Amer. Statist. Assoc. 71 (1976), 340–344, β = 0.
 */
import { cos, log, pow, sin } from '../math/elementary.ts';
import { createBitSource, type PathAddress, Role } from '../random/address.ts';
import { uniform53 } from '../random/uniform.ts';

/** Fills `out` with independent values, 0.5 ≤ alpha ≤ 2: value i from the words of particle i, coordinates 0 and 1. */
export function drawStable(alpha: number, path: PathAddress, out: Float64Array): void {
  const bits = createBitSource(path, Role.bootstrap);
  const first = new Uint32Array(4);
  const second = new Uint32Array(4);
  for (let i = 0; i < out.length; i++) {
    const half = 2 * (i & 1);
    if (half === 0) {
      bits.pair(i >>> 1, 0, 0, first);
      bits.pair(i >>> 1, 0, 1, second);
    }
    const v = uniform53(first[half], first[half + 1]);
    const w = -log(uniform53(second[half], second[half + 1]));
    const u = Math.PI * (v - 0.5);
    const cosU = sin(Math.PI * Math.min(v, 1 - v));
    out[i] = (sin(alpha * u) / pow(cosU, 1 / alpha)) * pow(cos((1 - alpha) * u) / w, (1 - alpha) / alpha);
  }
}
