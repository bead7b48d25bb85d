/**
 * The limits of the cosine network against the handed reference, against other methods (cosine-limits.json)
 * and against each other.
 *
 * Faults planted, each seen to fail: m/2 for m/4 in the hierarchy, a wrong sign in its transport, e^{−D} for
 * e^{−ηD}, J_n(s) for J_n(ms), a field path that is not written.
 */
import { describe, expect, it } from 'vitest';
import { type Marginal, marginalLimit } from '../../src/limits/cosineNetwork.ts';
import { marginalLimitEuler } from '../../src/limits/cosineNetworkEuler.ts';
import { type JointLaw, jointLimit } from '../../src/limits/cosineNetworkJoint.ts';
import { jointLimitEuler } from '../../src/limits/cosineNetworkJointEuler.ts';
import type { CoordinateLaw } from '../../src/models/initialSpec.ts';
import other from '../fixtures/cosine-limits.json' with { type: 'json' };
import reference from '../fixtures/reference-cosine-network.json' with { type: 'json' };
import reference2d from '../fixtures/reference-cosine-network-2d.json' with { type: 'json' };

function target(amplitude: number, phase: number): [number, number] {
  return [amplitude * Math.cos(phase), amplitude * Math.sin(phase)];
}

const stable = (alpha: number, sigma: number) => (m: number) => (m === 0 ? 0 : (sigma * m) ** alpha);

function near(values: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expected.forEach((e, j) => {
    expect(Math.abs(values[j] - e)).toBeLessThan(tolerance);
  });
}

const usual: CoordinateLaw = { law: 'normal', mean: -0.5, variance: 0.25 };

describe('the limit of the cosine network against the handed reference', () => {
  for (const row of reference.cases) {
    const { alpha, sigma } = row;
    const marginal: Marginal = { target: target(1.6, 0.7), initial: usual, damping: stable(alpha, sigma) };

    it(`gives rho1 and rho2 to 1e-13 at alpha ${alpha}, sigma ${sigma}`, () => {
      near(marginalLimit(marginal, [1]), [...row.rho1, ...row.rho2], 1e-13);
    });

    it.each(Object.entries(row.rho1Euler ?? {}))(
      `gives rho1 of the Euler scheme with step %s to 1e-13 at alpha ${alpha}, sigma ${sigma}`,
      (step, rho1) => {
        const steps = Number(step.split('/')[1]);
        near(marginalLimitEuler(marginal, 1 / steps, steps).subarray(4 * steps), rho1, 1e-13);
      },
    );
  }

  for (const row of reference2d.cases) {
    it(`gives the joint modes to 1e-13 for noise Type ${row.noiseType}`, () => {
      const values = jointLimit(joint(row.alpha, 0.5, row.noiseType, 0.25), 1);
      near(values, [...row['rho(1,0)'], ...row['rho(0,1)'], ...row['rho(1,-1)'], ...row['rho(1,1)']], 1e-13);
    });
  }
});

function joint(alpha: number, sigma: number, type: string, secondVariance: number): JointLaw {
  const size: Record<string, (a: number, b: number) => number> = {
    I: (a, b) => Math.abs(a + b) ** alpha,
    II: (a, b) => Math.abs(a) ** alpha + Math.abs(b) ** alpha,
    III: (a, b) => Math.hypot(a, b) ** alpha,
  };
  return {
    targets: Float64Array.of(...target(1.6, 0.7), ...target(1.1, -0.3)),
    initial: [usual, { law: 'normal', mean: 0.4, variance: secondVariance }],
    damping: (a, b) => sigma ** alpha * size[type](a, b),
  };
}

describe('the limit of the cosine network against other methods', () => {
  it.each(other.one)(
    'agrees to 1e-11, continuous and Euler: alpha $alpha, sigma $sigma, $initial.law start',
    (row) => {
      const { alpha, sigma, horizon, steps } = row;
      const initial = row.initial as CoordinateLaw;
      const marginal = { target: target(row.amplitude, row.phase), initial, damping: stable(alpha, sigma) };
      near(marginalLimit(marginal, [horizon]), [...row.rho1, ...row.rho2], 1e-11);
      const euler = marginalLimitEuler(marginal, horizon / steps, steps).subarray(4 * steps);
      near(euler, [...row.rho1Euler, ...row.rho2Euler], 1e-12);
    },
  );

  it.each(other.noiseless)('agrees to 1e-11 without noise: $initial.law start', (row) => {
    const initial = row.initial as CoordinateLaw;
    const marginal = { target: target(row.amplitude, row.phase), initial, damping: () => 0 };
    near(marginalLimit(marginal, [row.horizon]), [...row.rho1, ...row.rho2], 1e-11);
  });

  it.each(other.two)('agrees to 1e-11 in two dimensions: Type $type, alpha $alpha', (row) => {
    const values = jointLimit(joint(row.alpha, row.sigma, row.type, 0.35), row.horizon);
    near(values, Object.values(row.values).flat(), 1e-11);
  });
});

