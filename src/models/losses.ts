/**
 * Losses ℓ(f, y) of one data point with outputs f_0 … f_{K−1}, and their gradients ∂ℓ/∂f: portable arithmetic that does not
 * overflow where the loss itself is finite; NaN gives NaN.
 *
 *   squared    ½ Σ_k (f_k − y_k)²                         f_k − y_k
 *   logistic   Σ_k log(1 + e^{−y_k f_k}), y_k = ±1        −y_k/(1 + e^{y_k f_k})
 *   softmax    log Σ_k e^{f_k} − f_y, y a class number    p_k − [k = y], p_k = e^{f_k}/Σ_j e^{f_j}
 *   hinge      Σ_k s_δ(1 − y_k f_k), y_k = ±1             −y_k s_δ′(1 − y_k f_k)
 * with s_δ(z) = 0 for z ≤ 0, z²/2δ for 0 ≤ z ≤ δ, z − δ/2 for z ≥ δ: the hinge max(0, z), smoothed over the width δ;
 * continuously differentiable, no kink. δ = 1 is the smooth hinge of Rennie and Srebro, *Loss functions for preference levels*
 * (IJCAI workshop 2005); softmax cross-entropy as in Bishop, *Pattern Recognition and Machine Learning*, section 4.3.4.
 */
import { exp, log1p } from '../math/elementary.ts';
import { softplus } from './activations.ts';

export const LOSS_NAMES = ['squared', 'logistic', 'softmax', 'hinge'] as const;
export type LossName = (typeof LOSS_NAMES)[number];

/** A loss by name, as plain data; `width` is the hinge's δ > 0. */
export type LossSpec =
  | { readonly name: 'squared' | 'logistic' | 'softmax' }
  | { readonly name: 'hinge'; readonly width: number };

/** What the numbers of a target are: any numbers, signs ±1, or one class number 0 … K − 1 for all outputs. */
export type TargetKind = 'numbers' | 'signs' | 'class';

export interface Loss {
  readonly targets: TargetKind;
  /** Numbers in one point's target: as many as outputs, or 1 where it is a class number. */
  readonly targetLength: number;
  /** ℓ of the outputs f[at …] and the target y[yAt …]. */
  value(f: ArrayLike<number>, at: number, y: ArrayLike<number>, yAt: number): number;
  /** Writes ∂ℓ/∂f_k to out[outAt + k], k = 0 … outputs − 1; `out` may be `f` in place. */
  gradient(
    f: ArrayLike<number>,
    at: number,
    y: ArrayLike<number>,
    yAt: number,
    out: Float64Array,
    outAt: number,
  ): void;
}

/** The loss of points with so many outputs, 1 or more (2 or more for softmax). */
export function createLoss(spec: LossSpec, outputs: number): Loss {
  switch (spec.name) {
    case 'squared':
      return separate('numbers', outputs, squared, squaredSlope);
    case 'logistic':
      return separate('signs', outputs, logisticLoss, logisticLossSlope);
    case 'hinge': {
      const { width } = spec;
      return separate(
        'signs',
        outputs,
        (f, y) => smoothedHinge(1 - y * f, width),
        (f, y) => -y * smoothedHingeSlope(1 - y * f, width),
      );
    }
    case 'softmax':
      return softmax(outputs);
  }
}

/** A loss that is a sum over the outputs, each with a target of its own. */
export function separate(
  targets: TargetKind,
  outputs: number,
  value: (f: number, y: number) => number,
  slope: (f: number, y: number) => number,
): Loss {
  return {
    targets,
    targetLength: outputs,
    value(f, at, y, yAt) {
      let sum = 0;
      for (let k = 0; k < outputs; k++) sum += value(f[at + k], y[yAt + k]);
      return sum;
    },
    gradient(f, at, y, yAt, out, outAt) {
      for (let k = 0; k < outputs; k++) out[outAt + k] = slope(f[at + k], y[yAt + k]);
    },
  };
}

const squared = (f: number, y: number): number => 0.5 * (f - y) * (f - y);
const squaredSlope = (f: number, y: number): number => f - y;
const logisticLoss = (f: number, y: number): number => softplus(-y * f);

/** −y/(1 + e^{yf}), exact in the relative sense for large yf too. */
function logisticLossSlope(f: number, y: number): number {
  const margin = y * f;
  if (!(margin > 0)) return -y / (1 + exp(margin));
  const e = exp(-margin);
  return (-y * e) / (1 + e);
}

function smoothedHinge(z: number, width: number): number {
  if (z <= 0) return 0;
  return z < width ? (z * z) / (2 * width) : z - 0.5 * width;
}

function smoothedHingeSlope(z: number, width: number): number {
  if (z <= 0) return 0;
  if (z < width) return z / width;
  return z >= width ? 1 : z;
}

/**
 * With m the first largest output and r = Σ_{k ≠ m} e^{f_k − f_m}: ℓ = (f_m − f_y) + log(1 + r). The gradient of the target's
 * own output is minus the sum of the others, so that neither loses digits where p_y is near 1.
 */
function softmax(outputs: number): Loss {
  return {
    targets: 'class',
    targetLength: 1,
    value(f, at, y, yAt) {
      const m = largest(f, at, outputs);
      let rest = 0;
      for (let k = 0; k < outputs; k++) if (at + k !== m) rest += exp(f[at + k] - f[m]);
      return f[m] - f[at + y[yAt]] + log1p(rest);
    },
    gradient(f, at, y, yAt, out, outAt) {
      const top = f[largest(f, at, outputs)];
      const target = y[yAt];
      let total = 0;
      for (let k = 0; k < outputs; k++) {
        const e = exp(f[at + k] - top);
        out[outAt + k] = e;
        total += e;
      }
      let others = 0;
      for (let k = 0; k < outputs; k++) {
        if (k === target) continue;
        out[outAt + k] /= total;
        others += out[outAt + k];
      }
      out[outAt + target] = -others;
    },
  };
}

/** Where the largest of f[at …], the first of equal ones, stands: the class that the outputs name. */
export function largest(f: ArrayLike<number>, at: number, outputs: number): number {
  let best = at;
  for (let k = at + 1; k < at + outputs; k++) if (f[k] > f[best]) best = k;
  return best;
}
