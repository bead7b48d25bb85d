/**
 * One coordinate's initial law, as the limits need it: its Fourier modes E e^{imθ}, and quadrature nodes.
 *
 * Normal: e^{imμ − m²v/2}; nodes of the trapezoidal rule over ±8.8 standard deviations. Uniform on
 * [low, high]: e^{im·middle} sin(mh)/(mh), h the half width; tanh-sinh nodes. Point: one node. Stable: e^{imμ − (ms)^α}, no
 * nodes. Made of the
 * portable functions, since the limit's field drives particles.
 */
import { cos, exp, pow, sin } from '../math/elementary.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { tanhSinhRule } from './quadrature.ts';

/** Writes E e^{imθ} to re[m], im[m] for every m of the arrays. */
export function initialModes(law: CoordinateLaw, re: Float64Array, im: Float64Array): void {
  for (let m = 0; m < re.length; m++) {
    const { centre, size } = modeOf(law, m);
    re[m] = size * cos(m * centre);
    im[m] = size * sin(m * centre);
  }
}

/** E e^{imθ} = size·e^{im·centre}, any real m. */
export function modeOf(law: CoordinateLaw, m: number): { centre: number; size: number } {
  switch (law.law) {
    case 'normal':
      return { centre: law.mean, size: exp(-0.5 * m * m * law.variance) };
    case 'stable':
      return { centre: law.location, size: m === 0 ? 1 : exp(-pow(Math.abs(m) * law.scale, law.alpha)) };
    case 'point':
      return { centre: law.value, size: 1 };
    case 'uniform': {
      const h = (m * (law.high - law.low)) / 2;
      return { centre: (law.low + law.high) / 2, size: h === 0 ? 1 : sin(h) / h };
    }
  }
}

/** Quadrature nodes and weights (sum 1); about twice as many at every next level, from 0. */
export function initialNodes(law: CoordinateLaw, level: number): { nodes: number[]; weights: number[] } {
  switch (law.law) {
    case 'point':
      return { nodes: [law.value], weights: [1] };
    case 'stable':
      throw new Error(
        'initial.law is "stable"; without noise the limit is computed for normal, point and uniform starts only.',
      );
    case 'uniform': {
      const { nodes, weights } = tanhSinhRule(level + 2);
      return { nodes: nodes.map((x) => law.low + (law.high - law.low) * x), weights };
    }
    case 'normal': {
      const h = 2 ** -(level + 2);
      const nodes: number[] = [];
      const weights: number[] = [];
      for (let j = Math.ceil(-8.8 / h); j * h <= 8.8; j++) {
        nodes.push(law.mean + Math.sqrt(law.variance) * j * h);
        weights.push(exp(-0.5 * j * h * j * h));
      }
      const total = weights.reduce((a, b) => a + b, 0);
      return { nodes, weights: weights.map((w) => w / total) };
    }
  }
}

/** E θ. */
export function initialMean(law: CoordinateLaw): number {
  switch (law.law) {
    case 'normal':
      return law.mean;
    case 'point':
      return law.value;
    case 'stable':
      if (law.alpha <= 1)
        throw new Error(
          `initial.alpha is ${law.alpha}; the limit needs a mean, which a stable start has for alpha above 1.`,
        );
      return law.location;
    case 'uniform':
      return (law.low + law.high) / 2;
  }
}
