/** The one sentence with which a formula is refused: field, text, position, reason. */

/** A formula as it was written, and where it stands in the plan. */
export interface Source {
  /** `model.drift[1]`. */
  readonly field: string;
  readonly text: string;
}

/** Characters shown around the position in a long formula. */
const AROUND = 30;

function excerpt(text: string, position: number): string {
  if (text.length <= 2 * AROUND + 10) return text;
  const from = Math.max(0, position - 1 - AROUND);
  const to = Math.min(text.length, position - 1 + AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

/**
 * @param position number of the character, from 1; one more than there are for the end
 * @throws Error always
 */
export function refuse({ field, text }: Source, position: number, reason: string): never {
  throw new Error(
    `${field} is ${JSON.stringify(excerpt(text, position))}; character ${position}: ${reason}.`,
  );
}