describe('the limits of the cosine network against each other', () => {
  const marginal: Marginal = { target: target(1.6, 0.7), initial: usual, damping: stable(1.5, 0.5) };

  it('Euler tends to continuous time at rate η, from every start and with no or little noise', () => {
    const starts: CoordinateLaw[] = [
      usual,
      { law: 'point', value: -0.5 },
      { law: 'uniform', low: -1, high: 2 },
    ];
    for (const initial of starts) {
      for (const damping of [stable(1.5, 0.5), stable(2, 0.05), stable(0.5, 0.3), () => 0]) {
        const one = { ...marginal, initial, damping };
        const limit = marginalLimit(one, [1]);
        const error = (n: number) => Math.abs(marginalLimitEuler(one, 1 / n, n)[4 * n + 1] - limit[1]);
        expect(error(256) / error(512)).toBeCloseTo(2, 1);
        expect(error(512)).toBeLessThan(1e-3);
      }
    }
  });

  it('a noiseless hierarchy meets the characteristics as the noise fades', () => {
    const still = marginalLimit({ ...marginal, damping: () => 0 }, [1]);
    const faint = marginalLimit({ ...marginal, damping: (m) => 1e-14 * m }, [1]);
    near(faint, [...still], 1e-12);
  });

  it('a path through many times ends where the horizon alone ends', () => {
    const times = Array.from({ length: 33 }, (_, k) => k / 32);
    const path = marginalLimit(marginal, times);
    near(path.subarray(4 * 32), [...marginalLimit(marginal, [1])], 1e-13);
    expect(path[0]).toBeCloseTo(Math.exp(-0.125) * Math.cos(-0.5), 14);
  });

  it('one Euler step from a point is the characteristic function of that step', () => {
    const point: Marginal = { ...marginal, initial: { law: 'point', value: -0.5 } };
    const [re, im] = [Math.cos(-0.5), Math.sin(-0.5)];
    const [wRe, wIm] = [marginal.target[0] - re, marginal.target[1] - im];
    const moved = -0.5 + 0.25 * (wIm * re - wRe * im);
    const factor = Math.exp(-0.5 * 0.5 ** 1.5);
    near(
      marginalLimitEuler(point, 0.5, 1).subarray(4),
      [factor * Math.cos(moved), factor * Math.sin(moved)],
      1e-13,
    );
  });

  it('in two dimensions Type II is the product of its marginals, and Type III at alpha 2 is Type II', () => {
    for (const solve of [
      (law: JointLaw) => jointLimit(law, 1),
      (law: JointLaw) => jointLimitEuler(law, 1 / 16, 16),
    ]) {
      const [a, b, c, d, eRe, eIm, fRe, fIm] = solve(joint(1.5, 0.5, 'II', 0.35));
      near([eRe, eIm, fRe, fIm], [a * c + b * d, b * c - a * d, a * c - b * d, a * d + b * c], 1e-13);
      near(solve(joint(2, 0.5, 'III', 0.35)), [...solve(joint(2, 0.5, 'II', 0.35))], 1e-13);
    }
  });

  it('joint modes have the marginals of the one-dimensional limits, and tend to continuous time at rate η', () => {
    for (const type of ['I', 'III']) {
      const law = joint(1.5, 0.5, type, 0.35);
      const limit = jointLimit(law, 1);
      const euler = [32, 64].map((n) => jointLimitEuler(law, 1 / n, n));
      near(limit, [...marginalLimit(marginal, [1]).subarray(0, 2)], 1e-13);
      near(euler[0], [...marginalLimitEuler(marginal, 1 / 32, 32).subarray(4 * 32, 4 * 32 + 2)], 1e-13);
      for (const j of [4, 6]) expect((euler[0][j] - limit[j]) / (euler[1][j] - limit[j])).toBeCloseTo(2, 1);
    }
  });

  it('Types I, II and III part at mode (1, −1)', () => {
    const [one, two, three] = ['I', 'II', 'III'].map((type) => jointLimit(joint(1.5, 0.5, type, 0.25), 1)[4]);
    expect(one).toBeGreaterThan(three + 0.1);
    expect(three).toBeGreaterThan(two + 0.01);
  });

  it('says so where 13 digits cannot be had', () => {
    const hopeless = {
      ...marginal,
      initial: { law: 'point', value: -0.5 } as const,
      damping: stable(2, 1e-6),
    };
    expect(() => marginalLimitEuler({ ...hopeless, target: [8, 0] }, 1 / 4, 40)).toThrow(
      'does not settle to 13 digits',
    );
  });

  it('is fast: 64 Euler steps within 100 ms', () => {
    marginalLimitEuler(marginal, 1 / 64, 64);
    const start = performance.now();
    marginalLimitEuler(marginal, 1 / 64, 64);
    expect(performance.now() - start).toBeLessThan(100);
  });
});
