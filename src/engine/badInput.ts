/**
 * What the user gave cannot be used. One sentence that names the field, the value and the range allowed;
 * the command line prints it and ends with exit code 2.
 */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** Runs `read`; an error it throws is the user's input being wrong, and leaves as a BadInput. */
export function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadInput
      ? error
      : new BadInput(error instanceof Error ? error.message : String(error));
  }
}
