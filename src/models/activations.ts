/**
 * Activation functions of networks, act(s), with their derivatives act′(s): portable arithmetic, the same bits on every
 * engine; NaN gives NaN. The tables of values are Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 6.3.
 *
 *   tanh      tanh s               1 − tanh² s
 *   sigmoid   1/(1 + e^{−s})       p(1 − p)
 *   relu      max(0, s)            1 for s > 0, else 0: at the kink s = 0 (and −0) it is 0
 *   softplus  log(1 + e^s)         1/(1 + e^{−s})
 *   identity  s                    1
 *   sin       sin s                cos s
 */
import { cos, exp, log1p, sin, tanh } from '../math/elementary.ts';

export interface ActivationFunction {
  value(s: number): number;
  /** act′(s); at a kink the derivative from the left, in all cases here 0. */
  slope(s: number): number;
  /** act′(s) where v = value(s) is known already: the bits of slope(s). */
  slopeFrom(s: number, v: number): number;
  /** Where the derivative jumps. */
  readonly kinks: readonly number[];
}

export const ACTIVATION_NAMES = ['tanh', 'sigmoid', 'relu', 'softplus', 'identity', 'sin'] as const;
export type ActivationName = (typeof ACTIVATION_NAMES)[number];

const reluSlope = (s: number): number => (s > 0 ? 1 : s <= 0 ? 0 : s);
/** 1 for numbers, NaN for NaN. */
const one = (s: number): number => (Number.isNaN(s) ? s : 1);

export const ACTIVATIONS: Readonly<Record<ActivationName, ActivationFunction>> = {
  tanh: {
    value: tanh,
    slope(s) {
      const t = tanh(s);
      return 1 - t * t;
    },
    slopeFrom: (_, t) => 1 - t * t,
    kinks: [],
  },
  sigmoid: {
    value: logistic,
    slope(s) {
      const p = logistic(s);
      return p * (1 - p);
    },
    slopeFrom: (_, p) => p * (1 - p),
    kinks: [],
  },
  /** Keeps −0: the value is the pmax of SIMD, as written. */
  relu: { value: (s) => (s < 0 ? 0 : s), slope: reluSlope, slopeFrom: reluSlope, kinks: [0] },
  softplus: { value: softplus, slope: logistic, slopeFrom: logistic, kinks: [] },
  identity: { value: (s) => s, slope: one, slopeFrom: one, kinks: [] },
  sin: { value: sin, slope: cos, slopeFrom: cos, kinks: [] },
};

/** 1/(1 + e^{−s}) by the tanh form: no overflow, and one elementary function. Absolute error 2⁻⁵³ or so. */
export function logistic(s: number): number {
  return 0.5 + 0.5 * tanh(0.5 * s);
}

/** log(1 + e^s) without overflow, small values exact in the relative sense. */
export function softplus(s: number): number {
  return s > 0 ? s + log1p(exp(-s)) : log1p(exp(s));
}
