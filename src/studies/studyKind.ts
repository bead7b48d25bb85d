/** The kinds of studies, and which of them a study file or object is. */
import { BadInput } from '../engine/badInput.ts';

export const STUDY_KINDS = [
  'chaos',
  'discretisation',
  'random-batch',
  'minibatch',
  'compressibility',
  'tails',
] as const;

export type StudyKind = (typeof STUDY_KINDS)[number];

/** @throws BadInput where it is none */
export function studyKind(content: unknown): StudyKind {
  const kind = (content as { study?: unknown } | null | undefined)?.study;
  if (!(STUDY_KINDS as readonly unknown[]).includes(kind))
    throw new BadInput(
      `study is ${JSON.stringify(kind) ?? 'missing'}; it must be one of ${STUDY_KINDS.join(', ')}.`,
    );
  return kind as StudyKind;
}
