/** A code model in a run: what its code throws, or a file that has changed, ends the run with a sentence that names the file. */
import { messageOf } from '../models/codeModel.ts';
import type { MeanFieldModel } from '../models/model.ts';
import { RunFailure } from './runFailure.ts';

export function guardedModel(make: () => MeanFieldModel, path: string): MeanFieldModel {
  const model = made(make);
  const fail = (name: string, cause: unknown) =>
    new RunFailure(`${name} of the model ${path} threw ${messageOf(cause)}.`);
  const { noiseFactor } = model;
  return {
    ...model,
    gather(x, lo, hi, sum) {
      try {
        model.gather(x, lo, hi, sum);
      } catch (cause) {
        throw fail('gather', cause);
      }
    },
    drift(x, lo, hi, field, out) {
      try {
        model.drift(x, lo, hi, field, out);
      } catch (cause) {
        throw fail('drift', cause);
      }
    },
    ...(noiseFactor && {
      noiseFactor(x, lo, hi, field, out) {
        try {
          noiseFactor(x, lo, hi, field, out);
        } catch (cause) {
          throw fail('noiseFactor', cause);
        }
      },
    }),
  };
}

function made(make: () => MeanFieldModel): MeanFieldModel {
  try {
    return make();
  } catch (cause) {
    throw new RunFailure((cause as Error).message);
  }
}
