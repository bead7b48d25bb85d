/** An array in a file of the user, described before its numbers are read. */
export interface StoredArray {
  /** As the file has it; the file's own name where the file holds one array without a name. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The file's own word, for example `<f4` or `BF16`. */
  readonly dtype: string;
  /** The numbers in C order. @throws Error with one sentence naming file and array */
  load(): Float64Array | Promise<Float64Array>;
}

/** As in NumPy; more would be noise in every message. */
export const MOST_AXES = 64;
