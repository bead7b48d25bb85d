/**
 * The law of |θ| from the real part of θ's characteristic function at the nodes of a rule on u > 0:
 *   P(|θ| < r) = (2/π) ∫₀^∞ Re ρ_u·sin(ur)/u du,   density (2/π) ∫₀^∞ Re ρ_u·cos(ur) du.
 *
 * Every interval m < u < m + 1 has the same Gauss–Legendre nodes under v = s³(10 − 15s + 6s²), which takes the |u − m|^α by
 * which heavy tails bend ρ at whole numbers m; enough of them for |ur| in all of r ≤ reach. Beyond, |θ| has the tail
 * of its noise: |σT^{1/α}X|, X symmetric stable, exact to (displacement/reach)²; or, α = 2, a Gaussian tail fitted where
 * P(|θ| > r) is 1e−9. Source: Gil-Pelaez, Biometrika 38 (1951); Feller, vol. II, VIII.8 for sums with one heavy tail.
 */
import { exp, pow, sincos } from '../math/elementary.ts';
import { gaussLegendre } from '../math/gaussLegendre.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { DENSITY, LOWER, solveTail, type TwoTails, UPPER } from '../noise/twoTails.ts';
import { scaled } from '../pruning/theory/laws.ts';
import { createMagnitudeLaw, type MagnitudeLaw } from '../pruning/theory/magnitudeLaw.ts';

/** Nodes 0 < v < 1, symmetric about 1/2, and weights; u = m + v for every m ≥ 0. */
export interface FrequencyRule {
  readonly v: Float64Array;
  readonly weight: Float64Array;
}

/** For r up to `reach`. */
export function frequencyRule(reach: number): FrequencyRule {
  const { nodes, weights } = gaussLegendre(2 * Math.ceil((0.94 * reach + 30) / 2));
  return {
    v: nodes.map((s) => s * s * s * (10 - 15 * s + 6 * s * s)),
    weight: weights.map((w, j) => w * 30 * (nodes[j] * (1 - nodes[j])) ** 2),
  };
}

export interface Modes {
  readonly rule: FrequencyRule;
  /** Re ρ_{m+v_j} at [j·count + m], m < count; negligible beyond. */
  readonly re: Float64Array;
  readonly count: number;
  readonly reach: number;
}

export interface NoiseTail {
  readonly alpha: number;
  /** Scale of the noise that makes the tail. */
  readonly scale: number;
}

/** Longest part of r over which a density that the drift's period 2π ripples is smooth. */
const RIPPLE = 2;

/** @param unit the modes and the tail are those of θ/unit; 1 unless told */
export function lawFromModes(name: string, modes: Modes, tail: NoiseTail, unit: number = 1): MagnitudeLaw {
  const { alpha, scale } = tail;
  const body = bodyOf(modes);
  const stable = createSymmetricStable(alpha);
  const { tails, until } =
    alpha === 2
      ? withGaussianTail(body, scale)
      : { tails: joined(body, scaled(stable.absolute, scale), modes.reach), until: modes.reach };
  return createMagnitudeLaw({
    name,
    tails: scaled(tails, unit),
    tailIndex: alpha === 2 ? Infinity : alpha,
    tailConstant: stable.tailConstant * pow(scale * unit, alpha),
    typical: unit,
    finest: { length: RIPPLE * unit, until: until * unit },
  });
}

function bodyOf({ rule, re, count }: Modes): TwoTails {
  const { v, weight } = rule;
  const overU = re.map((value, at) => value / ((at % count) + v[Math.floor(at / count)]));
  const turn = new Float64Array(2);
  return {
    evaluate(r, out) {
      sincos(r, turn);
      const [sine, cosine] = turn;
      let lower = 0;
      let density = 0;
      for (let j = 0; j < v.length; j++) {
        // Σ_m ρ e^{imr} and Σ_m (ρ/u) e^{imr} by Horner's rule
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let at = (j + 1) * count - 1; at >= j * count; at--) {
          const nextA = a * cosine - b * sine + re[at];
          b = a * sine + b * cosine;
          a = nextA;
          const nextC = c * cosine - d * sine + overU[at];
          d = c * sine + d * cosine;
          c = nextC;
        }
        sincos(v[j] * r, turn);
        density += weight[j] * (a * turn[1] - b * turn[0]);
        lower += weight[j] * (c * turn[0] + d * turn[1]);
      }
      out[LOWER] = (2 / Math.PI) * lower;
      out[UPPER] = 1 - out[LOWER];
      out[DENSITY] = (2 / Math.PI) * density;
    },
  };
}

/** `near` up to `reach`, `far` beyond. */
function joined(near: TwoTails, far: TwoTails, reach: number): TwoTails {
  return { evaluate: (r, out) => (r <= reach ? near : far).evaluate(r, out) };
}

/** Where the digits of a Gaussian tail by 1 − P(|θ| < r) begin to end. */
const LAST_DIGITS = 1e-9;

/** From r₀ on P(|θ| > r) = 1e−9·exp(−h(r − r₀) − (r − r₀)²/(4·scale²)), h the hazard at r₀. */
function withGaussianTail(body: TwoTails, scale: number): { tails: TwoTails; until: number } {
  const from = solveTail(body, UPPER, LAST_DIGITS, scale);
  const out = new Float64Array(3);
  body.evaluate(from, out);
  const hazard = out[DENSITY] / out[UPPER];
  const square = 4 * scale * scale;
  const far: TwoTails = {
    evaluate(r, values) {
      const further = r - from;
      values[UPPER] = LAST_DIGITS * exp(-hazard * further - (further * further) / square);
      values[LOWER] = 1 - values[UPPER];
      values[DENSITY] = values[UPPER] * (hazard + (2 * further) / square);
    },
  };
  return { tails: joined(body, far, from), until: from };
}
