/**
 * A code model tried out where a plan starts it: its kernels must run and leave finite numbers, before anything else runs.
 * The whole contract is `mckean check-model`'s.
 */
import { messageOf } from './codeModel.ts';
import type { MeanFieldModel } from './model.ts';

/**
 * @param x positions, particles × dim
 * @param file the beginning of every refusal, which names the model's file
 * @throws Error one sentence naming file, function and entry
 */
export function probeModel(model: MeanFieldModel, x: Float64Array, file: string): void {
  const { dim, fieldDim } = model;
  const particles = x.length / dim;
  const attempt = <T>(name: string, call: () => T): T => {
    try {
      return call();
    } catch (cause) {
      throw new Error(`${file}; ${name} threw ${messageOf(cause)} at the plan's start.`, { cause });
    }
  };
  const perParticle = (name: string, values: Float64Array) => {
    const j = values.findIndex((v) => !Number.isFinite(v));
    if (j >= 0)
      throw new Error(
        `${file}; ${name} leaves ${values[j]} for particle ${Math.floor(j / dim)}, coordinate ${j % dim}, at the plan's start; it must write a finite number.`,
      );
  };
  const field = new Float64Array(fieldDim);
  attempt('gather', () => model.gather(x, 0, particles, field));
  for (let f = 0; f < fieldDim; f++) field[f] /= particles;
  const f = field.findIndex((v) => !Number.isFinite(v));
  if (f >= 0)
    throw new Error(
      `${file}; gather gives ${field[f]} for entry ${f} of the field, at the plan's start; it must be finite.`,
    );
  const out = new Float64Array(x.length).fill(Number.NaN);
  attempt('drift', () => model.drift(x, 0, particles, field, out));
  perParticle('drift', out);
  if (model.noiseFactor) {
    out.fill(Number.NaN);
    attempt('noiseFactor', () => model.noiseFactor!(x, 0, particles, field, out));
    perParticle('noiseFactor', out);
  }
  for (const [name, value] of Object.entries(attempt('describeField', () => model.describeField(field))))
    if (![value].flat().every((v) => typeof v === 'number'))
      throw new Error(
        `${file}; describeField gives ${String(value)} for ${name}; it must be a number or [re, im].`,
      );
}
