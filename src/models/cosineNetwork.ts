/**
 * Cosine network h_x(θ) = cos(x − θ), x uniform on the circle, target A cos(x − φ₀), squared loss: a bounded
 * smooth network whose limit is exact. With c = A e^{iφ₀}, ρ = (1/N) Σ e^{iθ_j}, w = c − ρ:
 *   risk R = |w|²/4,   drift −N ∂_i R = ½ Im(w e^{−iθ_i}).
 * In d dimensions the coordinates move separately (R = Σ_c |w_c|²/4) and meet through the noise only.
 * Field: (mean cos θ_c, mean sin θ_c) for c = 0 … d−1, interleaved. Valid for every real θ.
 * Source: the construction is this project's own: docs/theory.md, (24).
 */
import { cos, sin, sincos } from '../math/elementary.ts';
import type { MeanFieldModel } from './model.ts';
import { asList, type CosineNetworkSpec } from './spec.ts';

/** The target c = A e^{iφ₀} of every coordinate, interleaved (re, im). */
export function cosineTargets(spec: CosineNetworkSpec): Float64Array {
  const amplitude = asList(spec.amplitude);
  const phase = asList(spec.phase);
  const targets = new Float64Array(2 * amplitude.length);
  for (let c = 0; c < amplitude.length; c++) {
    targets[2 * c] = amplitude[c] * cos(phase[c]);
    targets[2 * c + 1] = amplitude[c] * sin(phase[c]);
  }
  return targets;
}

/** R = Σ_c |c_c − ρ_c|²/4 from targets and field, both interleaved. */
export function cosineRisk(targets: Float64Array, field: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < targets.length; j++) sum += (targets[j] - field[j]) * (targets[j] - field[j]);
  return sum / 4;
}

/** "rho1" in one dimension; "rho(1,0)", "rho(0,1)" … for coordinate c of d. */
export function marginalName(c: number, dim: number): string {
  return dim === 1 ? 'rho1' : `rho(${Array.from({ length: dim }, (_, j) => (j === c ? 1 : 0)).join(',')})`;
}

export function createCosineNetwork(spec: CosineNetworkSpec): MeanFieldModel {
  const targets = cosineTargets(spec);
  const dim = targets.length / 2;
  const fieldDim = 2 * dim;
  const cs = new Float64Array(2);
  const lanes = new Float64Array(2 * fieldDim);
  return {
    name: spec.name,
    dim,
    fieldDim,
    gather(x, lo, hi, sum) {
      lanes.fill(0);
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * fieldDim;
        for (let c = 0; c < dim; c++) {
          sincos(x[i * dim + c], cs);
          lanes[lane + 2 * c] += cs[1];
          lanes[lane + 2 * c + 1] += cs[0];
        }
      }
      for (let f = 0; f < fieldDim; f++) sum[f] += lanes[f] + lanes[fieldDim + f];
    },
    drift(x, lo, hi, field, out) {
      for (let c = 0; c < dim; c++) {
        const wRe = targets[2 * c] - field[2 * c];
        const wIm = targets[2 * c + 1] - field[2 * c + 1];
        for (let i = lo; i < hi; i++) {
          sincos(x[i * dim + c], cs);
          out[(i - lo) * dim + c] = 0.5 * (wIm * cs[1] - wRe * cs[0]);
        }
      }
    },
    describeField(field) {
      const named: Record<string, number | [number, number]> = {};
      for (let c = 0; c < dim; c++) named[marginalName(c, dim)] = [field[2 * c], field[2 * c + 1]];
      named.risk = cosineRisk(targets, field);
      return named;
    },
  };
}
