/**
 * Joint modes of the exact limit of the Euler scheme of the two-dimensional cosine network. A step moves the
 * coordinates separately, so the modes are pushed along one axis and then along the other (eulerPush.ts),
 * and mode m is then multiplied by e^{−ηD(m)}. Layout and damping as in cosineNetworkJoint.ts.
 */
import { exp } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import { settle } from './cosineNetwork.ts';
import { JOINT_MODES, type JointGrid, type JointLaw, jointGrid, jointStart } from './cosineNetworkJoint.ts';
import { pushedMode, pushTable, pushWork, rotations } from './eulerPush.ts';

/**
 * ρ(1,0), ρ(0,1), ρ(1,−1), ρ(1,1) after `steps` Euler steps, each (re, im).
 * @throws Error when the accuracy cannot be met
 */
export function jointLimitEuler(law: JointLaw, step: number, steps: number): Float64Array {
  const amplitude = Math.max(...[0, 2].map((c) => modulus(law.targets[c], law.targets[c + 1])));
  const work = (modes: number) => steps * 3 * modes * pushWork((step / 2) * (amplitude + 1), modes);
  const solve = (modes: number) => {
    const grid = jointGrid(modes);
    const re = new Float64Array(grid.size);
    const im = new Float64Array(grid.size);
    jointStart(law, grid, re, im);
    const decay = new Float64Array(grid.size);
    for (let m1 = 0; m1 <= modes; m1++)
      for (let m2 = -modes; m2 <= modes; m2++) decay[grid.at(m1, m2)] = exp(-step * law.damping(m1, m2));
    for (let k = 0; k < steps; k++) {
      const [r10, i10, r01, i01] = grid.read(re, im);
      const [c1, d1, c2, d2] = law.targets;
      pushAxis(grid, re, im, 0, c1 - r10, d1 - i10, step);
      pushAxis(grid, re, im, 1, c2 - r01, d2 - i01, step);
      for (let j = 0; j < grid.size; j++) {
        re[j] *= decay[j];
        im[j] *= decay[j];
      }
    }
    return grid.read(re, im);
  };
  return settle(JOINT_MODES, work, solve, 'The joint Euler limit of the two-dimensional cosine network');
}

function pushAxis(
  grid: JointGrid,
  re: Float64Array,
  im: Float64Array,
  axis: 0 | 1,
  wRe: number,
  wIm: number,
  step: number,
): void {
  const { modes, at } = grid;
  const size = modulus(wRe, wIm);
  if (size === 0) return;
  const table = pushTable((step * size) / 2, modes);
  const turn = rotations(wRe / size, wIm / size, modes);
  const zero = modes + table.reach;
  const lineRe = new Float64Array(2 * zero + 1);
  const lineIm = new Float64Array(2 * zero + 1);
  const [oldRe, oldIm] = [re.slice(), im.slice()];
  for (let other = axis === 0 ? -modes : 0; other <= modes; other++) {
    for (let k = -modes; k <= modes; k++) {
      // Along the first axis the half that is not kept is ρ(k, m₂) = conjugate of ρ(−k, −m₂).
      const conjugate = axis === 0 && k < 0;
      const j = axis === 0 ? (conjugate ? at(-k, -other) : at(k, other)) : at(other, k);
      const a = oldRe[j];
      const b = conjugate ? -oldIm[j] : oldIm[j];
      const c = turn.re[Math.abs(k)];
      const s = k < 0 ? -turn.im[-k] : turn.im[k];
      lineRe[zero + k] = a * c + b * s;
      lineIm[zero + k] = b * c - a * s;
    }
    for (let m = axis === 0 ? 0 : -modes; m <= modes; m++) {
      const a = pushedMode(table, lineRe, zero, m);
      const b = pushedMode(table, lineIm, zero, m);
      const c = turn.re[Math.abs(m)];
      const s = m < 0 ? -turn.im[-m] : turn.im[m];
      const j = axis === 0 ? at(m, other) : at(other, m);
      re[j] = a * c - b * s;
      im[j] = a * s + b * c;
    }
  }
}
