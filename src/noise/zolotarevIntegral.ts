/**
 * Zolotarev's integrals of stable laws: positive integrands, so both tails and the density keep their digits.
 *
 * |X|, X symmetric α-stable, 1 < α ≤ 2, κ = α/(α − 1):
 *   P(|X| > x) = (2/π) ∫_0^{π/2} exp(−x^κ V(θ)) dθ,  V = (cos θ/ sin αθ)^κ · cos((α − 1)θ)/cos θ;
 * A positive b-stable, 0 < b < 1, c = b/(1 − b):
 *   P(A < x) = (1/π) ∫_0^π exp(−x^{−c} a(u)) du,      a = (sin bu/ sin u)^{1/(1−b)} · sin((1 − b)u)/ sin bu.
 * Double-exponential rule in the angle, which is kept to full relative accuracy at both of its ends. The step of
 * exp(−x^κ V) sharpens like κ and c: use for α ≥ 1.4 and, for A, where P(A > x) is not small or b ≤ 0.7.
 * Zolotarev (1986), sections 2.2–2.3; at α = 2 this is Craig's formula of erfc; Kanter (1975) samples the second.
 */
import { cos, exp, expm1, log, log1p, sin } from '../math/elementary.ts';
import { DENSITY, LOWER, type Side, type TwoTails, UPPER } from './twoTails.ts';

const HALF_PI = Math.PI / 2;

/** Nodes of the rule on (0, 1): distance to 0, distance to 1, weight. */
interface UnitRule {
  readonly near: Float64Array;
  readonly far: Float64Array;
  readonly weight: Float64Array;
}

function unitRule(step: number, reach: number): UnitRule {
  const half = Math.ceil(reach / step);
  const near = new Float64Array(2 * half + 1);
  const far = new Float64Array(2 * half + 1);
  const weight = new Float64Array(2 * half + 1);
  for (let j = -half; j <= half; j++) {
    const grow = exp(j * step);
    const shrink = exp(-j * step);
    const e = exp(shrink - grow); // exp(−2 sinh s)
    near[j + half] = 1 / (1 + e);
    far[j + half] = e / (1 + e);
    weight[j + half] = (step * (grow + shrink) * e) / ((1 + e) * (1 + e));
  }
  return { near, far, weight };
}

/** Tails of a variable with P(survivor) = Σ weight·exp(−exp(logScale(x) + logShape)). */
function createExponentialMixture(
  logShape: Float64Array,
  weight: Float64Array,
  survivor: Side,
  logScale: (x: number) => number,
  exponent: number,
): TwoTails {
  const other = survivor === UPPER ? LOWER : UPPER;
  return {
    evaluate(x, out) {
      const shift = logScale(x);
      let survive = 0;
      let perish = 0;
      let slope = 0;
      for (let j = 0; j < weight.length; j++) {
        const y = exp(shift + logShape[j]);
        if (y < 0.5) {
          const m = -expm1(-y);
          perish += weight[j] * m;
          survive += weight[j] * (1 - m);
          slope += weight[j] * y * (1 - m);
        } else if (y < 745) {
          const e = exp(-y);
          perish += weight[j] * (1 - e);
          survive += weight[j] * e;
          slope += weight[j] * y * e;
        } else perish += weight[j];
      }
      out[survivor] = survive;
      out[other] = perish;
      out[DENSITY] = (exponent * slope) / x;
    },
  };
}

/**
 * Near α = 2 the heavy tail hides in a layer of width 2 − α at θ = π/2: the step shrinks with log(2 − α), measured to
 * leave 1e−14 (test/noise).
 */
function symmetricStep(alpha: number): number {
  return 1 / (alpha === 2 ? 30 : Math.max(30, 16 - 3.1 * log(2 - alpha)));
}

export function createSymmetricZolotarev(alpha: number, step = symmetricStep(alpha)): TwoTails {
  const kappa = alpha / (alpha - 1);
  const rule = unitRule(step, 4.5);
  const logShape = new Float64Array(rule.weight.length);
  for (let j = 0; j < logShape.length; j++) {
    const theta = HALF_PI * rule.near[j];
    const psi = HALF_PI * rule.far[j];
    const bend = HALF_PI * (2 - alpha);
    const nearZero = theta < psi;
    const cosTheta = nearZero ? cos(theta) : sin(psi);
    const sinAlpha = nearZero ? sin(alpha * theta) : sin(bend + alpha * psi);
    const cosRest = nearZero ? cos((alpha - 1) * theta) : sin(bend + (alpha - 1) * psi);
    logShape[j] = kappa * log(cosTheta / sinAlpha) + log(cosRest / cosTheta);
  }
  return createExponentialMixture(logShape, rule.weight, UPPER, (x) => kappa * log(x), kappa);
}

export function createPositiveZolotarev(b: number, step = b > 0.65 ? 1 / 60 : 1 / 36): TwoTails {
  const rest = 1 - b;
  const rule = unitRule(step, 4.5);
  const logShape = new Float64Array(rule.weight.length);
  for (let j = 0; j < logShape.length; j++) {
    const u = Math.PI * rule.near[j];
    const delta = Math.PI * rule.far[j];
    const nearZero = u < delta;
    const sinU = nearZero ? sin(u) : sin(delta);
    const cosU = nearZero ? cos(u) : -cos(delta);
    const half = sin((rest * u) / 2);
    const sinRest = sin(rest * u);
    // sin bu/ sin u = 1 + (cos((1 − b)u) − 1) − cot u · sin((1 − b)u)
    const ratio = -2 * half * half - (cosU / sinU) * sinRest;
    const sinB = sinU * (1 + ratio);
    logShape[j] = log1p(ratio) / rest + log(sinRest / sinB);
  }
  const c = b / rest;
  return createExponentialMixture(logShape, rule.weight, LOWER, (x) => -c * log(x), c);
}
