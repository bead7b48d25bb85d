/**
 * The formulas of a network, read when its plan is: an activation in s, and a loss in f and y (one output and its target;
 * with several outputs the loss is the sum over them). With their derivatives: plain data that travel to workers.
 */
import { ACTIVATION_NAMES } from './activations.ts';
import { createEvaluator, evaluator } from './formula/evaluator.ts';
import type { Program } from './formula/program.ts';
import { type ReadFunction, readFunction } from './formula/readFunction.ts';
import { LOSS_NAMES, type Loss, separate } from './losses.ts';
import { isActivationName, type NeuralNetworkSpec } from './networkSpec.ts';

export interface NetworkFormulas {
  readonly activation?: ReadFunction;
  readonly loss?: ReadFunction;
}

/** One word that is a formula. */
const CONSTANTS: ReadonlySet<string> = new Set(['s', 'pi', 'e']);
const VARIABLES: ReadonlySet<string> = new Set(['f', 'y', 'pi', 'e']);

/**
 * undefined where the spec names no formula.
 * @param where the fields' names, for refusals
 * @throws Error one sentence with the formula, the position and the reason
 */
export function readNetworkFormulas(
  { activation, loss }: Pick<NeuralNetworkSpec, 'activation' | 'loss'>,
  where: Record<'activation' | 'loss', string> = { activation: 'model.activation', loss: 'model.loss' },
): NetworkFormulas | undefined {
  if (/^[a-z]\w*$/i.test(activation) && !isActivationName(activation) && !CONSTANTS.has(activation))
    throw new Error(
      `${where.activation} is "${activation}"; it must be ${ACTIVATION_NAMES.join(', ')} or a formula in s.`,
    );
  if (loss?.name === 'formula' && /^[a-z]\w*$/i.test(loss.formula) && !VARIABLES.has(loss.formula))
    throw new Error(
      `${where.loss} is "${loss.formula}"; it must be ${LOSS_NAMES.join(', ')} or a formula in f and y.`,
    );
  const formulas: NetworkFormulas = {
    ...(isActivationName(activation)
      ? {}
      : { activation: readFunction(activation, where.activation, ['s']) }),
    ...(loss?.name === 'formula' ? { loss: readFunction(loss.formula, where.loss, ['f', 'y']) } : {}),
  };
  return formulas.activation || formulas.loss ? formulas : undefined;
}

/** Writes a formula of one variable at in[0 … count) to out[0 … count); both may be the same array. */
export function columnFunction(
  program: Program,
  size: number,
): (input: Float64Array, count: number, out: Float64Array) => void {
  const { inputs, outputs, run } = createEvaluator(program, size);
  return (input, count, out) => {
    for (let j = 0; j < count; j++) inputs[0][j] = input[j];
    run(count);
    for (let j = 0; j < count; j++) out[j] = outputs[0][j];
  };
}

/** The loss of a formula in f and y. */
export function formulaLoss({ program, derivative }: ReadFunction, outputs: number): Loss {
  return separate('numbers', outputs, scalar(program), scalar(derivative.f));
}

function scalar(program: Program): (f: number, y: number) => number {
  const evaluate = evaluator(program);
  const input = new Float64Array(2);
  const output = new Float64Array(1);
  return (f, y) => {
    input[0] = f;
    input[1] = y;
    evaluate(input, output);
    return output[0];
  };
}
