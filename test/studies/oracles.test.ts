/**
 * Every oracle passes at a small size. Tolerances are those of the oracles, 5e-7 two-sided each.
 * Watched failing, every one of them:
 * - sampler: draws cut at ±8 (tails), their signs lost or another α in the table (law), variance 1 at α = 2 (both);
 * - noise types: independent coordinates for Type I, one scalar for all in Type II, √2 missing or a radius per
 *   coordinate in Type III;
 * - mean-field OU: η for η^{1/α} in the noise and another α in the table (law, all directions), pairs of particles
 *   with one noise (difference, sum, unequal weights), no interaction (sum); limit particle 0 started 1e-6 off
 *   (common error);
 * - cosine network: the noise types' faults (Re), the same start for all (Re), the drift doubled (Im);
 * - linear network: half of c in the drift, the target left out (law, all directions), half of k in the closed forms, the
 *   limit particle on another replica's noise (chaos error, common error);
 * - Kuramoto: half of the kernel's coupling, damping 5 % off (Re, Im), 2.0001σ in the closed form;
 * - double well: a quarter less of x³, no coupling, noise variance σ²η in the limit;
 * - pruned noise and network: the largest pruned, α = 1.45 in the law, a plain error for a squared one, 9 % kept; the law of the
 *   noise alone for the network's (at α = 2);
 * - threads: a block missing from shard 1's gather, block sums added shard by shard;
 * - addresses: a noise that depends on the number of particles (nested), one radius for all cells (sums).
 * Budget of false alarms: 36 × 5e-7.
 */
import { describe, expect, it } from 'vitest';
import { prunedNetwork, prunedNoise } from '../../src/studies/oracles/compressibility.ts';
import { noiseAddresses, threadIndependence } from '../../src/studies/oracles/determinism.ts';
import type { Oracle } from '../../src/studies/oracles/oracle.ts';
import { noiseProjections, noiseTypes, samplerLaw } from '../../src/studies/oracles/sampler.ts';
import {
  doubleWellMoments,
  kuramotoClosedForm,
  kuramotoOrder,
  linearNetworkLaw,
} from '../../src/studies/oracles/solvable.ts';
import { cosineTypes, ouCommonError, ouLaw } from '../../src/studies/oracles/systems.ts';

function expectPass(oracles: readonly Oracle[], ids: readonly string[]): void {
  expect(oracles.map((o) => o.id)).toEqual(ids);
  const failed = oracles.filter((o) => !o.pass || !Number.isFinite(o.measured));
  expect(failed.map((o) => `${o.id}: ${o.measured} for ${o.expected} ± ${o.tolerance}`)).toEqual([]);
}

const SEED = 1;
const serial = { driver: 'serial' } as const;

describe('oracles', () => {
  it('pruned noise and a pruned network: the exact mean error', async () => {
    const oracles = [prunedNoise(1.5, 400, SEED), prunedNoise(2, 100, SEED)];
    expectPass(
      [...oracles, await prunedNetwork(1.5, 200, SEED, serial), await prunedNetwork(2, 50, SEED, serial)],
      [
        'compressibility/noise/alpha=1.5',
        'compressibility/noise/alpha=2',
        'compressibility/cosine-network/alpha=1.5',
        'compressibility/cosine-network/alpha=2',
      ],
    );
  });

  it.each([1, 1.5, 2])('sampler: law and far tail, α = %d', (alpha) => {
    expectPass(samplerLaw(alpha, 50_000, SEED), [`sampler/ks/alpha=${alpha}`, `sampler/tail/alpha=${alpha}`]);
  });

  it('noise types: the difference of two coordinates', () => {
    const projections = noiseProjections(1.5, 20_000, SEED);
    expectPass(
      noiseTypes(1.5, projections),
      ['I', 'II', 'III'].map((type) => `noise-type/${type}/alpha=1.5`),
    );
    for (const { scale, exact, standardError } of projections)
      expect(Math.abs(scale - exact)).toBeLessThanOrEqual(5.03 * standardError);
  });

  it('mean-field OU: the law of N particles', async () => {
    expectPass(await ouLaw(4000, SEED, serial), [
      'ou/ks',
      'ou/cf/one-particle',
      'ou/cf/a-difference',
      'ou/cf/the-sum-of-all',
      'ou/cf/unequal-weights',
    ]);
  });

  it('mean-field OU: one coupled error for all particles', () => {
    expectPass([ouCommonError(SEED)], ['ou/common-error']);
  });

  it('cosine network: the exact Euler limit, one mode per noise type', async () => {
    expectPass(
      await cosineTypes(2048, 4, SEED, serial),
      ['I', 'II', 'III'].flatMap((type) =>
        ['Re', 'Im'].map((part) => `cosine/${part} rho(1,-1)/Type ${type}`),
      ),
    );
  });

  it('linear network: the law of N particles, and the coupled chaos error', async () => {
    expectPass(await linearNetworkLaw(4000, SEED, serial), [
      'linear/ks',
      'linear/cf/one-particle',
      'linear/cf/a-difference',
      'linear/cf/the-sum-of-all',
      'linear/cf/unequal-weights',
      'linear/chaos-error',
      'linear/common-error',
    ]);
  });

  it('Kuramoto: closed form, hierarchy and simulation', async () => {
    expectPass(
      [kuramotoClosedForm(), ...(await kuramotoOrder(2048, 16, SEED, serial))],
      [
        'kuramoto/closed-form',
        ...[1.5, 1].flatMap((a) => ['Re', 'Im'].map((p) => `kuramoto/${p} rho1/alpha=${a}`)),
      ],
    );
  });

  it('double well: mean and second moment', async () => {
    expectPass(await doubleWellMoments(2048, 16, SEED, serial), [
      'double-well/mean',
      'double-well/second-moment',
    ]);
  });

  it('threads: the same bits', async () => {
    expectPass(await threadIndependence(SEED), ['same-bits/threads=2', 'same-bits/threads=3']);
  });

  it('addresses: nested particles, summed cells', () => {
    expectPass(noiseAddresses(SEED), ['noise/nested', 'noise/sums']);
  });
});
