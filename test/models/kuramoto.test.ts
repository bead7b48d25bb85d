import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import { modelContract, positions } from './contract.ts';

const coupling = 1.7;
const make = () => createModel({ name: 'kuramoto', coupling });

/** N R with R = −K|ρ|²/2 = −(K/2N²) Σ_jk cos(θ_j − θ_k). */
function energy(x: Float64Array): number {
  let sum = 0;
  for (const a of x) for (const b of x) sum += Math.cos(a - b);
  return (-coupling * sum) / (2 * x.length);
}

modelContract('the Kuramoto model', { make, x: positions(8), energy });

describe('the Kuramoto model', () => {
  // Faults planted, each fails here and above: w = Kρ; the sign of the drift.
  it('pulls each oscillator towards the mean phase by K r sin(ψ − θ)', () => {
    const [r, psi] = [0.6, 2];
    const x = Float64Array.of(0.3, -1.1, 4);
    const out = new Float64Array(3);
    make().drift(x, 0, 3, Float64Array.of(r * Math.cos(psi), r * Math.sin(psi)), out);
    x.forEach((theta, i) => {
      expect(out[i]).toBeCloseTo(coupling * r * Math.sin(psi - theta), 14);
    });
  });

  it('has the drift bits of a cosine network whose w = c − ρ is the same number', () => {
    const x = positions(8);
    const [mine, cosine] = [new Float64Array(8), new Float64Array(8)];
    const zero = createModel({ name: 'cosine-network', amplitude: 0, phase: 0 });
    make().drift(x, 0, 8, Float64Array.of(0.25, -0.5), mine);
    zero.drift(x, 0, 8, Float64Array.of(-2 * coupling * 0.25, 2 * coupling * 0.5), cosine);
    expect(mine).toEqual(cosine);
  });

  it('describes its field by ρ₁ and its modulus', () => {
    expect(make().describeField(Float64Array.of(0.3, -0.4))).toEqual({ rho1: [0.3, -0.4], order: 0.5 });
  });
});
