/**
 * Plain JavaScript: typed arrays, Math.* and Math.random, the textbook formula, straightforward loops. With the
 * argument `kept` tanh (or sin and cos) is kept between gather and drift; with `written` both passes compute it,
 * as the formulas of field and drift read.
 */
import type { StepCase } from '../protocol.ts';
import { answer, type Repeated, readArray } from './answer.ts';

const COUNT = 10_000;
const keep = process.argv[2] === 'kept';

/** Chambers, Mallows & Stuck (1976), symmetric. */
function stable(alpha: number): number {
  const u = Math.PI * (Math.random() - 0.5);
  const w = -Math.log(1 - Math.random());
  const tilt = (Math.cos((1 - alpha) * u) / w) ** ((1 - alpha) / alpha);
  return (Math.sin(alpha * u) / Math.cos(u) ** (1 / alpha)) * tilt;
}

function tanhStep({ particles: n, dim, points, alpha, step, scale, folder }: StepCase): Repeated {
  const x = readArray(`${folder}/x0.bin`);
  const inputs = readArray(`${folder}/inputs.bin`);
  const targets = readArray(`${folder}/targets.bin`);
  const kept = new Float64Array(keep ? n * points : 0);
  const field = new Float64Array(points);
  const amount = scale * step ** (1 / alpha);
  const drift = new Float64Array(dim);
  const activation = (i: number, b: number) => {
    let s = 0;
    for (let c = 0; c < dim; c++) s += x[i * dim + c] * inputs[b * dim + c];
    return Math.tanh(s);
  };
  const once = () => {
    field.fill(0);
    for (let i = 0; i < n; i++) {
      const weight = i % 2 === 0 ? 1 : -1;
      for (let b = 0; b < points; b++) {
        const t = activation(i, b);
        if (keep) kept[i * points + b] = t;
        field[b] += weight * t;
      }
    }
    for (let i = 0; i < n; i++) {
      const factor = ((i % 2 === 0 ? -1 : 1) * step) / points;
      drift.fill(0);
      for (let b = 0; b < points; b++) {
        const t = keep ? kept[i * points + b] : activation(i, b);
        const slope = factor * (field[b] / n - targets[b]) * (1 - t * t);
        for (let c = 0; c < dim; c++) drift[c] += slope * inputs[b * dim + c];
      }
      for (let c = 0; c < dim; c++) x[i * dim + c] += drift[c] + amount * stable(alpha);
    }
  };
  return { once, items: n, result: () => x };
}

function cosineStep({ particles: n, dim, alpha, step, scale, folder }: StepCase): Repeated {
  const x = readArray(`${folder}/x0.bin`);
  const targets = readArray(`${folder}/targets.bin`);
  const cos = new Float64Array(keep ? n * dim : 0);
  const sin = new Float64Array(keep ? n * dim : 0);
  const field = new Float64Array(2 * dim);
  const amount = scale * step ** (1 / alpha);
  const once = () => {
    field.fill(0);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < dim; c++) {
        const j = i * dim + c;
        const [re, im] = [Math.cos(x[j]), Math.sin(x[j])];
        if (keep) {
          cos[j] = re;
          sin[j] = im;
        }
        field[2 * c] += re;
        field[2 * c + 1] += im;
      }
    }
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < dim; c++) {
        const j = i * dim + c;
        const re = targets[2 * c] - field[2 * c] / n;
        const im = targets[2 * c + 1] - field[2 * c + 1] / n;
        const drift = keep ? im * cos[j] - re * sin[j] : im * Math.cos(x[j]) - re * Math.sin(x[j]);
        x[j] += step * 0.5 * drift + amount * stable(alpha);
      }
    }
  };
  return { once, items: n, result: () => x };
}

await answer({
  version: `Node ${process.versions.node}`,
  sampler({ alpha }) {
    const samples = new Float64Array(COUNT);
    const once = () => {
      for (let i = 0; i < COUNT; i++) samples[i] = stable(alpha);
    };
    return { once, items: COUNT, result: () => samples };
  },
  step: (c) => (c.model === 'tanh' ? tanhStep(c) : cosineStep(c)),
});
