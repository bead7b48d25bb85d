/**
 * The targets of a data set as a loss reads them. Numbers: one column for every output. Signs: ±1. One column of class
 * numbers 0 … K − 1 for K > 1 outputs: as it is for softmax, one-hot (0, 1) where numbers are wanted, one against the rest
 * (−1, 1) where signs are.
 */
import type { ModelData } from './data.ts';
import type { Loss } from './losses.ts';

export interface Targets {
  /** points × loss.targetLength. */
  readonly values: Float64Array;
  /** The class number of every point, where targets are classes. */
  readonly classes?: Float64Array;
}

/** @throws Error one sentence, naming the first target that the loss cannot take */
export function targetsFor(loss: Loss, lossName: string, outputs: number, data: ModelData): Targets {
  const { targets, count } = data;
  const columns = targets.length / count;
  if (columns === 1 && (outputs > 1 || loss.targets === 'class')) {
    refuseOthers(
      targets,
      (y) => Number.isInteger(y) && y >= 0 && y < outputs,
      `${outputs} outputs take class numbers, whole numbers from 0 to ${outputs - 1}`,
    );
    if (loss.targets === 'class') return { values: targets, classes: targets };
    const values = new Float64Array(count * outputs).fill(loss.targets === 'signs' ? -1 : 0);
    for (let b = 0; b < count; b++) values[b * outputs + targets[b]] = 1;
    return { values, classes: targets };
  }
  if (columns !== outputs)
    throw new Error(
      `model.outputs is ${outputs}; it must be ${columns}, the number of target columns of the data.`,
    );
  if (loss.targets === 'signs')
    refuseOthers(targets, (y) => y === 1 || y === -1, `the loss ${lossName} takes signs, −1 or 1`);
  return { values: targets };
}

function refuseOthers(targets: Float64Array, allowed: (y: number) => boolean, range: string): void {
  const at = targets.findIndex((y) => !allowed(y));
  if (at >= 0) throw new Error(`model.data has the target ${targets[at]} at point ${at} (from 0); ${range}.`);
}
