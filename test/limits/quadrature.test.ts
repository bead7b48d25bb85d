import { describe, expect, it } from 'vitest';
import { integrate, tanhSinhRule } from '../../src/limits/quadrature.ts';

describe('tanh-sinh quadrature', () => {
  it.each([0.5, 1, 1.3, 2])('integrates s^%d over [0, 3] to 14 digits', (power) => {
    const exact = 3 ** (power + 1) / (power + 1);
    expect(Math.abs(integrate((s) => s ** power, 3) / exact - 1)).toBeLessThan(3e-15);
  });

  it('integrates a decaying exponential over many lengths', () => {
    expect(Math.abs(integrate((s) => Math.exp(-s), 50) - 1)).toBeLessThan(1e-14);
    expect(integrate(() => 1, 0)).toBe(0);
  });

  it('refuses an integrand that it cannot settle', () => {
    expect(() => integrate((s) => Math.abs(Math.sin(1e6 * s)), 1)).toThrow('did not settle');
  });

  it('has weights that sum to 1 and integrate polynomials on (0, 1)', () => {
    const { nodes, weights } = tanhSinhRule(3);
    expect(nodes.reduce((sum, x, j) => sum + weights[j] * x ** 5, 0)).toBeCloseTo(1 / 6, 13);
  });
});
