/**
 * Common noise: one path L⁰ that all particles of a system share, added to each particle's own, dθ^i = … + σ dL^i + σ₀ dL⁰.
 * It is the noise of particle 0 under roles of its own, so that it is the same for every N, step and thread.
 * Given it, particles are conditionally independent in the limit (Carmona & Delarue 2018, volume II, chapter 2): the limit's
 * law is random, and chaos is measured by doubling N.
 */
import { Role } from '../random/address.ts';
import type { NoiseRoles } from './createNoise.ts';
import type { NoiseSpec } from './noiseLaw.ts';

export const COMMON_ROLES: NoiseRoles = { noise: Role.common, subordinator: Role.commonSubordinator };

/** The common noise as a noise of its own, or undefined where there is none. */
export function commonNoiseOf({ common, type, alpha, convention }: NoiseSpec): NoiseSpec | undefined {
  if (common === undefined || common.scale === 0) return undefined;
  return { type: common.type ?? type, alpha: common.alpha ?? alpha, scale: common.scale, convention };
}
