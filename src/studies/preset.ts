/** What a preset is made of. */
import type { StudyInput } from './study.ts';

export const PRESETS = ['quick', 'standard', 'thorough'] as const;
/** How much work `verify` does: `quick`, `standard` or `thorough`. */
export type PresetName = (typeof PRESETS)[number];

/** A study with the name of its table and of its claim's row in the report. */
export interface NamedStudy {
  readonly name: string;
  readonly study: StudyInput;
}

export const powersOfTwo = (from: number, to: number): number[] => {
  const powers: number[] = [];
  for (let n = from; n <= to; n *= 2) powers.push(n);
  return powers;
};
