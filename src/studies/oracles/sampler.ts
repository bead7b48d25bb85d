/** The sampler against the exact law, and the three noise types told apart. */
import { createNoise } from '../../noise/createNoise.ts';
import type { NoiseType } from '../../noise/noiseLaw.ts';
import { createSymmetricStable } from '../../noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../statistics/goodness.ts';
import { FALSE_ALARM_KOLMOGOROV, FALSE_ALARM_Z, type Oracle, oracle } from './oracle.ts';

/** `count` noise vectors of one type, unit scale, particle-major. Each α has a replica of its own. */
export function drawNoise(
  type: NoiseType,
  alpha: number,
  dim: number,
  count: number,
  seed: number,
): Float64Array {
  const noise = createNoise({ type, alpha, scale: 1, convention: 'standard' }, dim, 1);
  const out = new Float64Array(count * dim);
  noise.addIncrement({ seed, replica: Math.round(1000 * alpha) }, 0, count, 0, 1, out);
  return out;
}

/** Probability of the tail that is counted, and draws for it: its share is measured to 11 %. */
const TAIL = 1e-3;
const TAIL_DRAWS = 2_000_000;

/** Kolmogorov–Smirnov distance to the law, and the share of draws in the far tail. */
export function samplerLaw(alpha: number, count: number, seed: number): Oracle[] {
  const law = createSymmetricStable(alpha);
  const x = drawNoise('II', alpha, 1, count, seed);
  const many = drawNoise('II', alpha, 1, TAIL_DRAWS, seed);
  const far = law.tailQuantile(TAIL);
  const share = many.reduce((n, v) => n + (Math.abs(v) > far ? 1 : 0), 0) / TAIL_DRAWS;
  return [
    oracle(
      `sampler/ks/alpha=${alpha}`,
      `Kolmogorov–Smirnov distance of ${count} draws to the exact law, α = ${alpha}`,
      0,
      kolmogorovSmirnov(x, law.cdf).statistic,
      FALSE_ALARM_KOLMOGOROV / Math.sqrt(count),
    ),
    oracle(
      `sampler/tail/alpha=${alpha}`,
      `share of ${TAIL_DRAWS} draws beyond the exact ${1 - TAIL} quantile of |X|, α = ${alpha}`,
      TAIL,
      share,
      FALSE_ALARM_Z * Math.sqrt((TAIL * (1 - TAIL)) / TAIL_DRAWS),
    ),
  ];
}

/** The scale of ⟨u, X⟩ measured along one direction. */
export interface Projection {
  readonly type: NoiseType;
  readonly direction: readonly [number, number];
  readonly scale: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
  readonly exact: number;
  readonly standardError: number;
}

const DIRECTIONS = [
  [1, 1],
  [1, 0],
  [1, -1],
] as const;

/**
 * Scales of ⟨u, X⟩ = (mean |⟨u, X⟩|^{1/2} / E|Z|^{1/2})², for the three noise types in two dimensions and
 * three directions; the standard error is the exact one. Needs α > 1.
 */
export function noiseProjections(alpha: number, count: number, seed: number): Projection[] {
  const law = createSymmetricStable(alpha);
  const half = law.absoluteMoment(0.5);
  const relative = 2 * Math.sqrt((law.absoluteMoment(1) / half ** 2 - 1) / count);
  return (['I', 'II', 'III'] as const).flatMap((type) => {
    const noise = createNoise({ type, alpha, scale: 1, convention: 'standard' }, 2, 1);
    const x = drawNoise(type, alpha, 2, count, seed);
    return DIRECTIONS.map(([u, v]): Projection => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += Math.sqrt(Math.abs(u * x[2 * i] + v * x[2 * i + 1]));
      const scale = (sum / count / half) ** 2;
      const exact = (-noise.logCF([u, v], 1)) ** (1 / alpha);
      const standardError = relative * exact;
      const interval = [scale - 1.96 * standardError, scale + 1.96 * standardError] as const;
      return { type, direction: [u, v], scale, interval, exact, standardError };
    });
  });
}

/** Scale of the difference of two coordinates: 0, 2^(1/α), √2 for Types I, II, III. */
const DIFFERENCE: Record<NoiseType, (alpha: number) => number> = {
  I: () => 0,
  II: (alpha) => 2 ** (1 / alpha),
  III: () => Math.SQRT2,
};

/** The three noise types told apart by the difference of two coordinates. */
export function noiseTypes(alpha: number, projections: readonly Projection[]): Oracle[] {
  return projections
    .filter(({ direction }) => direction[1] === -1)
    .map(({ type, scale, standardError }) =>
      oracle(
        `noise-type/${type}/alpha=${alpha}`,
        `scale of the difference of two coordinates, Type ${type}, α = ${alpha}`,
        DIFFERENCE[type](alpha),
        scale,
        FALSE_ALARM_Z * standardError,
      ),
    );
}
