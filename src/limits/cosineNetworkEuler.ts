/**
 * The exact limit of the EULER scheme of a phase as in cosineNetwork.ts: the law of
 *   θ_{k+1} = θ_k + (η/2) Im(w_k e^{−iθ_k}) + noise over η,  w_k = c + κ E e^{iθ_k},
 * by its Fourier modes: pushed exactly through the deterministic step (eulerPush.ts), then mode m times
 * e^{−ηD_m}. Without noise, nodes of the initial law take the steps. The chaos study couples to this limit:
 * the continuous one would leave a floor of order η. Accuracy 1e−13, same bits on every machine.
 */
import { exp, sincos } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import {
  followsNodes,
  largestPull,
  type Marginal,
  type ModePath,
  NODE_LEVELS,
  settle,
} from './cosineNetwork.ts';
import { pushedMode, pushTable, pushWork, rotations } from './eulerPush.ts';
import { initialModes, initialNodes } from './initialLaw.ts';

/**
 * ρ_1 and ρ_2 at the grid times 0, η, …, Kη of the Euler scheme, (K + 1) × 4.
 * @throws Error when the accuracy cannot be met
 */
export function marginalLimitEuler(marginal: Marginal, step: number, steps: number): ModePath {
  if (followsNodes(marginal)) {
    const solve = (level: number) => nodePath(marginal, step, steps, level);
    return settle(NODE_LEVELS, () => 0, solve, 'The noiseless Euler limit of the phase law');
  }
  const longest = (step / 2) * largestPull(marginal);
  const work = (modes: number) => steps * pushWork(longest, modes);
  const solve = (modes: number) => modePath(marginal, step, steps, modes);
  const sizes = [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192];
  return settle(sizes, work, solve, 'The Euler limit of the phase law');
}

function modePath(marginal: Marginal, step: number, steps: number, modes: number): ModePath {
  const { target, feedback = -1, initial, damping } = marginal;
  const re = new Float64Array(modes + 1);
  const im = new Float64Array(modes + 1);
  initialModes(initial, re, im);
  const decay = Float64Array.from(re, (_, m) => exp(-step * damping(m)));
  const path = new Float64Array(4 * (steps + 1));
  for (let k = 0; k <= steps; k++) {
    path.set([re[1], im[1], re[2], im[2]], 4 * k);
    if (k === steps) break;
    push(re, im, target[0] + feedback * re[1], target[1] + feedback * im[1], step);
    for (let m = 1; m <= modes; m++) {
      re[m] *= decay[m];
      im[m] *= decay[m];
    }
  }
  return path;
}

/** Modes 0 … M through θ → θ + (η/2) Im(w e^{−iθ}); modes beyond M count as 0. */
function push(re: Float64Array, im: Float64Array, wRe: number, wIm: number, step: number): void {
  const modes = re.length - 1;
  const size = modulus(wRe, wIm);
  if (size === 0) return;
  const table = pushTable((step * size) / 2, modes);
  const turn = rotations(wRe / size, wIm / size, modes);
  const zero = modes + table.reach;
  const lineRe = new Float64Array(2 * zero + 1);
  const lineIm = new Float64Array(2 * zero + 1);
  for (let k = 0; k <= modes; k++) {
    const a = re[k] * turn.re[k] + im[k] * turn.im[k];
    const b = im[k] * turn.re[k] - re[k] * turn.im[k];
    lineRe[zero + k] = a;
    lineIm[zero + k] = b;
    lineRe[zero - k] = a;
    lineIm[zero - k] = -b;
  }
  for (let m = 1; m <= modes; m++) {
    const a = pushedMode(table, lineRe, zero, m);
    const b = pushedMode(table, lineIm, zero, m);
    re[m] = a * turn.re[m] - b * turn.im[m];
    im[m] = a * turn.im[m] + b * turn.re[m];
  }
}

function nodePath(marginal: Marginal, step: number, steps: number, level: number): ModePath {
  const { target, feedback = -1, initial } = marginal;
  const { nodes, weights } = initialNodes(initial, level);
  const theta = Float64Array.from(nodes);
  const cosine = new Float64Array(theta.length);
  const sine = new Float64Array(theta.length);
  const cs = new Float64Array(2);
  const path = new Float64Array(4 * (steps + 1));
  for (let k = 0; k <= steps; k++) {
    const row = path.subarray(4 * k, 4 * k + 4);
    for (let j = 0; j < theta.length; j++) {
      sincos(theta[j], cs);
      sine[j] = cs[0];
      cosine[j] = cs[1];
      row[0] += weights[j] * cosine[j];
      row[1] += weights[j] * sine[j];
      row[2] += weights[j] * (cosine[j] * cosine[j] - sine[j] * sine[j]);
      row[3] += weights[j] * 2 * cosine[j] * sine[j];
    }
    const wRe = target[0] + feedback * row[0];
    const wIm = target[1] + feedback * row[1];
    for (let j = 0; j < theta.length; j++) theta[j] += (step / 2) * (wIm * cosine[j] - wRe * sine[j]);
  }
  return path;
}
