/**
 * How a value shows itself where it is the last expression of a cell or a line: in a notebook by MIME types (the Deno kernel asks
 * for `Symbol.for('Jupyter.display')`), in the REPLs of Node and Deno and in `console.log` as text.
 */

export const JUPYTER: unique symbol = Symbol.for('Jupyter.display');
const NODE: unique symbol = Symbol.for('nodejs.util.inspect.custom');
const DENO: unique symbol = Symbol.for('Deno.customInspect');

/** One output of a notebook: the same thing by MIME type, from which the reader's program chooses. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What shows itself where it is the last expression of a cell or a line. */
export interface Displayed {
  /** As text, for a terminal. */
  toString(): string;
  /** As a notebook's output. */
  [JUPYTER](): MimeBundle | Promise<MimeBundle>;
}

/**
 * The same object, which now shows itself; nothing enumerable is added.
 * @param text for a terminal
 * @param bundle for a notebook; the text alone unless told
 */
export function displayed<T extends object>(
  value: T,
  text: () => string,
  bundle: () => MimeBundle | Promise<MimeBundle> = () => ({ 'text/plain': text() }),
): T & Displayed {
  for (const key of ['toString', NODE, DENO])
    Object.defineProperty(value, key, { value: text, configurable: true });
  Object.defineProperty(value, JUPYTER, { value: bundle, configurable: true });
  return value as T & Displayed;
}
