/**
 * Which drifts are seen to be Lipschitz, and what a study of the step says about the others.
 * Watched failing: derivatives in the particle only; a field of every size where φ is bounded; jumps not looked for.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/engine/plan.ts';
import { isSeenLipschitz } from '../../../src/models/formula/lipschitz.ts';
import { formulaSpecSchema } from '../../../src/models/formula/spec.ts';
import { discretisationClaim } from '../../../src/studies/claims.ts';

const spec = (model: object) =>
  formulaSpecSchema.parse({ name: 'formula', parameters: { a: 1, k: 2 }, ...model });

const planOf = (model: object) =>
  readPlan({
    model: { name: 'formula', parameters: { a: 1, k: 2 }, ...model },
    noise: { alpha: 1.5, scale: 0.1 },
    initial: { law: 'point', value: 0 },
    horizon: 1,
    steps: 2,
    particles: 2,
  });

describe('a drift of formulas', () => {
  it.each([
    [true, ['x'], '-a*x + k*(m - x)'],
    [true, ['cos(x)', 'sin(x)'], 'k*(m2*cos(x) - m1*sin(x))'],
    [true, ['x'], 'sin(m - x) + tanh(x) - relu(x) + abs(x)'],
    [true, ['x'], 'min(x, m) - softplus(x)'],
    [false, ['x^2'], '-x + atan(m)'],
    [false, ['sign(x)'], '-2*sin(x - 1) + 4*m'],
    [false, ['1/x'], 'atan(m)'],
    [false, ['sin(x^2)'], 'm - x'],
    [false, ['x'], 'm*cos(x)'],
    [false, ['x'], 'm^2 - x'],
    [false, ['x'], 'x - x^3'],
    [false, ['x'], 'heaviside(x)'],
    [false, ['x'], 'x + sign(x)'],
    [false, ['x'], '(x > 0 ? 1 : 0)'],
    [false, ['x'], 'sqrt(abs(x))'],
    [false, ['x'], 'exp(x)'],
  ])('is seen to be Lipschitz: %s, for φ = %j and b = %s', (seen, field, drift) => {
    expect(isSeenLipschitz(spec({ field, drift: [drift] }))).toBe(seen);
  });

  it.each([
    [true, 'x^2/2 + log(1 + exp(x - m))*0 + sin(x)'],
    [true, 'k*(x - m)^2 - cos(x)'],
    [false, 'relu(x)'],
    [false, 'x^4'],
  ])('from a potential: %s for %s', (seen, potential) => {
    expect(isSeenLipschitz(spec({ field: ['x'], potential }))).toBe(seen);
  });

  it('has a rate of the Euler scheme only then, and with additive noise', () => {
    expect(discretisationClaim(planOf({ field: ['x'], drift: ['m - x'] }), 'horizon').exponent).toBe(1);
    expect(() => discretisationClaim(planOf({ field: ['x'], drift: ['-x^3'] }), 'horizon')).toThrow(
      /^model\.drift gives a drift that is not seen to be Lipschitz .*\.$/,
    );
    expect(() => discretisationClaim(planOf({ field: ['x'], potential: 'x^4' }), 'horizon')).toThrow(
      /^model\.potential gives/,
    );
    const noise = ['1 + tanh(x)'];
    expect(() => discretisationClaim(planOf({ field: ['x'], drift: ['-x'], noise }), 'horizon')).toThrow(
      'model.noise is ["1 + tanh(x)"], multiplicative; rates are known here for additive noise only',
    );
  });
});
