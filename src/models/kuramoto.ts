/**
 * Kuramoto model of equal oscillators: dθ = K r sin(ψ − θ)dt + noise, r e^{iψ} = ρ = (1/N) Σ e^{iθ_j}.
 * With w = 2Kρ the drift is ½ Im(w e^{−iθ}), that of the cosine network with another w, in its order of operations.
 * It is −N ∂_i R with R = −K|ρ|²/2. Field: (mean cos θ, mean sin θ). One-dimensional, valid for every real θ and K.
 * Source: Kuramoto (1975); Acebrón, Bonilla, Pérez Vicente, Ritort and Spigler, Rev. Mod. Phys. 77 (2005) 137–185.
 */

import { sincos } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import type { MeanFieldModel } from './model.ts';
import type { KuramotoSpec } from './spec.ts';

export function createKuramoto({ name, coupling }: KuramotoSpec): MeanFieldModel {
  const twice = 2 * coupling;
  const cs = new Float64Array(2);
  const lanes = new Float64Array(4);
  return {
    name,
    dim: 1,
    fieldDim: 2,
    gather(x, lo, hi, sum) {
      lanes.fill(0);
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * 2;
        sincos(x[i], cs);
        lanes[lane] += cs[1];
        lanes[lane + 1] += cs[0];
      }
      for (let f = 0; f < 2; f++) sum[f] += lanes[f] + lanes[2 + f];
    },
    drift(x, lo, hi, field, out) {
      const wRe = twice * field[0];
      const wIm = twice * field[1];
      for (let i = lo; i < hi; i++) {
        sincos(x[i], cs);
        out[i - lo] = 0.5 * (wIm * cs[1] - wRe * cs[0]);
      }
    },
    describeField(field) {
      return { rho1: [field[0], field[1]], order: modulus(field[0], field[1]) };
    },
  };
}
