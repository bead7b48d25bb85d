/** What the limits of every model take and give. */
import type { InitialSpec } from '../models/initialSpec.ts';
import type { ModelSpec } from '../models/spec.ts';
import { createNoise } from '../noise/createNoise.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import type { SchemeSpec } from '../schemes/schemeSpec.ts';

/** What a limit depends on; a plan has all of it. */
export interface LimitArguments {
  readonly model: ModelSpec;
  readonly noise: NoiseSpec;
  /** Euler with steps of one length unless told. */
  readonly scheme?: SchemeSpec;
  readonly initial: InitialSpec;
  readonly horizon: number;
  readonly steps: number;
  readonly particles: number;
}

/** Numbers, or complex numbers as [re, im]. */
export type LimitValues = Record<string, number | [number, number]>;

/** An exact McKean–Vlasov limit: named numbers at the horizon, and those of the Euler scheme. */
export interface Limit {
  /**
   * How `values` are had: `closed form`, `Fourier hierarchy` (numerical, to 13 digits), `Fokker–Planck` (numerical, to
   * 9 digits), or what the code model's own module says.
   */
  readonly kind: 'closed form' | 'Fourier hierarchy' | 'Fokker–Planck' | 'of the code model';
  /** In continuous time. */
  readonly values: LimitValues;
  /** Of the Euler scheme with the plan's step. */
  readonly euler: LimitValues;
}

/** D(m) = −log E e^{i⟨m, L_1⟩}: the noise law itself says how it damps a Fourier mode. */
export function dampingOf(noise: NoiseSpec, dim: number): (modes: readonly number[]) => number {
  const law = createNoise(noise, dim, 1);
  return (modes) => -law.logCF(modes, 1);
}
