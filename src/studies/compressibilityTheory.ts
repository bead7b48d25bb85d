/**
 * What theory predicts for the systems of a compressibility study, where the law of one particle is known: one task for each α
 * (src/limits/predictPruning.ts), on the threads of the study.
 */

import type { Pool } from '../engine/pool.ts';
import { type Prediction, type PredictionTask, predictPruning } from '../limits/predictPruning.ts';
import type { CompressibilityStudy } from './compressibilityStudy.ts';

/** Curves as figures draw them. */
export interface TheoryCurves {
  /** E err^p at the study's κ and widths. */
  readonly errors: readonly {
    readonly alpha: number;
    readonly particles: number;
    readonly kept: readonly number[];
    readonly mean: readonly number[];
  }[];
  /** The mean of the prunable fraction, at the study's widths. */
  readonly prunable: readonly {
    readonly alpha: number;
    readonly particles: readonly number[];
    readonly fraction: readonly number[];
  }[];
  /** N*(κ, ε); infinite where no width reaches it, the narrowest simulated width where that already does. */
  readonly needed: readonly {
    readonly alpha: number;
    readonly threshold: number;
    readonly delta: number;
    readonly kept: readonly number[];
    readonly neurons: readonly number[];
  }[];
}

/** @returns undefined where the law of one particle is not known */
export async function compressibilityTheory(
  study: CompressibilityStudy,
  pool?: Pool,
): Promise<TheoryCurves | undefined> {
  const { alphas, systems, particles, kept, power, thresholds, deltas } = study;
  const tasks = alphas.map(
    (alpha): PredictionTask => ({
      plan: systems.find((system) => system.alpha === alpha)!.problem.plan,
      // On the theorem's schedule every width has its own step, so fine that its law is that of continuous time.
      time: study.schedule.step === 'fixed' ? 'euler' : 'continuous',
      particles,
      kept,
      power,
      target: study.target.squared ? Math.sqrt(study.target.error) : study.target.error,
      thresholds,
      deltas,
    }),
  );
  const predict = (task: PredictionTask) =>
    pool ? pool.exec<Prediction | undefined>('predict', task) : Promise.resolve(predictPruning(task));
  const predictions = await Promise.all(tasks.map(predict));
  const known = predictions.filter((own) => own !== undefined && own !== null);
  if (known.length < alphas.length) return undefined;
  return {
    errors: known.flatMap(({ errors }, a) =>
      errors.map((mean, n) => ({ alpha: alphas[a], particles: particles[n], kept, mean })),
    ),
    prunable: known.map(({ prunable }, a) => ({ alpha: alphas[a], particles, fraction: prunable })),
    needed: known.flatMap(({ needed }, a) =>
      needed.flatMap((byThreshold, d) =>
        byThreshold.map((neurons, t) => ({
          alpha: alphas[a],
          threshold: thresholds[t],
          delta: deltas[d],
          kept,
          neurons,
        })),
      ),
    ),
  };
}
